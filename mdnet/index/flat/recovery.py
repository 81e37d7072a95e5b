"""What answers when a flat file of postings is damaged: the text index that it was made from.

The documents keep the numbers that they have in the flat files, so it may happen in the middle of
a search, and what is found is the same.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from mdnet.index.protocol import DamagedIndexError, Reader

Answer = TypeVar("Answer")


class RenumberedReader:
    """A reader of an index whose documents get other numbers. It is a ``Reader``."""

    def __init__(self, reader: Reader, numbers: Mapping[str, int]) -> None:
        """Take a reader and the numbers to give to its documents, by path.

        Raises:
            DamagedIndexError: it has other documents.
        """
        self._reader = reader
        self._numbers = numbers
        self._given: dict[int, int] = {}
        for path, number in numbers.items():
            theirs = reader.number(path)
            if theirs is None:
                raise DamagedIndexError("the text index has other notes than the catalogue")
            self._given[theirs] = number
        if len(self._given) != reader.count():
            raise DamagedIndexError("the text index has other notes than the catalogue")
        self._theirs = {given: theirs for theirs, given in self._given.items()}

    def count(self) -> int:
        """How many documents there are."""
        return len(self._given)

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        found = self._reader.postings(field, term)
        return sorted((self._given[number], weight) for number, weight in found)

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted."""
        return self.terms_without(field, frozenset())

    def terms_without(self, field: str, hidden: frozenset[int]) -> Iterator[str]:
        """Yield every term of ``field``, sorted, that others than these documents hold."""
        for term in self._reader.terms(field):
            if any(
                self._given[number] not in hidden
                for number, _ in self._reader.postings(field, term)
            ):
                yield term

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        return self._numbers.get(path)

    def record(self, number: int) -> str:
        """What was stored with a document."""
        return self._reader.record(self._theirs[number])

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        return self._reader.passages(self._theirs[number])

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        return (self.record(number) for number in sorted(self._theirs))

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


class RecoveringReader:
    """A reader that is replaced by another when it is found damaged. It is a ``Reader``."""

    def __init__(self, reader: Reader | None, recover: Callable[[], Reader]) -> None:
        """Take a reader, None if it is known to be damaged.

        Args:
            reader: what answers for as long as it can.
            recover: returns what answers after that.

        Raises:
            DamagedIndexError: there is none and nothing else either.
        """
        self._recover = recover
        self.is_recovered = reader is None
        self._reader = reader or recover()

    def count(self) -> int:
        """How many documents there are."""
        return self._answer(lambda reader: reader.count())

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        return self._answer(lambda reader: reader.postings(field, term))

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted."""
        return iter(self._answer(lambda reader: list(reader.terms(field))))

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        return self._answer(lambda reader: reader.number(path))

    def record(self, number: int) -> str:
        """What was stored with a document."""
        return self._answer(lambda reader: reader.record(number))

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        return self._answer(lambda reader: reader.passages(number))

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        done = 0
        try:
            for record in self._reader.records():
                yield record
                done += 1
        except DamagedIndexError:
            self._replace()
        else:
            return
        yield from islice(self._reader.records(), done, None)

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def _answer(self, ask: Callable[[Reader], Answer]) -> Answer:
        try:
            return ask(self._reader)
        except DamagedIndexError:
            self._replace()
        return ask(self._reader)

    def _replace(self) -> None:
        """Read from the other reader from now on; called while a damage is handled."""
        if self.is_recovered:
            raise  # noqa: PLE0704 - the damage that is handled
        self._reader.close()
        self._reader = self._recover()
        self.is_recovered = True
