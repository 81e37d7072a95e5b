"""Reads the notes that changed into a writer, and remembers what that makes of the catalogue.

Which notes these are was found out before: by a look at all of them, or at a few.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from mdnet.index.protocol import Document, Writer
from mdnet.index.store import Snapshot
from mdnet.vault.root import Vault
from mdnet.vault.walk import Stamp

if TYPE_CHECKING:
    from mdnet.index.catalogue_file import Entry

AnyWriter = TypeVar("AnyWriter", bound=Writer)


class Update:
    """One update of an index, from what it held ``before``; None for one rebuilt.

    ``looked_at`` is when the look began that found what changed, in nanoseconds.
    """

    def __init__(self, vault: Vault, before: Snapshot | None, looked_at: int) -> None:
        from mdnet.index.analysis import Analyzer
        from mdnet.index.intake import Intake

        self._intake = Intake(vault, Analyzer(vault.config.language), looked_at)
        self._before = before
        self.added: list[str] = []
        """The paths of the notes that are new, sorted, once ``run`` is through."""
        self.changed: list[str] = []
        """Likewise of those that are other than they were."""
        self.entries: dict[str, Entry] = {}
        """Of the notes that are new or other than the catalogue has them."""

    def run(
        self,
        stale: Mapping[str, Stamp],
        gone: Sequence[str],
        open_writer: Callable[[], AnyWriter],
        progress: Callable[[int, int], None] | None = None,
    ) -> AnyWriter | None:
        """Read what changed and return the writer that holds it, if anything did.

        Args:
            stale: the notes to read, with their stamps by path.
            gone: the paths of those that are no longer there.
            open_writer: is called when something turns out to have changed.
            progress: called with the number of notes read and to be read.
        """
        writer = None
        try:
            for path in gone:
                writer = writer or open_writer()
                writer.remove(path)
            stamps = {path: stale[path] for path in sorted(stale)}
            for done, (path, document, entry) in enumerate(self._intake.take(stamps), 1):
                writer = self._put(path, document, entry, writer, open_writer)
                if progress:
                    progress(done, len(stale))
        except BaseException:
            if writer:
                writer.cancel()
            raise
        return writer

    def _put(
        self,
        path: str,
        document: Document | None,
        entry: "Entry",
        writer: AnyWriter | None,
        open_writer: Callable[[], AnyWriter],
    ) -> AnyWriter | None:
        before = self._before
        is_held = before is not None and before.catalogue.stamp(path) is not None
        if before is None or not before.catalogue.holds(path, entry):
            self.entries[path] = entry
        kept = (document.record, document.passages) if document else None
        if is_held and kept == self._kept(path):
            return writer
        (self.changed if is_held else self.added).append(path)
        writer = writer or open_writer()
        if document:
            writer.add(document)
        else:
            writer.remove(path)
        return writer

    def _kept(self, path: str) -> tuple[str, bytes] | None:
        if self._before is None:
            return None
        reader = self._before.reader
        number = reader.number(path)
        return None if number is None else (reader.record(number), reader.passages(number))
