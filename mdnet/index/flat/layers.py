"""A text index and the changes since it was written, read as one.

A save changes one note of thousands. So it writes a small file of what changed, over a large one
that stays; a note keeps its number when it changes, and a new one gets a number after all others.
"""

from collections.abc import Iterator
from heapq import merge

from mdnet.index.flat.postings import FlatReader
from mdnet.index.flat.recovery import RenumberedReader
from mdnet.index.protocol import DamagedIndexError


class LayeredReader:
    """Changes over an index. It is a ``Reader``."""

    def __init__(self, below: FlatReader | RenumberedReader, changes: FlatReader) -> None:
        """Take an index and what ``FlatBuilder.file`` made over it.

        Raises:
            DamagedIndexError: the changes cannot be read.
        """
        self._below = below
        self._changes = changes
        self._numbers = list(changes.numbers())
        self._own = {number: at for at, number in enumerate(self._numbers)}
        self._hidden = frozenset(changes.hidden())
        if len(self._own) != changes.count():
            raise DamagedIndexError("the changes of the index have other numbers than documents")

    def count(self) -> int:
        """How many documents there are."""
        return self._below.count() - len(self._hidden) + len(self._numbers)

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        hidden = self._hidden
        found = [one for one in self._below.postings(field, term) if one[0] not in hidden]
        more = self._changes.postings(field, term)
        if not more:
            return found
        found += [(self._number(own), weight) for own, weight in more]
        return sorted(found)

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted."""
        last = None
        held = self._below.terms_without(field, self._hidden)
        for term in merge(held, self._changes.terms(field)):
            if term != last:
                yield term
            last = term

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        own = self._changes.number(path)
        if own is not None:
            return self._number(own)
        number = self._below.number(path)
        return None if number in self._hidden else number

    def record(self, number: int) -> str:
        """What was stored with a document."""
        own = self._own.get(number)
        return self._below.record(number) if own is None else self._changes.record(own)

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        own = self._own.get(number)
        return self._below.passages(number) if own is None else self._changes.passages(own)

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        for number in range(self._below.count()):
            if number in self._own or number not in self._hidden:
                yield self.record(number)
        for number in self._numbers:
            if number >= self._below.count():
                yield self.record(number)

    def close(self) -> None:
        """Let go of the files."""
        self._below.close()
        self._changes.close()

    def _number(self, own: int) -> int:
        if own >= len(self._numbers):
            raise DamagedIndexError("the changes of the index have no such document")
        return self._numbers[own]
