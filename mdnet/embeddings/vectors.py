"""Vectors of texts, packed into a few bytes each.

A text is the sum of its words' vectors at length 1, in signed bytes. Words that say little
have short vectors, so none needs to be left out. Without numpy: a search makes the
vectors of a goal; those of notes are made by ``mdnet.embeddings.encoder``.
"""

import math
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from operator import add, mul
from pathlib import Path

from mdnet.embeddings.table import HIGH, LOW, WordTable

# A vector of length 1 is kept in signed bytes of this length.
UNIT = 127
# The vectors of passages are kept in four bits a value, in so many steps to their length.
PER_STEP = 25
STEP = 1 / PER_STEP
# Word vectors are summed as whole numbers on this scale; none has a part above two.
_SCALE = 254
_WORDS_REMEMBERED = 50_000
LANGUAGES = ("en", "de")
"""The languages that have a word table."""


class TextVectors:
    """Makes vectors of texts; remembers the words it has met.

    A word that the first table does not know is looked for in the next: a goal may be in
    another language than the vault.
    """

    def __init__(self, *tables: WordTable) -> None:
        self.dims = tables[0].dims
        self.tables = tables
        self._of_word = lru_cache(maxsize=_WORDS_REMEMBERED)(partial(scaled, tables, scale=_SCALE))

    def of(self, words: Iterable[str]) -> bytes:
        """The vector of a text given by its words, folded; empty if none is known."""
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
        """How much a word counts in a text, near 0 to about 2; None if it is not known."""
        vector = self._of_word(word)
        length: float = math.hypot(*vector) if vector else 0.0
        return length / _SCALE if vector else None


def scaled(tables: Iterable[WordTable], word: str, scale: int) -> tuple[int, ...] | None:
    """The vector of a word times ``scale``, rounded, from the first table that knows it."""
    for table in tables:
        vector = table.vector(word)
        if vector is not None:
            return tuple([round(value * scale) for value in vector])
    return None


def unpacked(vector: bytes) -> memoryview:
    """The values of a vector packed in four bits each, in units of ``STEP``."""
    return memoryview(vector.translate(LOW) + vector.translate(HIGH)).cast("b")


def packed_products(vectors: Sequence[bytes], one: Sequence[int]) -> list[int]:
    """The product of ``one`` with each of some vectors of four bits a value, in ``STEP``."""
    from mdnet.embeddings.products import products

    packed, half = b"".join(vectors), len(one) // 2
    first = products(packed.translate(LOW), one[:half])
    return list(map(add, first, products(packed.translate(HIGH), one[half:])))


def cosine(one: Sequence[int], other: Sequence[int]) -> float:
    """The cosine of two vectors that ``TextVectors`` made, -1 to 1."""
    return float(sum(map(mul, one, other))) / (UNIT * UNIT)


def table_path(language: str) -> Path:
    """The path of a language's word table."""
    return Path(__file__).with_name(f"words.{language}.bin")


def open_tables(language: str) -> tuple[WordTable, ...]:
    """The word tables for a vault in ``language``, its own first; none for others.

    Raises:
        OSError: a table cannot be read.
        ValueError: it is damaged.
    """
    if language not in LANGUAGES:
        return ()
    order = (language, *(other for other in LANGUAGES if other != language))
    own, *others = map(table_path, order)
    found = [path for path in others if path.exists()]
    if own.exists() or not found:
        found.insert(0, own)
    return tuple(map(WordTable.open, found))


def open_vectors(language: str) -> TextVectors | None:
    """A maker of vectors for texts in ``language``; None for one without a table.

    Raises:
        OSError: a table cannot be read.
        ValueError: it is damaged.
    """
    tables = open_tables(language)
    return TextVectors(*tables) if tables else None
