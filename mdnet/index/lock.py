"""One writer at a time: a lock on the index that says who holds it.

The lock is the kernel's (``flock``) and dies with the process, so a file that is left
behind locks nobody out. Readers take no lock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdnet.errors import IndexBusyError

_PAUSE = 0.02


@contextmanager
def write_lock(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock at ``path``; wait for it ``timeout`` seconds at most.

    Raises:
        IndexBusyError: another process holds it; the message says which.
        OSError: the lock file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _acquire(descriptor, timeout)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 32, 0).decode(errors="replace") or "unknown"
                raise IndexBusyError(
                    f"Another mdnet (process {holder}) is indexing this vault; try again soon."
                ) from None
            time.sleep(_PAUSE)
        else:
            return
