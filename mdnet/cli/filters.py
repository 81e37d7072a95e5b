"""The options that choose contacts by what their notes say, for the commands that have them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mdnet.network.selection import Selection

Function = TypeVar("Function", bound=Callable[..., Any])

_FILTERS = (
    click.option("--circle", multiple=True, help="Only this circle; more than one: any of them."),
    click.option("--group", type=click.Choice(["primary", "secondary"]), help="Only this group."),
    click.option("--city", multiple=True, help="Only people of this city."),
    click.option("--role", multiple=True, help="Only people who do this."),
    click.option("--tag", multiple=True, help="Only people with this tag."),
    click.option("--org", multiple=True, help="Only people of this organisation."),
)


def filter_options(function: Function) -> Function:
    """Add ``--circle``, ``--group``, ``--city``, ``--role``, ``--tag`` and ``--org``."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


def selection_of(values: Mapping[str, Any], *, archived: bool) -> "Selection":
    """Return what the values of these options choose."""
    from mdnet.network.selection import Selection

    return Selection(archived=archived, **{**values, "group": values["group"] or ""})
