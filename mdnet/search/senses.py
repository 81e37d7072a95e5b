"""What goals mean beyond their words: which needs of the thesaurus a goal is like.

Every phrase of the thesaurus is a vector of the word table, made once and kept beside the
index; a goal is compared with the needs as a whole, then with the phrases of the nearest.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mdnet.index.analysis import words
from mdnet.search import weights
from mdnet.search.goal_words import GoalWords, Need
from mdnet.search.kept import kept
from mdnet.sense.vectors import TextVectors, cosine

# The vectors of the built-in needs, made by scripts/build_goal_vectors.py.
SHIPPED = Path(__file__).with_name("goals.bin")
_FORM = 2
_HEAD = struct.Struct("<I")
# How many of the needs nearest as a whole are compared phrase by phrase.
_COMPARED = 40


class Alike(NamedTuple):
    """A need that a goal is like: its number in the thesaurus, and the cosine."""

    need: int
    likeness: float


class Senses:
    """The vectors of the needs: for each first the whole, then its phrases."""

    def __init__(self, data: bytes, vectors: TextVectors) -> None:
        self.vectors = vectors
        (needs,) = _HEAD.unpack_from(data)
        counts = struct.unpack_from(f"<{needs}H", data, _HEAD.size)
        self._data = memoryview(data)[_HEAD.size + 2 * needs :].cast("b")
        self._spans: list[tuple[int, int]] = []
        start = 0
        for count in counts:
            self._spans.append((start, count))
            start += count

    def weight(self, word: str) -> float:
        """Return how much a word says, 0 to 1: ``two`` little, ``plumber`` all; 1 if unknown."""
        length = self.vectors.weight(word)
        if length is None:
            return 1.0
        share = (length - weights.SAYS_NOTHING) / weights.SAYS_RANGE
        return min(1.0, max(weights.SAYS_LEAST, share))

    def vector(self, goal: Sequence[str]) -> tuple[int, ...]:
        """Return the vector of a goal given by its words; empty if none is known."""
        packed = self.vectors.of(goal)
        return struct.unpack(f"{len(packed)}b", packed)

    def alike(self, goal: Sequence[str]) -> list[Alike]:
        """Return the needs that a goal, given by its words, is most like; the likest first."""
        wanted = self.vector(goal)
        if not wanted:
            return []
        whole = [
            (self._cosine(wanted, start), number)
            for number, (start, count) in enumerate(self._spans)
            if count
        ]
        nearest = sorted(whole, reverse=True)[:_COMPARED]
        likest = sorted((self._likeness(wanted, *one) for one in nearest), reverse=True)
        return [
            Alike(number, likeness)
            for likeness, number in likest[: weights.ALIKE_TAKEN]
            if likeness >= weights.ALIKE_LEAST
        ]

    def _likeness(self, wanted: Sequence[int], whole: float, number: int) -> tuple[float, int]:
        start, count = self._spans[number]
        phrase = max((self._cosine(wanted, start + at) for at in range(1, count)), default=whole)
        share = weights.ALIKE_PHRASE
        return share * phrase + (1 - share) * whole, number

    def _cosine(self, wanted: Sequence[int], at: int) -> float:
        dims = self.vectors.dims
        return cosine(wanted, self._data[at * dims : (at + 1) * dims])


def load_senses(goal_words: GoalWords, vectors: TextVectors, cache: Path | None) -> Senses:
    """Return the senses of the needs in ``goal_words``, kept in the folder ``cache``."""
    path = cache / "senses" if cache else None
    key = senses_key(goal_words, vectors)
    return Senses(kept(path, key, lambda: compiled(goal_words, vectors), SHIPPED), vectors)


def senses_key(goal_words: GoalWords, vectors: TextVectors) -> str:
    """Return what tells the vectors of these goal words from others."""
    return f"senses {_FORM} {goal_words.key} {vectors.key}"


def compiled(goal_words: GoalWords, vectors: TextVectors) -> bytes:
    """Return the vectors of all needs, as ``Senses`` takes them."""
    needs, _ = goal_words.needs()
    groups = [_vectors(need, vectors) for need in needs]
    counts = struct.pack(f"<{len(groups)}H", *map(len, groups))
    return _HEAD.pack(len(groups)) + counts + b"".join(one for group in groups for one in group)


def _vectors(need: Need, vectors: TextVectors) -> list[bytes]:
    """Return the vector of a need as a whole and those of its phrases; none if none is known."""
    phrases = [words(text) for text in need["say"]]
    everything = [word for phrase in phrases for word in phrase]
    everything += [word for text in need["ask"] for word in words(text)]
    whole = vectors.of(everything)
    return [whole, *filter(None, map(vectors.of, phrases))] if whole else []
