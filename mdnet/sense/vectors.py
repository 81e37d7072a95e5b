"""Vectors of texts, in the few bytes that are kept of each.

A text is the sum of its words' vectors at length 1, in signed bytes. Words that say little
have short vectors, so that nothing needs to be left out.
"""

import math
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul
from pathlib import Path

from mdnet.sense.table import WordTable

ENGLISH_TABLE = Path(__file__).with_name("words.bin")
# A vector of length 1 is kept in signed bytes of this length.
UNIT = 127
# Word vectors are summed as whole numbers on this scale; none has a part above a half.
_SCALE = 254
_WORDS_REMEMBERED = 50_000


class TextVectors:
    """Makes vectors of texts; remembers the words it has met."""

    def __init__(self, table: WordTable) -> None:
        self.dims = table.dims
        self.key = f"{table.dims} {len(table)} {table.bits}"
        self._table = table
        self._of_word = lru_cache(maxsize=_WORDS_REMEMBERED)(self._scaled)

    def of(self, words: Iterable[str]) -> bytes:
        """Return the vector of a text given by its words, folded; empty if none is known."""
        known = [vector for vector in map(self._of_word, words) if vector]
        if not known:
            return b""
        total = list(map(sum, zip(*known, strict=True))) if len(known) > 1 else known[0]
        length = math.hypot(*total)
        if not length:
            return b""
        share = UNIT / length
        return struct.pack(f"{self.dims}b", *[round(value * share) for value in total])

    def weight(self, word: str) -> float | None:
        """Return how much a word counts in a text, 0 to 1; None if it is not known."""
        vector = self._of_word(word)
        length: float = math.hypot(*vector) if vector else 0.0
        return length / _SCALE if vector else None

    def _scaled(self, word: str) -> tuple[int, ...] | None:
        vector = self._table.vector(word)
        return None if vector is None else tuple([round(value * _SCALE) for value in vector])


def cosine(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the cosine of two vectors that ``TextVectors`` made, -1 to 1."""
    return float(sum(map(mul, one, other))) / (UNIT * UNIT)


def open_vectors(language: str, table: Path = ENGLISH_TABLE) -> TextVectors | None:
    """Return what makes vectors of texts in ``language``; None for any but English.

    Raises:
        OSError: the table cannot be read.
        ValueError: it is damaged.
    """
    return TextVectors(WordTable.open(table)) if language == "en" else None
