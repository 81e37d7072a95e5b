"""One writer of notes at a time: a lock between the mdnet processes of one vault.

The lock is the kernel's (``flock``) and dies with the process; the file stays. Editors
know nothing of it: what they save meanwhile is the business of ``mdnet.vault.rewrite``.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdnet.errors import VaultBusyError

TIMEOUT = 5.0
_PAUSE = 0.02
# Some network file systems have no locks; a vault there is worked on all the same.
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))


@contextmanager
def writer_lock(path: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock at ``path``; wait for it ``timeout`` seconds at most.

    Raises:
        VaultBusyError: another process holds it.
        OSError: the lock file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _acquire(descriptor, timeout)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                message = "Another mdnet is writing to the notes of this vault; try again soon."
                raise VaultBusyError(message) from None
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            return
        else:
            return
