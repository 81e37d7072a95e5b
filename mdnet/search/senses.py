"""What goals mean beyond their words: which needs of the thesaurus a goal is like.

Every phrase of the thesaurus is a vector of the word table, made once and kept beside the
index; a goal is compared with the needs as a whole, then with the phrases of the nearest.
Works without numpy; without the table nothing is alike and search goes on.
"""

import math
import struct
from collections.abc import Sequence
from operator import mul
from pathlib import Path
from typing import NamedTuple

from mdnet.index.analysis import words
from mdnet.search import weights
from mdnet.search.goal_words import GoalWords, Need
from mdnet.search.kept import kept
from mdnet.search.words import WordTable

_FORM = 1
_HEAD = struct.Struct("<II")
_COUNT = struct.Struct("<H")
# A vector of length 1 is kept in signed bytes of this length.
_UNIT = 127
# How many of the needs nearest as a whole are compared phrase by phrase.
_COMPARED = 40


class Alike(NamedTuple):
    """A need that a goal is like: its number in the thesaurus, and the cosine."""

    need: int
    likeness: float


class Senses:
    """The vectors of the needs: for each first the whole, then its phrases."""

    def __init__(self, data: bytes, table: WordTable) -> None:
        self._table = table
        self._dims, needs = _HEAD.unpack_from(data)
        counts = struct.unpack_from(f"<{needs}H", data, _HEAD.size)
        self._vectors = memoryview(data)[_HEAD.size + _COUNT.size * needs :].cast("b")
        self._spans: list[tuple[int, int]] = []
        start = 0
        for count in counts:
            self._spans.append((start, count))
            start += count

    def weight(self, word: str) -> float:
        """Return how much a word says, 0 to 1: ``two`` little, ``plumber`` all; 1 if unknown."""
        vector = self._table.vector(word)
        if vector is None:
            return 1.0
        share = (math.hypot(*vector) - weights.SAYS_NOTHING) / weights.SAYS_RANGE
        return min(1.0, max(weights.SAYS_LEAST, share))

    def alike(self, goal: Sequence[str]) -> list[Alike]:
        """Return the needs that a goal, given by its words, is most like; the likest first."""
        vector = self._table.phrase(goal)
        if vector is None:
            return []
        wanted = [value / _UNIT for value in vector]
        whole = [
            (self._cosine(wanted, start), number)
            for number, (start, count) in enumerate(self._spans)
            if count
        ]
        nearest = sorted(whole, reverse=True)[:_COMPARED]
        likest = sorted(
            (self._likeness(wanted, number, cosine) for cosine, number in nearest), reverse=True
        )
        return [
            Alike(number, likeness)
            for likeness, number in likest[: weights.ALIKE_TAKEN]
            if likeness >= weights.ALIKE_LEAST
        ]

    def _likeness(self, wanted: Sequence[float], number: int, whole: float) -> tuple[float, int]:
        start, count = self._spans[number]
        phrase = max((self._cosine(wanted, start + at) for at in range(1, count)), default=whole)
        share = weights.ALIKE_PHRASE
        return share * phrase + (1 - share) * whole, number

    def _cosine(self, wanted: Sequence[float], at: int) -> float:
        dims = self._dims
        return float(sum(map(mul, wanted, self._vectors[at * dims : (at + 1) * dims])))


def load_senses(goal_words: GoalWords, table: WordTable, cache: Path | None) -> Senses:
    """Return the senses of the needs in ``goal_words``, kept in the folder ``cache``."""
    path = cache / "senses" if cache else None
    key = f"senses {_FORM} {goal_words.key} {table.dims} {len(table)}"
    return Senses(kept(path, key, lambda: _compiled(goal_words, table)), table)


def _compiled(goal_words: GoalWords, table: WordTable) -> bytes:
    needs, _ = goal_words.needs()
    groups = [_vectors(need, table) for need in needs]
    head = _HEAD.pack(table.dims, len(groups))
    counts = b"".join(_COUNT.pack(len(group)) for group in groups)
    return head + counts + b"".join(vector for group in groups for vector in group)


def _vectors(need: Need, table: WordTable) -> list[bytes]:
    """Return the vector of a need as a whole and those of its phrases; none if none is known."""
    phrases = [words(text) for text in need["say"]]
    everything = [word for phrase in phrases for word in phrase]
    everything += [word for text in need["ask"] for word in words(text)]
    whole = table.phrase(everything)
    if whole is None:
        return []
    known = (table.phrase(phrase) for phrase in phrases)
    return [_packed(whole), *(_packed(vector) for vector in known if vector)]


def _packed(vector: Sequence[float]) -> bytes:
    return struct.pack(f"{len(vector)}b", *(round(value * _UNIT) for value in vector))
