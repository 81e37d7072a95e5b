"""Needs of some that others can meet: the introductions that the owner could make.

What helps one contact is searched for as a goal of its own, in what the other contacts do
and offer. Of people whom the owner has met only; private and archived people take no part.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from mdnet.index.analysis import words
from mdnet.index.store import Snapshot
from mdnet.model import Note
from mdnet.network.kinds import is_stated
from mdnet.search.answer import Band, Hit, Reason
from mdnet.search.discretion import Discretion
from mdnet.search.evidence import Scope
from mdnet.search.ground import Ground, ground_of
from mdnet.search.helpers import Filters, helpers_on
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
    """Matches the needs of one snapshot of the index."""

    def __init__(self, snapshot: Snapshot, understanding: Understanding, today: date) -> None:
        self._ground = ground_of(
            snapshot, understanding, today, scope=_SCOPE, without_private=True
        )
        self._reader = snapshot.reader
        self._people = self._ground.people
        self._discretion = Discretion(snapshot.catalogue.cards(), snapshot.catalogue)

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
        return [need for number in sorted(numbers) for need in self._needs(self._people.note(number))]

    def matches(
        self,
        needs: Iterable[Need],
        *,
        by: str | None = None,
        maybe: bool = False,
        progress: Progress | None = None,
    ) -> list[Match]:
        """Return who could meet which need, the surest first; of each need the best few.

        Args:
            needs: whose needs; those in the same words are looked for once.
            by: the path of the only helper to consider.
            maybe: whether weaker matches count, too.
            progress: called with the number of needs looked for and to be looked for.
        """
        ground, groups = self._ground_of(by), _alike(needs)
        found: list[Match] = []
        for done, group in enumerate(groups, start=1):
            hits = self._hits(ground, group[0].text, maybe=maybe)
            for need in group:
                matches = (self._match(need, *hit) for hit in hits if hit[0].path != need.path)
                found += list(matches)[:_HELPERS_OF_A_NEED]
            if progress:
                progress(done, len(groups))
        return sorted(found, key=_order)

    def _ground_of(self, by: str | None) -> Ground:
        if by is None:
            return self._ground
        number = self._reader.number(by)
        only = frozenset() if number is None else frozenset((number,))
        return replace(self._ground, scope=_SCOPE._replace(only=only))

    def _needs(self, note: Note) -> Iterator[Need]:
        if note.contact and _takes_part(note):
            for text in note.contact.needs:
                if self._discretion.allows(text, note):
                    yield Need(note.name, note.path, text)

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

    def _match(self, need: Need, hit: Hit, reason: Reason) -> Match:
        path = hit.path or ""
        tied = self._are_tied(need.path, path)
        return Match(need, hit.name, path, hit.band, reason, hit.score, tied)

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


def _takes_part(note: Note) -> bool:
    contact = note.contact
    return contact is not None and not (contact.stub or contact.archived or contact.private)


def _alike(needs: Iterable[Need]) -> list[Sequence[Need]]:
    """Put together the needs that have the same words, in any order."""
    groups: dict[frozenset[str], list[Need]] = defaultdict(list)
    for need in needs:
        groups[frozenset(words(need.text))].append(need)
    return list(groups.values())


def _order(match: Match) -> tuple[int, float, str, str]:
    sure = match.band not in _SURE
    return sure, -match.score, name_key(match.need.name), name_key(match.name)
