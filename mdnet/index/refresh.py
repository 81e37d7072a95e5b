"""Brings the index up to date with the vault: the one way in which it ever changes.

Stamps on disk are compared with the stamps in the catalogue, what differs is read, and
one commit publishes it. Search, watch and pages all call this first; when nothing changed
it costs a look at each file and no more.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial

from mdnet.index.cache import CacheRefusedError, cache_home, vault_cache
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Snapshot, Store
from mdnet.model.contact import Problem
from mdnet.model.errors import IndexBusyError
from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple
from mdnet.vault.root import Vault, settings_of
from mdnet.vault.walk import Scan, Stamp, scan

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
    generation that the changes are counted from, 0 for an index rebuilt. ``busy`` tells
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
        rebuild: read every note again.
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


def refresh_named(
    vault: Vault, environment: Mapping[str, str], paths: Collection[str], *, wait: float
) -> Refreshed | None:
    """Bring some notes of the index up to date and look at no other; None if that is not enough.

    It is not where one of them is gone, or is no plain note, or where there is no sound index:
    ``refresh`` does all of that. What this returns is about these notes alone.

    Args:
        vault: the vault.
        environment: where the cache lies is read from it.
        paths: of notes that may have changed.
        wait: seconds to wait for another process that is writing.
    """
    try:
        store = Store(vault_cache(cache_home(environment), vault.root))
        with store.lock(wait):
            return _Run(vault, store, None, 0.0, []).named(paths)
    except (IndexBusyError, CacheRefusedError, DamagedIndexError, OSError):
        return None


def fold(vault: Vault, environment: Mapping[str, str], *, confirm: float = 0.0) -> None:
    """Rewrite the files of all notes if ``refresh_named`` wrote many changes over them.

    It takes long and is only worth doing for speed: where it cannot be done now, it is left.
    For ``confirm`` see ``refresh``.
    """
    with suppress(IndexBusyError, CacheRefusedError, DamagedIndexError, OSError):
        store = Store(vault_cache(cache_home(environment), vault.root))
        with store.lock(0):
            _Run(vault, store, None, confirm, []).fold()


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
            return self._built(*_look(self.vault))

    def named(self, paths: Collection[str]) -> Refreshed | None:
        from mdnet.vault.glance import glance

        before = self._opened()
        if before is None:
            return None
        looked_at, stamps = time.time_ns(), glance(self.vault.root, self.vault.config, paths)
        held = before.catalogue.stamp
        if stamps is None or before.is_recovered:
            before.reader.close()
            return None
        stale = {path: stamp for path, stamp in stamps.items() if held(path) != stamp}
        return self._published(before, looked_at, Scan(stamps, [], []), stale, (), whole=False)

    def fold(self) -> None:
        before = self._opened()
        if before is None:
            return
        if before.catalogue.is_worth_folding(0):
            before = self._written(before, *self._look(before)).snapshot
        before.reader.close()

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
        """The index if it can be used; a damaged one is as good as none."""
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
            self.notices.append(f"The index could not be used ({error.reason}); it is rebuilt.")

    def _compared(self) -> tuple[Snapshot | None, int, Scan]:
        """The index, if it can be used, and a look at the vault."""
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
            return False  # which is reported when it is written

    def _written_or_rebuilt(self, seen: Snapshot | None, looked_at: int, look: Scan) -> Refreshed:
        """Write what changed; everything, if what there was before turns out to be damaged.

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
        if before is None:
            return self._built(looked_at, look)
        held = before.catalogue.stamps()
        stale = {path: stamp for path, stamp in look.stamps.items() if held.get(path) != stamp}
        gone = [path for path in held if _is_gone(path, look)]
        whole = before.catalogue.is_worth_folding(len(stale) + len(gone))
        return self._published(before, looked_at, look, stale, gone, whole=whole)

    def _published(
        self,
        before: Snapshot,
        looked_at: int,
        look: Scan,
        stale: Mapping[str, Stamp],
        gone: Sequence[str],
        *,
        whole: bool,
    ) -> Refreshed:
        """Read what is stale and commit it, if it is other than it is held.

        ``whole`` is whether the files of all notes are to be rewritten.
        """
        from mdnet.index.commit import CatalogueChange
        from mdnet.index.update import Update

        update = Update(self.vault, before, looked_at)
        open_writer = partial(self.store.writer, whole=whole)
        writer = update.run(stale, gone, open_writer, self.progress)
        if before.is_recovered and not self.notices:
            self.notices.append("A file of the index was damaged; it has been rewritten.")
        if writer or update.entries or gone or whole:
            change = CatalogueChange(update.entries, gone, look.stamps, settings_of(self.vault))
            after = self.store.commit(change, writer, before, whole=whole)
        else:
            after = self.store.repaired(before)
        if after is not before:
            before.reader.close()
        changes = Changes(tuple(update.added), tuple(update.changed), tuple(sorted(gone)))
        return self._result(after, look, before.generation, changes)

    def _built(self, looked_at: int, look: Scan) -> Refreshed:
        """Read all notes into an index rebuilt."""
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


def _in_memory(vault: Vault, reason: str, progress: Progress | None) -> Refreshed:
    """An index that is kept nowhere, for a machine without a usable cache."""
    from mdnet.index.catalogue import catalogue_in_memory
    from mdnet.index.memory import MemoryIndex
    from mdnet.index.update import Update

    index = MemoryIndex()
    looked_at, look = _look(vault)
    update = Update(vault, None, looked_at)
    writer = update.run(look.stamps, (), lambda: index.writer(fresh=True), progress)
    if writer:
        writer.commit()
    catalogue = catalogue_in_memory(update.entries, settings_of(vault))
    notice = f"The index cannot be kept ({reason}), so every note is read each time."
    snapshot = Snapshot(index.generation(), index.reader(), catalogue)
    skipped = tuple(look.skipped)
    changes = Changes(tuple(update.added))
    return Refreshed(snapshot, look.stamps, changes, skipped, (notice,))


def _look(vault: Vault) -> tuple[int, Scan]:
    """The vault's stamps and when they were taken, by the clock that stamps files."""
    return time.time_ns(), scan(vault.root, vault.config)


def _is_gone(path: str, look: Scan) -> bool:
    """Whether a note is no longer there; below a closed folder it may well be."""
    return path not in look.stamps and not any(
        path.startswith(folder) for folder in look.unreadable
    )
