"""Reads the bytes of a note and writes a new one, safely.

A path from the vault may turn out to be a FIFO, a device or a link by the time it is
opened, so the open never waits and the file is looked at once more. Existing notes are
never overwritten here.
"""

import os
import stat
from pathlib import Path

from mdnet.errors import RefusedError
from mdnet.text import name_key
from mdnet.vault.places import put_new
from mdnet.vault.walk import Stamp, stamp_of
from mdnet.whole_files import usual_mode

# A note is text that somebody wrote; of anything longer the beginning is enough to search.
READ_LIMIT = 2 * 1024 * 1024 + 1


def read_bytes(root: Path, path: str) -> tuple[bytes, Stamp]:
    """Return the bytes of the note at ``path``, at most ``READ_LIMIT``, and its stamp after.

    A stamp other than the one before tells that somebody wrote while it was read.

    Raises:
        OSError: the file is gone, is no regular file or cannot be read.
    """
    descriptor = os.open(root / path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "not a regular file")
        data = _read_up_to(descriptor, READ_LIMIT)
        return data, stamp_of(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def write_new(root: Path, path: str, text: str) -> Path:
    """Write ``text`` to a file that does not exist yet, with its folders; return its path.

    Whoever looks meanwhile, or comes after a kill, finds the whole note or none: half a
    note is worse than none, for the next try must find the name free.

    Raises:
        RefusedError: there is a file of that name already, perhaps in another case, the
            way to it leaves the vault, or the text holds bytes that are no UTF-8.
    """
    target = root / path
    try:
        data = text.encode()
    except UnicodeEncodeError:
        message = f"What {path} is to hold is no UTF-8 text; nothing was written."
        raise RefusedError(message) from None
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise RefusedError(f"{path} lies outside the vault; nothing was written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    for name in os.listdir(target.parent):
        # Many systems cannot keep the two apart, and nobody could tell which a link means.
        if name != target.name and name_key(name) == name_key(target.name):
            there = target.with_name(name).relative_to(root).as_posix()
            raise RefusedError(f"{there} exists already; nothing was written.")
    if os.path.lexists(target):
        raise RefusedError(f"{path} exists already; nothing was written.")
    try:
        put_new(target, data, usual_mode())
    except FileExistsError:
        raise RefusedError(f"{path} exists already; nothing was written.") from None
    return target


def _read_up_to(descriptor: int, limit: int) -> bytes:
    parts = []
    while limit > 0:
        part = os.read(descriptor, min(limit, 1 << 20))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)
