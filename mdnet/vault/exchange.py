"""Swaps two files in one step, where the system can do it.

A rename throws away whatever has the name at that moment. After a swap it is still there
to be looked at, even when an editor saved it a microsecond before.
"""

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

Exchange = Callable[[Path, Path], bool]

_HERE = -100  # AT_FDCWD: paths are taken as anywhere else
_SWAP = 2  # RENAME_EXCHANGE


@cache
def ready_exchange() -> Exchange:
    """Return what lets two files have each other's names; False tells that it did not.

    To make it ready takes a while, which is better spent before the last look at a note.
    """
    rename = _renameat2()

    def exchange(one: Path, other: Path) -> bool:
        if rename is None:
            return False
        return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP) == 0)

    return exchange


def _renameat2() -> Any:
    """Return the system's call, which Python has no name for; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # takes its time, and most commands write nothing

    try:
        return ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return None  # a C library without it
