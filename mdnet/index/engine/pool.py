"""Collects the postings of a commit and hands them to Whoosh, term by term.

Whoosh's own pool keeps a tuple for each posting, sorts them all, and checks each again on its
way to the disk. Documents come in the order of their numbers, so only the terms need sorting.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mdnet.index.engine.schema import encoded


class Held(NamedTuple):
    """The postings of a term: numbers of documents, and the weight in each."""

    numbers: "array[int]"
    weights: "array[float]"


TermPostings = tuple[str, bytes, Held]


class PostingPool:
    """Stands in for the pool of a Whoosh writer; a posting takes eight bytes."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Held]] = defaultdict(dict)

    def put(self, number: int, terms: Mapping[str, Mapping[str, float]]) -> None:
        """Take the terms of a document by field, with their weights."""
        for field, weights in terms.items():
            held = self._fields[field]
            for term, weight in weights.items():
                postings = held.get(term)
                if postings is None:
                    postings = held[term] = Held(array("I"), array("f"))
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


class GivenPostings:
    """Stands in for the pool of a Whoosh writer whose postings all come at the end, sorted."""

    def __init__(self, postings: Iterable[TermPostings]) -> None:
        self._postings = postings

    def iter_postings(self) -> Iterator[TermPostings]:
        """Yield field, term and postings of each term."""
        return iter(self._postings)

    def cleanup(self) -> None:
        """Do nothing: they are not kept here."""


class FieldWriter:
    """Stands in for the field writer of a Whoosh writer: takes what ``PostingPool`` yields."""

    def __init__(self, writer: Any) -> None:
        """Take the field writer that does the work."""
        self._writer = writer

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
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

    def _put(self, term: bytes, held: Held) -> None:
        self._writer.start_term(term)
        # The writer of postings takes one after the other and checks each. So its block is
        # filled here, as it would be itself.
        block = self._writer._postwriter  # noqa: SLF001
        size = block._blocklimit  # noqa: SLF001
        for start in range(0, len(held.numbers), size):
            if start:
                block._write_block()  # noqa: SLF001
            block._ids = held.numbers[start : start + size]  # noqa: SLF001
            block._weights = held.weights[start : start + size]  # noqa: SLF001
            block._maxweight = max(block._weights)  # noqa: SLF001
        self._writer.finish_term()
