"""The facts of the map: the closest people in their circles, and who of them knows whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.network.kinds import is_stated, tie_weight
from mdnet.notes.links import written_link
from mdnet.pages.content.persons import met, own_tie
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key

# Mermaid draws no more than 500 edges; what can be read is far less.
_PEOPLE = 40
_TIES = 80


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody on the map. ``id`` is for the drawing: ``n1``; ``knows`` are others on it."""

    id: str
    person: PersonRef
    knows: tuple[PersonRef, ...]


@dataclass(frozen=True, slots=True)
class MapCircle:
    """A circle on the map; the name is empty for people without one."""

    id: str
    name: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """The map: circles with people, and pairs of ids that are tied, the strongest first.

    ``linked`` are the ids of people whose name is enough for Obsidian to open their note.
    ``people`` is how many the owner has met, ``shown`` how many of them are drawn.
    """

    circles: tuple[MapCircle, ...]
    ties: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    people: int
    shown: int


def map(ground: Ground) -> Map:  # noqa: A001 - each page is called as its module
    """Return the map of the people who are closest to the owner and best connected."""
    people = met(ground)
    chosen = _chosen(people, ground)
    keys = {card.path for card in chosen}
    circles: dict[str, list[Card]] = defaultdict(list)
    spelling: dict[str, str] = {"": ""}
    for card in chosen:
        circle = next(iter(card.circles), "")
        circles[circle_key(circle)].append(card)
        spelling.setdefault(circle_key(circle), circle)
    order = sorted(circles, key=lambda key: (not key, name_key(key)))
    ids = {
        card.path: f"n{number}"
        for number, card in enumerate((card for key in order for card in circles[key]), start=1)
    }
    drawn = tuple(
        MapCircle(
            f"c{number}",
            spelling[key],
            tuple(_node(card, ids[card.path], keys, ground) for card in circles[key]),
        )
        for number, key in enumerate(order, start=1)
    )
    nodes = [node for circle in drawn for node in circle.nodes]
    return Map(
        drawn,
        _ties(ids, ground),
        tuple(node.id for node in nodes if _is_linked_by_name(node.person)),
        len(people),
        len(chosen),
    )


def _is_linked_by_name(person: PersonRef) -> bool:
    """Tell whether what a drawing shows of somebody is a link as it is."""
    return written_link(person.link) == f"[[{person.name}]]"


def _chosen(people: list[Card], ground: Ground) -> list[Card]:
    """Return the people to draw, by name: the closest, then those whom they know.

    A few ties to others count a little beside one's own.
    """
    known = {card.path for card in people}
    others = {
        card.path: known.intersection(ground.graph.ties.get(card.path, {})) for card in people
    }
    worth = {
        card.path: own_tie(card, ground) + min(len(others[card.path]), 5) / 10 for card in people
    }
    # Sorting keeps the order of names where the worth is the same.
    ranked = sorted((card.path for card in people), key=lambda key: -round(worth[key], 6))
    best = ranked[: _PEOPLE // 2]
    tied = Counter(other for key in best for other in others[key])
    rest = sorted(ranked[_PEOPLE // 2 :], key=lambda key: -tied[key])
    chosen = {*best, *rest[: _PEOPLE - len(best)]}
    return [card for card in people if card.path in chosen]


def _node(card: Card, node: str, keys: set[str], ground: Ground) -> Node:
    others = [ground.ref(other) for other in ground.graph.ties.get(card.path, {}) if other in keys]
    others.sort(key=lambda ref: (name_key(ref.name), ref.path or ""))
    return Node(node, ground.ref(card.path), tuple(others))


def _ties(ids: dict[str, str], ground: Ground) -> tuple[tuple[str, str], ...]:
    """Return who is tied on the map: stated ties before mentions, then in the order of ids."""
    places = {key: place for place, key in enumerate(ids)}
    found = []
    for key, place in places.items():
        for other, kinds in ground.graph.ties.get(key, {}).items():
            if places.get(other, -1) > place:
                weight = max(tie_weight(kind) for kind in kinds)
                mentioned = not any(is_stated(kind) for kind in kinds)
                found.append((mentioned, -weight, place, places[other], (ids[key], ids[other])))
    return tuple(one[-1] for one in sorted(found)[:_TIES])
