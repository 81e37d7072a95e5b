"""The text index in memory: for tests, and for a machine that lets us keep no cache."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from mdnet.index.protocol import Document


class MemoryIndex:
    """A text index that lives as long as the process. It is its own reader."""

    def __init__(self) -> None:
        self._generation = 0
        self._documents: dict[int, Document] = {}
        self._numbers: dict[str, int] = {}
        self._postings: dict[str, dict[str, dict[int, float]]] = defaultdict(dict)
        self._next = 0

    def generation(self) -> int:
        """How many commits there were."""
        return self._generation

    def reader(self) -> "MemoryIndex":
        """The index itself: nothing changes beneath a reader within one process."""
        return self

    def writer(self, *, fresh: bool = False) -> "MemoryWriter":
        """A writer; see ``TextIndex.writer``."""
        return MemoryWriter(self, fresh=fresh)

    def apply(self, removed: Collection[str], documents: Iterable[Document]) -> None:
        """Take out, put in: what a writer's commit does."""
        for path in removed:
            self._remove(path)
        for document in documents:
            self._remove(document.path)
            self._add(document)
        self._generation += 1

    def paths(self) -> Collection[str]:
        """The paths of all documents."""
        return self._numbers.keys()

    def count(self) -> int:
        """How many documents there are."""
        return len(self._documents)

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        return sorted(self._postings.get(field, {}).get(term, {}).items())

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted."""
        held = self._postings.get(field, {})
        return iter(sorted(term for term, documents in held.items() if documents))

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        return self._numbers.get(path)

    def record(self, number: int) -> str:
        """What was stored with a document."""
        return self._documents[number].record

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        return self._documents[number].passages

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        return (self._documents[number].record for number in sorted(self._documents))

    def close(self) -> None:
        """Do nothing: there are no files."""

    def _add(self, document: Document) -> None:
        number = self._next
        self._next += 1
        self._documents[number] = document
        self._numbers[document.path] = number
        for field, terms in document.terms.items():
            held = self._postings[field]
            for term, weight in terms.items():
                held.setdefault(term, {})[number] = weight

    def _remove(self, path: str) -> None:
        number = self._numbers.pop(path, None)
        if number is None:
            return
        document = self._documents.pop(number)
        for field, terms in document.terms.items():
            for term in terms:
                self._postings[field][term].pop(number, None)


class MemoryWriter:
    """Collects changes and applies them at the commit."""

    def __init__(self, index: MemoryIndex, *, fresh: bool) -> None:
        self._index = index
        self._removed = set(index.paths()) if fresh else set()
        self._documents: list[Document] = []

    def remove(self, path: str) -> None:
        """Take out the note at ``path``, if it is there."""
        self._removed.add(path)

    def add(self, document: Document) -> None:
        """Put in a document in place of the one at its path."""
        self._documents.append(document)

    def commit(self) -> None:
        """Make all changes visible at once."""
        self._index.apply(self._removed, self._documents)

    def cancel(self) -> None:
        """Forget all changes."""
        self._removed.clear()
        self._documents.clear()
