"""A vault as if it had no private people: the source of pages, exports and matches.

Their notes are missing, and so is what other notes say about them. Everything that others
may see reads this snapshot and no other, so private data is held back in one place.
"""

from collections.abc import Iterable

from mdnet.index.codec import note_from_json
from mdnet.index.overlay import changed_snapshot
from mdnet.index.store import Snapshot
from mdnet.model.contact import Note
from mdnet.model.summary import Card
from mdnet.network.known_as import PrivatePerson
from mdnet.network.privacy import PrivateNames
from mdnet.network.redaction import Redaction
from mdnet.util.records import Record
from mdnet.vault.names import link_key, resolve, stem_of


class PublicView(Record):
    """A snapshot without private people.

    ``redaction`` removes them from texts outside the index; None if there are none.
    """

    snapshot: Snapshot
    redaction: Redaction | None = None

    def markdown(self, text: str, note: Note) -> str:
        """A text of a note without the sentences that name private people."""
        return self.redaction.markdown(text, note) if self.redaction else text


def without_private(snapshot: Snapshot, language: str) -> Snapshot:
    """A snapshot without private people; see ``public_view``."""
    return public_view(snapshot, language).snapshot


def public_view(snapshot: Snapshot, language: str) -> PublicView:
    """A snapshot as if it had no private people; itself, if it has none.

    Args:
        snapshot: the index of a vault; it must stay open for as long as the view is read.
        language: of the vault.
    """
    cards = snapshot.catalogue.cards()
    private = {card.path for card in cards if card.private}
    if not private:
        return PublicView(snapshot)
    redaction = redaction_of(snapshot, cards)
    changes: dict[str, Note | None] = dict.fromkeys(private)
    for record in snapshot.reader.records():
        if _may_name(record, redaction.names):
            note = note_from_json(record)
            told = redaction.note(note)
            if told is not note and note.path not in private:
                changes[note.path] = told
    view = changed_snapshot(snapshot, changes, language)
    return PublicView(view, redaction)


def private_names(snapshot: Snapshot) -> PrivateNames | None:
    """The names of a vault's private people; None if there are none."""
    cards = snapshot.catalogue.cards()
    if not any(card.private for card in cards):
        return None
    return redaction_of(snapshot, cards).names


def redaction_of(snapshot: Snapshot, cards: Iterable[Card]) -> Redaction:
    """The redaction that removes a vault's private people from texts.

    Args:
        snapshot: the whole index.
        cards: of all its notes.
    """
    cards = [card for card in cards if card.kind == "contact"]
    private = [card for card in cards if card.private]
    others = (name for card in cards if not card.private for name in (card.name, *card.aliases))
    people = (_person(card, snapshot.note_at(card.path)) for card in private)
    names = PrivateNames(people, others)
    return Redaction(names, _Contacts(snapshot, private, cards).is_private)


def _person(card: Card, note: Note | None) -> PrivatePerson:
    contact = note.contact if note else None
    names = (card.name, *card.aliases, stem_of(card.path))
    if contact is None:
        return PrivatePerson(names)
    return PrivatePerson(names, (*contact.emails, *contact.urls, *contact.social), contact.phones)


def _may_name(record: str, names: PrivateNames) -> bool:
    """Whether a note may name somebody; quick for most notes, which do not."""
    # JSON escapes must be resolved first.
    return "\\" in record or names.named_in(record)


class _Contacts:
    """Distinguishes links to private people from links to other contacts."""

    def __init__(self, snapshot: Snapshot, private: list[Card], contacts: list[Card]) -> None:
        self._names = snapshot.catalogue
        self._private = frozenset(card.path for card in private)
        self._contacts = frozenset(card.path for card in contacts)
        names = ((stem_of(card.path), card.name, *card.aliases) for card in private)
        self._keys = frozenset(link_key(name) for some in names for name in some)
        self._known: dict[tuple[str, str], bool | None] = {}

    def is_private(self, target: str, source: str) -> bool | None:
        """Whether a link leads to somebody private; None if it leads to no contact."""
        asked = (target, source.rpartition("/")[0])
        if asked not in self._known:
            self._known[asked] = self._is_private(target, source)
        return self._known[asked]

    def _is_private(self, target: str, source: str) -> bool | None:
        found = resolve(target, source, self._names)
        paths = {found.path} if found.path else set(found.candidates)
        if not self._private.isdisjoint(paths):
            return True
        if found.path is None and link_key(target) in self._keys:
            return True
        return False if found.path in self._contacts else None
