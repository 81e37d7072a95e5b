"""Reads calendars (``.ics``): whom you met, how often, and when last.

Reads ORGANIZER and ATTENDEE of events (RFC 5545; the EMAIL parameter of RFC 7986). Rooms,
resources, calendars, robots, the owner, and who declined are left out; so are events that were
cancelled, or that the owner declined. A repeated event counts for each of its days up to today
(``mdnet.formats.recurrence``), but for those that were moved. Never keeps what it was about.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from mdnet.formats.content import Junk, Property, properties
from mdnet.formats.mail import is_robot
from mdnet.formats.person import Incoming, Item, Options, Reader
from mdnet.formats.recurrence import days_of
from mdnet.formats.vcard.values import partial_date
from mdnet.model.contact import Contact, Problem
from mdnet.util.text import one_line

_WANTED = frozenset(
    "ORGANIZER ATTENDEE DTSTART RRULE RDATE EXDATE STATUS UID RECURRENCE-ID".split()
)
_NO_PEOPLE = frozenset(("ROOM", "RESOURCE", "GROUP"))
_CALENDARS = (".calendar.google.com", "@calendar.google.com")
_MOST_GUESTS = 50
_BEGIN = b"BEGIN:VCALENDAR"

Event = list[Property]


def read_calendar(data: bytes, name: str, *, own: Iterable[str], today: date) -> Iterator[Incoming]:
    """Yield the people of a calendar with the days you met them, most days first.

    Args:
        data: the file.
        name: its name, for places.
        own: your addresses.
        today: later days do not count.
    """
    mine = {address.lower() for address in own}
    names: dict[str, str] = {}
    days: dict[str, set[date]] = {}
    events = [*_events(data)]
    moved = _moved(events)
    for event in events:
        guests = dict(_guests(event))
        if len(guests) > _MOST_GUESTS or _declined(event, mine):
            continue
        when = _days(event, moved, today) if guests.keys() - mine else set()
        for address, shown in guests.items() if when else ():
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


def _recognises(start: bytes, _: str) -> bool:
    return start[: len(_BEGIN)].upper() == _BEGIN


def _read(data: bytes, name: str, options: Options) -> Iterator[Item]:
    yield from read_calendar(data, name, own=options.own, today=options.day)
    if not options.own:
        message = "is a calendar, and you may be one of its guests"
        yield Problem(
            name, 1, 1, "own-unknown", message, "give your address with --me", severity="info"
        )


READER = Reader(_recognises, _read)


def _events(data: bytes) -> Iterator[Event]:
    """Yield the relevant properties of each event, without alarms."""
    event: Event | None = None
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
        elif event is not None and inner == 0 and one.name in _WANTED:
            event.append(one)


def _guests(event: Event) -> Iterator[tuple[str, str]]:
    for one in event:
        if one.name not in ("ORGANIZER", "ATTENDEE"):
            continue
        if one.one("CUTYPE").upper() in _NO_PEOPLE or one.one("PARTSTAT").upper() == "DECLINED":
            continue
        address = _address(one)
        if "@" in address and not address.endswith(_CALENDARS) and not is_robot(address):
            shown = one_line(one.one("CN")).strip("\"' ")
            yield address, "" if "@" in shown else shown


def _address(one: Property) -> str:
    """The email address, from the value or else from the EMAIL parameter."""
    told = one.one("EMAIL") or one.value
    return told.strip().lower().removeprefix("mailto:")


def _declined(event: Event, mine: set[str]) -> bool:
    return any(
        one.name == "ATTENDEE" and one.one("PARTSTAT").upper() == "DECLINED"
        and _address(one) in mine
        for one in event
    )  # fmt: skip


def _moved(events: Iterable[Event]) -> dict[str, set[date]]:
    """The days of each series that another event replaces."""
    moved: dict[str, set[date]] = {}
    for event in events:
        values = _values(event)
        if day := _day(values.get("RECURRENCE-ID", "")):
            moved.setdefault(values.get("UID", ""), set()).add(day)
    return moved


def _values(event: Event) -> dict[str, str]:
    return {one.name: one.value.strip() for one in event}


def _day(text: str) -> date | None:
    day = partial_date(text)
    return date.fromisoformat(day) if day and not day.startswith("--") else None


def _days(event: Event, moved: dict[str, set[date]], today: date) -> set[date]:
    """The days of an event up to today; none when it was cancelled."""
    values = _values(event)
    start = _day(values.get("DTSTART", ""))
    if start is None or start > today or values.get("STATUS", "").upper() == "CANCELLED":
        return set()
    if "RECURRENCE-ID" in values:
        return {start}
    found = set(days_of(start, values.get("RRULE", ""), today))
    found |= {day for day in _listed(event, "RDATE") if day <= today}
    return found - _listed(event, "EXDATE") - moved.get(values.get("UID", ""), set())


def _listed(event: Event, name: str) -> set[date]:
    texts = (text for one in event if one.name == name for text in one.value.split(","))
    return {day for text in texts if (day := _day(text.partition("/")[0]))}
