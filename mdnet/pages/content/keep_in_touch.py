"""The facts of the page Keep in touch: when to get back to whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.network.due import due_among, short_rhythm
from mdnet.pages.content.persons import met
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key

_MOST = 200
_MOST_OF_A_CIRCLE = 12


@dataclass(frozen=True, slots=True)
class NextContact:
    """When to get back to somebody.

    ``rhythm`` is how often, such as ``month`` or ``2 weeks``; empty for a follow-up, which is for
    one day only. ``last`` is the last contact, None if unknown.
    """

    day: date
    person: PersonRef
    rhythm: str
    last: date | None


@dataclass(frozen=True, slots=True)
class WithoutDay:
    """The people of a circle without a next day; ``more`` of them are not shown."""

    circle: str
    people: tuple[PersonRef, ...]
    more: int


@dataclass(frozen=True, slots=True)
class KeepInTouch:
    """The next contacts by year, the earliest first.

    ``more`` is the number of later ones that are not shown. ``without_day`` are people the owner is
    in touch with, but without a next day; ``without_rhythm`` is the number of people without any
    sign of contact.
    """

    years: tuple[tuple[str, tuple[NextContact, ...]], ...]
    more: int
    without_day: tuple[WithoutDay, ...]
    without_rhythm: int = 0


def keep_in_touch(ground: Ground) -> KeepInTouch:
    """The next contact with each person, by their rhythm or follow-up."""
    people = met(ground)
    due = due_among(people, ground.config.cadence, ground.as_of, within=None, near=0)
    found = [
        NextContact(
            one.day, ground.ref(one.card.path), short_rhythm(one.rhythm), one.card.last_contact
        )
        for one in due.reconnects
        if one.day
    ]
    found += [
        NextContact(one.day, ground.ref(one.card.path), "", one.card.last_contact)
        for one in due.follow_ups
    ]
    found.sort(key=_order)
    years: dict[str, list[NextContact]] = defaultdict(list)
    for one in found[:_MOST]:
        years[one.day.isoformat()[:4]].append(one)
    known = {one.person.path for one in found} | {card.path for card in due.without_rhythm}
    return KeepInTouch(
        tuple((year, tuple(some)) for year, some in years.items()),
        len(found[_MOST:]),
        _without_day((card for card in people if card.path not in known), ground),
        len(due.without_rhythm),
    )


def _without_day(people: Iterable[Card], ground: Ground) -> tuple[WithoutDay, ...]:
    """People by their first circle; those without a circle come last."""
    circles: dict[str, list[Card]] = defaultdict(list)
    spelling = {"": ""}
    for card in people:
        circle = next(iter(card.circles), "")
        circles[circle_key(circle)].append(card)
        spelling.setdefault(circle_key(circle), circle)
    return tuple(
        WithoutDay(
            spelling[key],
            tuple(ground.ref(card.path) for card in circles[key][:_MOST_OF_A_CIRCLE]),
            len(circles[key][_MOST_OF_A_CIRCLE:]),
        )
        for key in sorted(circles, key=lambda key: (not key, name_key(key)))
    )


def _order(one: NextContact) -> tuple[date, str, str, str]:
    return one.day, name_key(one.person.name), one.person.path or "", one.rhythm
