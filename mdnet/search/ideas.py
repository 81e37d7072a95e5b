"""Turns each word of a goal into an idea: the ways in which a note may put it.

A word is looked for as typed and in its other spelling; one that stands nowhere is
corrected, or taken as the beginning of a word.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mdnet.index.analysis import Analyzer
from mdnet.index.protocol import Reader
from mdnet.search import weights
from mdnet.search.goal import Goal, Wanted
from mdnet.search.lookup import Alternative, Lookup

# Where a word may stand to count as known.
SEARCHED = (*weights.FIELD_WEIGHTS, "mention", "linked")
_CORRECTABLE = 5
_TWO_MISTAKES = 7
_COMPLETABLE = 4
_MOST_COMPLETIONS = 12


class Idea(NamedTuple):
    """One thing the goal asks for, and its alternatives; none when it stands nowhere."""

    wanted: Wanted
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0

    @property
    def read_as(self) -> tuple[str, ...]:
        """Return what the word was taken for, where it was not taken as typed."""
        return tuple(dict.fromkeys(other.label for other in self.alternatives if other.label))


def ideas_of(goal: Goal, analyzer: Analyzer, lookup: Lookup, reader: Reader) -> list[Idea]:
    """Return an idea for each wanted thing of a goal, in its order."""
    return [_idea(wanted, analyzer, lookup, reader) for wanted in goal.wanted]


def _idea(wanted: Wanted, analyzer: Analyzer, lookup: Lookup, reader: Reader) -> Idea:
    terms = tuple(analyzer.term(word) for word in wanted.words)
    fields = (wanted.field,) if wanted.field else ()
    weight = weights.WEAK_WORD if wanted.weak else 1.0
    if len(terms) > 1 or all(lookup.knows(term, fields or SEARCHED) for term in terms):
        return Idea(wanted, (Alternative(terms, weights.TYPED, fields=fields),), weight)
    found = _corrections(wanted.text, terms[0], reader, fields) or _completions(
        wanted.text, reader, fields
    )
    return Idea(wanted, tuple(found), weight)


def _corrections(
    word: str, term: str, reader: Reader, fields: tuple[str, ...]
) -> list[Alternative]:
    """Return the known terms that differ by a typing mistake, the nearest only."""
    if len(word) < _CORRECTABLE:
        return []
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = 2 if len(word) >= _TWO_MISTAKES else 1
    near: dict[str, int] = {}
    for other in _vocabulary(reader, fields):
        if abs(len(other) - len(term)) <= allowed and other[:1] == term[:1]:
            distance = DamerauLevenshtein.distance(term, other, score_cutoff=allowed)
            if distance <= allowed:
                near[other] = distance
    least = min(near.values(), default=0)
    return [
        Alternative((other,), weights.CORRECTED, other, fields)
        for other, distance in near.items()
        if distance == least
    ]


def _completions(word: str, reader: Reader, fields: tuple[str, ...]) -> Iterator[Alternative]:
    """Yield the known terms that begin with what was typed."""
    if len(word) < _COMPLETABLE:
        return
    longer = [other for other in _vocabulary(reader, fields) if other.startswith(word)]
    for other in longer[:_MOST_COMPLETIONS]:
        yield Alternative((other,), weights.COMPLETED, other, fields)


def _vocabulary(reader: Reader, fields: tuple[str, ...]) -> Iterable[str]:
    known: dict[str, None] = {}
    for field in fields or SEARCHED:
        known.update(dict.fromkeys(reader.terms(field)))
    return known
