"""The facts of the map: the circles of a network, and who connects them.

The map shows circles rather than people: forty people in their circles make a picture of more
than two thousand pixels, with lines across names, and most lines stay inside one circle. The
interesting part is which circles are connected; the people who connect them are a list.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.network.kinds import is_stated, tie_weight
from mdnet.pages.content.persons import met
from mdnet.pages.ground import Ground, PersonRef

_CIRCLES = 14
# With more, the picture is unclear and nobody reads the list.
_PAIRS = 12
_LINES = 24


@dataclass(frozen=True, slots=True)
class MapCircle:
    """A circle on the map, with the number of people whose first circle it is.

    ``id`` is for the drawing: ``c1``. The name is empty for people without a circle.
    """

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Pairs of people from two circles who know each other, the strongest ties first.

    ``more`` pairs are not shown. Both circles may be the same.
    """

    one: MapCircle
    other: MapCircle
    ties: int
    pairs: tuple[tuple[PersonRef, PersonRef], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Map:
    """The map: ``bridges`` between circles, the widest first, and ties ``within`` each circle.

    ``apart`` are circles in which nobody is known to know anybody from another circle.
    """

    circles: tuple[MapCircle, ...]
    bridges: tuple[Bridge, ...]
    more_bridges: int
    within: tuple[Bridge, ...]
    apart: tuple[MapCircle, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """Two people who know each other: their circles in order, and how sure it is."""

    circles: tuple[str, str]
    people: tuple[str, str]
    order: tuple[bool, float]


def map(ground: Ground) -> Map:  # noqa: A001 - each page is called as its module
    """The circles of the people whom the owner has met, and who connects them."""
    people = met(ground)
    circles = _circles(people)
    ties: dict[tuple[str, str], list[_Tie]] = defaultdict(list)
    for tie in _ties(people, ground):
        ties[tie.circles].append(tie)
    order = sorted(ties, key=lambda pair: (-len(ties[pair]), pair))
    known = {pair: _bridge(pair, ties[pair], circles, ground) for pair in order}
    between = [known[one, other] for one, other in order if one != other]
    touched = {circle.id for one in between for circle in (one.one, one.other)}
    return Map(
        tuple(circle for circle in circles.values() if circle.id in touched)[:_CIRCLES],
        tuple(between[:_LINES]),
        len(between[_LINES:]),
        tuple(known[one, other] for one, other in order if one == other)[:_LINES],
        tuple(circle for circle in circles.values() if circle.id not in touched)[:_CIRCLES],
    )


def _circles(people: list[Card]) -> dict[str, MapCircle]:
    """The circles by key, the largest first, in their most common spelling."""
    counts: Counter[str] = Counter()
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    for card in people:
        key = _first_circle(card)
        counts[key] += 1
        spelling[key][card.circles[0] if card.circles else ""] += 1
    order = sorted(counts, key=lambda key: (not key, -counts[key], key))
    return {
        key: MapCircle(f"c{number}", spelling[key].most_common(1)[0][0], counts[key])
        for number, key in enumerate(order, start=1)
    }


def _first_circle(card: Card) -> str:
    return circle_key(card.circles[0]) if card.circles else ""


def _ties(people: list[Card], ground: Ground) -> list[_Tie]:
    """Who knows whom among some people, each pair once: stated ties before mentions."""
    cards = {card.path: card for card in people}
    places = {path: place for place, path in enumerate(cards)}
    found = []
    for path, card in cards.items():
        for other, kinds in ground.graph.ties.get(path, {}).items():
            if places.get(other, -1) > places[path]:
                both = sorted(((_first_circle(card), path), (_first_circle(cards[other]), other)))
                found.append(_tie(both, kinds))
    return found


def _tie(both: list[tuple[str, str]], kinds: Collection[str]) -> _Tie:
    (one_circle, one), (other_circle, other) = both
    mentioned = not any(is_stated(kind) for kind in kinds)
    weight = max(tie_weight(kind) for kind in kinds)
    return _Tie((one_circle, other_circle), (one, other), (mentioned, -weight))


def _bridge(
    pair: tuple[str, str], ties: list[_Tie], circles: dict[str, MapCircle], ground: Ground
) -> Bridge:
    shown = sorted(ties, key=lambda tie: tie.order)[:_PAIRS]
    return Bridge(
        circles[pair[0]],
        circles[pair[1]],
        len(ties),
        tuple((ground.ref(tie.people[0]), ground.ref(tie.people[1])) for tie in shown),
        len(ties[_PAIRS:]),
    )
