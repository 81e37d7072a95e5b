"""Reads a small file that steers mdnet: settings, goal words, a template.

Such a file may come with a vault from elsewhere, so it can be a pipe, a device, a link to
anywhere or of any length; none of these is read. Knows nothing of what stands in it.
"""

import errno
import os
import re
import stat
from pathlib import Path
from typing import Any

LIMIT = 1024 * 1024
"""Bytes; goal words of ten thousand needs are shorter."""

# tomllib takes the square of their number for keys such as a.a.a.a.
_DEEPEST = 40
_DEEP_KEY = re.compile(rf"(?:[\w\"'-]{{1,99}}+[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")


def read_small(path: Path, inside: Path | None = None, limit: int = LIMIT) -> bytes:
    """Return the bytes of the file at ``path``.

    Args:
        path: the file; a link to it will do.
        inside: the folder that the file must lie in once links are followed.
        limit: how many bytes it may have.

    Raises:
        OSError: there is none, it cannot be read, is no file, is longer than ``limit`` or
            lies elsewhere.
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


def toml_of(text: str) -> dict[str, Any]:
    """Return the table that a TOML text holds.

    Raises:
        ValueError: it is no TOML, or nested beyond reason.
    """
    import tomllib

    dotted = (part for part in re.split("[=\n]", text) if part.count(".") >= _DEEPEST)
    if any(map(_DEEP_KEY.search, dotted)):
        raise ValueError("is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
