"""One writer of notes at a time: a lock between the mdnet processes of one vault.

Editors know nothing of it: what they save meanwhile is the business of
``mdnet.vault.rewrite``.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mdnet.errors import VaultBusyError
from mdnet.file_lock import acquire, open_lock

TIMEOUT = 5.0
# Some network file systems have no locks; a vault there is worked on all the same.
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))


@contextmanager
def writer_lock(path: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock at ``path``; wait for it ``timeout`` seconds at most.

    Raises:
        VaultBusyError: another process holds it.
        OSError: the lock file cannot be made.
    """
    descriptor = open_lock(path)
    try:
        if not _acquire(descriptor, timeout):
            raise VaultBusyError(
                "Another mdnet is writing to the notes of this vault; try again soon."
            )
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, timeout: float) -> bool:
    try:
        return acquire(descriptor, timeout)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return True
        raise
