"""Renames that lose nothing: swapping two files, or moving one to a free name.

A plain rename destroys whatever has the name at that moment. After a swap it is still there,
even if an editor saved it a microsecond before; a move to a free name fails if somebody was
faster.
"""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from mdnet.util.held_folder import Place

Exchange = Callable[[Place, Place], bool]

_KEEP = 1  # RENAME_NOREPLACE
_SWAP = 2  # RENAME_EXCHANGE


@cache
def ready_exchange() -> Exchange:
    """A function that swaps the names of two files and returns whether it did.

    Preparing it takes a while, so do that before the last check of a note.
    """
    rename = _renameat2()

    def exchange(one: Place, other: Place) -> bool:
        if rename is None:
            return False
        return bool(rename(*one.call, *other.call, _SWAP) == 0)

    return exchange


def move_to_free(one: Place, other: Place) -> None:
    """Rename ``one`` to ``other``, which must be free; changing the case is fine.

    Raises:
        FileExistsError: ``other`` exists.
        OSError: it cannot be renamed.
    """
    try:
        _moved_to_free(one, other)
    except FileExistsError:
        # If ana.md and Ana.md are the same file, it is in its own way.
        if other.name in other.folder.names() or not other.is_same_file(one):
            raise
        one.rename(other)


def _moved_to_free(one: Place, other: Place) -> None:
    rename = _renameat2()
    if rename is not None:
        import ctypes

        if rename(*one.call, *other.call, _KEEP) == 0:
            return
        number = ctypes.get_errno()
        if number not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise OSError(number, os.strerror(number), str(other.path))
    one.link(other)
    one.unlink()


@cache
def _renameat2() -> Any:
    """The system call, which Python does not offer; None if there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # slow to import, and most commands write nothing

    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None  # a C library without it
