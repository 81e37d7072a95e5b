"""One person as the whole vault shows them: their note, their ties, the way in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mdnet.model import Contact, LogEntry, Note, Problem
from mdnet.network.kinds import inverse
from mdnet.search.people import GHOST, People

_PASSAGES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person on a page. ``contact`` and ``path`` are None for a ghost."""

    name: str
    path: str | None
    contact: Contact | None
    ties: dict[str, tuple[str, ...]]
    """Names by the kind of tie, both those stated here and those stated by others."""
    known_by: tuple[str, ...]
    """Whose notes link to them."""
    through: tuple[str, ...]
    """Whom to ask for an introduction, when the owner has not met them."""
    passages: tuple[str, ...]
    log: tuple[LogEntry, ...]
    last_contact: date | None
    problems: tuple[Problem, ...] = ()

    @property
    def balance(self) -> float:
        """Return what they gave less what they got, in weights; above 0 the owner owes."""
        return self._sum("got") - self._sum("gave")

    @property
    def balance_in_words(self) -> str:
        """Return the exchange in words, empty when there was none."""
        got, gave = self._sum("got"), self._sum("gave")
        if not got and not gave:
            return ""
        return f"they gave you {got:g}, you gave them {gave:g}"

    def _sum(self, kind: str) -> float:
        return sum(entry.weight for entry in self.log if entry.kind == kind)


def portrait_of(key: str, people: People) -> Portrait:
    """Return the portrait of the person with this key."""
    note = None if key.startswith(GHOST) else people.note_at(key)
    contact = note.contact if note else None
    linkers = people.linking_to(key)
    way = people.way_to(key) if contact is None or contact.stub else None
    return Portrait(
        name=people.name(key),
        path=note.path if note else None,
        contact=contact,
        ties=_ties(key, note, linkers, people),
        known_by=tuple(sorted({other.name for other in linkers})),
        through=tuple(people.name(other) for other in way.through) if way else (),
        passages=_passages(key, note, linkers, people),
        log=tuple(sorted(note.log, key=lambda entry: entry.day, reverse=True)) if note else (),
        last_contact=people.last_contact(key),
        problems=note.problems if note else (),
    )


def _ties(
    key: str, note: Note | None, linkers: list[Note], people: People
) -> dict[str, tuple[str, ...]]:
    ties: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in note.contact.edges if note and note.contact else ():
        other = people.person(edge.target, key, edge.kind)
        if other:
            ties[edge.kind][people.name(other)] = None
    for other_note in linkers:
        for edge in other_note.contact.edges if other_note.contact else ():
            if people.person(edge.target, other_note.path, edge.kind) == key:
                ties[inverse(edge.kind)][other_note.name] = None
    return {kind: tuple(names) for kind, names in sorted(ties.items())}


def _passages(key: str, note: Note | None, linkers: list[Note], people: People) -> tuple[str, ...]:
    """Return what is said of a person: their own prose, or for a ghost what others say."""
    if note:
        own = [passage.text for passage in note.passages if passage.kind != "log"]
        return tuple(own[:_PASSAGES_SHOWN])
    said = [
        f"{other.name}: {passage.text}"
        for other in linkers
        for passage in other.passages
        if any(people.person(target, other.path) == key for target in passage.links)
    ]
    return tuple(said[:_PASSAGES_SHOWN])
