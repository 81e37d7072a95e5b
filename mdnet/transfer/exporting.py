"""Who is exported, and what of them: from the index to the people that the writers take.

Contacts come from the index; note files are opened only where their text is wanted. Private
people are left out, and so is what others' notes say of them, unless they are asked for.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from mdnet.card import Card
from mdnet.errors import NoNoteError
from mdnet.formats.person import Outgoing
from mdnet.index.store import Snapshot
from mdnet.model import Contact, Edge, Note
from mdnet.network.ghosts import GHOST
from mdnet.network.selection import Selection, select
from mdnet.notes.body import body_of
from mdnet.search.discretion import Discretion
from mdnet.search.names import find_person
from mdnet.search.people import People
from mdnet.transfer.discreet import Discreet
from mdnet.vault.files import read_bytes
from mdnet.vault.names import name_in, resolve
from mdnet.vault.root import Vault


class Chosen(NamedTuple):
    """The people to export, by name, and how many others would have been."""

    cards: list[Card]
    private: int = 0
    archived: int = 0


def choose(
    cards: Iterable[Card],
    wanted: Selection,
    paths: frozenset[str] | None = None,
    *,
    include_private: bool = False,
) -> Chosen:
    """Return who is to be exported.

    Args:
        cards: of all notes.
        wanted: what they must have; ``archived`` lets archived people in.
        paths: the notes of those who were named; None for everybody.
        include_private: whether private people are wanted, too.
    """
    everybody = select(cards, replace(wanted, archived=True))
    named = [card for card in everybody if paths is None or card.path in paths]
    shown = [card for card in named if include_private or not card.private]
    kept = [card for card in shown if wanted.archived or not card.archived]
    return Chosen(kept, len(named) - len(shown), len(shown) - len(kept))


def paths_of(names: Iterable[str], people: People, snapshot: Snapshot) -> frozenset[str]:
    """Return the notes of the people with these names.

    Raises:
        NotFoundError: nobody has such a name.
        AmbiguousNameError: several people have it.
        NoNoteError: other notes speak of somebody of that name, who has no note.
    """
    keys = [find_person(name, people, snapshot.catalogue, snapshot.reader) for name in names]
    for key in keys:
        if key.startswith(GHOST):
            raise NoNoteError(people.name(key))
    return frozenset(keys)


class Exporter:
    """Makes of the people of one snapshot what writers of foreign files take."""

    def __init__(self, vault: Vault, snapshot: Snapshot, *, include_private: bool = False) -> None:
        cards = snapshot.catalogue.cards()
        self._vault = vault
        self._snapshot = snapshot
        self._names = {card.path: card.name for card in cards if card.kind == "contact"}
        self._public = frozenset(
            card.path for card in cards if card.kind == "contact" and not card.private
        )
        self._discreet: Discreet | None = None
        if not include_private and any(card.private for card in cards):
            discretion = Discretion(cards, snapshot.catalogue)
            self._discreet = Discreet(discretion, self._leads_to_public)

    def people(
        self, cards: Iterable[Card], *, with_text: bool = True, with_log: bool = False
    ) -> Iterator[Outgoing]:
        """Yield the people of these cards, in their order.

        Args:
            cards: those of ``choose``.
            with_text: whether the text of the notes is wanted, for which each is opened.
            with_log: whether the log is to follow the text.
        """
        for card in cards:
            note = self._snapshot.note_at(card.path)
            if note is None or note.contact is None:
                continue
            body = self._body(note, with_log=with_log) if with_text else ""
            contact = note.contact
            if self._discreet:
                contact = self._discreet.contact(contact, note)
            yield Outgoing(note.name, self._with_names(contact, note), body, note.path)

    def _body(self, note: Note, *, with_log: bool) -> str:
        data = b""
        with suppress(OSError):  # gone a moment ago: then there is no text to tell
            data, _ = read_bytes(self._vault.root, note.path)
        prose, log = body_of(note.path, data, self._vault.config.log_heading)
        text = "\n\n".join(part for part in (prose, log if with_log else "") if part)
        return self._discreet.text(text, note) if self._discreet else text

    def _with_names(self, contact: Contact, note: Note) -> Contact:
        """Return the contact with ties to notes by the name of their people, not by a path."""
        if not contact.edges:
            return contact
        edges = (Edge(edge.kind, self._called(edge.target, note)) for edge in contact.edges)
        return replace(contact, edges=tuple(dict.fromkeys(edges)))

    def _called(self, target: str, note: Note) -> str:
        return self._names.get(self._path(target, note)) or name_in(target)

    def _path(self, target: str, note: Note) -> str:
        return resolve(target, note.path, self._snapshot.catalogue).path or ""

    def _leads_to_public(self, target: str, note: Note) -> bool:
        return self._path(target, note) in self._public
