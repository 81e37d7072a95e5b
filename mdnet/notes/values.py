"""Single values of front matter: from the text as written to dates, days, numbers, flags.

Each reader takes text and returns the value, or None when the text is no such thing; saying
so to the user is the business of ``mdnet.notes.fields``. Knows no keys and no positions.
"""

import re
from datetime import date
from typing import Protocol, TypeAlias

from mdnet.model import Position

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What front matter holds: every scalar is a string as written, or None for empty."""


class Places(Protocol):
    """Where the keys and values of a front matter stand in the file."""

    def key_place(self, key: str) -> Position:
        """Return the place of a top-level key."""

    def value_place(self, key: str, item: int | None = None) -> Position:
        """Return the place of the value of a top-level key, or of one item of its list."""


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"(?:--)?(\d{2})-?(\d{2})", re.ASCII)
_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
_RATINGS = {str(number): number for number in range(1, 6)}


def texts_of(value: Value) -> list[str]:
    """Return every text in ``value`` in order; a nested map gives ``key: value`` texts."""
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
    """Return ``value`` as one text; the items of a list are joined with ``, ``."""
    return value if isinstance(value, str) else ", ".join(texts_of(value))


def day_of(year: str, month: str, day: str) -> date | None:
    """Return the date of three numbers as text, or None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def as_date(text: str) -> date | None:
    """Read ``2026-05-02``; a time of day behind it is accepted and dropped."""
    found = _DATE.fullmatch(text)
    return day_of(*found.groups()) if found else None


def as_partial_date(text: str) -> str | None:
    """Read a date that may lack its year: ``1981-04-17``, ``--04-17`` and ``04-17``."""
    whole = as_date(text)
    if whole is not None:
        return whole.isoformat()
    found = _DAY_OF_YEAR.fullmatch(text)
    # 2000 was a leap year: the 29th of February is a birthday.
    if found is None or day_of("2000", found[1], found[2]) is None:
        return None
    return f"--{found[1]}-{found[2]}"


def as_rating(text: str) -> int | None:
    """Read a number from 1 to 5."""
    return _RATINGS.get(text)


def as_flag(text: str) -> bool | None:
    """Read yes or no, as YAML 1.1 and 1.2 write them."""
    return _FLAGS.get(text.lower())
