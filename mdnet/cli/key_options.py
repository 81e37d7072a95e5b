"""Options that set keys of a note, made from the table of keys."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli.completion import PersonName, VaultValue
from mdnet.cli.context import day_option
from mdnet.model.key_columns import Field, Option
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.keys import by_place

if TYPE_CHECKING:
    from mdnet.notes.scalars import Plain

Function = TypeVar("Function", bound=Callable[..., Any])

# The options whose values the vault can complete.
_COMPLETED = {"circle", "city", "role", "tag", "org"}


def key_options(only: Collection[str] = ()) -> Callable[[Function], Function]:
    """Add an option for each key that has one, or for the keys in ``only``.

    They are in the order of the page of ``show``. Their values are texts, tuples of texts,
    numbers, days or flags, by the names of the options.
    """

    def add(function: Function) -> Function:
        for key in reversed(by_place(CONTACT_KEYS)):  # the last decorator is the first option
            if key.option and (not only or key.name in only):
                function = _option_of(key, key.option)(function)
        return function

    return add


def said_under_keys(said: Mapping[str, Any], keys: Collection[str]) -> "dict[str, str | Plain]":
    """The values of the given options, by the keys of the note."""
    from mdnet.capture.people import is_whole_day
    from mdnet.notes.scalars import Plain

    values: dict[str, str | Plain] = {}
    for key in CONTACT_KEYS:
        value = said.get(key.option.name.replace("-", "_")) if key.option else None
        if value and key.name in keys:
            is_day = isinstance(value, date) or is_whole_day(key, value)
            values[key.name] = Plain(value) if is_day else str(value)
    return values


def _option_of(key: Field, option: Option) -> Callable[[Function], Function]:
    names = [f"-{option.short}"] if option.short else []
    names.append(f"--{option.name}")
    if key.kind == "flag":
        return click.option(*names, is_flag=True, help=option.help)
    if key.kind == "rating":
        return click.option(*names, type=click.IntRange(1, 5), help=option.help)
    if key.kind == "date":
        return day_option(*names, told=option.help, ahead=key.name == "follow_up")
    if key.kind == "partial":
        from mdnet.util.dates import parse_birthday

        return day_option(*names, told=option.help, parse=parse_birthday)
    if key.kind == "days":
        return click.option(*names, default="", callback=_span, metavar="SPAN", help=option.help)
    value: click.ParamType[str] = click.STRING
    if key.kind == "links":
        value = PersonName()
    elif option.name in _COMPLETED:
        value = VaultValue(option.name)
    metavar = "NAME" if key.kind == "links" else "TEXT"
    default = None if option.several else ""
    return click.option(
        *names,
        type=value,
        multiple=option.several,
        default=default,
        metavar=metavar,
        help=option.help,
    )


def _span(_: click.Context, __: click.Parameter, value: str) -> str:
    from mdnet.cli.output import safe
    from mdnet.util.dates import SPAN_EXAMPLES, as_days

    if value and as_days(value) is None:
        raise click.BadParameter(f'"{safe(value)}" is not a span of time: write {SPAN_EXAMPLES}.')
    return value
