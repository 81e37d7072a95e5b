"""Postings and records of the notes in one flat file: the text index that searches read.

Documents have numbers in the order of their paths, so what a search finds does not depend on the
order in which notes were read.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

from mdnet.index.flat.blocks import BlockFile, Content, block_file
from mdnet.index.flat.terms import (
    Postings,
    Term,
    TermTable,
    decoded,
    encoded,
    in_order,
    term_sections,
)
from mdnet.index.protocol import DamagedIndexError, Document, Reader

PATH: Final = "path"
"""The field of the paths, beside those that are searched."""
NUMBERS: Final = "numbers"
HIDDEN: Final = "hidden"


class FlatReader:
    """A flat file of postings, open for reading. It is a ``Reader``.

    Whatever it is asked, it raises ``DamagedIndexError`` if the answer is not what was written.
    """

    def __init__(self, file: BlockFile) -> None:
        self._file = file
        self._terms = TermTable(file)

    def count(self) -> int:
        """How many documents there are."""
        return len(self._record_ends)

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        return list(self._terms.postings(field, term))

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted."""
        return self._terms.terms(field)

    def all_postings(self, field: str) -> Iterator[Term]:
        """Yield every term of ``field``, sorted, with its postings."""
        return self._terms.all_postings(field)

    def terms_without(self, field: str, hidden: frozenset[int]) -> Iterator[str]:
        """Yield every term of ``field``, sorted, that others than these documents hold."""
        for term, documents in self._terms.items(field):
            if not hidden.issuperset(documents):
                yield term

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        found = self._terms.documents(PATH, path)
        return found[0] if found else None

    def record(self, number: int) -> str:
        """What was stored with a document."""
        record = self._part("records", self._record_ends, number)
        try:
            return record.decode("utf-8", "surrogatepass")
        except ValueError as error:
            raise DamagedIndexError(f"document {number} of the index is no text") from error

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        return self._part("passages", self._passage_ends, number)

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        return map(self.record, range(self.count()))

    def documents(self) -> Iterator[Document]:
        """Yield all documents as they were put in; for this every term is read."""
        held: list[dict[str, dict[str, float]]] = [{} for _ in range(self.count())]
        for field in self._terms.fields:
            for key, numbers, weights in self.all_postings(field) if field != PATH else ():
                term = decoded(key)
                for number, weight in zip(numbers, weights, strict=True):
                    held[number].setdefault(field, {})[term] = weight
        for path in self.terms(PATH):
            number = self._terms.documents(PATH, path)[0]
            yield Document(path, held[number], self.record(number), self.passages(number))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def numbers(self) -> Sequence[int]:
        """The number of each document in the index that these are changes of."""
        return self._file.numbers(NUMBERS)

    def hidden(self) -> Sequence[int]:
        """The documents, by number, of the index below that are other or gone."""
        return self._file.numbers(HIDDEN)

    def _part(self, section: str, ends: Sequence[int], number: int) -> bytes:
        if not 0 <= number < len(ends):
            raise DamagedIndexError(f"the index has no document {number}")
        return self._file.read(section, ends[number - 1] if number else 0, ends[number])

    @cached_property
    def _passage_ends(self) -> Sequence[int]:
        return self._file.numbers("passage ends", "Q")

    @cached_property
    def _record_ends(self) -> Sequence[int]:
        return self._file.numbers("record ends", "Q")


class FlatBuilder:
    """Collects documents and makes the bytes of their flat file."""

    def __init__(self, fields: Collection[str]) -> None:
        self._fields: dict[str, dict[str, Postings]] = {field: {} for field in (*fields, PATH)}
        self._paths: list[str] = []
        self._records: list[bytes] = []
        self._passages: list[bytes] = []

    @property
    def paths(self) -> list[str]:
        """The paths of the documents, as they came."""
        return self._paths

    def add(self, document: Document) -> None:
        """Put in a document, at a path that has none yet."""
        number = self._put(document.path, document.record, document.passages)
        for field, terms in document.terms.items():
            held = self._fields[field]
            for term, weight in terms.items():
                if term not in held:
                    held[term] = (array("I"), array("f"))
                numbers, weights = held[term]
                numbers.append(number)
                weights.append(weight)

    def copy(self, reader: Reader, paths: Collection[str]) -> None:
        """Put in the documents that another index has at some paths, as they are there."""
        numbers = {}
        for path in paths:
            number = reader.number(path)
            if number is not None:
                record, passages = reader.record(number), reader.passages(number)
                numbers[number] = self._put(path, record, passages)
        for field, held in self._fields.items():
            if field == PATH or not numbers:
                continue
            for term, postings in _postings_of(reader, field):
                kept = [one for one in postings if one[0] in numbers]
                if kept:
                    documents, weights = held.setdefault(term, (array("I"), array("f")))
                    documents.extend([numbers[number] for number, _ in kept])
                    weights.extend([weight for _, weight in kept])

    def file(self, below: Reader | None = None, hidden: Collection[int] = ()) -> Iterator[bytes]:
        """The parts of the file.

        Args:
            below: the index that the documents are changes of, None if they are all there is.
            hidden: the numbers of those that are gone from it.
        """
        order = sorted(range(len(self._paths)), key=self._paths.__getitem__)
        numbers, replaced = self._numbers_over(below, order) if below else ([], set())
        return block_file({
            **term_sections(self._in_order(order)),
            NUMBERS: [array("I", numbers).tobytes()],
            HIDDEN: [array("I", sorted(replaced.union(hidden))).tobytes()],
            **parts_sections("record", [self._records[number] for number in order]),
            **parts_sections("passage", [self._passages[number] for number in order]),
        })  # fmt: skip

    def _put(self, path: str, record: str, passages: bytes) -> int:
        number = len(self._paths)
        self._paths.append(path)
        self._records.append(record.encode("utf-8", "surrogatepass"))
        self._passages.append(passages)
        self._fields[PATH][path] = (array("I", [number]), array("f", [1.0]))
        return number

    def _numbers_over(self, below: Reader, order: Sequence[int]) -> tuple[list[int], set[int]]:
        """The numbers that the documents get over another index, and which it had."""
        numbers, replaced = [], set()
        free = below.count()
        for at in order:
            number = below.number(self._paths[at])
            if number is None:
                number, free = free, free + 1
            else:
                replaced.add(number)
            numbers.append(number)
        return numbers, replaced

    def _in_order(self, order: Sequence[int]) -> dict[str, Iterator[Term]]:
        """The postings with the numbers that the documents get by their paths."""
        came_in_order = all(number == at for at, number in enumerate(order))
        final = array("I", bytes(4 * len(order)))
        for at, number in enumerate(order):
            final[number] = at
        found: dict[str, Iterator[Term]] = {}
        for field, terms in self._fields.items():
            held = {encoded(term): postings for term, postings in terms.items()}
            if not came_in_order:
                held = {key: _renumbered(postings, final) for key, postings in held.items()}
            found[field] = in_order(held)
        return found


def _postings_of(reader: Reader, field: str) -> Iterator[tuple[str, Iterable[tuple[int, float]]]]:
    """Yield every term of a field with its postings; in one go if the reader can."""
    if isinstance(reader, FlatReader):
        for key, documents, weights in reader.all_postings(field):
            yield decoded(key), zip(documents, weights, strict=True)
    else:
        for term in reader.terms(field):
            yield term, reader.postings(field, term)


def parts_sections(name: str, parts: Sequence[bytes]) -> dict[str, Content]:
    """The sections of what is kept of each document, in the order of their numbers."""
    ends = array("Q", accumulate(map(len, parts)))
    return {f"{name} ends": [ends.tobytes()], f"{name}s": parts}


def _renumbered(postings: Postings, final: Sequence[int]) -> Postings:
    documents, weights = postings
    if len(documents) == 1:  # as most are in a small file
        return array("I", [final[documents[0]]]), weights
    pairs = sorted(
        (final[number], weight) for number, weight in zip(documents, weights, strict=True)
    )
    return array("I", [number for number, _ in pairs]), array("f", [one for _, one in pairs])
