"""Notes that come, go or get another path: the steps of an edit that are no change of text.

Nothing here overwrites a file, and what goes is kept at a backup. Knows places and bytes;
in which order things are done and written down is the subject of ``transaction``.
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
    """Move the note that was seen to ``backup``; False when somebody changed it meanwhile.

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
        # It was saved in the last moment: it belongs where it was, unless there is another.
        with suppress(FileExistsError):
            move_to_free(backup, note)
            return False
    return True


def put_new(note: Place, data: bytes, mode: int, *, sync: bool) -> None:
    """Write a note that is not there yet, whole or not at all.

    Without ``sync`` it may be lost with the current until the caller syncs the folder.

    Raises:
        FileExistsError: there is such a file.
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
        # It has another name now, and nothing that goes wrong here concerns the note.
        with suppress(OSError):
            draft.unlink(missing_ok=True)
