"""Makes the flat files of a commit: all notes, or what changed over those that are there.

Both files of a commit, the catalogue and the postings, are of the same notes. The text index is
written with the files of all notes, and then holds the same as these.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from mdnet.index.catalogue import Catalogue
from mdnet.index.catalogue_file import Entry, catalogue_file
from mdnet.index.fields import FIELDS
from mdnet.index.flat.postings import PATH, FlatBuilder, FlatReader
from mdnet.index.protocol import Document, Writer
from mdnet.index.store import Snapshot
from mdnet.util.rows import NamedTuple


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
    """Collects what is other for the flat files and, if that is to be written, the text index."""

    def __init__(self, words: Writer | None = None) -> None:
        """Take a writer to the text index; None for a change that is none of its business yet."""
        self._words = words
        self._kept: list[Document] = []
        self.documents = FlatBuilder(FIELDS)
        self.removed: set[str] = set()

    @property
    def has_words(self) -> bool:
        """Whether the text index is written, too."""
        return self._words is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is other."""
        return not self.removed and not self.documents.paths

    @property
    def paths(self) -> set[str]:
        """The paths of all notes that are other."""
        return {*self.removed, *self.documents.paths}

    def remove(self, path: str) -> None:
        """Take out the note at ``path``, if it is there."""
        self.removed.add(path)
        if self._words:
            self._words.remove(path)

    def add(self, document: Document) -> None:
        """Put in a document in place of the one at its path."""
        self.documents.add(document)
        if self._words:
            self._words.add(document)
        else:
            self._kept.append(document)

    def write_words(
        self, open_words: Callable[[], Writer], before: Catalogue, changes: FlatReader | None
    ) -> None:
        """Have the text index hold what all notes are: what changed now, and before it was written.

        Args:
            open_words: opens the text index for writing.
            before: the catalogue of what was there before.
            changes: the postings of what changed since the text index was written.

        Raises:
            DamagedIndexError: what was there before cannot be read.
        """
        if self._words is None:
            self._words = open_words()
            for path in self.removed:
                self._words.remove(path)
            for document in self._kept:
                self._words.add(document)
        if changes is None:
            return
        other = self.paths
        for document in changes.documents():
            if document.path not in other:
                self._words.add(document)
                other.add(document.path)
        below = before.note_paths_below()
        for number in changes.hidden():
            if below[number] not in other:
                self._words.remove(below[number])

    def commit(self) -> None:
        """Make all changes visible at once to whoever reads the text index."""
        if self._words:
            self._words.commit()

    def cancel(self) -> None:
        """Forget all changes."""
        if self._words:
            self._words.cancel()


def whole_files(change: CatalogueChange, writer: IndexWriter, before: Snapshot) -> Files:
    """The files of all notes: what there was before, with what changed.

    Raises:
        DamagedIndexError: what was there before cannot be read.
    """
    entries = before.catalogue.entries()
    for path in change.gone:
        del entries[path]
    entries |= change.entries
    in_order = {path: entries[path] for path in change.walk if path in entries} | entries
    builder, other = writer.documents, writer.paths
    kept = [path for path in before.catalogue.note_paths() if path not in other]
    builder.copy(before.reader, kept)
    return catalogue_file(in_order, change.settings), builder.file()


def changed_files(
    change: CatalogueChange,
    writer: IndexWriter,
    catalogue: Catalogue,
    below: FlatReader,
    changes: FlatReader | None,
) -> Files:
    """The files of what differs from the files of all notes.

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
    builder, other = writer.documents, writer.paths
    hidden = {number for path in writer.removed if (number := below.number(path)) is not None}
    if changes:
        hidden.update(changes.hidden())
        builder.copy(changes, [path for path in changes.terms(PATH) if path not in other])
    return catalogue_file(entries, change.settings, replaced), builder.file(below, hidden)
