"""What the pages of one build see: the vault without private and archived people.

Pages get all their facts from here, so that nothing else can get into them. Does not depend on
templates or files.
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
    """Somebody as pages name them. ``path`` is None for a ghost, who has no note.

    ``link`` is the target of a wikilink to their note; empty if there is none. ``address`` is the
    target of a Markdown link from the folder of the pages, if the settings ask for such links.
    """

    name: str
    path: str | None = None
    link: str = ""
    address: str = ""


class Thing(NamedTuple):
    """What somebody does, can do or offers, according to one key of their note.

    ``need`` is the need that it answers; None if no need is likelier than all others together.
    """

    text: str
    field: str
    need: int | None


class Ground:
    """The facts of one snapshot that pages may show; made once for a build.

    It contains no private people: their notes are missing and nothing names them, see
    ``mdnet.network.public``. Archived people are only in ``snapshot``.
    """

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        self.config = vault.config
        view = public_view(snapshot, vault.config.language)
        self.snapshot = view.snapshot
        self.private_names = view.redaction.names if view.redaction else None
        """The names that no page may contain; None if nobody is private."""
        self.names = self.snapshot.catalogue
        """What links are resolved by."""
        public = [card for card in self.names.cards() if not card.archived]
        self.told_until = as_of(public)
        """The newest date in the notes; None if there is none."""
        self.as_of = self.told_until or NO_DAY
        """The day to count from instead of today."""
        self.cards = with_last_contact(public, self.names, self.as_of)
        """The cards of contacts, goals and other notes, by path, with the last contact."""
        self._content: dict[Callable[[Ground], Any], Any] = {}
        self._vault = vault
        self._all_names = snapshot.catalogue

    def content(self, make: "Callable[[Ground], Content]") -> Content:
        """What ``make`` gathers for a page; gathered once and then kept."""
        if make not in self._content:
            self._content[make] = make(self)
        found: Content = self._content[make]
        return found

    @cached_property
    def contacts(self) -> list[Card]:
        """The cards of all contacts, including those not met yet (``stub``)."""
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
        """The people, with their notes, ways to them and strengths of ties."""
        return People(self.snapshot, self.as_of, without_archived=True)

    @cached_property
    def language(self) -> LanguageResources:
        """What is needed to understand goals; loaded on first use."""
        return load_resources(self._vault.root, self.config.language)

    def note(self, path: str) -> Note | None:
        """A full note that pages may show, from the index."""
        return self.people.note_at(path) if path in self._paths else None

    def things(self, path: str) -> list[Thing]:
        """What somebody does, can do and offers, each text once."""
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
        """How pages name a note, or a person without one, unambiguously."""
        if self.config.links == MARKDOWN:
            return PersonRef(name, path, "", self._address(path) if path else "")
        target = target_to(path, self._all_names) if path else target_to_unlisted(name)
        return PersonRef(name, path, target)

    def _address(self, path: str) -> str:
        return quote(relpath(path, self.config.pages.strip("/") or "."), errors="replace")

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(card.path for card in self.cards)
