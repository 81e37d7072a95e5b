"""A note as it was read, and whether it is still the same a moment later.

Keeps the file status with the bytes, so that changes by others are noticed. Writes nothing
and knows nothing of vaults.
"""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mdnet.util.held_folder import HeldFolder, Place
from mdnet.vault.walk import stamp_of

SIZE_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read: its bytes, and its status before and after."""

    data: bytes
    status: os.stat_result


class ChangingError(Exception):
    """A file changed while it was read."""


def look_at(place: Place) -> Seen:
    """The content of a file that is not a link.

    Raises:
        ChangingError: somebody wrote to it while it was read.
        OSError: it is gone, is no regular file, is too large or cannot be read.
    """
    descriptor = place.open(os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(place.path))
        if before.st_size > SIZE_LIMIT:
            raise OSError(errno.EFBIG, "too large for a note", str(place.path))
        data = file.readall()
        after = os.fstat(descriptor)
    if stamp_of(before) != stamp_of(after) or len(data) != after.st_size:
        raise ChangingError
    return Seen(data, after)


def bytes_at(path: Path) -> bytes | None:
    """The bytes of the file at ``path``; None if it cannot be read."""
    try:
        with HeldFolder(path.parent) as folder:
            return look_at(Place(folder, path.name)).data
    except (OSError, ChangingError):
        return None


def is_unchanged(place: Place, seen: Seen) -> bool:
    """Whether it is still the same file with the same bytes."""
    try:
        again = look_at(place)
    except (OSError, ChangingError):
        return False
    return stamp_of(again.status) == stamp_of(seen.status) and again.data == seen.data


def is_same_file(place: Place, seen: Seen) -> bool:
    """Whether it is still the same file, by its status alone.

    Unlike ``is_unchanged`` this ignores the change time, which a new hard link changes.
    """
    try:
        now = place.status()
    except OSError:
        return False
    return _without_change_time(now) == _without_change_time(seen.status)


def _without_change_time(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode)
