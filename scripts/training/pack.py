"""Lays out word tables and the table of needs, as `mdnet/embeddings` reads them."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mdnet.embeddings.needs import NeedRow, Phrase, needs_bytes
from mdnet.embeddings.table import HEADER, MAGIC, NIBBLE, NUMBER, VERSION, WordTable
from mdnet.embeddings.vectors import UNIT
from mdnet.index.analysis import Analyzer, words
from mdnet.search.query import empty_words, function_words
from scripts.needs_corpus import LANGUAGES, Need
from scripts.training.vocabulary import Floats, Vocabulary

Rows = NDArray[np.int8]

_PER_BLOCK = 16
_LONGEST = 40
# A phrase is a goal of at most this many words, and this many terms.
_MOST_TYPED = 6
_MOST_TERMS = 4
_MOST_NEEDS_OF_A_WORD = 3


def quantise(vectors: Floats, bits: int) -> tuple[Rows, Floats]:
    """Every row rounded to whole numbers of `bits` bits, and the step of each row."""
    top = 2 ** (bits - 1) - 1
    peak = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), np.float32(1e-6))
    rows, steps, errors = np.zeros_like(vectors), peak / top, np.full_like(peak, np.inf)
    # With few levels it pays to clip the largest values and round the others more finely.
    for share in (1.0, 0.9, 0.8, 0.7, 0.6) if bits == NIBBLE else (1.0,):
        step = peak * np.float32(share) / top
        tried = np.clip(np.rint(vectors / step), -top - 1, top)
        error = ((tried * step - vectors) ** 2).sum(axis=1, keepdims=True)
        better = error < errors
        rows, steps = np.where(better, tried, rows), np.where(better, step, steps)
        errors = np.minimum(error, errors)
    return rows.astype(np.int8), steps[:, 0]


def pack(words: Sequence[str], rows: Rows, scales: Floats, bits: int) -> bytes:
    """Lay out a word table; `words` must be sorted."""
    dims = rows.shape[1]
    starts = np.cumsum([1] + [len(word) + 1 for word in words])
    blocks = np.append(starts[:-1:_PER_BLOCK], starts[-1]).astype("<u4").tobytes()
    text = ("\n" + "\n".join(words) + "\n").encode("ascii")
    if bits == NIBBLE:
        low, high = rows[:, : dims // 2] & 15, rows[:, dims // 2 :] & 15
        rows = low | (high << 4)
    index = blocks + text + scales.astype("<f2").tobytes()
    blocks_at = HEADER.size + NUMBER.size
    words_at = blocks_at + len(blocks)
    scales_at, matrix_at = words_at + len(text), blocks_at + len(index)
    matrix = rows.astype(np.int8).tobytes()
    offsets = (blocks_at, words_at, scales_at, matrix_at, matrix_at + len(matrix))
    shape = (MAGIC, VERSION, dims, bits, _PER_BLOCK, len(words))
    header = HEADER.pack(*shape, *offsets, zlib.crc32(index))
    return header + NUMBER.pack(zlib.crc32(header)) + index + matrix


def words_of(table: WordTable) -> list[str]:
    """The words of a table, sorted."""
    return table.data[table.words_at + 1 : table.scales_at - 1].decode().split("\n")


def trained_words(
    language: str,
    vocabulary: Vocabulary,
    rows: Floats,
    start: WordTable | None,
    move: Floats,
) -> dict[str, Floats]:
    """The vectors of all words of a language, in the order of the words.

    Those of the corpus were trained; the others of the untrained table are moved like all. A
    word of the corpus with an umlaut is there a second time, with the umlaut written out.
    """
    found: dict[str, Floats] = {}
    if start is not None:
        listed = words_of(start)
        moved = np.array([start.vector(word) for word in listed], np.float32) @ move
        found = dict(zip(listed, moved, strict=True))
    mine = {word: row for row, (one, word) in enumerate(vocabulary.words) if one == language}
    found |= {word: rows[row] for word, row in mine.items() if len(word) <= _LONGEST}
    for twin, plain in vocabulary.twins.items():
        if plain in mine and twin.isascii() and twin.isalpha():
            found.setdefault(twin, rows[mine[plain]])
    return dict(sorted(found.items()))


def table_bytes(vectors: Mapping[str, Floats], bits: int) -> tuple[bytes, dict[str, Floats]]:
    """A word table, and the vectors as they can be read from it."""
    matrix = np.array(list(vectors.values()), np.float32)
    rows, steps = quantise(matrix, bits)
    read = rows * steps.astype("<f2").astype(np.float32)[:, None]
    data = pack(list(vectors), rows, steps, bits)
    return data, dict(zip(vectors, read, strict=True))


def need_table(key: str, needs: Sequence[Need], vectors: Floats) -> bytes:
    """The table of needs; ``vectors`` has a row of length 1 for each."""
    rows = [NeedRow(need.name, need.kind, need.labels) for need in needs]
    phrases = {language: phrases_of(needs, language) for language in LANGUAGES}
    packed = np.rint(vectors * UNIT).astype(np.int8).tobytes()
    return needs_bytes(key, packed, rows, {one: found for one, found in phrases.items() if found})


def phrases_of(needs: Sequence[Need], language: str) -> list[Phrase]:
    """The phrases that name a need: its short goals, by their terms, the rarest first.

    A single word names a need only if few needs have it as a goal.
    """
    analyzer = Analyzer(language)
    found: set[tuple[int, tuple[str, ...]]] = {
        (number, terms)
        for number, need in enumerate(needs)
        if language in need.texts
        for terms in _short_goals(need.texts[language].goals, language, analyzer)
    }
    needs_of_word: Counter[tuple[str, ...]] = Counter(
        terms for _, terms in found if len(terms) == 1
    )
    kept = [
        (number, terms) for number, terms in found if needs_of_word[terms] <= _MOST_NEEDS_OF_A_WORD
    ]
    uses = Counter(term for _, terms in kept for term in terms)
    rarest = (
        Phrase(number, tuple(sorted(terms, key=lambda term: (uses[term], term))))
        for number, terms in kept
    )
    return sorted(set(rarest))


def _short_goals(
    goals: Sequence[str], language: str, analyzer: Analyzer
) -> Iterator[tuple[str, ...]]:
    aside, empty = function_words(language), empty_words(language)
    for goal in goals:
        typed = words(goal)
        if len(typed) > _MOST_TYPED:
            continue
        content = [word for word in typed if word not in aside]
        if len(content) < 2 <= len(typed):
            content = [word for word in typed if word not in empty]
        terms = tuple(dict.fromkeys(map(analyzer.term, content)))
        if 1 <= len(terms) <= _MOST_TERMS:
            yield terms
