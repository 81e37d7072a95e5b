"""Everything due: people to get back to, days that are near, and the words for both.

``mdnet due``, the pages and exports all ask here. Pure; reads no clock.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from mdnet.model.summary import Card
from mdnet.network.cadence import Reconnect, reconnects, without_rhythm
from mdnet.network.calendar import Occasion, anniversaries, follow_ups
from mdnet.util.dates import in_words
from mdnet.util.records import Record

Reminder: TypeAlias = Reconnect | Occasion

DAYS_NEAR = 7
"""How many days ahead a birthday is near; a card takes some days."""


class Due(Record):
    """Everything due, each kind in order: see ``reconnects``, ``follow_ups``, ``anniversaries``.

    ``without_rhythm`` are the people for whom nothing says how often to be in touch.
    """

    reconnects: Sequence[Reconnect]
    follow_ups: Sequence[Occasion]
    days: Sequence[Occasion]
    without_rhythm: Sequence[Card]


def due_among(
    cards: Iterable[Card],
    rhythms: Iterable[tuple[str, int]],
    today: date,
    *,
    within: int | None = 0,
    near: int | None = DAYS_NEAR,
) -> Due:
    """Everything that is due.

    Args:
        cards: of all people, with the effective last contact.
        rhythms: circles with their rhythms in days.
        today: the day to count from.
        within: how many days ahead to look; None for as far as it goes.
        near: the same for birthdays and anniversaries.
    """
    people = list(cards)
    return Due(
        reconnects(people, rhythms, today, within),
        follow_ups(people, today, within),
        anniversaries(people, today, near),
        without_rhythm(people),
    )


def in_a_sentence(one: Reminder) -> str:
    """One thing that is due, and when: ``follow-up was due 9 days ago``, ``turns 42 in 2 days``."""
    if isinstance(one, Reconnect):
        return _reconnect(one)
    when = _when(one.days)
    if one.kind == "follow_up":
        return f"follow-up {_verb(one.days)} due {when}"
    if one.kind == "birthday":
        return f"turns {one.years} {when}" if one.years else f"birthday {when}"
    if one.years:
        return f"anniversary, {one.years} {'year' if one.years == 1 else 'years'}, {when}"
    return f"anniversary {when}"


def _reconnect(one: Reconnect) -> str:
    rhythm = f"every {short_rhythm(one.rhythm)}"
    if one.card.last_contact is None:
        return f"{rhythm}; no contact noted {'since you met' if one.day else 'yet'}"
    return f"{_verb(one.days)} due {_when(one.days)}; {rhythm}"


def short_rhythm(days: int) -> str:
    """A rhythm to follow "every": ``month``, ``2 weeks``."""
    return in_words(days).removeprefix("1 ")


def _verb(days: int) -> str:
    return "was" if days < 0 else "is"


def _when(days: int) -> str:
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    return f"in {in_words(days)}" if days > 0 else f"{in_words(-days)} ago"
