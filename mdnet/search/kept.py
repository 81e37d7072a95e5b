"""Files that were computed once and are kept beside the index until their source changes.

A kept file begins with a line that holds the key of its source and a checksum; whatever
is not whole or of another key is as good as none. Keeping may fail, and costs nothing
but the time to compute it again.
"""

import contextlib
import zlib
from collections.abc import Callable
from pathlib import Path

from mdnet.index.store import DRAFT


def kept(
    path: Path | None, key: str, compute: Callable[[], bytes], shipped: Path | None = None
) -> bytes:
    """Return the bytes kept at ``path`` under ``key``, computed and kept if they are not.

    Args:
        path: the file; None keeps nothing.
        key: one line that tells the source and the form of the bytes.
        compute: makes the bytes.
        shipped: a file that may hold the same, and is only read.
    """
    for place in (shipped, path):
        found = _read(place, key) if place else None
        if found is not None:
            return found
    data = compute()
    if path:
        _write(path, key, data)
    return data


def packed(key: str, data: bytes) -> bytes:
    """Return what is written to a file that keeps ``data`` under ``key``."""
    return f"{key} {zlib.crc32(data):08x}\n".encode() + data


def _read(path: Path, key: str) -> bytes | None:
    try:
        head, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if head == f"{key} {zlib.crc32(data):08x}".encode() else None


def _write(path: Path, key: str, data: bytes) -> None:
    from mdnet.whole_files import write_whole  # most searches keep nothing new

    with contextlib.suppress(OSError):  # the disk is full, say
        write_whole(path, (packed(key, data),), draft=DRAFT)
