"""The words of the corpus: each a row by language, with its place in the untrained table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mdnet.embeddings.table import WordTable
from mdnet.index.analysis import twins, words
from scripts.needs_corpus import LANGUAGES, Need

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(slots=True)
class Vocabulary:
    """The words that are trained."""

    words: list[tuple[str, str]]
    """The language and the word of each row."""
    start: Floats
    """Its untrained vector; zeros for a word that is new."""
    twins: dict[str, str] = field(default_factory=dict)
    """Words with an umlaut written out, and the word that they are: mueller, muller."""
    _rows: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = {word: row for row, word in enumerate(self.words)}

    def ids(self, text: str, language: str) -> Ids:
        """The rows of the words of a text; empty if none is known."""
        order = (language, *(other for other in LANGUAGES if other != language))
        found = (self._row(word, order) for word in words(text))
        return np.array([row for row in found if row is not None], np.int64)

    def _row(self, word: str, order: Sequence[str]) -> int | None:
        rows = (self._rows.get((language, word)) for language in order)
        return next((row for row in rows if row is not None), None)


def open_starts(paths: Mapping[str, Path]) -> dict[str, WordTable]:
    """Open the untrained tables by language; a language without one starts from nothing."""
    return {language: WordTable.open(path) for language, path in paths.items() if path.exists()}


def make_vocabulary(
    needs: Iterable[Need], starts: Mapping[str, WordTable], least_uses: int
) -> Vocabulary:
    """The words of the corpus that an untrained table knows, or that are used enough."""
    dims = next(iter(starts.values())).dims
    uses: Counter[tuple[str, str]] = Counter()
    written_out: dict[str, str] = {}
    for language, text in _texts(needs):
        uses.update((language, word) for word in set(words(text)))
        written_out |= _twins(text)
    kept: list[tuple[str, str]] = []
    vectors: list[Sequence[float]] = []
    for (language, word), count in sorted(uses.items()):
        if not (word.isascii() and word.isalpha()):
            continue
        vector = _start(word, language, starts)
        if vector is not None or count >= least_uses:
            kept.append((language, word))
            vectors.append(vector or [0.0] * dims)
    return Vocabulary(kept, np.array(vectors, np.float32), written_out)


def _texts(needs: Iterable[Need]) -> Iterable[tuple[str, str]]:
    for need in needs:
        for language, texts in need.texts.items():
            yield from ((language, text) for text in texts.all())


def _twins(text: str) -> dict[str, str]:
    """The words of a text with their umlauts written out, each with its plain form."""
    if text.isascii():
        return {}
    return {
        twin: plain
        for piece in text.split()
        for plain, twin in zip(words(piece), twins(piece), strict=False)
    }


def _start(word: str, language: str, starts: Mapping[str, WordTable]) -> tuple[float, ...] | None:
    order = (language, *(other for other in starts if other != language))
    vectors = (starts[one].vector(word) for one in order if one in starts)
    return next((vector for vector in vectors if vector is not None), None)
