"""One writer at a time: a lock on the index that says who holds it. Readers take none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdnet.model.errors import IndexBusyError
from mdnet.util.file_lock import acquire, open_lock


@contextmanager
def write_lock(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock at ``path``; wait for it ``timeout`` seconds at most.

    Raises:
        IndexBusyError: another process holds it; the message says which.
        OSError: the lock file cannot be made.
    """
    descriptor = open_lock(path)
    try:
        if not acquire(descriptor, timeout):
            holder = os.pread(descriptor, 32, 0).decode(errors="replace") or "unknown"
            raise IndexBusyError(
                f"Another mdnet (process {holder}) is indexing this vault; try again soon."
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
