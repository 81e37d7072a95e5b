"""One writer of notes at a time: a lock between the mdnet processes of one vault.

Editors ignore it; ``mdnet.history.replace`` takes care of what they save meanwhile.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from mdnet.model.errors import RefusedError, VaultBusyError
from mdnet.util.file_lock import acquire
from mdnet.util.held_folder import Place

TIMEOUT = 5.0
# Some network file systems have no locks; mdnet works there all the same.
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))


@contextmanager
def writer_lock(place: Place, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock at ``place``; wait at most ``timeout`` seconds for it.

    Raises:
        VaultBusyError: another process holds it.
        RefusedError: the lock file is a link.
        OSError: the lock file cannot be created.
    """
    descriptor = _opened(place)
    try:
        if not _acquire(descriptor, timeout):
            raise VaultBusyError("Another mdnet process is writing to this vault. Try again soon.")
        yield
    finally:
        os.close(descriptor)


def _opened(place: Place) -> int:
    try:
        return place.open(os.O_RDWR | os.O_CREAT)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        message = f"{place.path} is a link; delete it. Nothing was written."
        raise RefusedError(message) from None


def _acquire(descriptor: int, timeout: float) -> bool:
    try:
        return acquire(descriptor, timeout)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return True
        raise
