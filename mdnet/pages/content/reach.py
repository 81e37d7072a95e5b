"""The facts of the page Reach: who you could meet through whom, and where the gaps are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mdnet.index.analysis import Analyzer
from mdnet.model.circles import CIRCLES, circle_key, circle_of
from mdnet.model.summary import Card
from mdnet.network.coverage import Finding
from mdnet.network.everyday_roles import everyday_roles
from mdnet.network.lookup import Lookup
from mdnet.network.role_holders import RoleHolders
from mdnet.pages.content.persons import (
    does,
    leading_to_strangers,
    met,
    own_tie,
    refs_in_order,
)
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key

_MOST = 20
_THROUGH = 6
_CIRCLES = 20


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody the owner has not met, with the people who know them, the closest first.

    ``said`` is a sentence about them, and ``by`` whose note it is in; ``does`` comes from their own
    note. Any of these may be empty.
    """

    person: PersonRef
    does: str
    through: tuple[PersonRef, ...]
    more: int
    said: str
    by: PersonRef | None


@dataclass(frozen=True, slots=True)
class CircleReach:
    """The number of strangers known in a circle, and the people who know them."""

    name: str
    count: int
    through: tuple[PersonRef, ...]
    more: int


@dataclass(frozen=True, slots=True)
class KnownThrough:
    """A role that only strangers fill: their names, if known, and who to ask."""

    role: str
    names: tuple[str, ...]
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The second degree of a network, and its gaps.

    ``strangers`` are sorted by the number of people who know them; ``filled`` of ``roles``
    everyday roles are filled by people whom the owner has met.
    """

    met: int
    beyond: int
    circles: tuple[CircleReach, ...]
    strangers: tuple[Stranger, ...]
    more_strangers: int
    empty_circles: tuple[str, ...]
    roles: int
    filled: int
    known_through: tuple[KnownThrough, ...]
    nobody_for: tuple[str, ...]


def reach(ground: Ground) -> Reach:
    """Who the owner could meet, through whom, and what is missing."""
    people = met(ground)
    leading = leading_to_strangers(ground)
    strangers = sorted(leading, key=lambda key: _order(key, leading[key], ground))
    roles = _roles(ground)
    circles = {circle_of(circle) for card in people for circle in card.circles}
    return Reach(
        met=len(people),
        beyond=len(leading),
        circles=tuple(_circles(people, leading, ground))[:_CIRCLES],
        strangers=tuple(_stranger(key, leading[key], ground) for key in strangers[:_MOST]),
        more_strangers=len(strangers[_MOST:]),
        empty_circles=tuple(circle for circle in CIRCLES if circle not in circles),
        roles=len(roles),
        filled=sum(one.count > 0 for one in roles),
        known_through=tuple(_known_through(one) for one in roles
                            if one.people and not one.count),
        nobody_for=tuple(one.name for one in roles if not (one.people or one.count)),
    )  # fmt: skip


def _order(key: str, leading: list[str], ground: Ground) -> tuple[int, float, str, str]:
    """Sort by how many people know somebody, then by how close those people are."""
    people = ground.graph.people
    first = people[leading[0]].card
    tie = own_tie(first, ground) if first else 0.0
    return -len(leading), -tie, name_key(people[key].name), key


def _stranger(key: str, leading: list[str], ground: Ground) -> Stranger:
    card = ground.graph.people[key].card
    said, by = _said(key, leading, ground)
    return Stranger(
        ground.ref(key),
        does(card) if card else "",
        tuple(map(ground.ref, leading[:_THROUGH])),
        len(leading[_THROUGH:]),
        said,
        by,
    )


def _said(key: str, leading: Iterable[str], ground: Ground) -> tuple[str, PersonRef | None]:
    """What the closest person says about a stranger, preferably not in a log."""
    found = []
    for path in leading:
        note = ground.note(path)
        for passage in note.passages if note else ():
            links = (ground.people.person(link, path) for link in passage.links)
            if passage.kind != "neg" and key in links:
                found.append((passage.kind == "log", passage.text, path))
    if not found:
        return "", None
    _, text, path = min(found, key=lambda one: one[0])
    return text, ground.ref(path)


def _circles(
    people: Iterable[Card], leading: dict[str, list[str]], ground: Ground
) -> Iterable[CircleReach]:
    """The circles that lead to strangers, those that lead to the most first."""
    led_to: dict[str, set[str]] = defaultdict(set)
    for key, paths in leading.items():
        for path in paths:
            led_to[path].add(key)
    reached: dict[str, set[str]] = defaultdict(set)
    through: dict[str, list[str]] = defaultdict(list)
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    for card in people:
        if card.path not in led_to:
            continue
        for circle in card.circles:
            key = circle_key(circle)
            spelling[key][circle] += 1
            reached[key] |= led_to[card.path]
            through[key].append(card.path)
    for key in sorted(reached, key=lambda key: (-len(reached[key]), key)):
        name = min(spelling[key], key=lambda text: (-spelling[key][text], text))
        refs = refs_in_order(dict.fromkeys(through[key]), ground)
        yield CircleReach(name, len(reached[key]), refs[:_THROUGH], len(refs[_THROUGH:]))


def _roles(ground: Ground) -> list[Finding]:
    analyzer = Analyzer(ground.config.language)
    holders = RoleHolders(ground.people, Lookup(ground.snapshot.reader), analyzer)
    return [holders.find(role) for role in everyday_roles(ground.config.discover)]


def _known_through(one: Finding) -> KnownThrough:
    return KnownThrough(one.name, one.through, one.people)
