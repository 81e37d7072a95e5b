"""Needs that other contacts can meet: the introductions that the owner could make.

Each need of a contact is searched as a goal, in what the other contacts do and offer. Only
people whom the owner has met take part, and no private or archived ones.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from mdnet.index.analysis import words
from mdnet.index.fields import TRADE, fields_of
from mdnet.index.store import Snapshot
from mdnet.model.circles import closeness_of
from mdnet.model.contact import Note
from mdnet.network.kinds import is_stated
from mdnet.network.people import People
from mdnet.search.context import Scope, SearchContext, search_context
from mdnet.search.engine import search
from mdnet.search.filters import Filters
from mdnet.search.language import LanguageResources
from mdnet.search.results import Band, Hit, Reason
from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key

Progress = Callable[[int, int], None]

# The fields that say what somebody can do for others, in a few reliable words.
FIELDS = frozenset((*TRADE, *fields_of("work", "language", "others")))
_WORKPLACES = frozenset(fields_of("work"))
_SCOPE = Scope(FIELDS, candidates=24, told=False)
_HELPERS_LOOKED_AT = 8
_HELPERS_OF_A_NEED = 3
_SURE: tuple[Band, ...] = ("strong", "good")

# A need is plain words, even if a search would read them as syntax.
_MARKS = re.compile(r'["“”„:]|(?<!\S)-+')


class Need(NamedTuple):
    """Something that would help somebody, in the words of their note."""

    name: str
    path: str
    text: str
    closeness: int
    """Of the person to the owner, 1 to 5."""


class Choice(NamedTuple):
    """The matches to look for.

    ``by`` is the path of the only helper to consider, ``maybe`` whether weaker matches
    count, ``tied`` whether people count who know each other already. At most ``limit``
    matches are returned; at most ``most`` different needs are searched, those of the
    closest people.
    """

    by: str | None = None
    maybe: bool = False
    tied: bool = False
    limit: int | None = None
    most: int | None = None


class Match(Record):
    """A need, and somebody who could meet it according to their note."""

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

    ``people`` are those of the snapshot, if the caller has read their notes already. Nothing
    is redacted: for others to see, it must be a snapshot ``without_private``.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        language: LanguageResources,
        today: date,
        people: People | None = None,
    ) -> None:
        context = search_context(snapshot, language, today, scope=_SCOPE)
        self._context = context._replace(people=people) if people else context
        self._reader = snapshot.reader
        self._people = self._context.people

    def takes_part(self, key: str) -> bool:
        """Whether somebody is a contact who can need and help."""
        note = self._people.note_at(key)
        return note is not None and _takes_part(note)

    def needs_of(self, key: str) -> list[Need]:
        """The needs of one person."""
        note = self._people.note_at(key)
        return list(self._needs(note)) if note else []

    def all_needs(self) -> list[Need]:
        """The needs of everybody."""
        numbers: set[int] = set()
        for term in self._reader.terms("needs"):
            numbers.update(number for number, _ in self._reader.postings("needs", term))
        return [
            need for number in sorted(numbers) for need in self._needs(self._people.note(number))
        ]

    def matches(
        self, needs: Iterable[Need], choice: Choice, progress: Progress | None = None
    ) -> list[Match]:
        """The needs with people who could meet them, surest first; the best few for each need.

        Args:
            needs: the needs; those in the same words are searched once.
            choice: which matches to look for.
            progress: called with the number of needs searched and their total.
        """
        groups = different(needs)[: choice.most]
        context = self._context_of(choice.by)
        pairs: list[_Pairing] = []
        for done, group in enumerate(groups, start=1):
            found = self._hits(context, group[0].text, maybe=choice.maybe)
            pairs += (_Pairing(need, hit) for need in group for hit in found)
            if progress:
                progress(done, len(groups))
        pairs.sort(key=_order)
        return list(islice(self._chosen(pairs, tied=choice.tied), choice.limit))

    def _chosen(self, pairs: Iterable["_Pairing"], *, tied: bool) -> Iterator[Match]:
        """Yield the best few matches of each need; ties are checked only as far as needed."""
        taken: Counter[Need] = Counter()
        for pair in pairs:
            need, path = pair.need, pair.hit.path
            if path is None or path == need.path or taken[need] == _HELPERS_OF_A_NEED:
                continue
            are_tied = self._are_tied(need.path, path)
            if tied or not are_tied:
                taken[need] += 1
                hit = pair.hit
                reason = _of_deeds(hit.reasons)
                yield Match(need, hit.name, path, hit.band, reason, hit.score, are_tied)

    def _context_of(self, by: str | None) -> SearchContext:
        if by is None:
            return self._context
        number = self._reader.number(by)
        only = frozenset() if number is None else frozenset((number,))
        return self._context._replace(scope=_SCOPE._replace(only=only))

    def _needs(self, note: Note) -> Iterator[Need]:
        if note.contact and _takes_part(note):
            for text in dict.fromkeys(note.contact.needs):
                closeness = closeness_of(note.contact.closeness, note.contact.circles)
                yield Need(note.name, note.path, text, closeness)

    def _hits(self, context: SearchContext, text: str, *, maybe: bool) -> list[Hit]:
        """The people who could meet a need, each with a passage that says so."""
        filters = Filters(limit=_HELPERS_LOOKED_AT)
        bands = (*_SURE, "maybe") if maybe else _SURE
        found = []
        for hit in search(context, _MARKS.sub(" ", text), filters).hits:
            note = self._people.note_at(hit.path) if hit.path else None
            if note is None or not _takes_part(note) or hit.band not in bands:
                continue
            if hit.reasons:
                found.append(hit)
        return found

    def _are_tied(self, one: str, other: str) -> bool:
        kind = dict(self._people.tied_to(one)).get(other)
        stated = kind is not None and is_stated(kind)
        return stated or self._introduced(one, other) or self._introduced(other, one)

    def _introduced(self, one: str, other: str) -> bool:
        """Whether the log of somebody says that the other was introduced to them."""
        note = self._people.note_at(one)
        intros = [entry for entry in note.log if entry.kind == "intro"] if note else []
        return any(
            self._people.person(target, one) == other for entry in intros for target in entry.links
        )


class _Pairing(NamedTuple):
    """A need, and somebody who could meet it."""

    need: Need
    hit: Hit


def different(needs: Iterable[Need]) -> list[list[Need]]:
    """Group the needs that have the same words, in any order; closest people first."""
    groups: dict[frozenset[str], list[Need]] = defaultdict(list)
    for need in needs:
        groups[frozenset(words(need.text))].append(need)
    return sorted(groups.values(), key=lambda group: -max(need.closeness for need in group))


def _of_deeds(reasons: Sequence[Reason]) -> Reason:
    """The best reason; what somebody does or offers comes before where they work.

    Belonging to the club that needs a website is not an answer; making websites is.
    """
    if reasons[0].field not in _WORKPLACES:
        return reasons[0]
    deeds = (one for one in reasons if one.need and one.field in TRADE and not one.source)
    return next(deeds, reasons[0])


def _takes_part(note: Note) -> bool:
    contact = note.contact
    return contact is not None and not (contact.stub or contact.archived or contact.private)


def _order(pair: _Pairing) -> tuple[bool, float, str, str, str]:
    need, hit = pair.need, pair.hit
    sure = hit.band in _SURE
    return not sure, -hit.score, name_key(need.name), name_key(hit.name), need.text
