"""A lock between processes: the kernel's (``flock``), which dies with the process.

A leftover file locks nobody out. Knows nothing of what is locked or who waits for it.
"""

import fcntl
import os
import time
from pathlib import Path

_PAUSE = 0.02


def open_lock(path: Path) -> int:
    """A descriptor of the lock file at ``path``, which is created if missing.

    Closing it releases the lock.

    Raises:
        OSError: it cannot be created, or is a link.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def acquire(descriptor: int, timeout: float) -> bool:
    """Take the lock; return whether that worked within ``timeout`` seconds.

    Raises:
        OSError: the file system has no locks, or cannot be reached.
    """
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True
