"""The days of a repeated event, by its rule (RFC 5545 section 3.3.10).

Understood are DAILY to YEARLY with INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH
and BYSETPOS, which is what calendars write; of hours, weeks of the year and days of the year
nothing. Knows no events.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mdnet.formats.vcard.values import partial_date

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,5}", re.ASCII)
# Meetings of each day for fifty years; nobody's calendar is older.
_MOST_PERIODS = 20_000
_EARLIEST = 1950


@dataclass(frozen=True, slots=True)
class _Rule:
    frequency: str
    every: int
    count: int
    until: date
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    """Ordinals and weekdays; the ordinal is 0 for every such day."""
    month_days: frozenset[int]
    months: frozenset[int]
    positions: tuple[int, ...]


def days_of(start: date, rule: str, today: date) -> Iterator[date]:
    """Yield the days of an event up to today, in order; ``start`` alone without a rule.

    Args:
        start: the day of DTSTART.
        rule: the value of RRULE, or nothing.
        today: no later day is given.
    """
    read = _read(rule, today)
    if read is None or start.year < _EARLIEST:
        yield start
        return
    left = read.count
    for period in _periods(start, read):
        for day in _chosen([one for one in period if _fits(one, read)], read):
            if day < start:
                continue
            if day > read.until or left == 0:
                return
            yield day
            left -= 1


def _read(rule: str, today: date) -> _Rule | None:
    parts = dict(part.strip().upper().split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return None
    counts = _numbers(parts.get("COUNT", ""))
    week_start = parts.get("WKST", "MO")
    return _Rule(
        frequency=parts["FREQ"],
        every=max([1, *_numbers(parts.get("INTERVAL", ""))]),
        count=counts[0] if counts else -1,
        until=min(_day(parts.get("UNTIL", "")) or today, today),
        week_start=_WEEKDAYS.index(week_start) if week_start in _WEEKDAYS else 0,
        weekdays=tuple(
            (int(found[1] or 0), _WEEKDAYS.index(found[2]))
            for text in parts.get("BYDAY", "").split(",")
            if (found := _BY_DAY.fullmatch(text.strip()))
        ),
        month_days=frozenset(_numbers(parts.get("BYMONTHDAY", ""))),
        months=frozenset(_numbers(parts.get("BYMONTH", ""))),
        positions=_numbers(parts.get("BYSETPOS", "")),
    )


def _numbers(text: str) -> tuple[int, ...]:
    texts = (one.strip() for one in text.split(","))
    return tuple(int(one) for one in texts if _WHOLE_NUMBER.fullmatch(one))


def _day(text: str) -> date | None:
    day = partial_date(text)
    return date.fromisoformat(day) if day and day[0] != "-" else None


def _periods(start: date, rule: _Rule) -> Iterator[list[date]]:
    """Yield the candidates of each day, week, month or year, from that of ``start`` on."""
    for times in range(_MOST_PERIODS):
        if rule.frequency in ("DAILY", "WEEKLY"):
            period = _short_period(start, times * rule.every, rule)
        elif rule.frequency == "MONTHLY":
            year, month = divmod(start.year * 12 + start.month - 1 + times * rule.every, 12)
            period = _month(year, month + 1, start, rule)
        else:
            period = _year(start.year + times * rule.every, start, rule)
        if period and period[0] > rule.until:
            return
        yield period


def _short_period(start: date, step: int, rule: _Rule) -> list[date]:
    if rule.frequency == "DAILY":
        days = [step]
    elif not rule.weekdays:
        days = [step * 7]
    else:
        first = -((start.weekday() - rule.week_start) % 7)
        wanted = {weekday for _, weekday in rule.weekdays}
        days = [step * 7 + day for day in range(first, first + 7)
                if (start.weekday() + day) % 7 in wanted]  # fmt: skip
    latest = (date.max - start).days
    return [start + timedelta(days=day) for day in days if day <= latest]


def _month(year: int, month: int, start: date, rule: _Rule) -> list[date]:
    if year > rule.until.year:
        return [rule.until + timedelta(days=1)]
    last = monthrange(year, month)[1]
    if rule.month_days:
        wanted = {day if day > 0 else last + 1 + day for day in rule.month_days}
        return [date(year, month, day) for day in sorted(wanted) if 0 < day <= last]
    if rule.weekdays:
        return _named([date(year, month, day) for day in range(1, last + 1)], rule)
    return [date(year, month, start.day)] if start.day <= last else []


def _year(year: int, start: date, rule: _Rule) -> list[date]:
    if year > rule.until.year:
        return [rule.until + timedelta(days=1)]
    if rule.weekdays and not rule.months and not rule.month_days:
        first = date(year, 1, 1)
        length = (date(year + 1, 1, 1) - first).days
        return _named([first + timedelta(days=day) for day in range(length)], rule)
    months: Iterable[int] = sorted(month for month in rule.months if 1 <= month <= 12)
    if not rule.months:
        months = range(1, 13) if rule.month_days else (start.month,)
    return [day for month in months for day in _month(year, month, start, rule)]


def _named(days: list[date], rule: _Rule) -> list[date]:
    """The days that BYDAY names among those of a month or year."""
    found: set[date] = set()
    for ordinal, weekday in rule.weekdays:
        same = [day for day in days if day.weekday() == weekday]
        if ordinal == 0:
            found.update(same)
        elif abs(ordinal) <= len(same):
            found.add(same[ordinal - 1 if ordinal > 0 else ordinal])
    return sorted(found)


def _fits(day: date, rule: _Rule) -> bool:
    """Whether a candidate passes what only limits it."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and day.weekday() not in {weekday for _, weekday in rule.weekdays}:
        return False
    if rule.month_days and rule.frequency == "DAILY":
        last = monthrange(day.year, day.month)[1]
        return not rule.month_days.isdisjoint((day.day, day.day - last - 1))
    return True


def _chosen(days: list[date], rule: _Rule) -> list[date]:
    if not rule.positions:
        return days
    places = {one - 1 if one > 0 else len(days) + one for one in rule.positions if one}
    return [day for place, day in enumerate(days) if place in places]
