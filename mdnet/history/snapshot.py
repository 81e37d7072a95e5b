"""A note as it was read, and whether it still is so a moment later.

The bytes are read with what the system knows of the file, so that a change by somebody
else is seen. Writes nothing and knows nothing of vaults.
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
    """A file as it was read: its bytes, and what the system knew of it before and after."""

    data: bytes
    status: os.stat_result


class ChangingError(Exception):
    """A file changed while it was read."""


def look_at(place: Place) -> Seen:
    """What stands in a file, which must be no link.

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
    """What the file at ``path`` holds; None for what is no file that can be read."""
    try:
        with HeldFolder(path.parent) as folder:
            return look_at(Place(folder, path.name)).data
    except (OSError, ChangingError):
        return None


def is_unchanged(place: Place, seen: Seen) -> bool:
    """Whether the file still is the one that was seen, with the same bytes."""
    try:
        again = look_at(place)
    except (OSError, ChangingError):
        return False
    return stamp_of(again.status) == stamp_of(seen.status) and again.data == seen.data


def is_same_file(place: Place, seen: Seen) -> bool:
    """Return, at a glance, whether the file still is the one that was seen.

    Unlike ``is_unchanged`` this passes over the change time, which a new link changes.
    """
    try:
        now = place.status()
    except OSError:
        return False
    return _without_change_time(now) == _without_change_time(seen.status)


def _without_change_time(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode)
