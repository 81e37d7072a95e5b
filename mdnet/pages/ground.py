"""What the pages of one build see: the vault without its private and archived people.

Every page gets its facts from here and nowhere else, so that nothing else can reach one.
Knows nothing of templates or of files.
"""

from functools import cached_property
from posixpath import relpath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import quote

from mdnet.index.analysis import meaning_words
from mdnet.index.fields import TRADE
from mdnet.index.passages import Encoding, PassageText
from mdnet.index.store import Snapshot
from mdnet.model.config import MARKDOWN
from mdnet.model.contact import Note
from mdnet.model.summary import Card
from mdnet.network.facts import with_last_contact
from mdnet.network.graph import Graph, graph_of
from mdnet.network.people import People
from mdnet.network.public import public_view
from mdnet.pages.as_of import NO_DAY, as_of
from mdnet.search.language import LanguageResources, load_resources
from mdnet.vault.names import target_to, target_to_unlisted
from mdnet.vault.root import Vault

if TYPE_CHECKING:
    from collections.abc import Callable

Content = TypeVar("Content")


class PersonRef(NamedTuple):
    """Somebody as a page names them. ``path`` is None for a ghost, who has no note.

    ``link`` is the target of a wikilink that leads to their note; empty where there is none.
    ``address`` is that of a Markdown link from the folder of the pages, where the settings
    want such links.
    """

    name: str
    path: str | None = None
    link: str = ""
    address: str = ""


class Thing(NamedTuple):
    """What somebody does, can do or would give, as their note says under one of its keys.

    ``need`` is the need that it answers; None where none is surer than all others together.
    """

    text: str
    field: str
    need: int | None


class Ground:
    """The facts of one snapshot that pages may tell; made once for a build.

    All that is here is without private people, whose notes are not there and whom nothing
    names: see ``mdnet.network.public``. Archived people are in ``snapshot`` only.
    """

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        self.config = vault.config
        view = public_view(snapshot, vault.config.language)
        self.snapshot = view.snapshot
        self.private_names = view.redaction.names if view.redaction else None
        """What no page may name; None if nobody is private."""
        self.names = self.snapshot.catalogue
        """What links are resolved by."""
        public = [card for card in self.names.cards() if not card.archived]
        self.told_until = as_of(public)
        """The latest day that a note tells of; None when no note tells of any."""
        self.as_of = self.told_until or NO_DAY
        """The day to reckon from instead of today."""
        self.cards = with_last_contact(public, self.names, self.as_of)
        """Of contacts, goals and other notes, by path; with their latest contact."""
        self._content: dict[Callable[[Ground], Any], Any] = {}
        self._vault = vault
        self._all_names = snapshot.catalogue

    def content(self, make: "Callable[[Ground], Content]") -> Content:
        """What ``make`` gathers for a page; it is gathered once, for all who ask."""
        if make not in self._content:
            self._content[make] = make(self)
        found: Content = self._content[make]
        return found

    @cached_property
    def contacts(self) -> list[Card]:
        """The cards of all contacts, those only heard of (``stub``) among them."""
        return [card for card in self.cards if card.kind == "contact"]

    @cached_property
    def goals(self) -> list[Card]:
        """The cards of the goals."""
        return [card for card in self.cards if card.kind == "goal"]

    @cached_property
    def graph(self) -> Graph:
        """The people and their ties."""
        return graph_of(self.cards, self.names)

    @cached_property
    def people(self) -> People:
        """The people for whoever asks for notes, ways and strengths of ties."""
        return People(self.snapshot, self.as_of, without_archived=True)

    @cached_property
    def language(self) -> LanguageResources:
        """What goals are understood by; it is loaded when it is first asked for."""
        return load_resources(self._vault.root, self.config.language)

    def note(self, path: str) -> Note | None:
        """A whole note that pages may show, as the index has it."""
        return self.people.note_at(path) if path in self._paths else None

    def things(self, path: str) -> list[Thing]:
        """What somebody does, can do and would give, each text once."""
        if path not in self._paths:
            return []
        told: dict[str, Thing] = {}
        for passage, encoding in self.people.encoded_at(path):
            if passage.field in TRADE and passage.text.strip():
                need = self._need(passage, encoding)
                told.setdefault(passage.text, Thing(passage.text, passage.field, need))
        return list(told.values())

    def _need(self, passage: PassageText, encoding: Encoding) -> int | None:
        needs = self.language.needs
        if needs is None:
            return None
        surest = needs.surest(meaning_words(passage.plain), encoding.needs)
        return surest.need if surest else None

    def ref(self, key: str) -> PersonRef:
        """How pages name the person with this key of the graph or of ``people``."""
        person = self.graph.people.get(key)
        if person is None:
            return PersonRef(self.people.name(key))
        return self.named(person.name, person.card.path if person.card else None)

    def named(self, name: str, path: str | None) -> PersonRef:
        """How pages name a note, or a person without one, so that no other is meant."""
        if self.config.links == MARKDOWN:
            return PersonRef(name, path, "", self._address(path) if path else "")
        target = target_to(path, self._all_names) if path else target_to_unlisted(name)
        return PersonRef(name, path, target)

    def _address(self, path: str) -> str:
        return quote(relpath(path, self.config.pages.strip("/") or "."), errors="replace")

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(card.path for card in self.cards)
