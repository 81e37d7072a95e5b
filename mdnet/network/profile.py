"""One person as the whole vault shows them: their note, their ties, the way in."""

from collections import defaultdict
from datetime import date

from mdnet.model.contact import Contact, LogEntry, Note, Passage, Problem
from mdnet.network.facts import Favours, favours_in
from mdnet.network.ghosts import GHOST
from mdnet.network.introductions import IntroductionPath, introductions_to
from mdnet.network.kinds import inverse, ties_among
from mdnet.network.people import People
from mdnet.network.ties import WEAK_TIE
from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple

_WAYS_SHOWN = 2


class DatedNote(NamedTuple):
    """A meeting or a daily note that links to a person, with what it says about them."""

    day: date
    name: str
    path: str
    text: str


class Profile(Record):
    """A person on a page. ``contact`` and ``path`` are None for a ghost."""

    name: str
    path: str | None
    contact: Contact | None
    ties: dict[str, tuple[str, ...]]
    """Names by kind of tie, stated here or by others."""
    known_by: tuple[str, ...]
    """The people whose notes link to them."""
    through: tuple[str, ...]
    """The people to ask for an introduction, when the owner has not met them."""
    ways: tuple[IntroductionPath, ...]
    """The warmest ways to them, when the owner's own tie is weak and they are warmer."""
    mutual: tuple[str, ...]
    """The people whom both they and the owner know."""
    passages: tuple[str, ...]
    log: tuple[LogEntry, ...]
    notes: tuple[DatedNote, ...]
    """Notes of contact with them, newest first."""
    last_contact: date | None
    problems: tuple[Problem, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the owner has met them."""
        return self.contact is not None and not self.contact.stub

    @property
    def favours(self) -> Favours:
        """The favours in both directions."""
        return favours_in(self.log)


def profile_of(key: str, people: People) -> Profile:
    """The profile of the person with this key."""
    note = None if key.startswith(GHOST) else people.note_at(key)
    contact = note.contact if note else None
    linkers = people.linking_to(key)
    own = people.strength(key)
    near = own >= WEAK_TIE
    ways = [] if near else introductions_to(key, people, most=_WAYS_SHOWN, warmer_than=own)
    return Profile(
        name=people.name(key),
        path=note.path if note else None,
        contact=contact,
        ties=_ties(key, note, linkers, people),
        known_by=tuple(sorted({other.name for other in linkers})),
        through=ways[0].through if ways and not own else (),
        ways=tuple(ways),
        mutual=tuple(
            sorted(people.name(other) for other, _ in people.tied_to(key) if people.strength(other))
        ),
        passages=_passages(key, note, linkers, people),
        log=tuple(sorted(note.log, key=lambda entry: entry.day, reverse=True)) if note else (),
        notes=_dated_notes(key, people),
        last_contact=people.last_contact(key),
        problems=note.problems if note else (),
    )


def _ties(
    key: str, note: Note | None, linkers: list[Note], people: People
) -> dict[str, tuple[str, ...]]:
    ties: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in ties_among(note.contact.edges) if note and note.contact else ():
        other = people.person(edge.target, key, edge.kind)
        if other:
            ties[edge.kind][people.name(other)] = None
    for other_note in linkers:
        for edge in ties_among(other_note.contact.edges) if other_note.contact else ():
            if people.person(edge.target, other_note.path, edge.kind) == key:
                ties[inverse(edge.kind)][other_note.name] = None
    return {kind: tuple(names) for kind, names in sorted(ties.items())}


def _passages(key: str, note: Note | None, linkers: list[Note], people: People) -> tuple[str, ...]:
    """The prose about a person: their own note's, or for a ghost that of others."""
    if note:
        return tuple(passage.text for passage in note.passages if passage.kind != "log")
    return tuple(
        f"{other.name}: {passage.text}"
        for other in linkers
        for passage in other.passages
        if _links_to(passage, key, other.path, people)
    )


def _links_to(passage: Passage, key: str, path: str, people: People) -> bool:
    """Whether a passage of the note at ``path`` links to a person."""
    return any(people.person(target, path) == key for target in passage.links)


def _dated_notes(key: str, people: People) -> tuple[DatedNote, ...]:
    found = []
    for note in people.dated_notes(key):
        said = (
            passage.text for passage in note.passages if _links_to(passage, key, note.path, people)
        )
        if note.day:
            found.append(DatedNote(note.day, note.name, note.path, next(said, "")))
    return tuple(sorted(found, key=lambda one: (one.day, one.path), reverse=True))
