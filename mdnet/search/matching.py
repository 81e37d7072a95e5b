"""Needs of some that others can meet: the introductions that the owner could make.

What helps one contact is searched for as a goal of its own, in what the other contacts do
and offer. Of people whom the owner has met only; private and archived people take no part.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from mdnet.index.analysis import words
from mdnet.index.store import Snapshot
from mdnet.model import Note
from mdnet.network.kinds import is_stated
from mdnet.network.ties import closeness_of
from mdnet.search.answer import Band, Hit, Reason
from mdnet.search.discretion import Discretion
from mdnet.search.evidence import Scope
from mdnet.search.ground import Ground, ground_of
from mdnet.search.helpers import Filters, helpers_on
from mdnet.search.names import find_person
from mdnet.search.people import People
from mdnet.search.understanding import Understanding
from mdnet.text import name_key

Progress = Callable[[int, int], None]

# Where somebody's note says what they can do for others, in few words that can be trusted.
FIELDS = frozenset(("roles", "offers", "skills", "organizations", "languages", "via"))
_SCOPE = Scope(FIELDS, candidates=24, told=False, least=0.3)
_HELPERS_LOOKED_AT = 8
_HELPERS_OF_A_NEED = 3
_SURE: tuple[Band, ...] = ("strong", "good")

# A need is plain words, whatever they would mean to a search.
_MARKS = re.compile(r'["“”„:]|(?<!\S)-+')


class Need(NamedTuple):
    """Something that would help somebody, in the words of their note."""

    name: str
    path: str
    text: str
    closeness: int
    """Of the person to the owner, 1 to 5."""


class Choice(NamedTuple):
    """Which matches to look for.

    ``by`` is the path of the only helper to consider, ``maybe`` whether weaker matches
    count, ``tied`` whether people count who know each other already. At most ``limit``
    matches are returned, and of different needs ``most`` are looked for: those of the
    closest people.
    """

    by: str | None = None
    maybe: bool = False
    tied: bool = False
    limit: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A need, and somebody who could meet it by what their note says."""

    need: Need
    name: str
    path: str
    band: Band
    reason: Reason
    score: float
    already_tied: bool
    """A note says that the two know each other, or that they were introduced."""


class Matching:
    """Matches the needs of one snapshot of the index.

    ``people`` are those of the snapshot without its private ones, for whoever has read
    their notes already.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        understanding: Understanding,
        today: date,
        people: People | None = None,
    ) -> None:
        ground = ground_of(snapshot, understanding, today, scope=_SCOPE, without_private=True)
        self._ground = replace(ground, people=people) if people else ground
        self._everybody = People(snapshot, today)
        self._reader = snapshot.reader
        self._people = self._ground.people
        self._discretion = Discretion(snapshot.catalogue.cards(), snapshot.catalogue)

    def find(self, name: str) -> str:
        """Return the key of the person called ``name``, whether they take part or not.

        Raises:
            MdnetError: nobody has the name, or several people.
        """
        snapshot = self._ground.snapshot
        return find_person(name, self._everybody, snapshot.catalogue, snapshot.reader)

    def takes_part(self, key: str) -> bool:
        """Tell whether somebody is a contact who can need and help."""
        note = self._people.note_at(key)
        return note is not None and _takes_part(note)

    def needs_of(self, key: str) -> list[Need]:
        """Return the needs of one person."""
        note = self._people.note_at(key)
        return list(self._needs(note)) if note else []

    def all_needs(self) -> list[Need]:
        """Return the needs of everybody."""
        numbers: set[int] = set()
        for term in self._reader.terms("needs"):
            numbers.update(number for number, _ in self._reader.postings("needs", term))
        return [
            need for number in sorted(numbers) for need in self._needs(self._people.note(number))
        ]

    def matches(
        self, needs: Iterable[Need], choice: Choice, progress: Progress | None = None
    ) -> list[Match]:
        """Return who could meet which need, the surest first; of each need the best few.

        Args:
            needs: whose needs; those in the same words are looked for once.
            choice: which matches to look for.
            progress: called with the number of needs looked for and to be looked for.
        """
        groups = different(needs)[: choice.most]
        ground = self._ground_of(choice.by)
        pairs: list[_Pair] = []
        for done, group in enumerate(groups, start=1):
            found = self._hits(ground, group[0].text, maybe=choice.maybe)
            pairs += (_Pair(need, *one) for need in group for one in found)
            if progress:
                progress(done, len(groups))
        pairs.sort(key=_order)
        return list(islice(self._chosen(pairs, tied=choice.tied), choice.limit))

    def _chosen(self, pairs: Iterable["_Pair"], *, tied: bool) -> Iterator[Match]:
        """Yield the best few matches of each need; who is tied is seen for no more than that."""
        taken: Counter[Need] = Counter()
        for pair in pairs:
            need, path = pair.need, pair.hit.path
            if path is None or path == need.path or taken[need] == _HELPERS_OF_A_NEED:
                continue
            are_tied = self._are_tied(need.path, path)
            if tied or not are_tied:
                taken[need] += 1
                hit = pair.hit
                yield Match(need, hit.name, path, hit.band, pair.reason, hit.score, are_tied)

    def _ground_of(self, by: str | None) -> Ground:
        if by is None:
            return self._ground
        number = self._reader.number(by)
        only = frozenset() if number is None else frozenset((number,))
        return replace(self._ground, scope=_SCOPE._replace(only=only))

    def _needs(self, note: Note) -> Iterator[Need]:
        if note.contact and _takes_part(note):
            for text in dict.fromkeys(note.contact.needs):
                if self._discretion.allows(text, note):
                    closeness = closeness_of(note.contact.closeness, note.contact.circles)
                    yield Need(note.name, note.path, text, closeness)

    def _hits(self, ground: Ground, text: str, *, maybe: bool) -> list[tuple[Hit, Reason]]:
        """Return who could meet a need, each with the passage that says so."""
        filters = Filters(limit=_HELPERS_LOOKED_AT)
        found = []
        for hit in helpers_on(ground, _MARKS.sub(" ", text), filters).hits:
            note = self._people.note_at(hit.path) if hit.path else None
            if note is None or not _takes_part(note) or not (maybe or hit.band in _SURE):
                continue
            reason = next((r for r in hit.reasons if self._discretion.allows(r.text, note)), None)
            if reason:
                found.append((hit, reason))
        return found

    def _are_tied(self, one: str, other: str) -> bool:
        kind = dict(self._people.tied_to(one)).get(other)
        stated = kind is not None and is_stated(kind)
        return stated or self._introduced(one, other) or self._introduced(other, one)

    def _introduced(self, one: str, other: str) -> bool:
        """Tell whether the log of somebody says that the other was introduced to them."""
        note = self._people.note_at(one)
        intros = [entry for entry in note.log if entry.kind == "intro"] if note else []
        return any(
            self._people.person(target, one) == other for entry in intros for target in entry.links
        )


class _Pair(NamedTuple):
    """A need, somebody who could meet it, and the passage that says so."""

    need: Need
    hit: Hit
    reason: Reason


def different(needs: Iterable[Need]) -> list[list[Need]]:
    """Put together the needs that have the same words, in any order; closest people first."""
    groups: dict[frozenset[str], list[Need]] = defaultdict(list)
    for need in needs:
        groups[frozenset(words(need.text))].append(need)
    return sorted(groups.values(), key=lambda group: -max(need.closeness for need in group))


def _takes_part(note: Note) -> bool:
    contact = note.contact
    return contact is not None and not (contact.stub or contact.archived or contact.private)


def _order(pair: _Pair) -> tuple[bool, float, str, str, str]:
    need, hit = pair.need, pair.hit
    sure = hit.band in _SURE
    return not sure, -hit.score, name_key(need.name), name_key(hit.name), need.text
