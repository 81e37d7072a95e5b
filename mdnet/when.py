"""Days and spans of time as people write them: ``last friday``, ``3 nov``, ``2 months``.

Whoever calls says what today is. Knows nothing of notes, settings or commands, and reads
no clock.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

_DURATION = re.compile(r"(?:every\s+)?(\d{1,5}|an?|one)?\s*([a-z]+?)s?", re.ASCII)
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_WORD_DAYS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "quarterly": 90,
    "yearly": 365,
    "annually": 365,
}
_MAX_DAYS = 36_500
# From how many days on a span is told in which unit.
_SPANS = ((730, 365, "year"), (60, 30, "month"), (14, 7, "week"), (0, 1, "day"))

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORTEST_NAME = 3

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_POINTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?,?(?: (\d{4}))?", re.ASCII
)
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", re.ASCII)
_AGO = re.compile(r"(\d{1,5}|an?|one) (day|week|month|year)s? ago", re.ASCII)
_LAST = re.compile(r"last (week|month|year)")
_WEEKDAY = re.compile(r"(?:last |on )?([a-z]+)", re.ASCII)
_DAYS_BACK = {"today": 0, "yesterday": 1}
# From one 29th of February to the next it can be eight years.
_YEARS_TO_A_LEAP_DAY = 8


def as_days(text: str) -> int | None:
    """Read a span in days: ``3 months``, ``every week``, ``quarterly`` or a plain number."""
    lowered = text.lower()
    if lowered in _WORD_DAYS:
        return _WORD_DAYS[lowered]
    if lowered.isascii() and lowered.isdigit():
        return _within_reason(int(lowered[:9]))
    found = _DURATION.fullmatch(lowered)
    if found is None or found[2] not in _UNIT_DAYS:
        return None
    count = int(found[1]) if found[1] and found[1].isdigit() else 1
    return _within_reason(count * _UNIT_DAYS[found[2]])


def in_words(days: int) -> str:
    """Return about how long a number of days is: ``3 weeks``, ``2 months``, ``1 year``."""
    size, unit = next((size, unit) for least, size, unit in _SPANS if days >= least or days == size)
    count = round(days / size)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def parse_day(text: str, today: date) -> date:
    """Read a day as people write it.

    A day without a year, and the name of a weekday, is the last such day: ``friday`` said
    on a Friday was a week ago, ``3 nov`` said on that day is today.

    Raises:
        ValueError: the text is no such day; the message says what would be.
    """
    wanted = " ".join(text.casefold().split())
    try:
        day = next((day for read in _READERS if (day := read(wanted, today))), None)
    except OverflowError:
        day = None
    if day is None:
        raise ValueError(
            f'"{text}" is not a day: write today, yesterday, friday, last week, 3 days ago, '
            "2026-11-03, 03.11.2026, 3 nov or nov 3 2025."
        )
    return day


def _spoken(text: str, today: date) -> date | None:
    """Read ``yesterday``, ``3 days ago`` and ``last week``."""
    if text in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[text])
    if found := _LAST.fullmatch(text):
        return _back(today, 1, found[1])
    if found := _AGO.fullmatch(text):
        return _back(today, int(found[1]) if found[1].isdigit() else 1, found[2])
    return None


def _weekday(text: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(text)
    number = _place_of(found[1], WEEKDAYS) if found else None
    if number is None:
        return None
    return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def _in_numbers(text: str, today: date) -> date | None:
    """Read ``2026-11-03``, ``03.11.2026`` and ``3.11.``."""
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _POINTS.fullmatch(text):
        return _with_year(found[3], int(found[2]), int(found[1]), today)
    return None


def _with_month(text: str, today: date) -> date | None:
    """Read ``3 nov``, ``3rd of November 2025`` and ``nov 3, 2025``."""
    if found := _DAY_MONTH.fullmatch(text):
        number, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, number, year = found.groups()
    else:
        return None
    month = _place_of(name, MONTHS)
    return None if month is None else _with_year(year, month + 1, int(number), today)


def _with_year(year: str | None, month: int, number: int, today: date) -> date | None:
    """Return a day of a year, or of the last year in which it is not ahead."""
    if year:
        return _day(int(year), month, number)
    years = range(today.year, today.year - _YEARS_TO_A_LEAP_DAY - 1, -1)
    days = (_day(one, month, number) for one in years)
    return next((day for day in days if day and day <= today), None)


def _back(today: date, count: int, unit: str) -> date | None:
    if unit in ("day", "week"):
        return today - timedelta(days=count * _UNIT_DAYS[unit])
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    # The 31st of a shorter month is its last day.
    shorter = (_day(year, month + 1, number) for number in range(today.day, today.day - 4, -1))
    return next((day for day in shorter if day), None)


def _place_of(name: str, names: tuple[str, ...]) -> int | None:
    """Return which of ``names`` is meant, written out or shortened."""
    if len(name) < _SHORTEST_NAME:
        return None
    return next((place for place, whole in enumerate(names) if whole.startswith(name)), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _within_reason(days: int) -> int | None:
    return days if 0 < days <= _MAX_DAYS else None


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _spoken,
    _in_numbers,
    _with_month,
    _weekday,
)
