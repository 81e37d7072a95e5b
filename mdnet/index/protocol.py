"""What a text index is: an inverted list of terms to documents, updated in one commit.

Two engines exist: Whoosh on disk and one in memory. An index neither analyses text nor
ranks: terms come in ready, with their weights, and postings go out.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from mdnet.model.errors import MdnetError
from mdnet.util.rows import NamedTuple


class DamagedIndexError(MdnetError):
    """The index cannot be read or is not what was written; it must be rebuilt.

    It ends a command only if the damage comes to light while it runs. ``reason`` is what is
    wrong, in a few words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"The index cannot be used ({reason}); run: mdnet index --rebuild")
        self.reason = reason


class Document(NamedTuple):
    """A note as the index takes it.

    ``terms`` maps a field to its terms and their weights, ``record`` is what a search
    needs to show the note, ``passages`` what it compares with a goal; both are kept as they are.
    """

    path: str
    terms: Mapping[str, Mapping[str, float]]
    record: str
    passages: bytes = b""


class Reader(Protocol):
    """An index as it was at one moment. Documents are known by a number."""

    def count(self) -> int:
        """How many documents there are."""

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted; some may be of deleted documents only."""

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""

    def record(self, number: int) -> str:
        """What was stored with a document."""

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""

    def close(self) -> None:
        """Let go of the files."""


class Writer(Protocol):
    """A change to an index that is seen by nobody before ``commit``."""

    def remove(self, path: str) -> None:
        """Take out the note at ``path``, if it is there."""

    def add(self, document: Document) -> None:
        """Put in a document; it replaces what the index held at its path before."""

    def commit(self) -> None:
        """Make all changes visible at once."""

    def cancel(self) -> None:
        """Forget all changes."""


class TextIndex(Protocol):
    """An index that can be read and written."""

    def generation(self) -> int:
        """The number of the last commit; 0 for an index that was never written."""

    def reader(self) -> Reader:
        """A view of the last commit.

        Raises:
            DamagedIndexError: there is no index, or it cannot be read.
        """

    def writer(self, *, fresh: bool = False) -> Writer:
        """A writer; ``fresh`` drops all that was there, readable or not.

        A path may be added once in one writer.

        Raises:
            DamagedIndexError: the index cannot be read.
            OSError: it cannot be written.
        """
