"""Brings the index up to date with the vault: the one way in which it ever changes.

Stamps on disk are compared with the stamps in the catalogue, what differs is read, and
one commit publishes it. Search, watch and pages all call this first; when nothing changed
it costs a look at each file and no more.
"""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from mdnet.index.cache import CacheRefusedError, cache_home, vault_cache
from mdnet.index.protocol import DamagedIndexError, Document, Writer
from mdnet.index.store import Snapshot, Store
from mdnet.model.contact import Problem
from mdnet.model.errors import IndexBusyError
from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple
from mdnet.vault.root import Vault, settings_of
from mdnet.vault.walk import Scan, Stamp, scan

if TYPE_CHECKING:
    from mdnet.index.catalogue_file import Entry

AnyWriter = TypeVar("AnyWriter", bound=Writer)
Progress = Callable[[int, int], None]


class Changes(NamedTuple):
    """What a refresh found different from the index, as paths, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Refreshed(Record):
    """The index after a refresh, and what there is to say of it.

    ``notices`` are sentences for the user: that the index was rebuilt, that it is stale
    or that it could not be kept. ``skipped`` is what the walk passed over. ``since`` is the
    generation that the changes are counted from, 0 for an index built anew. ``busy`` tells
    that another process was writing and that the index is as it was before.
    """

    snapshot: Snapshot
    stamps: Mapping[str, Stamp]
    """Of the notes as the walk saw them."""
    changes: Changes = Changes()
    skipped: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    since: int = 0
    busy: bool = False


def refresh(
    vault: Vault,
    environment: Mapping[str, str],
    *,
    rebuild: bool = False,
    wait: float = 10.0,
    progress: Progress | None = None,
    confirm: float = 0.0,
) -> Refreshed:
    """Bring the index of ``vault`` up to date and return it, open for reading.

    Args:
        vault: the vault to look at.
        environment: where the cache lies is read from it.
        rebuild: read every note anew.
        wait: seconds to wait for another process that is writing. With an index at hand
            it is read as it is after that; without one the wait ends in an error.
        progress: called with the number of notes read and to be read. What it raises ends
            the refresh and leaves the index as it was.
        confirm: seconds after which a note that is gone is looked for once more before it
            is dropped; an editor may have put it aside for a moment.

    Raises:
        IndexBusyError: another process is writing the first index, and goes on.
    """
    try:
        store = Store(vault_cache(cache_home(environment), vault.root))
        run = _Run(vault, store, progress, confirm, [])
        return run.rebuilt(wait) if rebuild else run.refreshed(wait)
    except (CacheRefusedError, OSError) as error:
        # A refused or full disk: the answer must not depend on it.
        return _in_memory(vault, str(error), progress)


class _Run(Record):
    """One refresh of an index on disk."""

    vault: Vault
    store: Store
    progress: Progress | None
    confirm: float
    notices: list[str]

    def refreshed(self, wait: float) -> Refreshed:
        snapshot, looked_at, look = self._compared()
        if snapshot and self._is_fresh(snapshot, look):
            return self._result(snapshot, look, snapshot.generation)
        try:
            with self.store.lock(wait):
                written = self._written_or_rebuilt(snapshot, looked_at, look)
        except IndexBusyError as busy:
            if snapshot is None:
                raise
            self.notices.append(f"{busy} This is the index as it was before.")
            return self._result(snapshot, look, snapshot.generation, busy=True)
        if snapshot:
            snapshot.reader.close()
        return written

    def rebuilt(self, wait: float) -> Refreshed:
        with self.store.lock(wait):
            return self._written(None, *_look(self.vault))

    def _look(self, snapshot: Snapshot | None) -> tuple[int, Scan]:
        """Look at the vault, twice if a note is gone that somebody may be saving."""
        looked_at, look = _look(self.vault)
        if snapshot and self.confirm:
            stamps = look.stamps
            if any(path not in stamps for path in snapshot.catalogue.paths):
                time.sleep(self.confirm)
                return _look(self.vault)
        return looked_at, look

    def _opened(self) -> Snapshot | None:
        """Return the index if it can be used; a damaged one is as good as none."""
        try:
            snapshot = self.store.open()
        except DamagedIndexError as error:
            self._say_damaged(error)
            return None
        if snapshot and snapshot.catalogue.settings != settings_of(self.vault):
            snapshot.reader.close()
            return None
        return snapshot

    def _say_damaged(self, error: DamagedIndexError) -> None:
        # The same damage is seen again under the lock.
        if not self.notices:
            self.notices.append(f"The index could not be used ({error.reason}); it is built anew.")

    def _compared(self) -> tuple[Snapshot | None, int, Scan]:
        """Return the index, if it can be used, and a look at the vault."""
        snapshot = self._opened()
        try:
            return snapshot, *self._look(snapshot)
        except DamagedIndexError as error:
            self._say_damaged(error)
            return None, *_look(self.vault)

    def _is_fresh(self, snapshot: Snapshot, look: Scan) -> bool:
        try:
            return not snapshot.is_recovered and snapshot.catalogue.is_of(look.stamps)
        except DamagedIndexError:
            return False  # which is told when it is written

    def _written_or_rebuilt(self, seen: Snapshot | None, looked_at: int, look: Scan) -> Refreshed:
        """Write what changed; anew, if what there was before turns out to be damaged.

        Args:
            seen: the index as it was before there was a lock.
            looked_at: when the vault was looked at.
            look: what was seen then.
        """
        try:
            current = self._opened()
            if current and (seen is None or current.seal != seen.seal):
                looked_at, look = self._look(current)
            return self._written(current, looked_at, look)
        except DamagedIndexError as error:
            self._say_damaged(error)
            return self._written(None, looked_at, look)

    def _written(self, before: Snapshot | None, looked_at: int, look: Scan) -> Refreshed:
        from mdnet.index.commit import CatalogueChange

        if before is None:
            return self._built(looked_at, look)
        update = _Update(self.vault, before, looked_at, look, self.progress)
        writer = update.run(self.store.writer)
        gone = update.gone
        if not writer and not update.entries and not gone and not before.is_recovered:
            return self._result(before, look, before.generation)
        change = CatalogueChange(update.entries, gone, look.stamps, settings_of(self.vault))
        after = self.store.commit(change, writer, before)
        if before.is_recovered and not self.notices:
            self.notices.append("A file of the index was damaged; it has been written anew.")
        before.reader.close()
        return self._result(after, look, before.generation, update.changes())

    def _built(self, looked_at: int, look: Scan) -> Refreshed:
        from mdnet.index.bulk.crew import read_runs
        from mdnet.index.bulk.runs import opened, runs_of

        done, total = 0, len(look.stamps)

        def told() -> None:
            nonlocal done
            done += 1
            if self.progress:
                self.progress(done, total)

        runs = runs_of(look.stamps, self.store.folder)
        with self.store.whole(look.stamps, settings_of(self.vault)) as whole:
            for run in read_runs(self.vault, looked_at, runs, told):
                whole.add(opened(run))
            after = self.store.commit_whole(whole)
        return self._result(after, look, 0, Changes(tuple(after.catalogue.paths)))

    def _result(
        self,
        snapshot: Snapshot,
        look: Scan,
        since: int,
        changes: Changes | None = None,
        *,
        busy: bool = False,
    ) -> Refreshed:
        notices = tuple(self.notices)
        skipped = tuple(look.skipped)
        return Refreshed(snapshot, look.stamps, changes or Changes(), skipped, notices, since, busy)


class _Update:
    """Reads what changed into a writer and keeps the entries for the next catalogue."""

    def __init__(
        self,
        vault: Vault,
        before: Snapshot | None,
        looked_at: int,
        look: Scan,
        progress: Progress | None,
    ) -> None:
        from mdnet.index.analysis import Analyzer
        from mdnet.index.intake import Intake

        language = vault.config.language
        self._intake = Intake(vault, Analyzer(language), looked_at)
        self._snapshot = before
        self._look = look
        self._progress = progress
        self._before: Mapping[str, Stamp] = before.catalogue.stamps() if before else {}
        self.entries: dict[str, Entry] = {}
        """Of the notes that are new or other than the catalogue has them."""
        self.gone = [path for path in self._before if self._is_gone(path)]
        self._touched: list[str] = []

    def run(self, open_writer: Callable[[], AnyWriter]) -> AnyWriter | None:
        """Read what changed and return the writer that holds it, if anything did."""
        stale = [
            path for path, stamp in self._look.stamps.items() if self._before.get(path) != stamp
        ]
        writer = None
        try:
            for path in self.gone:
                writer = writer or open_writer()
                writer.remove(path)
            stamps = {path: self._look.stamps[path] for path in sorted(stale)}
            for done, (path, document, entry) in enumerate(self._intake.take(stamps), 1):
                writer = self._put(path, document, entry, writer, open_writer)
                if self._progress:
                    self._progress(done, len(stale))
        except BaseException:
            if writer:
                writer.cancel()
            raise
        return writer

    def changes(self) -> Changes:
        """Return what was different, once ``run`` is through."""
        touched = set(self._touched)
        return Changes(
            tuple(sorted(touched - self._before.keys())),
            tuple(sorted(touched & self._before.keys())),
            tuple(sorted(self.gone)),
        )

    def _put(
        self,
        path: str,
        document: Document | None,
        entry: "Entry",
        writer: AnyWriter | None,
        open_writer: Callable[[], AnyWriter],
    ) -> AnyWriter | None:
        if self._snapshot is None or not self._snapshot.catalogue.holds(path, entry):
            self.entries[path] = entry
        kept = (document.record, document.passages) if document else None
        if path in self._before and kept == self._kept(path):
            return writer
        self._touched.append(path)
        writer = writer or open_writer()
        if document:
            writer.add(document)
        else:
            writer.remove(path)
        return writer

    def _kept(self, path: str) -> tuple[str, bytes] | None:
        if self._snapshot is None:
            return None
        reader = self._snapshot.reader
        number = reader.number(path)
        return None if number is None else (reader.record(number), reader.passages(number))

    def _is_gone(self, path: str) -> bool:
        """Tell whether a note is no longer there; below a closed folder it may well be."""
        return path not in self._look.stamps and not any(
            path.startswith(folder) for folder in self._look.unreadable
        )


def _in_memory(vault: Vault, reason: str, progress: Progress | None) -> Refreshed:
    """Return an index that is kept nowhere, for a machine without a usable cache."""
    from mdnet.index.catalogue import catalogue_in_memory
    from mdnet.index.memory import MemoryIndex

    index = MemoryIndex()
    looked_at, look = _look(vault)
    update = _Update(vault, None, looked_at, look, progress)
    writer = update.run(lambda: index.writer(fresh=True))
    if writer:
        writer.commit()
    catalogue = catalogue_in_memory(update.entries, settings_of(vault))
    notice = f"The index cannot be kept ({reason}), so every note is read each time."
    snapshot = Snapshot(index.generation(), index.reader(), catalogue)
    skipped = tuple(look.skipped)
    return Refreshed(snapshot, look.stamps, update.changes(), skipped, (notice,))


def _look(vault: Vault) -> tuple[int, Scan]:
    """Return the vault's stamps and when they were taken, by the clock that stamps files."""
    return time.time_ns(), scan(vault.root, vault.config)
