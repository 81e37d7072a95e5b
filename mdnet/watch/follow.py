"""Keeps the index at the heels of a vault, and tells what changed since the last look.

Whoever searches at the same time may bring the index up to date first. So the changes are
counted from what this process saw last, not from what it found in the index.
"""

import os
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mdnet.index.refresh import Progress, Refreshed, fold, refresh, refresh_named
from mdnet.index.store import Snapshot
from mdnet.index.troubles import troubles_in
from mdnet.index.update import Update
from mdnet.model.errors import VaultGoneError
from mdnet.vault.names import stem_of
from mdnet.vault.root import Vault, open_vault
from mdnet.vault.walk import UNSEEN, Stamp, scan
from mdnet.watch.batch import Batch, Change, Changed
from mdnet.watch.matter import setup_stamps

if TYPE_CHECKING:
    from mdnet.model.contact import Problem

# Seconds to wait for another process that writes the index; then it is tried again later.
_PATIENCE = 0.3
# Seconds in which an editor has put back a note that it moved away to save it.
_CONFIRM = 0.1

# For more cards than these all are read at once.
_FEW = 50
# Of more files than these a look at all notes tells as fast.
_FEW_SAVED = 16

Stamps = Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class Look:
    """What one refresh brought: a batch if anything changed, and sentences to be said."""

    batch: Batch | None
    notices: tuple[str, ...] = ()
    busy: bool = False
    """Another process is writing the index; look again soon."""


class Follower:
    """A vault as it was seen last."""

    def __init__(
        self, vault: Vault, environment: Mapping[str, str], clock: Callable[[], datetime]
    ) -> None:
        self.vault = vault
        self._environment = environment
        self._clock = clock
        self._identity = _identity(vault.root)
        self._setup = setup_stamps(vault.root)
        self._stamps: Stamps = {}
        self._unsettled = False
        """Whether notes were so young that they are to be read once more."""
        self._is_long = False
        """Whether the index has a long list of changes."""
        self._generation = 0
        self._skipped: frozenset[Problem] = frozenset()

    def start(self, progress: Progress) -> Refreshed:
        """Bring the index up to date for the first time; its reader is closed.

        Raises:
            IndexBusyError: another process is writing the first index, and goes on.
        """
        refreshed = refresh(self.vault, self._environment, progress=progress)
        refreshed.snapshot.reader.close()
        self._remember(refreshed)
        return refreshed

    def get_ready(self) -> None:
        """Load what it takes to read a note, so that the first save need not wait for it."""
        from mdnet.index.passages import encoder_of

        Update(self.vault, None, 0)
        encoder_of(self.vault.config.language)

    def check_root(self) -> None:
        """Make sure that the vault is where it was.

        Raises:
            VaultGoneError: it was renamed, moved or deleted.
        """
        if self._identity is None or _identity(self.vault.root) != self._identity:
            raise VaultGoneError(
                f"{self.vault.root} is gone: it was moved, renamed or deleted. "
                "Start the watch again where the vault is now."
            )

    def differs(self) -> bool:
        """Whether a look would bring anything; reads no note."""
        return (
            self._unsettled
            or scan(self.vault.root, self.vault.config).stamps != self._stamps
            or setup_stamps(self.vault.root) != self._setup
        )

    def look_at(self, paths: Collection[str]) -> Look | None:
        """Bring a few notes of the index up to date and tell what changed in them.

        It is fast, since no other note is looked at; ``differs`` tells whether that is all.

        Args:
            paths: of the files that were saved.

        Returns:
            what changed; None if it takes a look at the whole vault to know.

        Raises:
            VaultGoneError: the vault is no longer there.
        """
        if len(paths) > _FEW_SAVED:
            return None
        self.check_root()
        at, started = self._clock(), time.perf_counter()
        refreshed = refresh_named(self.vault, self._environment, paths, wait=_PATIENCE)
        if refreshed is None:
            return None
        seconds = time.perf_counter() - started
        with closing(refreshed.snapshot.reader):
            changes = self._changes(refreshed, refreshed.stamps.keys())
            problems = self._problems(refreshed, {change.path for change in changes})
            self._remember_named(refreshed)
        batch = Batch(at, tuple(changes), problems, seconds) if changes else None
        return Look(batch, refreshed.notices)

    def tidy(self) -> None:
        """Keep the index fast after many changes; there should be time for it."""
        if self._is_long:
            self._is_long = False
            with suppress(Exception):  # the next look tells what is wrong
                fold(self.vault, self._environment, confirm=_CONFIRM)

    def look(self, progress: Progress) -> Look:
        """Bring the index up to date and tell what changed.

        Raises:
            VaultGoneError: the vault is no longer there.
            IndexBusyError: another process is rebuilding the index, and goes on.
        """
        self.check_root()
        at, setup = self._clock(), setup_stamps(self.vault.root)
        changes = [_of_setup(path, change) for path, change in _differences(self._setup, setup)]
        if changes:
            self.vault = open_vault(self.vault.root)
        started = time.perf_counter()
        refreshed = refresh(
            self.vault, self._environment, wait=_PATIENCE, progress=progress, confirm=_CONFIRM
        )
        seconds = time.perf_counter() - started
        with closing(refreshed.snapshot.reader):
            if refreshed.busy:
                return Look(None, busy=True)
            changes += self._changes(refreshed, {*self._stamps, *refreshed.stamps})
            problems = self._problems(refreshed, {change.path for change in changes})
        self._setup = setup
        self._remember(refreshed)
        batch = Batch(at, tuple(changes), problems, seconds) if changes or problems else None
        return Look(batch, refreshed.notices)

    def _problems(self, refreshed: Refreshed, changed: set[str]) -> "tuple[Problem, ...]":
        """What is wrong in what changed, and what the walk newly passed over."""
        found = [problem for problem in self.vault.problems if problem.path in changed]
        for path in refreshed.snapshot.catalogue.troubled():
            if path in changed:
                found += troubles_in(refreshed.snapshot, path)
        new = {*refreshed.skipped} - self._skipped
        return (*found, *sorted(new, key=str))

    def _changes(self, refreshed: Refreshed, looked_at: Collection[str]) -> list[Changed]:
        """What is other than it was seen last, of the notes that were looked at."""
        snapshot, told = refreshed.snapshot, refreshed.changes
        if refreshed.since == self._generation and snapshot.cache:
            pairs: list[tuple[str, Change]] = [(path, "added") for path in told.added]
            pairs += [(path, "changed") for path in told.changed]
            pairs += [(path, "removed") for path in told.removed]
        else:
            before = {path: self._stamps[path] for path in looked_at if path in self._stamps}
            pairs = _differences(before, refreshed.stamps)
        names = _names(snapshot, [path for path, _ in pairs])
        return [Changed(path, names[path], change) for path, change in sorted(pairs)]

    def _remember(self, refreshed: Refreshed) -> None:
        self._stamps = refreshed.stamps
        self._unsettled = UNSEEN in refreshed.snapshot.catalogue.stamps().values()
        self._generation = refreshed.snapshot.generation
        self._skipped = frozenset(refreshed.skipped)

    def _remember_named(self, refreshed: Refreshed) -> None:
        """Remember what was seen of a few notes."""
        snapshot = refreshed.snapshot
        self._stamps = {**self._stamps, **refreshed.stamps}
        held = map(snapshot.catalogue.stamp, refreshed.stamps)
        self._unsettled = self._unsettled or UNSEEN in held
        self._is_long = snapshot.catalogue.is_worth_folding(0)
        if refreshed.since == self._generation:  # otherwise others changed more than these
            self._generation = snapshot.generation


def _of_setup(path: str, change: Change) -> Changed:
    return Changed(path, path, change)


def _names(snapshot: Snapshot, paths: list[str]) -> dict[str, str]:
    """What notes are called; by the file for those that are gone."""
    names = {path: stem_of(path) for path in paths}
    if len(paths) > _FEW:
        told = {card.path: card.name for card in snapshot.catalogue.cards()}
        return {path: told.get(path, name) for path, name in names.items()}
    for path in paths:
        card = snapshot.catalogue.card(path)
        names[path] = card.name if card else names[path]
    return names


def _differences(before: Stamps, after: Stamps) -> list[tuple[str, Change]]:
    """The paths that came, went or have another stamp."""
    found: list[tuple[str, Change]] = [(path, "removed") for path in before.keys() - after.keys()]
    for path, stamp in after.items():
        if path not in before:
            found.append((path, "added"))
        elif before[path] != stamp:
            found.append((path, "changed"))
    return sorted(found)


def _identity(root: Path) -> tuple[int, int] | None:
    """What tells a folder from another one at the same path."""
    try:
        status = os.stat(root)  # noqa: PTH116 - asked once a second
    except OSError:
        return None
    return status.st_dev, status.st_ino
