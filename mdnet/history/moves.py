"""Creates, deletes and moves notes: the steps of an edit that do not change text.

Nothing here overwrites a file, and deleted notes are kept as backups. Knows places and bytes;
``transaction`` decides on the order and the record.
"""

import errno
import os
from contextlib import suppress

from mdnet.history.replace import TEMP_SUFFIX, copy_to
from mdnet.history.snapshot import Seen, is_unchanged, look_at
from mdnet.util.atomic_write import open_draft
from mdnet.util.held_folder import Place
from mdnet.util.renames import move_to_free


def take_away(note: Place, seen: Seen, backup: Place) -> bool:
    """Move the note to ``backup``; False if it is no longer the one that was read.

    Raises:
        OSError: it cannot be moved; the note is as it was.
    """
    if not is_unchanged(note, seen):
        return False
    try:
        note.rename(backup)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy_to(backup, seen)
        if not is_unchanged(note, seen):
            backup.unlink()
            return False
        note.unlink()
    if look_at(backup).data != seen.data:
        # It was saved at the last moment: put it back unless another note took its place.
        with suppress(FileExistsError):
            move_to_free(backup, note)
            return False
    return True


def put_new(note: Place, data: bytes, mode: int, *, sync: bool) -> None:
    """Create a note, whole or not at all.

    Without ``sync`` a power cut may lose it until the caller syncs the folder.

    Raises:
        FileExistsError: the file exists.
        OSError: it cannot be written.
    """
    draft, descriptor = open_draft(note, ".new.", TEMP_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(descriptor, mode & 0o666)
            if sync:
                os.fsync(descriptor)
        move_to_free(draft, note)
    finally:
        # The note has its new name by now; errors here do not concern it.
        with suppress(OSError):
            draft.unlink(missing_ok=True)
