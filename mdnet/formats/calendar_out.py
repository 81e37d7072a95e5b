"""Birthdays, anniversaries and follow-ups of people as a calendar (RFC 5545).

Days of the year repeat every year, known year or not. No alarms: when to be reminded is for
the calendar program. The same people give the same file, byte for byte.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from mdnet.formats.person import Outgoing
from mdnet.formats.vcard.values import escape
from mdnet.formats.vcard.writer import fold_line

_LEAP = 2000
_FEBRUARY_29 = "02-29"


def write_calendar(people: Iterable[Outgoing], stamp: datetime | None = None) -> Iterator[str]:
    """Yield the lines of a calendar with the days to remember.

    Args:
        people: the people.
        stamp: when the file was made, in UTC, for those who want it told; without, a fixed one.
    """
    told = (stamp or datetime(2000, 1, 1)).strftime("%Y%m%dT%H%M%SZ")  # noqa: DTZ001
    yield from _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mdnet//contacts//EN"])
    for one in people:
        for event in _events(one, told):
            yield from _lines(event)
    yield from _lines(["END:VCALENDAR"])


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{folded}\r\n" for line in lines for folded in fold_line(line))


def _events(one: Outgoing, stamp: str) -> Iterator[list[str]]:
    for field, what in (("birthday", "Birthday"), ("anniversary", "Anniversary")):
        day = _first_day(getattr(one.contact, field))
        if day is not None:
            yield _event(one, field, day, stamp, f"{what}: {one.name}", _rule(day))
    if one.contact.follow_up is not None:
        text = f"Follow up: {one.name}"
        yield _event(one, "follow-up", one.contact.follow_up, stamp, text, "")


def _first_day(text: str) -> date | None:
    """Return the day that repeats; where the year is unknown, the one of 2000."""
    try:
        return date.fromisoformat(f"{_LEAP}-{text[2:]}" if text[:2] == "--" else text)
    except ValueError:
        return None


def _rule(day: date) -> str:
    if f"{day:%m-%d}" == _FEBRUARY_29:
        # The last day of February: there is one every year.
        return "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    return "RRULE:FREQ=YEARLY"


def _event(one: Outgoing, kind: str, day: date, stamp: str, text: str, rule: str) -> list[str]:
    told = one.contact.uid or one.id or one.name
    ident = hashlib.sha256(f"{kind} {told}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    end = day + timedelta(days=1) if day < date.max else day
    return [
        "BEGIN:VEVENT",
        f"UID:{ident}@mdnet",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        *([rule] if rule else []),
        f"SUMMARY:{escape(text)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
