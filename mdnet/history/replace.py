"""Replaces the text of a note, so that a reader sees either the old or the new one.

The new text goes to a file beside the note with the same mode, owner and attributes, which
is renamed over the note. If that would break a hard link or change the owner, the note is
written in place. Knows nothing of vaults, backup folders or what is written.
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
# Bytes of the note's name in that of the file beside it; file systems allow 255 in total.
_NAME_LIMIT = 200
_LEFTOVER_SECONDS = 3600
_NO_LINKS = frozenset((errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP))
# Attributes that the system sets by itself; only root may change them.
_SYSTEMS_OWN = ("security.", "trusted.")


def replace_note(note: Place, seen: Seen, data: bytes, backup: Place) -> bool:
    """Replace a note with ``data``, and move the old note to ``backup``.

    False if somebody changed the note since it was read; then nothing is written. If somebody
    saves it at the very last moment, ``backup`` has that version instead.

    Raises:
        OSError: the disk is full, or worse. The note has either the old or the new text.
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
    """Whether writing a note in place, with this ``backup``, was interrupted."""
    return _mark(backup).is_there()


def clear_mark(backup: Place) -> None:
    """Remove the mark: the note contains one text or the other."""
    with suppress(OSError):
        _mark(backup).unlink(missing_ok=True)


def _swapped(beside: Place, note: Place, seen: Seen, backup: Place) -> bool:
    """Rename the file beside the note over it, unless the note has changed."""
    exchange = ready_exchange()
    if not is_unchanged(note, seen):
        return False
    _keep(note, seen, backup)
    # Comparing the bytes takes a while, so check once more at the last moment.
    if not is_same_file(note, seen):
        backup.unlink()
        return False
    if not exchange(beside, note):
        beside.rename(note)
    return True


def _put_away(beside: Place, ours: int, seen: Seen, backup: Place) -> None:
    """Remove the file beside the note: our text (by inode) or the old note.

    Anything else was saved at the very last moment and becomes the backup. Errors here do not
    concern the note; leftovers are removed later.
    """
    with suppress(OSError):
        if beside.status().st_ino != ours and not is_same_file(beside, seen):
            beside.rename(backup)
        beside.unlink(missing_ok=True)


def _in_place(note: Place, seen: Seen, data: bytes, backup: Place) -> bool:
    """Write into the note itself, to keep its hard links or its owner.

    Meanwhile a mark says that the note may contain neither text.
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
    """Write ``data`` to a file beside ``note`` with the same mode, owner and attributes.

    Returns:
        the file and its inode.

    Raises:
        PermissionError: such a file cannot be created here.
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
    # Last, because changing the owner clears bits.
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _copy_attributes(descriptor: int, source: int) -> None:
    try:
        names = os.listxattr(source)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        return
    for name in names:  # this includes access control lists
        try:
            os.setxattr(descriptor, name, os.getxattr(source, name))
        except OSError:
            if not name.startswith(_SYSTEMS_OWN):
                raise PermissionError(errno.EPERM, f"{name} cannot be copied") from None


def _keep(note: Place, seen: Seen, backup: Place) -> None:
    """Make ``backup`` a hard link to the note, or else a copy of its text.

    A hard link also catches what an editor still writes into the old file.
    """
    try:
        note.link(backup)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy_to(backup, seen)


def copy_to(backup: Place, seen: Seen) -> None:
    """Write the old text to a new file, and wait until it is on the disk."""
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
    """Write ``data`` into the note itself; False if it is not the file that was read.

    Truncates last, so that nobody finds the note empty. If the disk is full, the old bytes
    are written back; their space is still allocated.
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
    """Delete files left beside notes in ``folder`` by writers that died over an hour ago."""
    with suppress(OSError):
        for name in folder.names():
            if name.startswith(".") and name.endswith(TEMP_SUFFIX):
                _sweep_away(Place(folder, name), now)


def _sweep_away(left: Place, now: float) -> None:
    status = left.status()
    if stat.S_ISREG(status.st_mode) and status.st_mtime < now - _LEFTOVER_SECONDS:
        left.unlink(missing_ok=True)
