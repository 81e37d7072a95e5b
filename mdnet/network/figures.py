"""The network in figures: how many, in which circles, how connected. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mdnet.card import Card
from mdnet.network.ghosts import PERSON_KEYS, THING_KEYS, could_be_person
from mdnet.text import name_key
from mdnet.vault.names import NameIndex, link_key, resolve


@dataclass(frozen=True, slots=True)
class Figures:
    """What a vault holds. ``circles`` and ``cities`` are by number, largest first."""

    contacts: int
    primary: int
    secondary: int
    stubs: int
    private: int
    archived: int
    ghosts: int
    ties: int
    goals: int
    open_goals: int
    other_notes: int
    log_entries: int
    gave: float
    got: float
    circles: tuple[tuple[str, int], ...]
    cities: tuple[tuple[str, int], ...]
    notes_with_errors: int


def figures_of(cards: Iterable[Card], names: NameIndex) -> Figures:
    """Return the figures of a vault from its cards; links are resolved by ``names``."""
    cards = list(cards)
    people = [card for card in cards if card.kind == "contact"]
    met = [card for card in people if not card.stub]
    groups = Counter(card.group for card in met)
    goals = [card for card in cards if card.kind == "goal"]
    ghosts, ties = _reach(cards, names)
    return Figures(
        contacts=len(people),
        primary=groups["primary"],
        secondary=groups["secondary"],
        stubs=len(people) - len(met),
        private=sum(card.private for card in people),
        archived=sum(card.archived for card in people),
        ghosts=len(ghosts),
        ties=len(ties),
        goals=len(goals),
        open_goals=sum(card.status == "open" for card in goals),
        other_notes=len(cards) - len(people) - len(goals),
        log_entries=sum(card.logged for card in people),
        gave=sum(card.gave for card in people),
        got=sum(card.got for card in people),
        circles=_counted(circle for card in people for circle in card.circles),
        cities=_counted(card.city for card in people if card.city),
        notes_with_errors=sum(card.errors > 0 for card in cards),
    )


def _reach(cards: Iterable[Card], names: NameIndex) -> tuple[set[str], set[frozenset[str]]]:
    """Return the keys of all ghosts, and the pairs of people that are tied."""
    contacts = {card.path for card in cards if card.kind == "contact"}
    ghosts: set[str] = set()
    ties: set[frozenset[str]] = set()
    for card in cards:
        links = [(edge.kind, edge.target) for edge in card.edges]
        stated = {edge.target for edge in card.edges}
        links += [("mention", target) for target in card.mentions if target not in stated]
        for kind, target in links:
            other = _person(kind, target, card.path, names, contacts)
            if other is None or other == card.path:
                continue
            if other not in contacts:
                ghosts.add(other)
            if card.path in contacts:
                ties.add(frozenset((card.path, other)))
    return ghosts, ties


def _person(
    kind: str, target: str, source: str, names: NameIndex, contacts: set[str]
) -> str | None:
    resolution = resolve(target, source, names)
    if resolution.path:
        return resolution.path if resolution.path in contacts else None
    if resolution.candidates or kind in THING_KEYS:
        return None
    if kind in PERSON_KEYS or could_be_person(target):
        return link_key(target)
    return None


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Count values that differ in case only as one, under their first spelling."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for value in values:
        key = name_key(value)
        spelling.setdefault(key, value)
        counts[key] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((spelling[key], count) for key, count in ordered)
