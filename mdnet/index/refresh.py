"""Brings the index up to date with the vault: the one way in which it ever changes.

Stamps on disk are compared with the stamps in the catalogue, what differs is read, and
one commit publishes it. Search, watch and pages all call this first; when nothing changed
it costs a look at each file and no more.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from mdnet.errors import IndexBusyError
from mdnet.index.cache import CacheRefusedError, cache_home, vault_cache
from mdnet.index.lock import write_lock
from mdnet.index.protocol import DamagedIndexError, Writer
from mdnet.index.store import Snapshot, Store
from mdnet.model import Problem
from mdnet.vault.root import Vault
from mdnet.vault.walk import Scan, Stamp, scan

if TYPE_CHECKING:
    from mdnet.index.catalogue import Entry
    from mdnet.sense.vectors import TextVectors

Progress = Callable[[int, int], None]


class Changes(NamedTuple):
    """What a refresh found different from the index, as paths, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The index after a refresh, and what there is to say of it.

    ``notices`` are sentences for the user: that the index was rebuilt, that it is stale
    or that it could not be kept. ``skipped`` is what the walk passed over. ``since`` is the
    generation that the changes are counted from, 0 for an index built anew. ``busy`` tells
    that another process was writing and that the index is as it was before.
    """

    snapshot: Snapshot
    changes: Changes = Changes()
    skipped: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    since: int = 0
    busy: bool = False
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    """Of the notes as the walk saw them."""


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
        run = _Run(vault, store, progress, confirm)
        return run.rebuilt(wait) if rebuild else run.refreshed(wait)
    except (CacheRefusedError, OSError) as error:
        # A refused or full disk: the answer must not depend on it.
        return _in_memory(vault, str(error), progress)


@dataclass(slots=True)
class _Run:
    """One refresh of an index on disk."""

    vault: Vault
    store: Store
    progress: Progress | None
    confirm: float
    notices: list[str] = field(default_factory=list)

    def refreshed(self, wait: float) -> Refreshed:
        snapshot = self._opened()
        looked_at, look = self._look(snapshot)
        if snapshot and snapshot.catalogue.stamps() == look.stamps:
            return self._result(snapshot, look, snapshot.generation)
        try:
            with write_lock(self.store.lock_path, wait):
                current = self._opened()
                if current and (snapshot is None or current.generation != snapshot.generation):
                    looked_at, look = self._look(current)
                written = self._written(current, looked_at, look)
        except IndexBusyError as busy:
            if snapshot is None:
                raise
            self.notices.append(f"{busy} This is the index as it was before.")
            return self._result(snapshot, look, snapshot.generation, busy=True)
        if snapshot:
            snapshot.reader.close()
        return written

    def rebuilt(self, wait: float) -> Refreshed:
        with write_lock(self.store.lock_path, wait):
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
            notice = f"The index could not be used ({error}); it is built anew."
            if notice not in self.notices:
                self.notices.append(notice)
            return None
        if snapshot and snapshot.catalogue.settings != _settings(self.vault):
            snapshot.reader.close()
            return None
        return snapshot

    def _written(self, before: Snapshot | None, looked_at: int, look: Scan) -> Refreshed:
        from mdnet.index.catalogue import catalogue_bytes

        update = _Update(self.vault, before, looked_at, look, self.progress)
        writer = update.run(lambda: self.store.writer(fresh=before is None))
        if writer is None and before and update.entries == update.before:
            return self._result(before, look, before.generation)
        catalogue = catalogue_bytes(update.entries, _settings(self.vault))
        if writer is None and before:
            after = self.store.replace_catalogue(before, catalogue)
            return self._result(after, look, before.generation)
        writer = writer or self.store.writer(fresh=True)
        after = self.store.commit(writer, catalogue)
        since = before.generation if before else 0
        if before:
            before.reader.close()
        return self._result(after, look, since, update.changes())

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
        return Refreshed(snapshot, changes or Changes(), skipped, notices, since, busy, look.stamps)


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
        self._intake = Intake(vault, Analyzer(language), looked_at, _vectors(language))
        self._snapshot = before
        self._look = look
        self._progress = progress
        self.before: dict[str, Entry] = before.catalogue.entries() if before else {}
        self.entries = dict(self.before)
        self._touched: list[str] = []

    def run(self, open_writer: Callable[[], Writer]) -> Writer | None:
        """Read what changed and return the writer that holds it, if anything did."""
        stale = [
            path for path, stamp in self._look.stamps.items() if not self._is_known(path, stamp)
        ]
        gone = [path for path in self.before if self._is_gone(path)]
        writer = None
        try:
            for path in gone:
                del self.entries[path]
                writer = writer or open_writer()
                writer.remove(path)
            for done, path in enumerate(sorted(stale)):
                writer = self._take(path, writer, open_writer)
                if self._progress:
                    self._progress(done + 1, len(stale))
        except BaseException:
            if writer:
                writer.cancel()
            raise
        return writer

    def changes(self) -> Changes:
        """Return what was different, once ``run`` is through."""
        touched = set(self._touched)
        return Changes(
            tuple(sorted(touched - self.before.keys())),
            tuple(sorted(touched & self.before.keys())),
            tuple(sorted(self.before.keys() - self.entries.keys())),
        )

    def _take(
        self, path: str, writer: Writer | None, open_writer: Callable[[], Writer]
    ) -> Writer | None:
        document, entry = self._intake.take(path, self._look.stamps[path])
        self.entries[path] = entry
        record = document.record if document else None
        if path in self.before and record == self._record(path):
            return writer
        self._touched.append(path)
        writer = writer or open_writer()
        if document:
            writer.add(document)
        else:
            writer.remove(path)
        return writer

    def _record(self, path: str) -> str | None:
        if self._snapshot is None:
            return None
        number = self._snapshot.reader.number(path)
        return None if number is None else self._snapshot.reader.record(number)

    def _is_known(self, path: str, stamp: bytes) -> bool:
        entry = self.before.get(path)
        return entry is not None and entry.stamp == stamp

    def _is_gone(self, path: str) -> bool:
        """Tell whether a note is no longer there; below a closed folder it may well be."""
        return path not in self._look.stamps and not any(
            path.startswith(folder) for folder in self._look.unreadable
        )


def _in_memory(vault: Vault, reason: str, progress: Progress | None) -> Refreshed:
    """Return an index that is kept nowhere, for a machine without a usable cache."""
    from mdnet.index.catalogue import Catalogue, catalogue_bytes
    from mdnet.index.memory import MemoryIndex

    index = MemoryIndex()
    looked_at, look = _look(vault)
    update = _Update(vault, None, looked_at, look, progress)
    writer = update.run(lambda: index.writer(fresh=True))
    if writer:
        writer.commit()
    catalogue = Catalogue(catalogue_bytes(update.entries, _settings(vault)))
    notice = f"The index cannot be kept ({reason}), so every note is read each time."
    snapshot = Snapshot(index.generation(), index.reader(), catalogue)
    skipped = tuple(look.skipped)
    return Refreshed(snapshot, update.changes(), skipped, (notice,), stamps=look.stamps)


def _look(vault: Vault) -> tuple[int, Scan]:
    """Return the vault's stamps and when they were taken, by the clock that stamps files."""
    return time.time_ns(), scan(vault.root, vault.config)


def _vectors(language: str) -> "TextVectors | None":
    """Return what makes the vectors of people; without a word table they have none."""
    from mdnet.sense.vectors import open_vectors

    try:
        return open_vectors(language)
    except (OSError, ValueError):
        return None


def _settings(vault: Vault) -> str:
    """Return what an index is of, and what the reading of notes depends on besides them."""
    return f"{vault.root} {replace(vault.config, cadence=(), discover=(), check=())}"
