"""Reads dates as people and programs write them: ``6 May 1984``, ``06.05.1984``.

Only unambiguous dates are read: ``17/04/1981`` is one, ``05/06/1984`` is not. Knows nothing of
today, notes or commands.
"""

import re
from datetime import date

from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORTEST_NAME = 3

YEARLESS = 1604
"""The year that some address books write for none: the first leap year."""
NO_YEARS = frozenset((0, 1, YEARLESS))
"""Years that mean no year in a birthday."""

# A time or a remark may follow the date.
_YEAR_FIRST = late_pattern(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?", re.ASCII)
_DIGITS = late_pattern(r"(\d{4})(\d{2})(\d{2})(?:[T ].*)?", re.ASCII)
_POINTS = late_pattern(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?", re.ASCII)
_YEAR_LAST = late_pattern(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_MONTH = late_pattern(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?,?(?: (\d{4}))?", re.ASCII
)
_MONTH_DAY = late_pattern(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", re.ASCII)


class WrittenDay(NamedTuple):
    """A date as written; ``year`` is None if there was none, and may be 0."""

    year: int | None
    month: int
    day: int


def written_day(text: str) -> WrittenDay | None:
    """Read a date in figures or with the name of its month; None if it is not one."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _valid(found[1], found[3], found[4])
    if found := _DIGITS.fullmatch(text):
        return _valid(found[1], found[2], found[3])
    if found := _POINTS.fullmatch(text):
        return _valid(found[3], found[2], found[1])
    if found := _YEAR_LAST.fullmatch(text):
        return _in_either_order(found[4], found[1], found[3])
    return _with_month(" ".join(text.casefold().split()))


def day_of(year: int, month: int, day: int) -> date | None:
    """A date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def place_of(name: str, names: tuple[str, ...]) -> int | None:
    """The index of ``name`` in ``names``, in full or shortened to at least three letters."""
    if len(name) < _SHORTEST_NAME:
        return None
    return next((place for place, whole in enumerate(names) if whole.startswith(name)), None)


def _with_month(text: str) -> WrittenDay | None:
    """Read ``3 nov``, ``3rd of November 2025`` and ``nov 3, 2025``."""
    if found := _DAY_MONTH.fullmatch(text):
        number, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, number, year = found.groups()
    else:
        return None
    month = place_of(name, MONTHS)
    return None if month is None else _valid(year, str(month + 1), number)


def _in_either_order(year: str, one: str, other: str) -> WrittenDay | None:
    """Read a day and a month in the only possible order; None if both are possible."""
    readings = {_valid(year, one, other), _valid(year, other, one)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _valid(year: str | None, month: str, day: str) -> WrittenDay | None:
    # 2000 was a leap year: the 29th of February is a birthday.
    known = int(year) if year else None
    if day_of(known or 2000, int(month), int(day)) is None:
        return None
    return WrittenDay(known, int(month), int(day))
