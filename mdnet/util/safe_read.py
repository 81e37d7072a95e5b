"""Reads small files that control mdnet: settings, goal words, templates.

In a foreign vault such a file may be a pipe, a device, a link to anywhere or huge; none of
these is read. Knows nothing of the content.
"""

import errno
import os
import stat
from pathlib import Path

LIMIT = 1024 * 1024
"""Bytes; goal words of ten thousand needs are shorter."""


def read_small(path: Path, inside: Path | None = None, limit: int = LIMIT) -> bytes:
    """The bytes of the file at ``path``.

    Args:
        path: the file; a link to it will do.
        inside: the folder that must contain the file once links are followed.
        limit: the maximum size in bytes.

    Raises:
        OSError: it is missing, cannot be read, is not a regular file, is larger than
            ``limit``, or is outside the folder.
    """
    if inside and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(inside)):
        raise OSError(errno.EPERM, "it is a link that leaves the vault", str(path))
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it is longer than {limit >> 20} MiB", str(path))
    return data
