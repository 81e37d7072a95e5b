"""What ``mdnet phone`` and ``mdnet email`` share: the bare values of whoever matches."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    no_private_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.identity.reaching import Reached
    from mdnet.model.reach import ReachKind

Function = TypeVar("Function", bound=Callable[..., Any])

_FIELD = re.compile(r"\{(\w*)\}")
_ESCAPES = {"\\t": "\t", "\\n": "\n"}


def reaching_command(name: str, short_help: str) -> Callable[[Function], click.Command]:
    """Turn a function into a command with the argument and options that both share."""
    template = click.option(
        "--format", "template", metavar="TEMPLATE", callback=_template,
        help="Print each line in this form; use {name}, {value}, {role}, {org}, {city}, \\t, \\n.",
    )  # fmt: skip

    def make(function: Function) -> click.Command:
        with_options = no_private_option(json_option(vault_option(click.pass_context(function))))
        with_argument = person_argument()(template(with_options))
        return click.command(name, short_help=short_help)(with_argument)

    return make


def put_values(
    ctx: click.Context, name: str, kind: "ReachKind", *, template: str | None, as_json: bool
) -> None:
    """Print the numbers or addresses of everybody that ``name`` may mean.

    Raises:
        NotFoundError: nobody matches.
        NoWayError: somebody matches, but has no such value.
    """
    from mdnet.identity.reaching import Reaching, values_of_kind

    vault = current_vault(ctx)
    reaching = Reaching(fresh_index(vault).snapshot, vault.config.country)
    people = reaching.people(name)
    found = values_of_kind(people, kind)
    if not found:
        from mdnet.model.errors import NoWayError

        raise NoWayError([person.name for person in people], kind)
    put_reached(found, template=template, as_json=as_json, is_one=len(people) == 1)


def put_reached(
    found: "Sequence[tuple[Reached, str]]", *, template: str | None, as_json: bool, is_one: bool
) -> None:
    """Print values: bare for one person, in a table with names for several."""
    if as_json:
        output.put_json([{**person.as_fields(), "value": value} for person, value in found])
    elif template:
        for person, value in found:
            click.echo(_filled(template, {**person.as_fields(), "value": value}))
    elif is_one:
        for _, value in found:
            output.put(value)
    else:
        output.put_rows([(person.name, value) for person, value in found])


def _template(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    known = ("name", "value", "role", "org", "city")
    unknown = [field for field in _FIELD.findall(value or "") if field not in known]
    if unknown:
        named = ", ".join(f"{{{field}}}" for field in known)
        raise click.BadParameter(f"{{{output.safe(unknown[0])}}} is not one of {named}.")
    for typed, meant in _ESCAPES.items():
        value = value.replace(typed, meant) if value else value
    return value


def _filled(template: str, fields: dict[str, Any]) -> str:
    """A template with its fields filled in; text from notes is made safe."""
    return _FIELD.sub(lambda found: output.safe(str(fields[found[1]] or "")), template)
