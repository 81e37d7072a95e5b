"""Files that were computed once and are kept beside the index until their source changes.

A kept file begins with a line that holds the key of its source and a checksum; whatever
is not whole or of another key is as good as none. Keeping may fail, and costs nothing
but the time to compute it again.
"""

import contextlib
import os
import zlib
from collections.abc import Callable
from pathlib import Path


def kept(path: Path | None, key: str, compute: Callable[[], bytes]) -> bytes:
    """Return the bytes kept at ``path`` under ``key``, computed and kept if they are not.

    Args:
        path: the file; None keeps nothing.
        key: one line that tells the source and the form of the bytes.
        compute: makes the bytes.
    """
    found = _read(path, key) if path else None
    if found is not None:
        return found
    data = compute()
    if path:
        _write(path, key, data)
    return data


def _read(path: Path, key: str) -> bytes | None:
    try:
        head, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if head == _head(key, data) else None


def _write(path: Path, key: str, data: bytes) -> None:
    draft = path.with_name(f"draft-{os.getpid()}-{path.name}")
    with contextlib.suppress(OSError):
        draft.write_bytes(_head(key, data) + b"\n" + data)
        draft.replace(path)


def _head(key: str, data: bytes) -> bytes:
    return f"{key} {zlib.crc32(data):08x}".encode()
