"""Writes a file beside its place and moves it there, so that a reader finds the old or the new.

Knows nothing of what is written. A note, which others may write at the same time, is the
business of ``mdnet.vault.replace``.
"""

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def usual_mode() -> int:
    """Return the permissions that this user's new files have."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def write_whole(
    target: Path,
    chunks: Iterable[bytes],
    *,
    draft: str,
    mode: int = 0o600,
    durable: bool = False,
) -> None:
    """Write a file, whole or not at all.

    Args:
        target: the file; one that is there keeps its mode.
        chunks: what it is to hold.
        draft: what the name of the file beside it begins with; one that is found later is of
            a process that was killed.
        mode: of a file that is not there yet.
        durable: wait until the disk has it.

    Raises:
        OSError: the folder is not there, the disk is full or the like; nothing has changed.
    """
    descriptor, name = tempfile.mkstemp(prefix=draft, dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
            with suppress(FileNotFoundError):
                mode = stat.S_IMODE(target.stat().st_mode) & 0o777
            os.fchmod(descriptor, mode)
            if durable:
                file.flush()
                os.fsync(descriptor)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
