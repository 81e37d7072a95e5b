"""Puts new bytes in the place of a note's, so that a reader sees the old or the new text.

The new text is written beside the note, given the note's mode, owner and attributes, and
renamed over it. Where that would break a hard link or change the owner, the note is
written in place. Knows nothing of vaults, of backups' folders or of what is written.
"""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from mdnet.vault.exchange import ready_exchange
from mdnet.vault.seen import Seen, is_same_file, is_unchanged

TEMP_SUFFIX = ".mdnet-tmp"
# Bytes of the note's name in the name of the file beside it; file systems allow 255 in all.
_NAME_LIMIT = 200
_LEFTOVER_SECONDS = 3600
_NO_LINKS = frozenset((errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP))
# Attributes that the system gives to a file by itself, and only root may set.
_SYSTEMS_OWN = ("security.", "trusted.")


def replace_note(path: Path, seen: Seen, data: bytes, backup: Path) -> bool:
    """Put ``data`` in the place of the note that was seen, and the note at ``backup``.

    False when somebody changed the note meanwhile; then nothing is written or kept. What
    somebody saves in the very last moment is at ``backup`` instead of what was seen.

    Raises:
        OSError: the disk is full, or worse; the note is as it was.
    """
    if seen.status.st_nlink > 1:
        return _in_place(path, seen, data, backup)
    try:
        beside = _written_beside(path, seen, data)
    except PermissionError:
        return _in_place(path, seen, data, backup)
    try:
        return _swapped(beside, path, seen, backup)
    finally:
        beside.unlink(missing_ok=True)


def _swapped(beside: Path, path: Path, seen: Seen, backup: Path) -> bool:
    """Rename the file beside the note over it, unless the note has changed."""
    exchange = ready_exchange()
    if not is_unchanged(path, seen):
        return False
    _keep(path, seen, backup)
    # The look at the bytes took its time, so at the last moment there is one more.
    if not is_same_file(path, seen):
        backup.unlink()
        return False
    if not exchange(beside, path):
        beside.replace(path)
    elif not is_same_file(beside, seen):
        beside.replace(backup)
    return True


def _in_place(path: Path, seen: Seen, data: bytes, backup: Path) -> bool:
    """Write into the note itself: it has other names, or an owner it must keep."""
    _copy_to(backup, seen)
    done = False
    try:
        done = _overwritten(path, seen, data)
    finally:
        if not done:
            backup.unlink()
    return done


def _written_beside(path: Path, seen: Seen, data: bytes) -> Path:
    """Write ``data`` to a file in the folder of ``path`` that is like it in all else.

    Raises:
        PermissionError: there can be no such file here.
        OSError: the disk is full, or worse; nothing is left behind.
    """
    stem = os.fsencode(path.name)[:_NAME_LIMIT].decode(errors="ignore")
    descriptor, name = tempfile.mkstemp(TEMP_SUFFIX, f".{stem}.", path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _dress(descriptor, path, seen.status)
            os.fsync(descriptor)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _dress(descriptor: int, path: Path, status: os.stat_result) -> None:
    """Give a new file the attributes, the owner and the mode of the note."""
    if hasattr(os, "listxattr"):
        _copy_attributes(descriptor, path)
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    # Last, because a change of the owner takes bits away.
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _copy_attributes(descriptor: int, path: Path) -> None:
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        return
    for name in names:  # access control lists are among them
        try:
            os.setxattr(descriptor, name, os.getxattr(path, name))
        except OSError:
            if not name.startswith(_SYSTEMS_OWN):
                raise PermissionError(errno.EPERM, f"{name} cannot be copied", str(path)) from None


def _keep(path: Path, seen: Seen, backup: Path) -> None:
    """Make ``backup`` a second name of the file at ``path``, or else a copy of what was seen.

    As a second name it also catches what an editor still writes into the old file.
    """
    try:
        os.link(path, backup)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _copy_to(backup, seen)


def _copy_to(backup: Path, seen: Seen) -> None:
    """Write what was seen to a new file, safely on the disk when this returns."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    mode = stat.S_IMODE(seen.status.st_mode) & 0o666
    try:
        with os.fdopen(os.open(backup, flags, mode), "wb") as file:
            file.write(seen.data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        backup.unlink(missing_ok=True)
        raise


def _overwritten(path: Path, seen: Seen, data: bytes) -> bool:
    """Write ``data`` into the file at ``path``; False when it is not the file that was seen.

    Truncates last, so that nobody finds the note empty. When the disk is full the old
    bytes, whose room is still there, are put back.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_ino != seen.status.st_ino or not is_unchanged(path, seen):
            return False
        try:
            _write_all(descriptor, data)
        except OSError:
            _write_all(descriptor, seen.data)
            raise
        return True
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    done = 0
    while done < len(data):
        done += os.pwrite(descriptor, data[done:], done)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk, where the system can do it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, now: float) -> None:
    """Delete what writers that died more than an hour ago left beside notes in ``folder``."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(".") and entry.name.endswith(TEMP_SUFFIX)):
                continue
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode) and status.st_mtime < now - _LEFTOVER_SECONDS:
                Path(entry.path).unlink(missing_ok=True)
