"""Makes the flat files of a commit: all notes, or what changed over those that are there.

Both files of a commit, the catalogue and the postings, are of the same notes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from mdnet.index.catalogue import Catalogue
from mdnet.index.catalogue_file import Entry, catalogue_file
from mdnet.index.fields import FIELDS
from mdnet.index.flat.postings import PATH, FlatBuilder, FlatReader
from mdnet.index.protocol import Document, Writer
from mdnet.index.store import Snapshot


class CatalogueChange(NamedTuple):
    """What is other in the catalogue after a refresh.

    ``entries`` are those that are new or other, ``gone`` the paths of notes that are no longer
    there, ``walk`` all paths in the order in which the walk saw them.
    """

    entries: Mapping[str, Entry]
    gone: Collection[str]
    walk: Iterable[str]
    settings: str


Files = tuple[Iterator[bytes], Iterator[bytes]]
"""The parts of a file of the catalogue and of one of postings."""


class IndexWriter:
    """Writes to the text index and remembers the documents for the flat files."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.generation = writer.generation
        self.documents = FlatBuilder(FIELDS)
        self.removed: set[str] = set()

    def remove(self, path: str) -> None:
        """Take out the note at ``path``, if it is there."""
        self.removed.add(path)
        self._writer.remove(path)

    def add(self, document: Document) -> None:
        """Put in a document in place of the one at its path."""
        self.documents.add(document)
        self._writer.add(document)

    def commit(self) -> None:
        """Make all changes visible at once to whoever reads the text index."""
        self._writer.commit()

    def cancel(self) -> None:
        """Forget all changes."""
        self._writer.cancel()


def whole_files(
    change: CatalogueChange, writer: IndexWriter | None, before: Snapshot | None
) -> Files:
    """Return the files of all notes: what there was before, if anything, with what changed.

    Raises:
        DamagedIndexError: what was there before cannot be read.
    """
    entries = before.catalogue.entries() if before else {}
    for path in change.gone:
        del entries[path]
    entries |= change.entries
    in_order = {path: entries[path] for path in change.walk if path in entries} | entries
    builder, removed = _written(writer)
    if before:
        other = {*removed, *builder.paths}
        kept = [path for path in before.catalogue.note_paths() if path not in other]
        builder.copy(before.reader, kept)
    return catalogue_file(in_order, change.settings), builder.file()


def changed_files(
    change: CatalogueChange,
    writer: IndexWriter | None,
    catalogue: Catalogue,
    below: FlatReader,
    changes: FlatReader | None,
) -> Files:
    """Return the files of what differs from the files of all notes.

    Args:
        change: what is other than in ``catalogue``.
        writer: what is other in the text index.
        catalogue: as it was before.
        below: the postings of all notes.
        changes: what was other than these before.

    Raises:
        DamagedIndexError: what was there before cannot be read.
    """
    entries, replaced = catalogue.over(change.entries, change.gone)
    builder, removed = _written(writer)
    hidden = {number for path in removed if (number := below.number(path)) is not None}
    if changes:
        hidden.update(changes.hidden())
        other = {*removed, *builder.paths}
        builder.copy(changes, [path for path in changes.terms(PATH) if path not in other])
    return catalogue_file(entries, change.settings, replaced), builder.file(below, hidden)


def _written(writer: IndexWriter | None) -> tuple[FlatBuilder, set[str]]:
    """Return the documents that were put in and the paths of those that were taken out."""
    return (writer.documents, writer.removed) if writer else (FlatBuilder(FIELDS), set())
