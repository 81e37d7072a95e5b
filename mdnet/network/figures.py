"""The network in figures: how many, in which circles, how connected. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.network.cadence import without_rhythm
from mdnet.network.facts import favours_with
from mdnet.network.leads import Counts, lead_sources
from mdnet.network.person_links import person_links
from mdnet.util.records import Record
from mdnet.util.text import name_key
from mdnet.vault.names import NameIndex


class Figures(Record):
    """The figures of a vault. Circles, cities and leads are sorted by number, largest first."""

    contacts: int
    primary: int
    secondary: int
    stubs: int
    without_rhythm: int
    """People for whom nothing says yet how often to be in touch."""
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
    """The figures of a vault.

    Args:
        cards: all cards of the vault, with the effective last contact.
        names: what links are resolved by.
    """
    cards = list(cards)
    people = [card for card in cards if card.kind == "contact"]
    met = [card for card in people if not card.stub]
    groups = Counter(card.group for card in met)
    goals = [card for card in cards if card.kind == "goal"]
    ghosts, ties = _reach(cards, names)
    leads = lead_sources(cards, names)
    favours = favours_with(people)
    return Figures(
        contacts=len(people),
        primary=groups["primary"],
        secondary=groups["secondary"],
        stubs=len(people) - len(met),
        without_rhythm=len(without_rhythm(people)),
        private=sum(card.private for card in people),
        archived=sum(card.archived for card in people),
        ghosts=len(ghosts),
        ties=len(ties),
        goals=len(goals),
        open_goals=sum(card.status == "open" for card in goals),
        other_notes=len(cards) - len(people) - len(goals),
        log_entries=sum(card.logged for card in people),
        gave=favours.gave,
        got=favours.got,
        circles=_counted((circle for card in people for circle in card.circles), circle_key),
        cities=_counted((card.city for card in people if card.city), name_key),
        notes_with_errors=sum(card.errors > 0 for card in cards),
        leads_by_circle=leads.by_circle,
        leads_by_person=leads.by_person,
    )


def _reach(cards: Iterable[Card], names: NameIndex) -> tuple[set[str], set[frozenset[str]]]:
    """The keys of the ghosts whom somebody leads to, and the pairs of people tied."""
    contacts = {card.path: card for card in cards if card.kind == "contact"}
    ghosts: set[str] = set()
    ties: set[frozenset[str]] = set()
    for link in person_links(cards, names):
        source = contacts.get(link.source.path)
        if source is None:
            continue
        ties.add(frozenset((source.path, link.key)))
        if link.key not in contacts and not source.stub:
            ghosts.add(link.key)
    return ghosts, ties


def _counted(values: Iterable[str], form: Callable[[str], str]) -> Counts:
    """Count values whose forms are equal as one, under their first spelling."""
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for value in values:
        key = form(value)
        spelling.setdefault(key, value)
        counts[key] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((spelling[key], count) for key, count in ordered)
