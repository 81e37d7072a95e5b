"""A note as it was read, and whether it still is so a moment later.

The bytes are read with what the system knows of the file, so that a change by somebody
else is seen. Writes nothing and knows nothing of vaults.
"""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from mdnet.vault.walk import stamp_of

SIZE_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read: its bytes, and what the system knew of it before and after."""

    data: bytes
    status: os.stat_result


class ChangingError(Exception):
    """A file changed while it was read."""


def look_at(path: Path) -> Seen:
    """Return what stands at ``path``, which must be no link.

    Raises:
        ChangingError: somebody wrote to it while it was read.
        OSError: it is gone, is no regular file, is too large or cannot be read.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if before.st_size > SIZE_LIMIT:
            raise OSError(errno.EFBIG, "too large for a note", str(path))
        data = file.readall()
        after = os.fstat(file.fileno())
    if stamp_of(before) != stamp_of(after) or len(data) != after.st_size:
        raise ChangingError
    return Seen(data, after)


def is_unchanged(path: Path, seen: Seen) -> bool:
    """Tell whether ``path`` still is the file that was seen, with the same bytes."""
    try:
        again = look_at(path)
    except (OSError, ChangingError):
        return False
    return stamp_of(again.status) == stamp_of(seen.status) and again.data == seen.data


def is_same_file(path: Path, seen: Seen) -> bool:
    """Tell, at a glance, whether ``path`` still is the file that was seen.

    Unlike ``is_unchanged`` this passes over the change time, which a new link changes.
    """
    try:
        now = path.lstat()
    except OSError:
        return False
    old = seen.status
    return (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_mode) == (
        old.st_dev, old.st_ino, old.st_size, old.st_mtime_ns, old.st_mode,
    )  # fmt: skip
