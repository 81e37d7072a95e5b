"""The items and passages of notes, by the field of the index they stand in, with their terms.

The index says which note contains a word; the sentences are found here, for the few notes that
are read.
"""

from collections.abc import Iterable

from mdnet.index.analysis import Analyzer
from mdnet.index.fields import WORDS, fields_of, texts_in
from mdnet.model.contact import Note
from mdnet.network.lookup import Terms

# Fields about a note's own person, not the mere names of others.
_OWN = tuple(field for field in WORDS if field not in fields_of("told"))


class Texts:
    """Texts of notes, analysed once each for the time of a search."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._sets: dict[str, frozenset[str]] = {}

    def set_of(self, text: str) -> frozenset[str]:
        """The terms of a text, each once."""
        if text not in self._sets:
            self._sets[text] = frozenset(self._analyzer.index_terms(text))
        return self._sets[text]

    def holds(self, text: str, terms: Iterable[str]) -> bool:
        """Whether a text contains all the terms."""
        return set(terms) <= set(self._analyzer.index_terms(text))

    def terms(self, text: str) -> Terms:
        """The terms of a text in its order."""
        return tuple(self._analyzer.terms(text))

    def in_a_row(self, note: Note, field: str, terms: Terms) -> bool:
        """Whether a text of a field, or of any when it is empty, has the terms in a row."""
        fields = (field,) if field else _OWN
        return any(self.row_in(text, terms) for name in fields for text in texts_in(note, name))

    def row_in(self, text: str, terms: Terms) -> bool:
        """Whether a text has the terms in a row."""
        held = self._analyzer.index_terms(text)
        length = len(terms)
        return any(tuple(held[at : at + length]) == terms for at in range(len(held) - length + 1))
