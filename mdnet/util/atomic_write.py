"""Writes a file atomically, so that a reader sees either the old or the new one.

Knows nothing of the content. ``mdnet.history.replace`` writes notes, which others may write at
the same time.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mdnet.util.held_folder import HeldFolder, Place


def usual_mode() -> int:
    """The permissions of new files of this user."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def open_draft(place: Place, start: str, end: str = "") -> tuple[Place, int]:
    """Create an empty file beside ``place``, with an unused name.

    Returns:
        the file, readable only by its owner, and its open descriptor.

    Raises:
        OSError: it cannot be created.
    """
    while True:
        draft = place.beside(f"{start}{os.urandom(4).hex()}{end}")
        with suppress(FileExistsError):
            return draft, draft.open(os.O_RDWR | os.O_CREAT | os.O_EXCL)


def _unused_name(place: Place, start: str) -> Place:
    """A name beside ``place`` that no file has."""
    while True:
        draft = place.beside(f"{start}{os.urandom(4).hex()}")
        if not draft.is_there():
            return draft


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
        target: the file; an existing one keeps its mode.
        chunks: the content.
        draft: the prefix of the temporary file; leftovers are from killed processes.
        mode: for a new file.
        durable: wait until it is on the disk.

    Raises:
        OSError: the folder is missing, the disk is full or the like; nothing has changed.
    """
    beside = _unused_name(target, draft)
    # Ctrl-C may arrive as soon as the file is there, so its name is known before.
    try:
        with os.fdopen(beside.open(os.O_RDWR | os.O_CREAT | os.O_EXCL), "wb") as file:
            file.writelines(chunks)
            with suppress(FileNotFoundError):
                mode = stat.S_IMODE(target.status().st_mode) & 0o777
            os.fchmod(file.fileno(), mode)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        beside.rename(target)
    except FileExistsError:  # somebody else has made one of that name
        raise
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
