"""Calendars (``.ics``): whom one met, how often and when last.

Reads ORGANIZER and ATTENDEE of events (RFC 5545). Rooms, resources, the owner, and who
declined are left out. A repeated event counts for each of its days up to today, and not
beyond; what its rule says beyond frequency, interval, count, end and weekdays is left out.
Never keeps what an event was about.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mdnet.formats.content import Junk, Property, properties
from mdnet.formats.person import Incoming
from mdnet.formats.vcard.values import partial_date
from mdnet.model import Contact
from mdnet.text import one_line

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP_DAYS = {"DAILY": 1, "WEEKLY": 7}
_STEP_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
# Ten years of days: no meeting goes on for longer.
_MOST_DAYS = 3660
_MOST_GUESTS = 50


def read_calendar(data: bytes, name: str, *, own: Iterable[str], today: date) -> Iterator[Incoming]:
    """Yield the people of a calendar with the days on which one met them, most days first.

    Args:
        data: the file.
        name: its name, for places.
        own: the owner's addresses.
        today: no later day counts.
    """
    mine = {address.lower() for address in own}
    names: dict[str, str] = {}
    days: dict[str, set[date]] = {}
    for event in _events(data):
        when = _days(event, today)
        guests = dict(_guests(event))
        if not when or len(guests) > _MOST_GUESTS:
            continue
        for address, shown in guests.items():
            if address not in mine:
                names[address] = names.get(address) or shown
                days.setdefault(address, set()).update(when)
    for address in sorted(days, key=lambda one: (-len(days[one]), one)):
        met = tuple(sorted(days[address]))
        yield Incoming(
            place=f"{name}:1",
            name=names[address] or address,
            contact=Contact(emails=(address,), last_contact=met[-1]),
            keys=(f"email:{address}",),
            days=met,
            times=len(met),
        )


def _events(data: bytes) -> Iterator[list[Property]]:
    """Yield the properties of each event, without those of its alarms."""
    event: list[Property] | None = None
    inner = 0
    for one in properties(data):
        if isinstance(one, Junk):
            continue
        what = one.value.strip().upper()
        if one.name == "BEGIN" and what == "VEVENT":
            event, inner = [], 0
        elif one.name == "END" and what == "VEVENT":
            if event:
                yield event
            event = None
        elif one.name in ("BEGIN", "END"):
            inner += 1 if one.name == "BEGIN" else -1
        elif event is not None and inner == 0:
            event.append(one)


def _guests(event: Iterable[Property]) -> Iterator[tuple[str, str]]:
    for one in event:
        if one.name not in ("ORGANIZER", "ATTENDEE"):
            continue
        if one.one("CUTYPE").upper() in ("ROOM", "RESOURCE", "GROUP"):
            continue
        address = one.value.strip().lower().removeprefix("mailto:")
        if "@" in address and one.one("PARTSTAT").upper() != "DECLINED":
            shown = one_line(one.one("CN"))
            yield address, "" if "@" in shown else shown


def _day(text: str) -> date | None:
    day = partial_date(text)
    return date.fromisoformat(day) if day and not day.startswith("--") else None


def _days(event: Iterable[Property], today: date) -> set[date]:
    """Return the days of an event up to today; none when it was cancelled."""
    values = {one.name: one.value.strip() for one in event}
    start = _day(values.get("DTSTART", ""))
    if start is None or start > today or values.get("STATUS", "").upper() == "CANCELLED":
        return set()
    without = {
        day
        for one in event
        if one.name == "EXDATE"
        for text in one.value.split(",")
        if (day := _day(text))
    }
    return set(_repeated(start, values.get("RRULE", ""), today)) - without


def _repeated(start: date, rule: str, today: date) -> Iterator[date]:
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if "=" in part)
    until = min(_day(parts.get("UNTIL", "")) or today, today)
    count = _number(parts.get("COUNT", ""), _MOST_DAYS)
    frequency = parts.get("FREQ", "")
    every = max(1, _number(parts.get("INTERVAL", ""), 1))
    if frequency in _STEP_DAYS:
        found = _by_days(start, _STEP_DAYS[frequency] * every, parts.get("BYDAY", ""), until)
    elif frequency in _STEP_MONTHS:
        found = _by_months(start, _STEP_MONTHS[frequency] * every, until)
    else:
        found = iter([start])
    for number, day in enumerate(found):
        if number >= count or number >= _MOST_DAYS:
            return
        yield day


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _by_days(start: date, step: int, weekdays: str, until: date) -> Iterator[date]:
    named = {day.strip()[-2:] for day in weekdays.split(",")} if step % 7 == 0 else set()
    offsets = sorted(
        (number - start.weekday()) % 7 for number, day in enumerate(_WEEKDAYS) if day in named
    )
    for times in range(_MOST_DAYS):
        for offset in offsets or [0]:
            days = times * step + offset
            if days > (until - start).days:
                return
            yield start + timedelta(days=days)


def _by_months(start: date, step: int, until: date) -> Iterator[date]:
    for times in range(_MOST_DAYS):
        year, month = divmod(start.year * 12 + start.month - 1 + times * step, 12)
        if year > until.year:
            return
        try:
            day = date(year, month + 1, start.day)
        except ValueError:
            continue  # a month without such a day
        if day > until:
            return
        yield day
