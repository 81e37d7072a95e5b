"""Single values of front matter: from the text as written to dates, days, numbers, flags.

Each reader takes text and returns the value, or None when the text does not fit; the message to
the user is written by ``mdnet.notes.fields``. Knows no keys and no positions.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Protocol, TypeAlias

from mdnet.model.contact import Position
from mdnet.util.written_days import NO_YEARS, day_of, written_day

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value of front matter: every scalar is a string as written, or None for empty."""


AGAIN = " "
"""Follows a repeated key, so that nothing under it is lost.

YAML keeps no space there, and a key means the same with it (``key_form``): two lists under one
key are read as two lists under ``Phone`` and ``phone`` are.
"""


class ValuePlaces(Protocol):
    """Where the keys and values of a front matter stand in the file."""

    def key_place(self, key: str) -> Position:
        """The place of a top-level key."""

    def value_place(self, key: str, item: int | None = None) -> Position:
        """The place of the value of a top-level key, or of one item of its list."""


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(?:--)?(\d{2})-?(\d{2})", re.ASCII)
_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
_RATINGS = {str(number): number for number in range(1, 6)}


def texts_of(value: Value) -> list[str]:
    """Every text in ``value`` in order; a nested map gives ``key: value`` texts."""
    if isinstance(value, str):
        return [value] if value else []
    if value is None:
        return []
    if isinstance(value, dict):
        return [f"{key}: {text}" for key, item in value.items() for text in texts_of(item) or [""]]
    texts: list[str] = []
    for item in value:
        if isinstance(item, str):
            texts.append(item)
        else:
            texts += texts_of(item)
    return texts


def one_text(value: Value) -> str:
    """The value as one text; the items of a list are joined with ``, ``."""
    return value if isinstance(value, str) else ", ".join(texts_of(value))


def repeated(again: Mapping[str, list[Value]]) -> dict[str, Value]:
    """Put the repeated values of each key under another key that means the same."""
    return {f"{key}{AGAIN}": more[0] if len(more) == 1 else more for key, more in again.items()}


def as_date(text: str) -> date | None:
    """Read ``2026-05-02``, or any other unambiguous date.

    A time of day after it is accepted and dropped.
    """
    day = written_day(text)
    return day_of(day.year, day.month, day.day) if day and day.year else None


def as_partial_date(text: str) -> str | None:
    """Read a date that may lack its year: ``1981-04-17``, ``--04-17`` and ``04-17``.

    A placeholder year from address books, such as 1604, is dropped.
    """
    found = _DAY_OF_YEAR.fullmatch(text)
    day = written_day(f"2000-{found[1]}-{found[2]}" if found else text)
    if day is None:
        return None
    if found or not day.year or day.year in NO_YEARS:
        return f"--{day.month:02}-{day.day:02}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def is_usual_date(text: str) -> bool:
    """Whether other programs read this date, too: ``1981-04-17`` or ``--04-17``."""
    return bool(_ISO.match(text) or _DAY_OF_YEAR.fullmatch(text))


def as_rating(text: str) -> int | None:
    """Read a number from 1 to 5."""
    return _RATINGS.get(text)


def as_flag(text: str) -> bool | None:
    """Read yes or no, as YAML 1.1 and 1.2 write them."""
    return _FLAGS.get(text.lower())
