"""Renames that lose nothing: two files swapped, or one moved to a name that is free.

A plain rename throws away whatever has the name at that moment. After a swap it is still
there to be looked at, even when an editor saved it a microsecond before; a move to a free
name fails when somebody was faster.
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
    """What lets two files have each other's names; it returns False if it did not.

    To make it ready takes a while, which is better spent before the last look at a note.
    """
    rename = _renameat2()

    def exchange(one: Place, other: Place) -> bool:
        if rename is None:
            return False
        return bool(rename(*one.call, *other.call, _SWAP) == 0)

    return exchange


def move_to_free(one: Place, other: Place) -> None:
    """Rename ``one`` to ``other``, which must be free; another case of one name is free.

    Raises:
        FileExistsError: there is such a file.
        OSError: it cannot be renamed.
    """
    try:
        _moved_to_free(one, other)
    except FileExistsError:
        # Where ana.md and Ana.md are one file, its own name in another case is in the way.
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
    """The system's call, which Python has no name for; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # takes its time, and most commands write nothing

    try:
        return ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None  # a C library without it
