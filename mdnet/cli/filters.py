"""The options that filter contacts, and what to say if a filter matches nobody."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli import output
from mdnet.cli.completion import VaultValue
from mdnet.cli.context import group_option

if TYPE_CHECKING:
    from mdnet.model.summary import Card
    from mdnet.network.selection import Selection

Function = TypeVar("Function", bound=Callable[..., Any])


def _of_vault(name: str, told: str) -> Callable[[Function], Function]:
    """An option whose values the shell completes from the vault; ``told`` is its help."""
    return click.option(f"--{name}", multiple=True, type=VaultValue(name), help=told)


_FILTERS = (
    _of_vault("circle", "Only people in this circle. Can be repeated."),
    group_option,
    _of_vault("city", "Only people in this city."),
    _of_vault("role", "Only people with this role."),
    _of_vault("tag", "Only people with this tag."),
    _of_vault("org", "Only people at this organisation."),
)


def filter_options(function: Function) -> Function:
    """Add ``--circle``, ``--group``, ``--city``, ``--role``, ``--tag`` and ``--org``."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


def selection_of(values: Mapping[str, Any], *, archived: bool) -> "Selection":
    """The selection that the values of these options make."""
    from mdnet.network.selection import Selection

    return Selection(archived=archived, **{**values, "group": values["group"] or ""})


_NOBODY = {
    "circle": 'Nobody is in a circle "{}".',
    "city": 'Nobody lives in "{}".',
    "role": 'Nobody has a role like "{}".',
    "tag": 'Nobody has the tag "{}".',
    "org": 'Nobody works for "{}".',
}


def say_unknown(cards: "Iterable[Card]", wanted: "Selection") -> None:
    """Say on stderr which filter values no contact has, and suggest similar ones.

    Args:
        cards: the cards of all notes.
        wanted: the filters.
    """
    if not any((wanted.circle, wanted.city, wanted.role, wanted.tag, wanted.org)):
        return
    from mdnet.network.selection import unknown_values

    for one in unknown_values(cards, wanted):
        like = " or ".join(f'"{name}"' for name in one.like)
        meant = f" Did you mean {like}?" if like else ""
        output.say(_NOBODY[one.filter].format(one.value) + meant)
