"""A sorted table of terms by field, each with its postings: found by bisection, none decoded.

The terms lie one after the other, field by field, each field sorted. Beside them lie the sorted
checksums of all terms, each with the number of its term: a look-up bisects these numbers in C.
Who makes notes whose words share a checksum gains nothing by it: they are bisected in turn.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from typing import Any, BinaryIO
from zlib import crc32

from mdnet.index.flat.blocks import BlockFile, Content, Spooled
from mdnet.index.protocol import DamagedIndexError

Postings = tuple["array[int]", "array[float]"]
"""The numbers of documents, ascending, and the weight of the term in each."""
Term = tuple[bytes, "array[int]", "array[float]"]
"""A term as bytes with its postings; names of notes have no weights."""
_LOW = 0xFFFFFFFF
_AT_ONCE = 64


def encoded(term: str) -> bytes:
    """A term as bytes; a path may hold bytes that are no UTF-8, as lone surrogates."""
    return term.encode("utf-8", "surrogateescape")


def decoded(key: bytes) -> str:
    """A term that was encoded."""
    return key.decode("utf-8", "surrogateescape")


def in_order(terms: Mapping[bytes, Postings]) -> Iterator[Term]:
    """Yield terms with their postings, sorted."""
    for key in sorted(terms):
        yield key, *terms[key]


def term_sections(
    fields: Mapping[str, Iterable[Term]], spool: Callable[[], BinaryIO] = BytesIO
) -> dict[str, Content]:
    """The sections of a file that hold these postings by field.

    Args:
        fields: the terms of each, sorted; each is gone through once, in this order.
        spool: makes a file to keep postings in until the others are known.
    """
    starts, ends, last = array("I", [0]), array("I"), array("I")
    keys, docs, weights, count = bytearray(), spool(), spool(), 0
    sums = array("Q")
    for field, terms in enumerate(fields.values()):
        for key, numbers, of_term in terms:
            sums.append(crc32(key, field) << 32 | len(ends))
            keys += key
            ends.append(len(keys))
            docs.write(numbers)
            weights.write(of_term)
            count += len(numbers)
            last.append(count)
        starts.append(len(ends))
    summed = sorted(sums)
    return {
        "fields": ["\0".join(fields).encode()],
        "starts": [starts.tobytes()],
        "ends": [ends.tobytes()],
        "keys": [bytes(keys)],
        "sums": [array("I", [one >> 32 for one in summed]).tobytes()],
        "summed": [array("I", [one & _LOW for one in summed]).tobytes()],
        "last": [last.tobytes()],
        "docs": Spooled(docs),
        "weights": Spooled(weights),
    }


class TermTable:
    """The terms of a file. What it is asked raises ``DamagedIndexError`` when that is damaged."""

    def __init__(self, file: BlockFile) -> None:
        self._file = file
        names = file.whole("fields").decode("latin-1").split("\0")
        self._fields = {name: at for at, name in enumerate(names)}

    @property
    def fields(self) -> list[str]:
        """The names of all fields."""
        return list(self._fields)

    def postings(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        """Yield the documents that hold a term in a field, with its weight in each."""
        at = self._find(field, encoded(term))
        if at is None:
            return iter(())
        return zip(self.documents_of(at), self._slice("weights", "f", at), strict=True)

    def documents(self, field: str, term: str) -> Sequence[int]:
        """The documents that hold a term in a field."""
        at = self._find(field, encoded(term))
        return () if at is None else self.documents_of(at)

    def documents_of(self, number: int) -> Sequence[int]:
        """The documents that hold the term with this number."""
        return self._slice("docs", "I", number)

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of a field, sorted."""
        first, after = self._range(field)
        if first == after:
            return
        ends = self._ends
        start = begin = ends[first - 1] if first else 0
        keys = self._file.read("keys", begin, ends[after - 1])
        for end in ends[first:after]:
            yield decoded(keys[start - begin : end - begin])
            start = end

    def items(self, field: str) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield every term of a field, sorted, with the documents that hold it."""
        first, after = self._range(field)
        if first == after:
            return
        last = self._last
        if len(last) != len(self._ends):
            raise DamagedIndexError("the index has other postings than terms")
        begin = at = last[first - 1] if first else 0
        documents = array("I")
        documents.frombytes(self._file.read("docs", 4 * begin, 4 * last[after - 1]))
        for number, term in enumerate(self.terms(field), start=first):
            yield term, documents[at - begin : last[number] - begin]
            at = last[number]

    def all_postings(self, field: str) -> Iterator[Term]:
        """Yield every term of a field, sorted, with its postings; a few are held at a time."""
        first, after = self._range(field)
        last, keys = self._last, self._file.whole("keys") if first < after else b""
        if len(last) != len(self._ends):
            raise DamagedIndexError("the index has other postings than terms")
        has_weights = self._file.size("weights") > 0
        for low in range(first, after, _AT_ONCE):
            high = min(low + _AT_ONCE, after)
            begin = last[low - 1] if low else 0
            docs = self._numbers_between("docs", "I", begin, last[high - 1])
            weights = array("f")
            if has_weights:
                weights = self._numbers_between("weights", "f", begin, last[high - 1])
            for number in range(low, high):
                start = self._ends[number - 1] if number else 0
                part = slice((last[number - 1] if number else 0) - begin, last[number] - begin)
                yield keys[start : self._ends[number]], docs[part], weights[part]

    def numbers(self, field: str, beginning: str = "") -> Sequence[int]:
        """The numbers of the terms of a field that begin so, in their order."""
        first, after = self._range(field)
        if not beginning:
            return range(first, after)
        start = encoded(beginning)
        low = bisect_left(range(first, after), start, key=self._key) + first
        size = len(start)
        high = bisect_right(
            range(low, after), start, key=lambda number: self._key(number)[:size]
        ) + low  # fmt: skip
        return range(low, high)

    def term(self, number: int) -> str:
        """The term with this number."""
        return decoded(self._key(number))

    def _find(self, field: str, key: bytes) -> int | None:
        """The number of a term."""
        first, after = self._range(field)
        if first == after:
            return None
        summed = crc32(key, self._fields[field])
        sums, numbers = self._sums, self._summed
        low = bisect_left(sums, summed)
        high = bisect_right(sums, summed, low)
        # Of one checksum the terms lie in the order of their numbers, and so of their letters.
        low = bisect_left(numbers, first, low, high)
        high = bisect_left(numbers, after, low, high)
        at = low + bisect_left(range(low, high), key, key=lambda at: self._key(numbers[at]))
        return numbers[at] if at < high and self._key(numbers[at]) == key else None

    def _range(self, field: str) -> tuple[int, int]:
        number = self._fields.get(field)
        if number is None:
            raise DamagedIndexError(f"the index has no field {field}")
        first, after = self._starts[number], self._starts[number + 1]
        if not first <= after <= len(self._ends):
            raise DamagedIndexError("a field of the index has no terms where it says")
        return first, after

    def _key(self, number: int) -> bytes:
        ends = self._ends
        if number >= len(ends):
            raise DamagedIndexError("the index has no such term")
        return self._file.read("keys", ends[number - 1] if number else 0, ends[number])

    def _slice(self, section: str, code: str, number: int) -> "array[int]":
        """The part of an array that belongs to a term."""
        last = self._last
        if number >= len(last):
            raise DamagedIndexError("the index has no postings for a term")
        start = last[number - 1] if number else 0
        return self._numbers_between(section, code, start, last[number])

    def _numbers_between(self, section: str, code: str, start: int, end: int) -> "array[Any]":
        part: array[Any] = array(code)
        part.frombytes(self._file.read(section, 4 * start, 4 * end))
        return part

    @cached_property
    def _starts(self) -> Sequence[int]:
        starts = self._file.numbers("starts")
        if len(starts) != len(self._fields) + 1:
            raise DamagedIndexError("the index has other fields than it says")
        return starts

    @cached_property
    def _ends(self) -> Sequence[int]:
        return self._file.numbers("ends")

    @cached_property
    def _last(self) -> Sequence[int]:
        return self._file.numbers("last")

    @cached_property
    def _sums(self) -> Sequence[int]:
        return self._file.numbers("sums")

    @cached_property
    def _summed(self) -> Sequence[int]:
        numbers = self._file.numbers("summed")
        if len(numbers) != len(self._sums):
            raise DamagedIndexError("the index has other terms than it says")
        return numbers
