"""Writes a file beside its place and moves it there, so that a reader finds the old or the new.

Knows nothing of what is written. A note, which others may write at the same time, is the
subject of ``mdnet.history.replace``.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mdnet.util.held_folder import HeldFolder, Place


def usual_mode() -> int:
    """The permissions that this user's new files have."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def open_draft(place: Place, start: str, end: str = "") -> tuple[Place, int]:
    """Make an empty file beside ``place``, with a name that nothing else has.

    Returns:
        the file, which only its owner may read, and its open descriptor.

    Raises:
        OSError: there can be no such file.
    """
    while True:
        draft = place.beside(f"{start}{os.urandom(4).hex()}{end}")
        with suppress(FileExistsError):
            return draft, draft.open(os.O_RDWR | os.O_CREAT | os.O_EXCL)


def write_whole(
    target: Path,
    chunks: Iterable[bytes],
    *,
    draft: str,
    mode: int = 0o600,
    durable: bool = False,
) -> None:
    """Write the file at ``target``, whole or not at all; see ``write_whole_at``."""
    with HeldFolder(target.parent) as folder:
        place = Place(folder, target.name)
        write_whole_at(place, chunks, draft=draft, mode=mode, durable=durable)


def write_whole_at(
    target: Place,
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
    beside, descriptor = open_draft(target, draft)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
            with suppress(FileNotFoundError):
                mode = stat.S_IMODE(target.status().st_mode) & 0o777
            os.fchmod(descriptor, mode)
            if durable:
                file.flush()
                os.fsync(descriptor)
        beside.rename(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
