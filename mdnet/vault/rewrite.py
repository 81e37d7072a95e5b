"""Changes notes on the disk, safely: no save of an editor is lost, and all can be undone.

An edit is a function from the old bytes to the new ones. It is done again when somebody
else changes the note meanwhile, so it must do nothing but return bytes. What it was before
is kept in ``.mdnet/undo``. Knows nothing of what stands in a note.
"""

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from mdnet.errors import EditConflictError, EditRefusedError, RefusedError
from mdnet.vault import backups, places
from mdnet.vault.journal import Journal
from mdnet.vault.replace import replace_note, sweep, sync_folder
from mdnet.vault.root import Vault
from mdnet.vault.seen import ChangingError, Seen, look_at
from mdnet.vault.walk import is_note_path

Edit = Callable[[bytes], bytes]

ATTEMPTS = 5
# An editor that saves is done within this time, as a rule.
_PAUSE = 0.02


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
        self.journal = Journal(vault, now=now, undoes=undoes, whole=not several)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        failed: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self.journal.close(failed=failed is not None)

    @property
    def made_folder(self) -> bool:
        """Tell whether there was no ``.mdnet`` before; the user should hear of it."""
        return self.journal.made_folder

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
        kept = refuse_two_at_once(self._root, path, old, backup)
        return Rewritten(path, changed=True, backup=kept, made_folder=self.made_folder)

    def delete(self, path: str, expected: bytes) -> None:
        """Take the note at ``path`` away; it is kept among the backups.

        Raises:
            EditConflictError: it does not hold what was ``expected``.
            RefusedError: it is read-only, a link, or lies outside of the vault.
            OSError: it is gone or cannot be moved.
        """
        target, seen = expected_note(self._root, path, expected)
        backup = self.journal.next_backup()
        steps = [*self.journal.saved, backups.Saved(path, backup.name, "", "deleted")]
        if not self.journal.step(steps, lambda: places.take_away(target, seen, backup)):
            raise changed_meanwhile(path)

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
            raise taken(there.relative_to(self._root).as_posix())

        def act() -> bool:
            try:
                places.move(source, target)
            except FileExistsError:
                raise taken(to) from None
            return True

        steps = [*self.journal.saved, backups.Saved(path, "", "", "moved", to)]
        self.journal.step(steps, act)

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
            raise taken(there.relative_to(self._root).as_posix())

        def act() -> bool:
            try:
                places.put_new(target, data, mode)
            except FileExistsError:
                raise taken(path) from None
            return True

        saved = backups.Saved(path, "", backups.digest(data), "created")
        self.journal.step([*self.journal.saved, saved], act)

    def _replace(self, target: Path, old: Seen, new: bytes) -> Path | None:
        """Replace the note; return its backup, or None when somebody was faster."""
        backup = self.journal.next_backup()
        sweep(target.parent, self.journal.moment)
        saved = self._with_change(backup, target, new)
        done = self.journal.step(saved, lambda: replace_note(target, old, new, backup))
        return backup if done else None

    def _with_change(self, backup: Path, target: Path, new: bytes) -> list[backups.Saved]:
        """Return the steps with the change of a note."""
        path = target.relative_to(self._root).as_posix()
        saved = [*self.journal.saved]
        for number, one in enumerate(saved):
            # Of a note that is changed twice the first backup is what undoing brings back.
            if (one.path, one.kind) == (path, "changed") and (backup.parent / one.backup).exists():
                saved[number] = backups.Saved(path, one.backup, backups.digest(new))
                return saved
        return [*saved, backups.Saved(path, backup.name, backups.digest(new))]


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


def changed_meanwhile(path: str) -> EditConflictError:
    """Return what is raised for a note that somebody else was faster to change."""
    return EditConflictError(f"{path} was changed by another program meanwhile. Try again.")


def taken(path: str) -> RefusedError:
    """Return what is raised where a new note would go over a file."""
    return RefusedError(f"{path} exists already; it was not overwritten.")


def expected_note(root: Path, path: str, expected: bytes) -> tuple[Path, Seen]:
    """Return where the note ``path`` lies, and the note, which holds what was ``expected``.

    Raises:
        EditConflictError: it does not.
        RefusedError: it is read-only, a link, or lies outside of the vault.
        OSError: it is gone.
    """
    target = places.own_note(root, path)
    seen = _seen(target, 1)
    if seen is None or seen.data != expected:
        raise changed_meanwhile(path)
    refuse_special(path, seen)
    return target, seen


def refuse_two_at_once(root: Path, path: str, old: Seen, backup: Path) -> str:
    """Return the path of a backup below the vault, once a note was replaced.

    Raises:
        EditConflictError: somebody wrote to the old file after it was looked at.
    """
    kept = backup.relative_to(root).as_posix()
    if not _holds(backup, old):
        raise EditConflictError(
            f"{path} was saved by another program at the same moment. "
            f"The change is in the note, what was saved is in {kept}."
        )
    return kept


def _holds(backup: Path, old: Seen) -> bool:
    """Tell whether nobody wrote to the old file after it was looked at."""
    try:
        return look_at(backup).data == old.data
    except ChangingError:
        return False
