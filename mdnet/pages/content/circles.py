"""The facts of the page Circles: who belongs where, and what they do."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.pages.content.persons import does, met
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key

_MOST = 150


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a circle, with what they do and where they live, if known."""

    person: PersonRef
    does: str
    city: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, or the part of it in one group. ``name`` is empty for people without a circle.

    ``count`` is the number of its people. Each person is in ``members`` of the first circle in
    their note, and in ``also`` of every other. ``more`` members and ``also_more`` others are not
    shown.
    """

    name: str
    count: int
    members: tuple[Member, ...]
    more: int
    also: tuple[PersonRef, ...] = ()
    also_more: int = 0


@dataclass(frozen=True, slots=True)
class Circles:
    """The circles of both groups, the largest first."""

    primary: int
    secondary: int
    of_primary: tuple[Circle, ...]
    of_secondary: tuple[Circle, ...]


def circles(ground: Ground) -> Circles:
    """The circles of the people whom the owner has met."""
    people = met(ground)
    primary = [card for card in people if card.group == "primary"]
    secondary = [card for card in people if card.group == "secondary"]
    spelling = _spelling(people)
    return Circles(
        len(primary),
        len(secondary),
        _circles(primary, spelling, ground),
        _circles(secondary, spelling, ground),
    )


def _spelling(people: Iterable[Card]) -> dict[str, str]:
    """The most common spelling of each circle, by its key."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for card in people:
        for circle in card.circles:
            written[circle_key(circle)][circle] += 1
    return {
        key: min(counts, key=lambda circle: (-counts[circle], circle))
        for key, counts in written.items()
    }


def _circles(
    people: Iterable[Card], spelling: dict[str, str], ground: Ground
) -> tuple[Circle, ...]:
    """The circles of these people, the largest first; those without one come last."""
    members: dict[str, list[Card]] = defaultdict(list)
    for card in people:
        for key in dict.fromkeys(map(circle_key, card.circles)) or ("",):
            members[key].append(card)
    keys = sorted(members, key=lambda key: (not key, -len(members[key]), name_key(key)))
    return tuple(_circle(key, spelling.get(key, ""), members[key], ground) for key in keys)


def _circle(key: str, name: str, people: list[Card], ground: Ground) -> Circle:
    own = [card for card in people if _first_circle(card) == key]
    others = [card for card in people if _first_circle(card) != key]
    return Circle(
        name,
        len(people),
        tuple(Member(ground.ref(card.path), does(card), card.city) for card in own[:_MOST]),
        len(own[_MOST:]),
        tuple(ground.ref(card.path) for card in others[:_MOST]),
        len(others[_MOST:]),
    )


def _first_circle(card: Card) -> str:
    return circle_key(card.circles[0]) if card.circles else ""
