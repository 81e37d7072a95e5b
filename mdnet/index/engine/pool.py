"""Collects the postings of a commit and hands them to Whoosh, term by term.

Whoosh's own pool keeps a tuple for each posting, sorts them all, and checks each anew on its
way to the disk. Documents come in the order of their numbers, so only the terms need sorting.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mdnet.index.engine.schema import encoded


class _Held(NamedTuple):
    """The postings of a term: numbers of documents, and the weight in each."""

    numbers: "array[int]"
    weights: "array[float]"


TermPostings = tuple[str, bytes, _Held]


class PostingPool:
    """Stands in for the pool of a Whoosh writer; a posting takes eight bytes."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, _Held]] = defaultdict(dict)

    def put(self, number: int, terms: Mapping[str, Mapping[str, float]]) -> None:
        """Take the terms of a document by field, with their weights."""
        for field, weights in terms.items():
            held = self._fields[field]
            for term, weight in weights.items():
                postings = held.get(term)
                if postings is None:
                    postings = held[term] = _Held(array("I"), array("f"))
                postings.numbers.append(number)
                postings.weights.append(weight)

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting of an older part of the index that Whoosh merges into the new one."""
        field, term, number, weight, _ = posting
        self.put(number, {field: {term.decode("utf-8", "surrogateescape"): weight}})

    def iter_postings(self) -> Iterator[TermPostings]:
        """Yield field, term and postings of each term, sorted, and forget them."""
        for field in sorted(self._fields):
            held = self._fields.pop(field)
            for term in sorted(held, key=encoded):
                yield field, encoded(term), held.pop(term)

    def cleanup(self) -> None:
        """Forget all postings."""
        self._fields.clear()


class FieldWriter:
    """Stands in for the field writer of a Whoosh writer: takes what ``PostingPool`` yields."""

    def __init__(self, writer: Any) -> None:
        """Take the field writer that does the work."""
        self._writer = writer

    @property
    def is_closed(self) -> bool:
        """Tell whether it was closed."""
        return bool(self._writer.is_closed)

    def close(self) -> None:
        """Close the files."""
        self._writer.close()

    def add_postings(self, schema: Any, _lengths: Any, terms: Iterator[TermPostings]) -> None:
        """Write all postings; our fields have no lengths."""
        last = None
        for field, term, held in terms:
            if field != last:
                if last is not None:
                    self._writer.finish_field()
                self._writer.start_field(field, schema[field])
                last = field
            self._put(term, held)
        if last is not None:
            self._writer.finish_field()

    def _put(self, term: bytes, held: _Held) -> None:
        self._writer.start_term(term)
        add = self._writer.add
        for number, weight in zip(held.numbers, held.weights, strict=True):
            add(number, weight, b"", None)
        self._writer.finish_term()
