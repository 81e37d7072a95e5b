"""Looks words up in the index: the notes that contain them, the field, and how rare they are."""

import math
from collections.abc import Iterable

from mdnet.index.protocol import Reader
from mdnet.util.rows import NamedTuple

Terms = tuple[str, ...]


class Alternative(NamedTuple):
    """One way in which a word of the goal may be put in a note: terms, all in one passage."""

    terms: Terms
    weight: float = 1.0
    """Above 0, up to 1: less for words that were not typed."""


class Lookup:
    """Postings of one index, remembered for the time of a search."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.notes = max(1, reader.count())
        self._found: dict[tuple[str, str], dict[int, float]] = {}

    def matches(self, field: str, terms: Terms) -> dict[int, float]:
        """The notes with all of ``terms`` in ``field``, with their least weight."""
        found = self._matches(field, terms[0])
        for term in terms[1:]:
            if not found:
                break
            other = self._matches(field, term)
            found = {note: min(held, other[note]) for note, held in found.items() if note in other}
        return found

    def knows(self, term: str, fields: Iterable[str]) -> bool:
        """Whether any note has the term in one of the fields."""
        return any(self._matches(field, term) for field in fields)

    def rarity(self, notes: int) -> float:
        """How much a word says that this many notes contain: 1 for a single note.

        The inverse document frequency of BM25, as a share of its maximum.
        """
        most = math.log(1 + (self.notes - 0.5) / 1.5)
        few = min(notes, self.notes)
        return math.log(1 + (self.notes - few + 0.5) / (few + 0.5)) / most if most > 0 else 1.0

    def _matches(self, field: str, term: str) -> dict[int, float]:
        key = (field, term)
        if key not in self._found:
            self._found[key] = dict(self.reader.postings(field, term))
        return self._found[key]
