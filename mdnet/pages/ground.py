"""What the pages of one build see: the vault without its private and archived people.

Every page gets its facts from here and nowhere else, so that what must not be told has one
place to be held back. Knows nothing of templates or of files.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from mdnet.card import Card
from mdnet.index.store import Snapshot
from mdnet.model import Note
from mdnet.network.contact_days import with_last_contact
from mdnet.network.graph import Graph, graph_of
from mdnet.pages.as_of import NO_DAY, as_of
from mdnet.pages.links import link_target
from mdnet.search.discretion import Discretion
from mdnet.search.people import People
from mdnet.search.understanding import Understanding, load_understanding
from mdnet.vault.root import Vault

# Words without links need no note to be judged by.
_NOWHERE = Note("", "note", "")


class PersonRef(NamedTuple):
    """Somebody as a page names them. ``path`` is None for a ghost, who has no note.

    ``link`` is what a wikilink to them must say so that it leads to their note; empty when
    there is none that would.
    """

    name: str
    path: str | None = None
    link: str = ""


class Ground:
    """The facts of one snapshot that pages may tell; made once for a build.

    All that is here is without private and archived people. Texts from notes are not: they
    may speak of somebody private, so each passes through ``allows`` before it is shown.
    """

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        cards = snapshot.catalogue.cards()
        public = [card for card in cards if not (card.private or card.archived)]
        self.config = vault.config
        self.snapshot = snapshot
        self.names = snapshot.catalogue
        """What links are resolved by. It knows private notes: show none that it returns."""
        self.told_until = as_of(public)
        """The latest day that a note tells of; None when no note tells of any."""
        self.as_of = self.told_until or NO_DAY
        """The day to reckon from instead of today."""
        self.cards = with_last_contact(public, snapshot.catalogue, self.as_of)
        """Of contacts, goals and other notes, by path; with their latest contact."""
        self._vault = vault
        self._private = Discretion(cards, snapshot.catalogue)

    @cached_property
    def contacts(self) -> list[Card]:
        """Return the cards of all contacts, those only heard of (``stub``) among them."""
        return [card for card in self.cards if card.kind == "contact"]

    @cached_property
    def goals(self) -> list[Card]:
        """Return the cards of the goals whose name speaks of no private person."""
        goals = [card for card in self.cards if card.kind == "goal"]
        return [card for card in goals if self.allows(card.name, card.path)]

    @cached_property
    def graph(self) -> Graph:
        """Return the people and their ties, without ghosts that are called as somebody private."""
        graph = graph_of(self.cards, self.names, without_hidden=True)
        people = {
            key: person
            for key, person in graph.people.items()
            if person.card or self.allows_words(person.name)
        }
        if len(people) == len(graph.people):
            return graph
        ties = {
            key: {other: kinds for other, kinds in others.items() if other in people}
            for key, others in graph.ties.items()
            if key in people
        }
        return Graph(people, ties)

    @cached_property
    def people(self) -> People:
        """Return the people for whoever asks for notes, ways and strengths of ties."""
        return People(self.snapshot, self.as_of, without_private=True, without_archived=True)

    @cached_property
    def understanding(self) -> Understanding:
        """Return what goals are understood by; it is loaded when it is first asked for."""
        return load_understanding(self._vault.root, self.config.language, self.snapshot.cache)

    def note(self, path: str) -> Note | None:
        """Return a whole note that pages may show, as the index has it."""
        return self.people.note_at(path) if path in self._paths else None

    def allows(self, text: str, path: str) -> bool:
        """Tell whether a text of the note at ``path`` speaks of no private person."""
        note = self.people.note_at(path)
        return note is not None and self._private.allows(text, note)

    def allows_words(self, text: str) -> bool:
        """Tell whether a name, a circle or the like is not called after a private person."""
        return self._private.allows(text, _NOWHERE)

    def allowed(self, texts: Iterable[str], path: str) -> tuple[str, ...]:
        """Return those of the texts of a note that speak of no private person."""
        return tuple(text for text in texts if self.allows(text, path))

    def ref(self, key: str) -> PersonRef:
        """Return how pages name the person with this key of the graph or of ``people``."""
        person = self.graph.people.get(key)
        if person is None:
            return PersonRef(self.people.name(key))
        path = person.card.path if person.card else None
        return PersonRef(person.name, path, self._link(person.name, path))

    def _link(self, name: str, path: str | None) -> str:
        return link_target(name, path, self.names)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(card.path for card in self.cards)
