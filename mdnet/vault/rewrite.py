"""Changes notes on the disk, safely: no save of an editor is lost, and all can be undone.

An edit is a function from the old bytes to the new ones. It is done again when somebody
else changes the note meanwhile, so it must do nothing but return bytes. What it was before
is kept in ``.mdnet/undo``. Knows nothing of what stands in a note.
"""

import os
import stat
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from mdnet.errors import EditConflictError, EditRefusedError, RefusedError
from mdnet.vault import backups, places
from mdnet.vault.lock import writer_lock
from mdnet.vault.replace import replace_note, sweep, sync_folder
from mdnet.vault.root import Vault
from mdnet.vault.seen import ChangingError, Seen, look_at
from mdnet.vault.walk import is_note_path

Edit = Callable[[bytes], bytes]
Progress = Callable[[int, int], None]

ATTEMPTS = 5
# An editor that saves is done within this time, as a rule.
_PAUSE = 0.02
# Progress is told of as many notes at a time.
_TOLD = 100


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a note: its path as it was given, and whether it changed.

    ``backup`` is the path of what it was before, below the vault. ``made_folder`` says
    that there was no ``.mdnet`` before; the user should hear of it.
    """

    path: str
    changed: bool
    backup: str = ""
    made_folder: bool = False


def rewrite(vault: Vault, path: str, edit: Edit, *, now: float) -> Rewritten:
    """Change the note at ``path`` by ``edit``; see ``Edits.rewrite``."""
    with Edits(vault, now=now) as edits:
        return edits.rewrite(path, edit)


class Edits:
    """Changes of several notes that are undone as one.

    Used in a ``with``. Nothing is locked or made in the vault before a note changes. When
    one change fails, those before stay, and can be undone. With ``several`` the edit is
    known as cut short until the ``with`` has ended well.
    """

    def __init__(
        self, vault: Vault, *, now: float, undoes: str = "", several: bool = False
    ) -> None:
        self._root = vault.root
        self._now = now
        self._undoes = undoes
        self._whole = not several
        self._held = ExitStack()
        self._folder: Path | None = None
        self._entry: Path | None = None
        self._saved: list[backups.Saved] = []
        self._count = 0
        self._made_folder = False
        self._done = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        failed: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        with self._held:
            if self._entry is None:
                return
            if not self._done and not backups.has_backups(self._entry):
                backups.remove(self._entry)
            elif not self._whole and failed is None:
                self._whole = True
                self._write_manifest(self._entry)

    @property
    def made_folder(self) -> bool:
        """Tell whether there was no ``.mdnet`` before; the user should hear of it."""
        return self._made_folder

    def rewrite(self, path: str, edit: Edit) -> Rewritten:
        """Change the note at ``path``, below the vault, by ``edit``.

        Raises:
            RefusedError: the note is read-only or lies outside of the vault.
            EditRefusedError: ``edit`` refused; it says so with the path of the note.
            EditConflictError: somebody else is changing the note; both versions are safe.
            VaultBusyError: another mdnet is writing.
            OSError: the note is gone or the disk is full; the note is as it was.
        """
        target = real_note(self._root, path)
        for attempt in range(ATTEMPTS):
            time.sleep(_PAUSE * attempt)
            old = _seen(target, attempt)
            if old is None:
                continue
            refuse_special(path, old)
            new = _edited(path, edit, old.data)
            if new == old.data:
                return Rewritten(path, changed=False)
            backup = self._replace(target, old, new)
            if backup is not None:
                return self._finished(path, target, old, backup)
        raise EditConflictError(
            f"{path} is being changed by another program; mdnet wrote nothing. Try again."
        )

    def _finished(self, path: str, target: Path, old: Seen, backup: Path) -> Rewritten:
        sync_folder(target.parent)
        kept = backup.relative_to(self._root).as_posix()
        if not _holds(backup, old):
            raise EditConflictError(
                f"{path} was saved by another program at the same moment. "
                f"The change is in the note, what was saved is in {kept}."
            )
        return Rewritten(path, changed=True, backup=kept, made_folder=self._made_folder)

    def delete(self, path: str, expected: bytes) -> None:
        """Take the note at ``path`` away; it is kept among the backups.

        Raises:
            EditConflictError: it does not hold what was ``expected``.
            RefusedError: it is read-only, a link, or lies outside of the vault.
            OSError: it is gone or cannot be moved.
        """
        target = places.own_note(self._root, path)
        seen = _seen(target, 1)
        if seen is None or seen.data != expected:
            raise _meanwhile(path)
        refuse_special(path, seen)
        backup = self._next_backup()
        saved = backups.Saved(path, backup.name, "", "deleted")
        if not self._step([*self._saved, saved], lambda: places.take_away(target, seen, backup)):
            raise _meanwhile(path)

    def move(self, path: str, to: str) -> None:
        """Give the note at ``path`` the path ``to``.

        Raises:
            RefusedError: that path is taken, perhaps in another case, or either is a link or
                lies outside of the vault.
            OSError: it is gone or cannot be moved.
        """
        source, target = places.own_note(self._root, path), places.own_note(self._root, to)
        there = places.namesake_of(target, source)
        if there is not None:
            raise _taken(there.relative_to(self._root).as_posix())

        def act() -> bool:
            try:
                places.move(source, target)
            except FileExistsError:
                raise _taken(to) from None
            return True

        self._step([*self._saved, backups.Saved(path, "", "", "moved", to)], act)

    def create(self, path: str, data: bytes, mode: int) -> None:
        """Write a note that is not there.

        Raises:
            RefusedError: that path is taken, perhaps in another case, or lies outside of the
                vault.
            OSError: the disk is full, or worse; nothing is left behind.
        """
        target = places.own_note(self._root, path)
        there = places.namesake_of(target)
        if there is not None:
            raise _taken(there.relative_to(self._root).as_posix())

        def act() -> bool:
            try:
                places.put_new(target, data, mode)
            except FileExistsError:
                raise _taken(path) from None
            return True

        saved = backups.Saved(path, "", backups.digest(data), "created")
        self._step([*self._saved, saved], act)

    def create_many(
        self, notes: Sequence[tuple[str, bytes]], mode: int, progress: Progress | None = None
    ) -> None:
        """Write notes that are not there; thousands of them take seconds.

        All are written down before the first is written, and what is not there in the end
        is passed over by an undo.

        Args:
            notes: paths and texts; no two paths may differ in case alone.
            mode: the permissions of all of them.
            progress: is told how many of how many are done.

        Raises:
            RefusedError: a path is taken, perhaps in another case, or lies outside of the
                vault; nothing is written unless it came up in between.
            OSError: the disk is full, or worse; the notes before stay.
        """
        targets = places.free_notes(self._root, [path for path, _ in notes])
        entry, before = self._opened(), self._saved
        new = [backups.Saved(path, "", backups.digest(data), "created") for path, data in notes]
        self._saved = [*before, *new]
        self._write_manifest(entry)
        done = 0
        try:
            for target, (_, data) in zip(targets, notes, strict=True):
                places.put_new(target, data, mode, sync=False)
                self._done = True
                done += 1
                if progress and done % _TOLD == 0:
                    progress(done, len(notes))
        except FileExistsError as error:
            raise _taken(notes[done][0]) from error
        finally:
            for folder in {target.parent for target in targets[:done]}:
                sync_folder(folder)
            if done < len(notes):
                self._saved = [*before, *new[:done]]
                with suppress(OSError):  # the disk may be full
                    self._write_manifest(entry)

    def delete_many(self, notes: Sequence[tuple[str, bytes]]) -> None:
        """Take notes away, as ``delete`` does, and write all of it down before the first goes.

        ``notes`` are paths with what they are expected to hold.

        Raises:
            EditConflictError: a note does not hold it; those before are gone.
            RefusedError, OSError: as ``delete``.
        """
        entry, before = self._opened(), self._saved
        backup_names = [self._next_backup() for _ in notes]
        new = [
            backups.Saved(path, backup.name, "", "deleted")
            for (path, _), backup in zip(notes, backup_names, strict=True)
        ]
        self._saved = [*before, *new]
        self._write_manifest(entry)
        done = 0
        try:
            for (path, expected), backup in zip(notes, backup_names, strict=True):
                target = places.own_note(self._root, path)
                seen = _seen(target, 1)
                if seen is None or seen.data != expected:
                    raise _meanwhile(path)
                refuse_special(path, seen)
                if not places.take_away(target, seen, backup, sync=False):
                    raise _meanwhile(path)
                self._done = True
                done += 1
        finally:
            for folder in {(self._root / path).parent for path, _ in notes[:done]}:
                sync_folder(folder)
            if done < len(notes):
                self._saved = [*before, *new[:done]]
                with suppress(OSError):  # the disk may be full
                    self._write_manifest(entry)

    def _replace(self, target: Path, old: Seen, new: bytes) -> Path | None:
        """Replace the note; return its backup, or None when somebody was faster."""
        backup = self._next_backup()
        sweep(target.parent, self._now)
        saved = self._with_change(backup, target, new)
        done = self._step(saved, lambda: replace_note(target, old, new, backup))
        return backup if done else None

    def _next_backup(self) -> Path:
        entry = self._opened()
        self._count += 1
        return entry / f"{self._count}.md"

    def _step(self, saved: list[backups.Saved], act: Callable[[], bool]) -> bool:
        """Write down all steps with the next one, and do it; return whether it was done."""
        entry, before, done = self._opened(), self._saved, False
        self._saved = saved
        try:
            self._write_manifest(entry)
            done = act()
        finally:
            self._done = self._done or done
            if before and not done:
                self._saved = before
                with suppress(OSError):  # the disk may be full
                    self._write_manifest(entry)
        return done

    def _opened(self) -> Path:
        """Return the folder of this edit; lock the vault for mdnet when it is new."""
        if self._folder is None:
            folder, self._made_folder = backups.open_folder(self._root)
            self._held.enter_context(writer_lock(folder / "lock"))
            backups.prune(folder, self._now)
            backups.drop_unfinished(self._root)
            self._folder = folder
        if self._entry is None:
            self._entry = backups.new_entry(self._folder, self._now)
        return self._entry

    def _with_change(self, backup: Path, target: Path, new: bytes) -> list[backups.Saved]:
        """Return the steps with the change of a note."""
        path = target.relative_to(self._root).as_posix()
        saved = [*self._saved]
        for number, one in enumerate(saved):
            # Of a note that is changed twice the first backup is what undoing brings back.
            if (one.path, one.kind) == (path, "changed") and (backup.parent / one.backup).exists():
                saved[number] = backups.Saved(path, one.backup, backups.digest(new))
                return saved
        return [*saved, backups.Saved(path, backup.name, backups.digest(new))]

    def _write_manifest(self, entry: Path) -> None:
        backups.write_manifest(entry, self._saved, self._undoes, whole=self._whole)


def real_note(root: Path, path: str) -> Path:
    """Return the file that is the note, behind any links.

    Raises:
        RefusedError: it lies outside of the vault, or is a file that no note is kept in.
    """
    target = Path(os.path.realpath(root / path))
    if not target.is_relative_to(root):
        raise RefusedError(f"{path} lies outside the vault; nothing was written.")
    if not is_note_path(target.relative_to(root)):
        raise RefusedError(f"{path} is no note of the vault; nothing was written.")
    return target


def _seen(target: Path, attempt: int) -> Seen | None:
    """Return the note as it is; None while an editor is about to save it."""
    try:
        seen = look_at(target)
    except ChangingError:
        return None
    except FileNotFoundError:
        if attempt == ATTEMPTS - 1:
            raise
        return None  # some editors move a note away before they write it anew
    # Other editors empty it first; a note that is empty for good is so the next time too.
    return None if not seen.data and attempt == 0 else seen


def refuse_special(path: str, seen: Seen) -> None:
    """Refuse to change a note that is read-only.

    Raises:
        RefusedError: it is.
    """
    # Root may write anything, so the bits are asked and not the system.
    if not seen.status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise RefusedError(f"{path} is read-only; nothing was written.")


def _edited(path: str, edit: Edit, data: bytes) -> bytes:
    try:
        return edit(data)
    except EditRefusedError as error:
        raise error.of(path) from None


def _meanwhile(path: str) -> EditConflictError:
    return EditConflictError(f"{path} was changed by another program meanwhile. Try again.")


def _taken(path: str) -> RefusedError:
    return RefusedError(f"{path} exists already; it was not overwritten.")


def _holds(backup: Path, old: Seen) -> bool:
    """Tell whether nobody wrote to the old file after it was looked at."""
    try:
        return look_at(backup).data == old.data
    except ChangingError:
        return False
