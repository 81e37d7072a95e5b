"""People as the index knows them: their notes, their ties and the links between them.

Reads records of single notes as they are asked for and remembers them for the time of a
search. A person is known by a key: the path of their note, or ``ghost:`` and their name.
"""

from collections.abc import Iterable
from datetime import date

from mdnet.index.fields import CONTACT_DAY, LINK
from mdnet.index.passages import Encoding, PassageText, encoded_passages
from mdnet.index.store import Snapshot
from mdnet.model.circles import closeness_of
from mdnet.model.contact import Contact, Note
from mdnet.model.keys import THING_KEYS
from mdnet.network.facts import last_contact
from mdnet.network.ghosts import GHOST, PERSON_KEYS, could_be_person, ghost_name
from mdnet.network.kinds import MENTION, inverse, tie_weight, ties_among
from mdnet.network.ties import strength
from mdnet.network.ways import MOST_WAYS, Way, best_way, best_ways
from mdnet.notes.tallies import contact_days
from mdnet.util.text import name_key
from mdnet.vault.names import link_key, resolve, stem_of

# Somebody linked from hundreds of notes is known to all; a few ways to them are enough.
_MOST_LINKERS = 60


class People:
    """The people of one snapshot of the index.

    With ``without_archived`` it is as if the notes of archived people were empty: they are
    nobody, are tied to nobody and say nothing.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        *,
        without_archived: bool = False,
    ) -> None:
        self._snapshot = snapshot
        self._reader = snapshot.reader
        self._names = snapshot.catalogue
        self._today = today
        self._notes: dict[int, Note] = {}
        self._numbers: dict[str, int | None] = {}
        self._ghost_names: dict[str, str] = {}
        self._meant: dict[tuple[str, str, str], str | None] = {}
        self._ties: dict[str, list[tuple[str, str]]] = {}
        self._strengths: dict[str, float] = {}
        self._without_archived = without_archived

    def note(self, number: int) -> Note:
        """The note with this number in the index."""
        if number not in self._notes:
            note = self._snapshot.note(number)
            if self._without_archived and note.contact and note.contact.archived:
                note = Note(note.path, "note", note.name)
            self._notes[number] = note
            self._numbers[note.path] = number
        return self._notes[number]

    def note_at(self, path: str) -> Note | None:
        """The note at ``path``; None when it is not in the index."""
        if path not in self._numbers:
            self._numbers[path] = self._reader.number(path)
        number = self._numbers[path]
        return None if number is None else self.note(number)

    def encoded_at(self, path: str) -> list[tuple[PassageText, Encoding]]:
        """The passages of the note at ``path`` with the needs that each answers."""
        note = self.note_at(path)
        number = self._numbers[path]
        if note is None or number is None:
            return []
        return encoded_passages(note, self._reader.passages(number))

    def contact(self, key: str) -> Contact | None:
        """The contact of a person; None for a ghost."""
        note = None if key.startswith(GHOST) else self.note_at(key)
        return note.contact if note else None

    def name(self, key: str) -> str:
        """The name of a person."""
        if key.startswith(GHOST):
            return self._ghost_names.get(key, key.removeprefix(GHOST))
        note = self.note_at(key)
        return note.name if note else stem_of(key)

    def named(self, name: str) -> list[str]:
        """The paths of the people with this name or alias."""
        key = name_key(name)
        paths = (*self._names.by_name(key), *self._names.by_alias(key))
        return [path for path in dict.fromkeys(paths) if self.contact(path)]

    def person(self, target: str, source: str, kind: str = MENTION) -> str | None:
        """The key of the person a link means, or None when it means no person.

        Args:
            target: the link as written.
            source: the path of the note it stands in.
            kind: the key it stands under, ``mention`` for prose.
        """
        asked = (target, source.rpartition("/")[0], kind)
        if asked not in self._meant:
            self._meant[asked] = self._person(target, source, kind)
        return self._meant[asked]

    def _person(self, target: str, source: str, kind: str) -> str | None:
        resolution = resolve(target, source, self._names)
        if resolution.path is not None:
            note = self.note_at(resolution.path)
            return resolution.path if note and note.contact else None
        if resolution.candidates or kind in THING_KEYS:
            return None
        if kind not in PERSON_KEYS and not could_be_person(target):
            return None
        name = ghost_name(target)
        if not name:
            return None
        key = GHOST + name_key(name)
        self._ghost_names.setdefault(key, name)
        return key

    def linking_to(self, key: str) -> list[Note]:
        """The notes that link to a person, at most some dozens."""
        numbers: dict[int, None] = {}
        for name in self._link_keys(key):
            postings = self._reader.postings(LINK, name)[:_MOST_LINKERS]
            numbers.update(dict.fromkeys(number for number, _ in postings))
        return [note for note in map(self.note, numbers) if self._leads_to(note, key)]

    def tied_to(self, key: str) -> list[tuple[str, str]]:
        """The people a person is tied to, with the kind of each tie.

        The kind is what the others are to this person, in whichever note it stands; of
        several, the one that carries farthest.
        """
        if key not in self._ties:
            self._ties[key] = list(self._tied_to(key).items())
        return self._ties[key]

    def _tied_to(self, key: str) -> dict[str, str]:
        ties: dict[str, str] = {}

        def add(other: str, kind: str) -> None:
            if other not in ties or tie_weight(kind) > tie_weight(ties[other]):
                ties[other] = kind

        for note in self.linking_to(key):
            if note.contact:
                for target, kind in links_of(note):
                    if self.person(target, note.path, kind) == key:
                        add(note.path, inverse(kind))
        own = None if key.startswith(GHOST) else self.note_at(key)
        for target, kind in links_of(own) if own else ():
            other = self.person(target, key, kind)
            if other and other != key:
                add(other, kind)
        return ties

    def way_to(self, key: str) -> Way | None:
        """The warmest way to a person through people the owner has met."""
        return best_way(key, self._neighbours, self.strength)

    def ways_to(self, key: str, most: int = MOST_WAYS, warmer_than: float = 0.0) -> list[Way]:
        """The warmest ways to a person, each through somebody else."""
        return best_ways(key, self._neighbours, self.strength, most=most, warmer_than=warmer_than)

    def mutual_friend(self, key: str) -> Way | None:
        """Somebody who leads to a person more warmly than the owner's own tie, if anybody."""
        own = self.strength(key)
        return best_way(key, self._neighbours, self.strength, warmer_than=own, most_steps=1)

    def strength(self, key: str) -> float:
        """The owner's own tie to a person, 0 for one they have not met."""
        if key not in self._strengths:
            self._strengths[key] = self._strength(key)
        return self._strengths[key]

    def _strength(self, key: str) -> float:
        contact = self.contact(key)
        if contact is None or contact.stub:
            return 0.0
        closeness = closeness_of(contact.closeness, contact.circles)
        return strength(closeness, self.last_contact(key), self._today)

    def last_contact(self, key: str) -> date | None:
        """The latest of the key, the log and the dated notes that link to them."""
        note = self.note_at(key)
        if note is None or note.contact is None:
            return None
        days = contact_days(note.contact, note.log)
        met = (other.day.toordinal() for other in self.dated_notes(key) if other.day)
        return last_contact((*days, *met), self._today)

    def dated_notes(self, key: str) -> list[Note]:
        """The dated notes up to today that mention contact with a person."""
        numbers: dict[int, None] = {}
        for name in self._link_keys(key):
            found = self._reader.postings(CONTACT_DAY, name)
            numbers.update(dict.fromkeys(number for number, _ in found))
        notes = map(self.note, numbers)
        return [
            note
            for note in notes
            if note.day and note.day <= self._today and self._is_contact(note, key)
        ]

    def _neighbours(self, key: str) -> Iterable[tuple[str, float]]:
        for other, kind in self.tied_to(key):
            contact = self.contact(other)
            if contact and not contact.archived:
                yield other, tie_weight(kind)

    def _link_keys(self, key: str) -> set[str]:
        """The names under which links to a person may stand."""
        if key.startswith(GHOST):
            return {key.removeprefix(GHOST)}
        note = self.note_at(key)
        names = (note.name, *note.contact.aliases) if note and note.contact else ()
        return {link_key(stem_of(key)), *map(link_key, names)}

    def _leads_to(self, note: Note, key: str) -> bool:
        return note.path != key and any(
            self.person(target, note.path, kind) == key for target, kind in links_of(note)
        )

    def _is_contact(self, note: Note, key: str) -> bool:
        """Whether a link of a dated note that counts as contact leads to a person."""
        return any(self.person(link.target, note.path) == key for link in note.links if link.counts)


def links_of(note: Note) -> Iterable[tuple[str, str]]:
    """Yield the links of a note that may be ties, with their key, ``mention`` for prose."""
    if note.contact:
        for edge in ties_among(note.contact.edges):
            yield edge.target, edge.kind
    stated = {edge.target for edge in note.contact.edges} if note.contact else set()
    for link in note.links:
        if link.target not in stated:
            yield link.target, MENTION
