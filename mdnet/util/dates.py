"""Days and spans of time as people write them: ``last friday``, ``in 2 weeks``, ``2 months``.

The caller says what today is. Knows nothing of notes, settings or commands, and reads no
clock.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from mdnet.util.written_days import (
    MONTHS,
    NO_YEARS,
    WEEKDAYS,
    YEARLESS,
    day_of,
    place_of,
    written_day,
)

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
# The unit for a span, by its minimum number of days.
_SPANS = ((730, 365, "year"), (60, 30, "month"), (14, 7, "week"), (0, 1, "day"))

DAY_EXAMPLES = (
    "today, tomorrow, last friday, 3 days ago, in 2 weeks, 2w, 2026-11-03, 3 nov or march 2027"
)
"""Ways to write a day, for help texts and messages."""
SPAN_EXAMPLES = "2 weeks, 3 months, monthly, quarterly or every year"
"""Ways to write a span of time, for messages."""

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_DISTANCE = re.compile(
    r"(?P<sign>[+-]|in )?(?P<count>\d{1,5}|an?|one) ?"
    r"(?P<unit>d|w|m|y|days?|weeks?|months?|years?)(?P<ago> ago)?",
    re.ASCII,
)
_STEP = re.compile(r"(last|next) (week|month|year)")
_WEEKDAY = re.compile(r"(?:(last|next|on|this) )?([a-z]+)", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"([a-z]+)\.?,? (\d{4})", re.ASCII)
_MONTHS_IN = {"m": 1, "y": 12}
_DAYS_IN = {"d": 1, "w": 7}
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
    """A number of days in words, rounded: ``3 weeks``, ``2 months``, ``1 year``."""
    size, unit = next((size, unit) for least, size, unit in _SPANS if days >= least or days == size)
    count = round(days / size)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read a day as people write it.

    Words such as ``friday``, ``3 nov`` or ``2 weeks`` mean the nearest such day in the past, or
    with ``ahead`` in the future. Today's weekday is a week away; today's date is today. A month
    with its year is its first day, or with ``ahead`` its last.

    Raises:
        ValueError: the text is not a day; the message shows examples.
    """
    wanted = " ".join(text.casefold().split())
    for read in _READERS:
        try:
            day = read(wanted, today, ahead)
        except (OverflowError, ValueError):  # before or after all calendars
            break
        if day is not None:
            return day
    raise ValueError(f'"{text}" is not a day: write {DAY_EXAMPLES}.')


def parse_birthday(text: str, today: date) -> str:
    """Read a yearly day: ``1984-05-06``, or ``--05-06`` without a year.

    Raises:
        ValueError: as ``parse_day``.
    """
    wanted = " ".join(text.casefold().split())
    day = written_day(f"{YEARLESS}{wanted[1:]}" if wanted.startswith("--") else wanted)
    if day and (day.year is None or day.year in NO_YEARS):
        return f"--{day.month:02}-{day.day:02}"
    return parse_day(text, today).isoformat()


def _near(text: str, today: date, _: bool) -> date | None:  # noqa: FBT001
    return today + timedelta(days=_NEAR[text]) if text in _NEAR else None


def _distance(text: str, today: date, ahead: bool) -> date | None:  # noqa: FBT001
    """Read ``3 days ago``, ``in 2 weeks``, ``2w``, ``+10d`` and ``next month``."""
    if found := _STEP.fullmatch(text):
        return _moved(today, 1 if found[1] == "next" else -1, found[2][0])
    found = _DISTANCE.fullmatch(text)
    if found is None or (found["ago"] and found["sign"]):
        return None
    back = found["sign"] == "-" or found["ago"] or not (found["sign"] or ahead)
    count = int(found["count"]) if found["count"].isdigit() else 1
    return _moved(today, -count if back else count, found["unit"][0])


def _weekday(text: str, today: date, ahead: bool) -> date | None:  # noqa: FBT001
    found = _WEEKDAY.fullmatch(text)
    number = place_of(found[2], WEEKDAYS) if found else None
    if found is None or number is None:
        return None
    if found[1] == "next" or (ahead and found[1] != "last"):
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)


def _written(text: str, today: date, ahead: bool) -> date | None:  # noqa: FBT001
    """Read a day of the calendar; without a year it is the nearest such day."""
    day = written_day(text)
    if day is None:
        return None
    if day.year is not None:
        return day_of(day.year, day.month, day.day)
    for years in range(_YEARS_TO_A_LEAP_DAY + 1):
        found = day_of(today.year + (years if ahead else -years), day.month, day.day)
        if found and (found >= today if ahead else found <= today):
            return found
    return None


def _month(text: str, _: date, ahead: bool) -> date | None:  # noqa: FBT001
    """Read ``march 2027``."""
    found = _MONTH_OF_YEAR.fullmatch(text)
    month = place_of(found[1], MONTHS) if found else None
    if found is None or month is None:
        return None
    first = day_of(int(found[2]), month + 1, 1)
    return _last_of_month(first) if first and ahead else first


def _last_of_month(day: date) -> date:
    numbers = range(31, 27, -1)
    return next(last for number in numbers if (last := day_of(day.year, day.month, number)))


def _moved(today: date, count: int, unit: str) -> date | None:
    """The day a number of days, weeks, months or years away; the unit is its first letter."""
    if unit in _DAYS_IN:
        return today + timedelta(days=count * _DAYS_IN[unit])
    months = today.year * 12 + today.month - 1 + count * _MONTHS_IN[unit]
    year, month = divmod(months, 12)
    # The 31st of a shorter month is its last day.
    last = _last_of_month(date(year, month + 1, 1))
    return last.replace(day=min(today.day, last.day))


def _within_reason(days: int) -> int | None:
    return days if 0 < days <= _MAX_DAYS else None


_READERS: tuple[Callable[[str, date, bool], date | None], ...] = (
    _near,
    _distance,
    _written,
    _month,
    _weekday,
)
