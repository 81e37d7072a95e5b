"""The items and passages of notes, by the field of the index they stand in, with their terms.

The index tells which note holds a word; which of its sentences does is found here, for
the few notes that are read.
"""

from collections.abc import Iterable

from mdnet.index.analysis import Analyzer
from mdnet.model import Contact, Note
from mdnet.notes.keys import IMPORTED_FROM
from mdnet.search.lookup import Terms

_LISTS = (
    "roles",
    "organizations",
    "offers",
    "skills",
    "interests",
    "tags",
    "circles",
    "languages",
    "needs",
)
_ALL = (*_LISTS, "name", "city", "about", "extra", "via", "neg", "log")


class Texts:
    """Texts of notes, analysed once each for the time of a search."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._held: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}

    def holding(self, note: Note, field: str, terms: Terms) -> str:
        """Return the first text of a field that holds all the terms; empty when none does."""
        wanted = frozenset(terms)
        found = (text for text, held in self._analysed(note, field) if wanted <= held)
        return next(found, "")

    def holds(self, text: str, terms: Iterable[str]) -> bool:
        """Tell whether a text holds all the terms."""
        return set(terms) <= set(self._analyzer.index_terms(text))

    def holds_one_of(self, text: str, terms: Iterable[str]) -> bool:
        """Tell whether a text holds at least one of the terms."""
        return not set(terms).isdisjoint(self._analyzer.index_terms(text))

    def terms(self, text: str) -> Terms:
        """Return the terms of a text in its order."""
        return tuple(self._analyzer.terms(text))

    def any_with_all(self, note: Note, groups: Iterable[frozenset[str]]) -> bool:
        """Tell whether one text of the note holds a term of every group."""
        groups = list(groups)
        return any(
            all(held & group for group in groups)
            for field in _ALL
            for _, held in self._analysed(note, field)
        )

    def in_a_row(self, note: Note, field: str, terms: Terms) -> bool:
        """Tell whether a text of a field, or of any when it is empty, has the terms in a row."""
        fields = (field,) if field else _ALL
        return any(self.row_in(text, terms) for name in fields for text in texts_in(note, name))

    def row_in(self, text: str, terms: Terms) -> bool:
        """Tell whether a text has the terms in a row."""
        held = self._analyzer.index_terms(text)
        length = len(terms)
        return any(tuple(held[at : at + length]) == terms for at in range(len(held) - length + 1))

    def _analysed(self, note: Note, field: str) -> list[tuple[str, frozenset[str]]]:
        key = (note.path, field)
        if key not in self._held:
            self._held[key] = [
                (text, frozenset(self._analyzer.index_terms(text)))
                for text in texts_in(note, field)
            ]
        return self._held[key]


def texts_in(note: Note, field: str) -> Iterable[str]:
    """Yield the texts that the field of a note holds."""
    if field == "mention":
        yield from (passage.text for passage in note.passages if passage.links)
        return
    contact = note.contact
    if contact is None:
        return
    if field in _LISTS:
        yield from getattr(contact, field)
        return
    yield from _single_texts(note, contact, field)
    for passage in note.passages:
        if passage.kind == field:
            yield passage.text


def _single_texts(note: Note, contact: Contact, field: str) -> Iterable[str]:
    if field == "name":
        return (note.name, *contact.aliases)
    if field == "city":
        return (contact.city,)
    if field == "about":
        return (text for text in (contact.about, contact.met_at) if text)
    if field == "extra":
        told = (one for one in contact.extra if one[0] != IMPORTED_FROM)
        return (f"{key}: {', '.join(values)}" for key, values in told)
    return ()
