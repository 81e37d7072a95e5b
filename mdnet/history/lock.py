"""One writer of notes at a time: a lock between the mdnet processes of one vault.

Editors know nothing of it: what they save meanwhile is the concern of
``mdnet.history.replace``.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from mdnet.model.errors import RefusedError, VaultBusyError
from mdnet.util.file_lock import acquire
from mdnet.util.held_folder import Place

TIMEOUT = 5.0
# Some network file systems have no locks; a vault there is worked on all the same.
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))


@contextmanager
def writer_lock(place: Place, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock at ``place``; wait for it ``timeout`` seconds at most.

    Raises:
        VaultBusyError: another process holds it.
        RefusedError: a link is in the place of the lock.
        OSError: the lock file cannot be made.
    """
    descriptor = _opened(place)
    try:
        if not _acquire(descriptor, timeout):
            raise VaultBusyError(
                "Another mdnet is writing to the notes of this vault; try again soon."
            )
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
