"""The network as a graph: all people and their ties, from the cards of a vault.

For callers that need the whole network at once; for a single person ``mdnet.network.people``
gives the same from the index, without reading all cards. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mdnet.model.summary import Card
from mdnet.network.ghosts import GHOST, ghost_name
from mdnet.network.kinds import inverse, is_stated, tie_weight
from mdnet.network.person_links import person_links
from mdnet.vault.names import NameIndex


class GraphPerson(NamedTuple):
    """Somebody of the network. ``card`` is None for a ghost, who has no note."""

    key: str
    """The path of their note, or ``ghost:`` and the name as a link key."""
    name: str
    card: Card | None = None


class Graph(NamedTuple):
    """All people by key, and their ties: kinds by the two people, from the first one's side.

    ``ties[ana][bob]`` says what Bob is to Ana, in whichever note it stands: ``("mentor",)`` where
    ``ties[bob][ana]`` is ``("mentees",)``. Mentions count only where nothing is stated.
    """

    people: Mapping[str, GraphPerson]
    ties: Mapping[str, Mapping[str, tuple[str, ...]]]

    def neighbours(self, key: str) -> list[tuple[str, float]]:
        """The people who could introduce somebody, with the weights of their ties.

        People with a note who are not archived; for ``mdnet.network.ways``.
        """
        found = []
        for other, kinds in self.ties.get(key, {}).items():
            card = self.people[other].card
            if card and not card.archived:
                found.append((other, max(map(tie_weight, kinds))))
        return found


def graph_of(cards: Iterable[Card], names: NameIndex) -> Graph:
    """The graph of a vault.

    Args:
        cards: of the notes that count; a contact not among them is in no tie.
        names: what links are resolved by.
    """
    cards = list(cards)
    people = {
        card.path: GraphPerson(card.path, card.name, card) for card in cards if _is_contact(card)
    }
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for link in person_links(cards, names):
        other = link.key if link.key in people else GHOST + link.key
        people.setdefault(other, GraphPerson(other, ghost_name(link.target)))
        if _is_contact(link.source):
            found[link.source.path][other][link.kind] = None
            found[other][link.source.path][inverse(link.kind)] = None
    ties = {}
    for key, others in found.items():
        ties[key] = {other: _telling(kinds) for other, kinds in others.items()}
    return Graph(people, ties)


def _is_contact(card: Card) -> bool:
    return card.kind == "contact"


def _telling(kinds: Iterable[str]) -> tuple[str, ...]:
    """The stated kinds; mentions where nothing is stated."""
    kinds = tuple(kinds)
    return tuple(filter(is_stated, kinds)) or kinds
