"""Puts notes back to what they were before an edit of mdnet.

An undo is an edit like any other, so it can be undone. Knows backups and digests, and
nothing of what stands in a note.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from mdnet.errors import EditConflictError, RefusedError
from mdnet.vault import places
from mdnet.vault.backups import UNDO_PATH, Entry, Saved, digest, entries_of
from mdnet.vault.many import create_many, delete_many, rewrite_many
from mdnet.vault.rewrite import Edit, Edits, real_note
from mdnet.vault.root import Vault
from mdnet.vault.seen import ChangingError, look_at


@dataclass(frozen=True, slots=True)
class _Change:
    """A note that gets its old text again."""

    path: str
    edit: Edit
    was_changed: bool
    """Whether it was changed since."""


@dataclass(frozen=True, slots=True)
class _Delete:
    """A note that goes again."""

    path: str
    data: bytes
    was_changed: bool


@dataclass(frozen=True, slots=True)
class _Create:
    """A note that comes back."""

    path: str
    data: bytes
    mode: int


@dataclass(frozen=True, slots=True)
class _Move:
    """A note that gets its old path again."""

    path: str
    there: str


_Restore = _Change | _Delete | _Create | _Move


class Undone(NamedTuple):
    """What an undo did, or would do: paths of notes, sorted."""

    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Those that the edit had made."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of all that is touched."""
        return tuple(sorted({*self.restored, *self.removed}))


def undo(
    vault: Vault, *, now: float, which: str = "", force: bool = False, dry_run: bool = False
) -> Undone:
    """Undo an edit, byte for byte; return what was restored, and what was removed.

    Nothing when there is nothing to undo. With ``dry_run`` all is looked at and nothing
    written.

    Args:
        vault: the vault.
        now: the time of this edit.
        which: the name of the edit; the last one when empty.
        force: restore also what was changed since.
        dry_run: write nothing.

    Raises:
        EditConflictError: a note was changed since, and not ``force``, or there is another
            note where one would come back; nothing is written.
        RefusedError: a note is read-only, or no edit is called ``which``.
    """
    for entry in _candidates(vault, which):
        # Backwards: a note that was moved goes back before its text does.
        steps = range(len(entry.saved) - 1, -1, -1)
        restores = [one for step in steps if (one := _restore(vault, entry, step, force=force))]
        if not restores:
            continue  # all is as it was before that edit already
        if not force:
            _refuse_changed(restores)
        if not dry_run:
            _put_back(vault, entry, restores, now=now)
        return _told(restores)
    return Undone()


def _told(restores: Iterable[_Restore]) -> Undone:
    """Return what becomes of notes; a picture or note that goes and comes back is restored."""
    restored = {one.path for one in restores if not isinstance(one, _Delete)}
    removed = {one.path for one in restores} - restored
    return Undone(tuple(sorted(restored)), tuple(sorted(removed)))


def _candidates(vault: Vault, which: str) -> list[Entry]:
    entries = entries_of(vault.root)[::-1]
    if not which:
        return entries
    named = [entry for entry in entries if entry.name == which]
    if not named:
        raise RefusedError(f"There is no edit {which} to undo. To see all: mdnet undo --list")
    return named


def _restore(vault: Vault, entry: Entry, step: int, *, force: bool) -> _Restore | None:
    """Return how to take back a step of an edit; None when all is as it was."""
    saved, later = entry.saved[step], entry.saved[step + 1 :]
    if saved.kind == "moved":
        return _back_from(vault, saved)
    if saved.kind == "created":
        return _gone_again(vault, saved)
    backup = entry.folder / saved.backup
    before = _bytes_at(backup)
    if before is None:
        raise EditConflictError(f"{UNDO_PATH}/{entry.name}/{saved.backup} cannot be read.")
    if saved.kind == "deleted":
        return _there_again(vault, saved, before, backup)
    now = _bytes_at(real_note(vault.root, _path_now(vault, saved.path, later)))
    if now is None:
        kept = backup.relative_to(vault.root).as_posix()
        message = f"{saved.path} is gone or has another name. What it was lies in {kept}"
        raise EditConflictError(message)
    if now == before:
        return None
    edit = _back_to(saved, before, force=force)
    return _Change(saved.path, edit, digest(now) != saved.after)


def _path_now(vault: Vault, path: str, later: Sequence[Saved]) -> str:
    """Return where a note lies after the moves that came later, as far as they were done."""
    for saved in later:
        if saved.kind == "moved" and saved.path == path and _back_from(vault, saved):
            path = saved.to
    return path


def _back_from(vault: Vault, saved: Saved) -> _Restore | None:
    """Return how to move a note back; None when it lies there."""
    source = places.own_note(vault.root, saved.to)
    target = places.own_note(vault.root, saved.path)
    if not places.is_there(source):
        if places.is_there(target):
            return None
        raise EditConflictError(f"{saved.to} is gone or has another name; nothing was restored.")
    there = places.namesake_of(target, source)
    if there is not None:
        raise _in_the_way(vault, there)
    return _Move(saved.path, saved.to)


def _there_again(vault: Vault, saved: Saved, before: bytes, backup: Path) -> _Restore | None:
    """Return how to bring a deleted note back; None when it is there."""
    target = places.own_note(vault.root, saved.path)
    there = places.namesake_of(target)
    if there is None:
        return _Create(saved.path, before, backup.stat().st_mode)
    if there == target and _bytes_at(target) == before:
        return None
    raise _in_the_way(vault, there)


def _gone_again(vault: Vault, saved: Saved) -> _Restore | None:
    """Return how to delete a note that an edit brought; None when it is gone."""
    now = _bytes_at(places.own_note(vault.root, saved.path))
    if now is None:
        return None
    return _Delete(saved.path, now, digest(now) != saved.after)


def _in_the_way(vault: Vault, path: Path) -> EditConflictError:
    return EditConflictError(
        f"There is another {path.relative_to(vault.root).as_posix()} by now; nothing was "
        "restored. Move it away, and undo again."
    )


def _bytes_at(path: Path) -> bytes | None:
    try:
        return look_at(path).data
    except (OSError, ChangingError):
        return None


def _refuse_changed(restores: list[_Restore]) -> None:
    for one in restores:
        if isinstance(one, _Change | _Delete) and one.was_changed:
            raise _conflict(one.path)


def _conflict(path: str) -> EditConflictError:
    return EditConflictError(
        f"{path} was changed since; nothing was restored. "
        "To restore it and keep a backup of what it is now: mdnet undo --force"
    )


def _put_back(vault: Vault, entry: Entry, restores: list[_Restore], *, now: float) -> None:
    several = len(restores) > 1
    with Edits(vault, now=now, undoes=entry.name, several=several) as edits:
        for _, some in groupby(restores, key=_sort_of):
            _put_back_alike(edits, [*some])


def _sort_of(one: _Restore) -> tuple[type, int]:
    return type(one), one.mode if isinstance(one, _Create) else 0


def _put_back_alike(edits: Edits, some: Sequence[_Restore]) -> None:
    """Do steps of one sort, in their order."""
    changes = [(one.path, one.edit) for one in some if isinstance(one, _Change)]
    for _, error in rewrite_many(edits, changes):
        raise error
    gone = [(one.path, one.data) for one in some if isinstance(one, _Delete)]
    if gone:
        delete_many(edits, gone)
    new = [one for one in some if isinstance(one, _Create)]
    if new:
        create_many(edits, [(one.path, one.data) for one in new], new[0].mode)
    for one in some:
        if isinstance(one, _Move):
            edits.move(one.there, one.path)


def _back_to(saved: Saved, before: bytes, *, force: bool) -> Edit:
    def edit(data: bytes) -> bytes:
        if not force and digest(data) != saved.after:
            raise _conflict(saved.path)
        return before

    return edit
