"""Puts new bytes in the place of a note's, so that a reader sees the old or the new text.

The new text is written beside the note, given the note's mode, owner and attributes, and
renamed over it. Where that would break a hard link or change the owner, the note is
written in place. Knows nothing of vaults, of backups' folders or of what is written.
"""

import errno
import os
import stat
from contextlib import suppress

from mdnet.history.snapshot import Seen, is_same_file, is_unchanged
from mdnet.util.atomic_write import open_draft
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.util.renames import ready_exchange

TEMP_SUFFIX = ".mdnet-tmp"
# Bytes of the note's name in the name of the file beside it; file systems allow 255 in all.
_NAME_LIMIT = 200
_LEFTOVER_SECONDS = 3600
_NO_LINKS = frozenset((errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP))
# Attributes that the system gives to a file by itself, and only root may set.
_SYSTEMS_OWN = ("security.", "trusted.")


def replace_note(note: Place, seen: Seen, data: bytes, backup: Place) -> bool:
    """Put ``data`` in the place of the note that was seen, and the note at ``backup``.

    False when somebody changed the note meanwhile; then nothing is written or kept. What
    somebody saves in the very last moment is at ``backup`` instead of what was seen.

    Raises:
        OSError: the disk is full, or worse. The note is as it was, or as it should be.
    """
    if seen.status.st_nlink > 1:
        return _in_place(note, seen, data, backup)
    try:
        beside, ours = _written_beside(note, seen, data)
    except PermissionError:
        return _in_place(note, seen, data, backup)
    try:
        return _swapped(beside, note, seen, backup)
    finally:
        _put_away(beside, ours, seen, backup)


def is_half_written(backup: Place) -> bool:
    """Whether the writing in place of the note at ``backup`` was begun and not ended."""
    return _mark(backup).is_there()


def clear_mark(backup: Place) -> None:
    """Take away the mark: the note holds one text or the other."""
    with suppress(OSError):
        _mark(backup).unlink(missing_ok=True)


def _swapped(beside: Place, note: Place, seen: Seen, backup: Place) -> bool:
    """Rename the file beside the note over it, unless the note has changed."""
    exchange = ready_exchange()
    if not is_unchanged(note, seen):
        return False
    _keep(note, seen, backup)
    # The look at the bytes took its time, so at the last moment there is one more.
    if not is_same_file(note, seen):
        backup.unlink()
        return False
    if not exchange(beside, note):
        beside.rename(note)
    return True


def _put_away(beside: Place, ours: int, seen: Seen, backup: Place) -> None:
    """Take away what is beside the note: our text (by inode), or else what the note was.

    What somebody saved in the very last moment is neither, and becomes the backup. Nothing
    that goes wrong here concerns the note; what stays is swept away later.
    """
    with suppress(OSError):
        if beside.status().st_ino != ours and not is_same_file(beside, seen):
            beside.rename(backup)
        beside.unlink(missing_ok=True)


def _in_place(note: Place, seen: Seen, data: bytes, backup: Place) -> bool:
    """Write into the note itself: it has other names, or an owner it must keep.

    A mark says for as long as it takes that the note may hold neither text.
    """
    copy_to(backup, seen)
    mark = _mark(backup)
    os.close(mark.open(os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    mark.folder.sync()
    done = _overwritten(note, seen, data)
    clear_mark(backup)
    if not done:
        backup.unlink()
    return done


def _mark(backup: Place) -> Place:
    return backup.beside(f"{backup.name}.half")


def _written_beside(note: Place, seen: Seen, data: bytes) -> tuple[Place, int]:
    """Write ``data`` to a file in the folder of ``note`` that is like it in all else.

    Returns:
        the file and its inode.

    Raises:
        PermissionError: there can be no such file here.
        OSError: the disk is full, or worse; nothing is left behind.
    """
    stem = os.fsencode(note.name)[:_NAME_LIMIT].decode(errors="ignore")
    beside, descriptor = open_draft(note, f".{stem}.", TEMP_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _dress(descriptor, note, seen.status)
            os.fsync(descriptor)
            return beside, os.fstat(descriptor).st_ino
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _dress(descriptor: int, note: Place, status: os.stat_result) -> None:
    """Give a new file the attributes, the owner and the mode of the note."""
    if hasattr(os, "listxattr"):
        source = note.open(os.O_RDONLY | os.O_NONBLOCK)
        try:
            _copy_attributes(descriptor, source)
        finally:
            os.close(source)
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(descriptor, status.st_uid, status.st_gid)
    # Last, because a change of the owner takes bits away.
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _copy_attributes(descriptor: int, source: int) -> None:
    try:
        names = os.listxattr(source)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        return
    for name in names:  # access control lists are among them
        try:
            os.setxattr(descriptor, name, os.getxattr(source, name))
        except OSError:
            if not name.startswith(_SYSTEMS_OWN):
                raise PermissionError(errno.EPERM, f"{name} cannot be copied") from None


def _keep(note: Place, seen: Seen, backup: Place) -> None:
    """Make ``backup`` a second name of the note, or else a copy of what was seen.

    As a second name it also catches what an editor still writes into the old file.
    """
    try:
        note.link(backup)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy_to(backup, seen)


def copy_to(backup: Place, seen: Seen) -> None:
    """Write what was seen to a new file, whole and safely on the disk when this returns."""
    mode = stat.S_IMODE(seen.status.st_mode) & 0o666
    draft, descriptor = open_draft(backup, f"{backup.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(seen.data)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        draft.rename(backup)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _overwritten(note: Place, seen: Seen, data: bytes) -> bool:
    """Write ``data`` into the note itself; False when it is not the file that was seen.

    Truncates last, so that nobody finds the note empty. When the disk is full the old
    bytes, whose room is still there, are put back.
    """
    descriptor = note.open(os.O_WRONLY)
    try:
        if os.fstat(descriptor).st_ino != seen.status.st_ino or not is_unchanged(note, seen):
            return False
        try:
            _write_all(descriptor, data)
        except BaseException:
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


def sweep(folder: HeldFolder, now: float) -> None:
    """Delete what writers that died more than an hour ago left beside notes in ``folder``."""
    with suppress(OSError):
        for name in folder.names():
            if name.startswith(".") and name.endswith(TEMP_SUFFIX):
                _sweep_away(Place(folder, name), now)


def _sweep_away(left: Place, now: float) -> None:
    status = left.status()
    if stat.S_ISREG(status.st_mode) and status.st_mtime < now - _LEFTOVER_SECONDS:
        left.unlink(missing_ok=True)
