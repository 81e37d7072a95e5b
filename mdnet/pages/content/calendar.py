"""The facts of the calendar: the days of each month, the same every year.

Independent of the date: who is due next is on the page Keep in touch.
"""

from collections import defaultdict
from dataclasses import dataclass

from mdnet.pages.content.persons import met
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key
from mdnet.util.written_days import MONTHS


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A birthday or an anniversary: ``day`` is ``04-17``, ``year`` the first year, if known."""

    day: str
    kind: str
    person: PersonRef
    year: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A day to get back to somebody, as ISO text."""

    day: str
    person: PersonRef


@dataclass(frozen=True, slots=True)
class Calendar:
    """The yearly days by month, and the open follow-ups."""

    months: tuple[tuple[str, tuple[YearlyDay, ...]], ...]
    follow_ups: tuple[FollowUp, ...]
    people: int
    """How many of the people whom the owner has met have a day here."""
    met: int


def calendar(ground: Ground) -> Calendar:
    """The days of the people whom the owner has met."""
    from mdnet.network.calendar import follow_ups

    people = met(ground)
    days = [
        YearlyDay(partial[-5:], kind, ground.ref(card.path), partial[:-6].strip("-"))
        for card in people
        for kind, partial in (("birthday", card.birthday), ("anniversary", card.anniversary))
        if partial
    ]
    days.sort(key=lambda one: (one.day, name_key(one.person.name), one.person.path, one.kind))
    months: dict[str, list[YearlyDay]] = defaultdict(list)
    for day in days:
        months[MONTHS[int(day.day[:2]) - 1].capitalize()].append(day)
    return Calendar(
        tuple((month, tuple(some)) for month, some in months.items()),
        tuple(
            FollowUp(one.day.isoformat(), ground.ref(one.card.path))
            for one in follow_ups(people, ground.as_of, None)
        ),
        len({day.person for day in days}),
        len(people),
    )
