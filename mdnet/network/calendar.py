"""Days to keep in mind: follow-ups, birthdays and anniversaries. Pure.

A birthday on 29 February falls on the 28th in other years: a day early is a kind thought, a
day late is an excuse. Knows nothing of rhythms; reads no clock.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from mdnet.model.summary import Card
from mdnet.util.records import Record
from mdnet.util.text import name_key

OccasionKind = Literal["follow_up", "birthday", "anniversary"]


class Occasion(Record):
    """A day to keep in mind for a person; ``days`` is how far ahead, below 0 when past.

    ``years`` is how old they turn or how long it has been; None when the year is unknown.
    """

    kind: OccasionKind
    card: Card
    day: date
    days: int
    years: int | None = None


def follow_ups(cards: Iterable[Card], today: date, within: int | None = 14) -> list[Occasion]:
    """The open follow-ups of the days ahead and those that have passed, by day.

    Args:
        cards: of all people, with the effective last contact.
        today: the day to count from.
        within: how many days ahead to look; None for as far as it goes.
    """
    found = []
    for card in _people(cards):
        day = open_follow_up(card)
        if day:
            found.append(Occasion("follow_up", card, day, (day - today).days))
    return _in_order(found, within)


def open_follow_up(card: Card) -> date | None:
    """The day to get back to somebody; None without one, or after contact from then on."""
    day, last = card.follow_up, card.last_contact
    return None if day is None or (last and last >= day) else day


def anniversaries(cards: Iterable[Card], today: date, within: int | None = 14) -> list[Occasion]:
    """The birthdays and anniversaries of the days ahead, by day; see ``follow_ups``."""
    found = [one for card in _people(cards) for one in _yearly(card, today)]
    return _in_order(found, within)


def next_day(partial: str, today: date) -> date | None:
    """The next day of ``1981-04-17`` or ``--04-17``; None past the last calendar year."""
    month, number = int(partial[-5:-3]), int(partial[-2:])
    for year in (today.year, today.year + 1):
        if year > date.max.year:
            break
        day = _in_year(year, month, number)
        if day >= today:
            return day
    return None


def _people(cards: Iterable[Card]) -> Iterator[Card]:
    return (card for card in cards if card.kind == "contact" and not (card.archived or card.stub))


def _yearly(card: Card, today: date) -> Iterator[Occasion]:
    kinds: tuple[tuple[OccasionKind, str], ...] = (
        ("birthday", card.birthday),
        ("anniversary", card.anniversary),
    )
    for kind, partial in kinds:
        day = next_day(partial, today) if partial else None
        if day:
            years = 0 if partial.startswith("--") else day.year - int(partial[:4])
            yield Occasion(kind, card, day, (day - today).days, years if years > 0 else None)


def _in_year(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, 2, 28)


def _in_order(found: Iterable[Occasion], within: int | None) -> list[Occasion]:
    kept = (one for one in found if within is None or one.days <= within)
    return sorted(kept, key=lambda one: (one.day, one.kind, name_key(one.card.name)))
