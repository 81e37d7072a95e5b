"""Changes notes on the disk safely: nothing an editor saves is lost, and all can be undone.

A transaction is one edit of any number of notes. Its steps are recorded in ``.mdnet/undo``
before they are done, a few hundred at a time. Knows nothing of what notes contain.
"""

import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from mdnet.history.backups import Saved, Step, digest
from mdnet.history.journal import Command, Journal
from mdnet.history.moves import put_new, take_away
from mdnet.history.places import (
    Places,
    free_notes,
    missing_folders,
    namesake_of,
    own_note,
    taken,
)
from mdnet.history.replace import replace_note, sweep
from mdnet.history.snapshot import ChangingError, Seen, look_at
from mdnet.model.errors import EditConflictError, EditRefusedError, MdnetError, RefusedError
from mdnet.util.atomic_write import usual_mode
from mdnet.util.held_folder import Place
from mdnet.util.renames import move_to_free
from mdnet.vault.root import Vault

Edit = Callable[[bytes], bytes]
"""From the old bytes of a note to the new ones; called again if somebody else was faster."""
Progress = Callable[[int, int], None]
Failure = tuple[str, MdnetError | OSError]

ATTEMPTS = 5
# Seconds in which an editor usually finishes saving.
_PAUSE = 0.02
# Notes between two progress reports; smaller batches are synced note by note.
_MANY = 100
# Old and new texts held in memory at a time.
_AT_ONCE = 1000


class Changed(NamedTuple):
    """The results of changing notes, by their paths as given."""

    changed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


class _Change(NamedTuple):
    """A note to change: its place, its old text and its new one."""

    path: str
    real: str
    seen: Seen
    new: bytes
    edit: Edit


class _Act(NamedTuple):
    """A step and the function that does it; returns whether it did, None if unknown."""

    step: Saved
    folder: Path
    act: Callable[[], bool | None]


@dataclass(slots=True)
class _Result:
    """The results so far, by the paths as given."""

    changed: dict[str, None] = field(default_factory=dict)
    failures: dict[str, MdnetError | OSError] = field(default_factory=dict)


def rewrite(vault: Vault, path: str, edit: Edit, command: Command) -> bool:
    """Change the note at ``path`` in one edit; return whether it changed.

    Raises:
        RefusedError: the note is read-only or outside the vault.
        EditRefusedError: ``edit`` refused; the message names the note.
        EditConflictError: somebody else is changing the note; both versions are safe.
        VaultBusyError: another mdnet is writing.
        OSError: the note is gone or the disk is full.
    """
    with Transaction(vault, command) as transaction:
        done = transaction.change([(path, edit)])
        for _, error in done.failures:
            raise error
        return bool(done.changed)


def write_new(vault: Vault, path: str, text: str, command: Command) -> Path:
    """Create a note, with its folders, in one edit.

    Returns:
        its path on the disk.

    Raises:
        RefusedError: a file of that name exists, perhaps in another case, the path leaves
            the vault, or the text is not UTF-8.
        OSError: the disk is full, or worse.
    """
    with Transaction(vault, command) as transaction:
        transaction.create([(path, encoded(path, text))], usual_mode())
    return vault.root / path


def encoded(path: str, text: str) -> bytes:
    """The bytes of a new note.

    Raises:
        RefusedError: the text is not UTF-8.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        message = f"The text for {path} is not UTF-8; nothing was written."
        raise RefusedError(message) from None


class Transaction:
    """Changes of notes that are undone together; use it in a ``with``.

    Nothing in the vault is locked or created before the first change. If one fails, the
    earlier ones stay and can be undone.
    """

    def __init__(self, vault: Vault, command: Command) -> None:
        """Prepare an edit of ``vault`` for ``command``."""
        self._root = vault.root
        self.places = Places(vault.root)
        self.journal = Journal(self.places, command)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        failed: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.journal.close(failed=failed is not None)
        finally:
            self.places.close()

    def let_go(self) -> None:
        """Let other mdnet processes write while the user thinks; the edit continues later."""
        self.journal.let_go()

    def create(
        self, notes: Sequence[tuple[str, bytes]], mode: int, progress: Progress | None = None
    ) -> None:
        """Create notes, with their folders.

        Args:
            notes: paths and texts.
            mode: the permissions of all of them.
            progress: called with the number done and the total.

        Raises:
            RefusedError: a path exists, perhaps in another case, or is not a place for
                notes; nothing is written unless that happened in between.
            OSError: the disk is full, or worse; the earlier notes stay.
        """
        targets = free_notes(self._root, [path for path, _ in notes])
        self.make_folders(missing_folders(self._root, targets))
        sync = len(notes) < _MANY  # one by one takes ten times as long
        acts = []
        for path, data in notes:
            step = Saved(path, "", digest(data), "created")
            act = partial(self._create, path, data, mode, sync=sync)
            acts.append(_Act(step, (self._root / path).parent, act))
        for done, _ in enumerate(self._perform(acts), 1):
            if progress and done % _MANY == 0:
                progress(done, len(notes))

    def change(
        self, notes: Sequence[tuple[str, Edit]], progress: Progress | None = None
    ) -> Changed:
        """Change notes; those that cannot be changed stay as they are.

        Args:
            notes: paths, and the function that changes each.
            progress: called with the number done and the total.

        Raises:
            VaultBusyError: another mdnet process is writing.
            OSError: the steps cannot be recorded, so no more notes were changed.
        """
        result = _Result()
        for start in range(0, len(notes), _AT_ONCE):
            some = notes[start : start + _AT_ONCE]
            self._change_some(some, result)
            if progress:
                progress(start + len(some), len(notes))
        order = {path: number for number, (path, _) in enumerate(notes)}
        in_order = sorted(result.failures.items(), key=lambda failure: order[failure[0]])
        return Changed(tuple(result.changed), tuple(in_order))

    def delete(self, notes: Sequence[tuple[str, str]]) -> None:
        """Delete notes; they are kept as backups.

        Args:
            notes: paths, and the digest of each text.

        Raises:
            EditConflictError: a note has changed; the earlier ones are deleted.
            RefusedError: it is read-only, a link, or outside the vault.
            OSError: it is gone or cannot be moved.
        """
        acts = []
        for path, expected in notes:
            folder = own_note(self._root, path).parent
            backup = self.journal.next_backup()
            act = partial(self._delete, path, expected, backup)
            acts.append(_Act(Saved(path, backup.name, "", "deleted"), folder, act))
        for _ in self._perform(acts):
            pass

    def move(self, path: str, to: str) -> None:
        """Move the note at ``path`` to ``to``, in an existing folder.

        Raises:
            RefusedError: that path exists, perhaps in another case, or either is a link or
                outside the vault.
            OSError: it is gone or cannot be moved.
        """
        source, target = own_note(self._root, path), own_note(self._root, to)
        there = namesake_of(target, source)
        if there is not None:
            raise taken(there.relative_to(self._root).as_posix())
        step = Saved(path, "", "", "moved", to)
        act = partial(self._move, path, to)
        for _ in self._perform([_Act(step, target.parent, act)]):
            self.places.folder(source.parent).sync()

    def make_folders(self, paths: Sequence[str]) -> None:
        """Create folders, outer ones first.

        Raises:
            OSError: one cannot be created.
        """
        self._perform_on_folders(paths, "made", self.places.make_folder)

    def remove_folders(self, paths: Sequence[str]) -> None:
        """Delete the folders that are empty."""
        self._perform_on_folders(paths, "removed", self.places.remove_folder)

    def _perform_on_folders(
        self, paths: Sequence[str], kind: Step, act: Callable[[str], bool]
    ) -> None:
        acts = [
            _Act(Saved(path, kind=kind), (self._root / path).parent, partial(act, path))
            for path in paths
        ]
        for _ in self._perform(acts):
            pass

    def _perform(self, acts: Sequence[_Act]) -> Iterator[_Act]:
        """Record steps and do them; yield each that was done.

        After an ``MdnetError`` a step was not done; after any other error that is unknown.
        """
        if not acts:
            return
        self.journal.write_down(act.step for act in acts)
        try:
            for one in acts:
                try:
                    done = one.act()
                except MdnetError:
                    self.journal.drop(one.step)
                    raise
                if done:
                    self.journal.did(one.step)
                    yield one
                elif done is False:
                    self.journal.drop(one.step)
        finally:
            for folder in {one.folder for one in acts}:
                with suppress(OSError, RefusedError):
                    self.places.folder(folder).sync()

    def _create(self, path: str, data: bytes, mode: int, *, sync: bool) -> bool:
        try:
            put_new(self.places.own(path), data, mode, sync=sync)
        except FileExistsError:
            raise taken(path) from None
        return True

    def _delete(self, path: str, expected: str, backup: Place) -> bool:
        place = self.places.own(path)
        try:
            seen = look_at(place)
        except ChangingError:
            raise _changed_meanwhile(path) from None
        refuse_read_only(path, seen)
        if digest(seen.data) != expected or not take_away(place, seen, backup):
            raise _changed_meanwhile(path)
        return True

    def _move(self, path: str, to: str) -> bool:
        try:
            move_to_free(self.places.own(path), self.places.own(to))
        except FileExistsError:
            raise taken(to) from None
        return True

    def _change_some(self, notes: Sequence[tuple[str, Edit]], result: _Result) -> None:
        """Change notes; retry those that somebody else changes at the same time."""
        waiting = list(notes)
        for attempt in range(ATTEMPTS):
            if not waiting:
                return
            time.sleep(_PAUSE * attempt)
            changes, waiting = self._planned(waiting, attempt, result)
            waiting += self._replaced(changes, result)
        for path, _ in waiting:
            result.failures[path] = EditConflictError(
                f"{path} is being changed by another program; mdnet wrote nothing. Try again."
            )

    def _planned(
        self, notes: Sequence[tuple[str, Edit]], attempt: int, result: _Result
    ) -> tuple[list[_Change], list[tuple[str, Edit]]]:
        """The results, and the notes to retry."""
        changes: dict[str, _Change] = {}
        waiting: list[tuple[str, Edit]] = []
        for path, edit in notes:
            try:
                place = self.places.real(path)
                seen = _seen(place, attempt)
                real = self.places.path_of(place)
                if seen is None or real in changes:
                    waiting.append((path, edit))
                    continue
                refuse_read_only(path, seen)
                new = edit(seen.data)
            except EditRefusedError as error:
                result.failures[path] = error.of(path)
            except (MdnetError, OSError) as error:
                result.failures[path] = error
            else:
                if new != seen.data:
                    changes[real] = _Change(path, real, seen, new, edit)
        return [*changes.values()], waiting

    def _replaced(self, changes: Sequence[_Change], result: _Result) -> list[tuple[str, Edit]]:
        """Write the new texts; return the notes that somebody else changed meanwhile."""
        acts: dict[Saved, _Act] = {}
        by_step: dict[Saved, tuple[_Change, Place]] = {}
        for one in changes:
            backup = self.journal.next_backup()
            step = Saved(one.real, backup.name, digest(one.new))
            act = partial(self._replace, one, backup, result)
            acts[step] = _Act(step, (self._root / one.real).parent, act)
            by_step[step] = one, backup
        for folder in {act.folder for act in acts.values()}:
            sweep(self.places.folder(folder), self.journal.moment)
        for done in self._perform([*acts.values()]):
            one, backup = by_step.pop(done.step)
            result.changed[one.path] = None
            if not _holds(backup, one.seen):
                result.failures[one.path] = self._two_at_once(one.path, backup)
        return [
            (one.path, one.edit) for one, _ in by_step.values() if one.path not in result.failures
        ]

    def _replace(self, one: _Change, backup: Place, result: _Result) -> bool | None:
        try:
            return replace_note(self.places.own(one.real), one.seen, one.new, backup)
        except (MdnetError, OSError) as error:
            result.failures[one.path] = error
            return None  # the error may have come after the step

    def _two_at_once(self, path: str, backup: Place) -> EditConflictError:
        return EditConflictError(
            f"{path} was saved by another program at the same moment. The note has "
            f"the change; the other version is in {self.places.path_of(backup)}."
        )


def refuse_read_only(path: str, seen: Seen) -> None:
    """Refuse to change a note that is read-only.

    Raises:
        RefusedError: it is.
    """
    # Root may write anything, so check the permission bits.
    if not seen.status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise RefusedError(f"{path} is read-only; nothing was written.")


def _seen(place: Place, attempt: int) -> Seen | None:
    """The note as it is; None while an editor is about to save it."""
    try:
        seen = look_at(place)
    except ChangingError:
        return None
    except FileNotFoundError:
        if attempt == ATTEMPTS - 1:
            raise
        return None  # some editors move a note away before they write it again
    # Other editors empty it first; a note that is really empty stays so.
    return None if not seen.data and attempt == 0 else seen


def _changed_meanwhile(path: str) -> EditConflictError:
    return EditConflictError(f"{path} was changed by another program in the meantime. Try again.")


def _holds(backup: Place, old: Seen) -> bool:
    """Whether the old file is unchanged since it was read."""
    try:
        return look_at(backup).data == old.data
    except (ChangingError, OSError):
        return False
