"""An index in which some notes read otherwise, or are not there: a view, in memory.

The notes behind it and the index on disk stay as they are. Knows no reasons for it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import merge

from mdnet.index.analysis import Analyzer
from mdnet.index.catalogue import catalogue_in_memory
from mdnet.index.catalogue_file import entry_of
from mdnet.index.codec import note_from_json
from mdnet.index.documents import card_of, document_of
from mdnet.index.passages import kept_of
from mdnet.index.protocol import Document, Reader
from mdnet.index.store import Snapshot
from mdnet.model.contact import Note
from mdnet.util.records import replace

Changes = Mapping[str, Note | None]
"""What stands instead of each note that is changed; None for nothing."""


class OverlayReader:
    """A reader of an index in which some documents are replaced, under their old numbers."""

    def __init__(self, below: Reader, changes: Changes, language: str) -> None:
        self._below = below
        self._gone = {path for path, note in changes.items() if note is None}
        self._changed: set[int] = set()
        self._documents: dict[int, Document] = {}
        self._postings: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        self._analyzer = Analyzer(language)
        self._language = language
        for path, note in changes.items():
            number = below.number(path)
            if number is None:
                continue
            self._changed.add(number)
            if note is not None:
                self._put(number, self._document(note))

    def _document(self, note: Note) -> Document:
        return document_of(note, self._analyzer, kept_of([note], self._language)[0])

    def _put(self, number: int, document: Document) -> None:
        self._documents[number] = document
        for field, terms in document.terms.items():
            for term, weight in terms.items():
                self._postings[field, term].append((number, weight))

    def count(self) -> int:
        """How many documents there are."""
        return self._below.count() - len(self._gone)

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        found = [one for one in self._below.postings(field, term) if one[0] not in self._changed]
        more = self._postings.get((field, term), [])
        return sorted(found + more) if more else found

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field`` that a document holds, sorted."""
        doubtful = self._doubtful.get(field, set())
        added = sorted(term for in_field, term in self._postings if in_field == field)
        last = ""
        for term in merge(self._below.terms(field), added):
            if term != last and (term not in doubtful or self.postings(field, term)):
                yield term
            last = term

    @cached_property
    def _doubtful(self) -> dict[str, set[str]]:
        """The terms that perhaps only changed notes held."""
        found: dict[str, set[str]] = defaultdict(set)
        for number in self._changed:
            before = self._document(note_from_json(self._below.record(number)))
            for field, terms in before.terms.items():
                found[field].update(terms)
        return found

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        return None if path in self._gone else self._below.number(path)

    def record(self, number: int) -> str:
        """What is stored with a document."""
        document = self._documents.get(number)
        return document.record if document else self._below.record(number)

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        document = self._documents.get(number)
        return document.passages if document else self._below.passages(number)

    def records(self) -> Iterator[str]:
        """Yield what is stored with each document, in the order of their numbers."""
        for record in self._below.records():
            path = note_from_json(record).path
            number = self.number(path)
            if number is not None:
                yield self.record(number)

    def close(self) -> None:
        """Let go of the files."""
        self._below.close()


def changed_snapshot(snapshot: Snapshot, changes: Changes, language: str) -> Snapshot:
    """A view of an index with changed notes.

    Args:
        snapshot: the index; it must stay open for as long as the view is read.
        changes: what stands instead of notes.
        language: of the vault.
    """
    catalogue = snapshot.catalogue
    entries = catalogue.entries()
    for path, note in changes.items():
        entry = entries.pop(path, None)
        if note is not None and entry is not None:
            entries[path] = entry_of(entry.stamp, card_of(note))
    return replace(
        snapshot,
        reader=OverlayReader(snapshot.reader, changes, language),
        catalogue=catalogue_in_memory(entries, catalogue.settings),
    )
