"""Notes that come, go or get another path: the steps of an edit that are no change of text.

Nothing here overwrites a file, and what goes is kept at a backup. Knows paths and bytes;
in which order things are done and written down is the business of ``rewrite``.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from mdnet.errors import RefusedError
from mdnet.text import name_key
from mdnet.vault.exchange import move_to_free
from mdnet.vault.replace import TEMP_SUFFIX, sync_folder
from mdnet.vault.seen import Seen, is_unchanged
from mdnet.vault.walk import is_note_path, is_picture_path


def own_note(root: Path, path: str) -> Path:
    """Return where the note, or picture, ``path`` lies or would lie.

    The path may come from a manifest.

    Raises:
        RefusedError: it would lie outside of the vault or where no notes are, or is a link.
    """
    pure = PurePosixPath(path)
    target = root / path
    folder = Path(os.path.realpath(target.parent))
    if not path or pure.is_absolute() or not folder.is_relative_to(root):
        raise RefusedError(f"{path} lies outside the vault; nothing was written.")
    if ".." in pure.parts or not (is_note_path(pure) or is_picture_path(pure)):
        raise RefusedError(f"{path} is no place for a note; nothing was written.")
    if target.is_symlink() or folder != target.parent:
        raise RefusedError(f"{path} is a link or lies behind one; nothing was written.")
    return target


def is_there(target: Path) -> bool:
    """Tell whether a folder holds exactly this name, in this case and spelling."""
    try:
        return target.name in os.listdir(target.parent)
    except OSError:
        return False


def namesake_of(target: Path, other_than: Path | None = None) -> Path | None:
    """Return a file that many systems could not tell from ``target``; None when it is free."""
    try:
        names = sorted(os.listdir(target.parent))
    except OSError:
        return None
    wanted = name_key(target.name)
    there = (target.with_name(name) for name in names if name_key(name) == wanted)
    return next((path for path in there if path != other_than), None)


def free_notes(root: Path, paths: Iterable[str]) -> list[Path]:
    """Return where new notes would lie; each folder is looked into once.

    Raises:
        RefusedError: one is taken, perhaps in another case, or is no place for a note.
    """
    names: dict[Path, set[str]] = {}
    targets = []
    for path in paths:
        target = own_note(root, path)
        if target.parent not in names:
            try:
                names[target.parent] = {name_key(name) for name in os.listdir(target.parent)}
            except FileNotFoundError:
                names[target.parent] = set()
        if name_key(target.name) in names[target.parent]:
            raise RefusedError(f"{path} exists already; it was not overwritten.")
        names[target.parent].add(name_key(target.name))
        targets.append(target)
    return targets


def take_away(target: Path, seen: Seen, backup: Path, *, sync: bool = True) -> bool:
    """Move the note that was seen to ``backup``; False when somebody changed it meanwhile.

    Raises:
        OSError: it cannot be moved; the note is as it was.
    """
    if not is_unchanged(target, seen):
        return False
    try:
        target.rename(backup)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(target, backup)
        if not is_unchanged(target, seen):
            backup.unlink()
            return False
        target.unlink()
    if backup.read_bytes() != seen.data:
        # It was saved in the last moment: it belongs where it was, unless there is another.
        with suppress(FileExistsError):
            move_to_free(backup, target)
            return False
    if sync:
        sync_folder(target.parent)
    return True


def move(source: Path, target: Path) -> None:
    """Give a note another name.

    Raises:
        FileExistsError: the name is taken.
        OSError: it cannot be renamed; the note is as it was.
    """
    move_to_free(source, target)
    sync_folder(target.parent)
    sync_folder(source.parent)


def put_new(target: Path, data: bytes, mode: int, *, sync: bool = True) -> None:
    """Write a note that is not there yet, whole or not at all.

    Without ``sync`` it may be lost with the current until the caller syncs the folder.

    Raises:
        FileExistsError: there is such a file.
        OSError: it cannot be written; nothing is left behind.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(TEMP_SUFFIX, ".new.", target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, mode & 0o666)
            if sync:
                os.fsync(descriptor)
        move_to_free(Path(name), target)
    finally:
        Path(name).unlink(missing_ok=True)
    if sync:
        sync_folder(target.parent)
