"""Puts notes back to what they were before an edit of mdnet.

An undo is an edit like any other, so it can be undone. Knows backups and digests, and
nothing of what stands in a note.
"""

from dataclasses import dataclass
from pathlib import Path

from mdnet.errors import EditConflictError, RefusedError
from mdnet.vault.backups import UNDO_PATH, Entry, Saved, digest, entries_of
from mdnet.vault.rewrite import Edit, Edits, real_note
from mdnet.vault.root import Vault
from mdnet.vault.seen import ChangingError, look_at


@dataclass(frozen=True, slots=True)
class _Restore:
    """One note to put back: what it was, and the digest of what it should still be."""

    path: str
    before: bytes
    after: str


def undo(
    vault: Vault, *, now: float, which: str = "", force: bool = False, dry_run: bool = False
) -> tuple[str, ...]:
    """Undo an edit, byte for byte; return the paths of the notes that were restored.

    Empty when there is nothing to undo. With ``dry_run`` all is looked at and nothing
    written.

    Args:
        vault: the vault.
        now: the time of this edit.
        which: the name of the edit; the last one when empty.
        force: restore also what was changed since.
        dry_run: write nothing.

    Raises:
        EditConflictError: a note was changed since, and not ``force``; nothing is written.
        RefusedError: a note is read-only, or no edit is called ``which``.
    """
    for entry in _candidates(vault, which):
        restores = [one for saved in entry.saved if (one := _restore(vault, entry, saved))]
        if not restores:
            continue  # all is as it was before that edit already
        if not force:
            _refuse_changed(vault, restores)
        if not dry_run:
            _put_back(vault, entry, restores, now=now, force=force)
        return tuple(one.path for one in restores)
    return ()


def _candidates(vault: Vault, which: str) -> list[Entry]:
    entries = entries_of(vault.root)[::-1]
    if not which:
        return entries
    named = [entry for entry in entries if entry.name == which]
    if not named:
        raise RefusedError(f"There is no edit {which} to undo. To see all: mdnet undo --list")
    return named


def _restore(vault: Vault, entry: Entry, saved: Saved) -> _Restore | None:
    """Return what there is to restore of a note; None when it is as it was."""
    backup = entry.folder / saved.backup
    before = _bytes_at(backup)
    if before is None:
        raise EditConflictError(f"{UNDO_PATH}/{entry.name}/{saved.backup} cannot be read.")
    now = _bytes_at(real_note(vault.root, saved.path))
    if now is None:
        kept = backup.relative_to(vault.root).as_posix()
        message = f"{saved.path} is gone or has another name. What it was lies in {kept}"
        raise EditConflictError(message)
    return None if now == before else _Restore(saved.path, before, saved.after)


def _bytes_at(path: Path) -> bytes | None:
    try:
        return look_at(path).data
    except (OSError, ChangingError):
        return None


def _refuse_changed(vault: Vault, restores: list[_Restore]) -> None:
    for one in restores:
        if digest(_bytes_at(real_note(vault.root, one.path)) or b"") != one.after:
            raise _conflict(one.path)


def _conflict(path: str) -> EditConflictError:
    return EditConflictError(
        f"{path} was changed since; nothing was restored. "
        "To restore it and keep a backup of what it is now: mdnet undo --force"
    )


def _put_back(
    vault: Vault, entry: Entry, restores: list[_Restore], *, now: float, force: bool
) -> None:
    with Edits(vault, now=now, undoes=entry.name) as edits:
        for one in restores:
            edits.rewrite(one.path, _back_to(one, force=force))


def _back_to(one: _Restore, *, force: bool) -> Edit:
    def edit(data: bytes) -> bytes:
        if not force and digest(data) != one.after:
            raise _conflict(one.path)
        return one.before

    return edit
