"""Looks words up in the index and says what finding them there is worth.

A leaf is one match: these words in this field of this note. Knows fields and their
weights, not people.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from mdnet.index.protocol import Reader
from mdnet.search import weights

Terms = tuple[str, ...]


class Alternative(NamedTuple):
    """One way in which an idea of the goal may be put in a note: words, all in one field."""

    terms: Terms
    weight: float
    fields: tuple[str, ...] = ()
    """The only fields to look in, when the goal named one; empty for all."""
    typed: bool = True
    """Whether it is what was typed, and not what a need brings in."""
    needed: tuple[str, ...] = ()
    """Where what a need brings in is looked for."""


class Leaf(NamedTuple):
    """A match and its worth."""

    value: float
    field: str
    alternative: Alternative


class Lookup:
    """Postings of one index, remembered for the time of a search."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._notes = max(1, reader.count())
        self._rarest = self._idf(1)
        self._found: dict[tuple[str, str], dict[int, float]] = {}
        self._values: dict[tuple[str, Terms], dict[int, float]] = {}

    def matches(self, field: str, terms: Terms) -> dict[int, float]:
        """Return the notes that hold all of ``terms`` in ``field``, with their least weight."""
        found = self._matches(field, terms[0])
        for term in terms[1:]:
            if not found:
                break
            other = self._matches(field, term)
            found = {note: min(held, other[note]) for note, held in found.items() if note in other}
        return found

    def knows(self, term: str, fields: Iterable[str]) -> bool:
        """Tell whether any note has the term in one of the fields."""
        return any(self._matches(field, term) for field in fields)

    def leaf_values(self, field: str, terms: Terms) -> dict[int, float]:
        """Return what the match is worth in each note, before the weight of the field.

        ``min(1.15, .45 + .55·tf) · (.5 + .5·idf)``; idf is 1 for the rarest words that a
        vault of this size can have, so that small vaults are not told "maybe" throughout.
        """
        if (field, terms) not in self._values:
            self._values[field, terms] = self._leaf_values(field, terms)
        return self._values[field, terms]

    def _leaf_values(self, field: str, terms: Terms) -> dict[int, float]:
        found = self.matches(field, terms)
        rarity = min(1.0, self._idf(len(found)) / min(weights.IDF_FULL, self._rarest))
        share = weights.IDF_BASE + weights.IDF_SHARE * rarity
        return {note: _frequency(held) * share for note, held in found.items()}

    def _idf(self, notes: int) -> float:
        return math.log(1 + (self._notes - min(notes, self._notes) + 0.5) / (notes + 0.5))

    def _matches(self, field: str, term: str) -> dict[int, float]:
        key = (field, term)
        if key not in self._found:
            self._found[key] = dict(self._reader.postings(field, term))
        return self._found[key]


def _frequency(held: float) -> float:
    saturated = held / (held + weights.SATURATION)
    return min(weights.LEAF_MOST, weights.LEAF_BASE + weights.LEAF_TF * saturated)
