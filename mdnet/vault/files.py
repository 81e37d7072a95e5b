"""Reads the bytes of a note, safely.

A path from the vault may turn out to be a FIFO, a device or a link by the time it is
opened, so the open never waits and the file is looked at once more.
"""

import os
import stat
from pathlib import Path

from mdnet.vault.walk import Stamp, stamp_of

# Nobody types a longer note; the beginning of anything longer is enough to search.
READ_LIMIT = 2 * 1024 * 1024 + 1


def read_bytes(root: Path, path: str) -> tuple[bytes, Stamp]:
    """The bytes of the note at ``path``, at most ``READ_LIMIT``, and its stamp after.

    If the stamp differs from the one before, the file changed while it was read.

    Raises:
        OSError: the file is gone, is not a regular file or cannot be read.
    """
    descriptor = os.open(root / path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "not a regular file")
        data = _read_up_to(descriptor, READ_LIMIT)
        return data, stamp_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _read_up_to(descriptor: int, limit: int) -> bytes:
    parts = []
    while limit > 0:
        part = os.read(descriptor, min(limit, 1 << 20))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)
