"""The network in figures: how many, in which circles, how connected. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mdnet.card import Card
from mdnet.network.leads import Counts, lead_sources
from mdnet.network.person_links import person_links
from mdnet.text import name_key
from mdnet.vault.names import NameIndex


@dataclass(frozen=True, slots=True)
class Figures:
    """What a vault holds. Circles, cities and leads are by number, largest first."""

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
    circles: Counts
    cities: Counts
    notes_with_errors: int
    leads_by_circle: Counts
    leads_by_person: Counts


def figures_of(cards: Iterable[Card], names: NameIndex) -> Figures:
    """Return the figures of a vault from its cards; links are resolved by ``names``."""
    cards = list(cards)
    people = [card for card in cards if card.kind == "contact"]
    met = [card for card in people if not card.stub]
    groups = Counter(card.group for card in met)
    goals = [card for card in cards if card.kind == "goal"]
    ghosts, ties = _reach(cards, names)
    leads = lead_sources(cards, names)
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
        leads_by_circle=leads.by_circle,
        leads_by_person=leads.by_person,
    )


def _reach(cards: Iterable[Card], names: NameIndex) -> tuple[set[str], set[frozenset[str]]]:
    """Return the keys of all ghosts, and the pairs of people that are tied."""
    contacts = {card.path for card in cards if card.kind == "contact"}
    ghosts: set[str] = set()
    ties: set[frozenset[str]] = set()
    for link in person_links(cards, names):
        if link.key not in contacts:
            ghosts.add(link.key)
        if link.source.path in contacts:
            ties.add(frozenset((link.source.path, link.key)))
    return ghosts, ties


def _counted(values: Iterable[str]) -> Counts:
    """Count values that differ in case only as one, under their first spelling."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for value in values:
        key = name_key(value)
        spelling.setdefault(key, value)
        counts[key] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((spelling[key], count) for key, count in ordered)
