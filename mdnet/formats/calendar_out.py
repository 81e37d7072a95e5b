"""Writes birthdays, anniversaries, follow-ups and reconnects as a calendar (RFC 5545).

Birthdays repeat every year, with or without a known year. Overdue reminders are on the day of
the export, without an alarm, which would ring every day. The same people give the same file on
the same day, byte for byte, and a reminder keeps its UID, so that calendars recognise it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from mdnet.formats.person import Outgoing
from mdnet.formats.vcard.values import escape
from mdnet.formats.vcard.writer import fold_line

_LEAP = 2000
_FEBRUARY_29 = "02-29"
# Nine in the morning, wherever the reader of the calendar is.
_ALARM = "PT9H"
_TITLES = {"follow-up": "Follow up", "reconnect": "Reconnect"}


class _Event(NamedTuple):
    kind: str
    title: str
    day: date
    rule: str = ""
    told: str = ""
    rings: bool = True


def write_calendar(people: Iterable[Outgoing], today: date) -> Iterator[str]:
    """Yield the lines of a calendar with the days to remember.

    Args:
        people: the people, with their reminders.
        today: the day of the export, for overdue reminders.
    """
    yield from _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mdnet//contacts//EN"])
    for one in people:
        for event in _events(one, today):
            yield from _lines(_written(one, event, today))
    yield from _lines(["END:VCALENDAR"])


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{folded}\r\n" for line in lines for folded in fold_line(line))


def _events(one: Outgoing, today: date) -> Iterator[_Event]:
    for field, what in (("birthday", "Birthday"), ("anniversary", "Anniversary")):
        day = _first_day(getattr(one.contact, field))
        if day is not None:
            yield _Event(field, what, day, _rule(day))
    for reminder in one.reminders:
        is_ahead = reminder.day >= today
        day = reminder.day if is_ahead else today
        title = _TITLES[reminder.kind]
        yield _Event(reminder.kind, title, day, told=reminder.told, rings=is_ahead)


def _first_day(text: str) -> date | None:
    """The repeating day; in 2000 if the year is unknown."""
    try:
        return date.fromisoformat(f"{_LEAP}-{text[2:]}" if text[:2] == "--" else text)
    except ValueError:
        return None


def _rule(day: date) -> str:
    if f"{day:%m-%d}" == _FEBRUARY_29:
        # The last day of February: there is one every year.
        return "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    return "RRULE:FREQ=YEARLY"


def _written(one: Outgoing, event: _Event, today: date) -> list[str]:
    """The lines of an event, the long ones not folded yet."""
    told = one.contact.uid or one.id or one.name
    text = f"{event.kind} {told}".encode("utf-8", "surrogatepass")
    ident = hashlib.sha256(text).hexdigest()[:32]
    end = event.day + timedelta(days=1) if event.day < date.max else event.day
    summary = escape(f"{event.title}: {one.name}")
    return [
        "BEGIN:VEVENT",
        f"UID:{ident}@mdnet",
        f"DTSTAMP:{_figures(today)}T000000Z",
        f"DTSTART;VALUE=DATE:{_figures(event.day)}",
        f"DTEND;VALUE=DATE:{_figures(end)}",
        *([event.rule] if event.rule else []),
        f"SUMMARY:{summary}",
        *([f"DESCRIPTION:{escape(event.told)}"] if event.told else []),
        "TRANSP:TRANSPARENT",
        *(_alarm(summary) if event.rings else []),
        "END:VEVENT",
    ]


def _alarm(summary: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        f"TRIGGER:{_ALARM}",
        "END:VALARM",
    ]


def _figures(day: date) -> str:
    """A day as calendars write it; the year has four figures however early it is."""
    return day.isoformat().replace("-", "")
