"""Finds out from the disk whether an interrupted step was done.

An exception alone does not say: a signal may come before or after the step. Cleans up half
steps, so that no note keeps a second name.
"""

from contextlib import suppress

from mdnet.history.backups import Saved, digest
from mdnet.history.places import Places
from mdnet.history.replace import clear_mark
from mdnet.history.snapshot import ChangingError, look_at
from mdnet.model.errors import RefusedError
from mdnet.util.held_folder import HeldFolder, Place


def was_done(places: Places, entry: HeldFolder, step: Saved) -> bool:
    """Whether a step was done; True if that cannot be found out.

    Removes the backup of a step that was not done.

    Args:
        places: the vault.
        entry: the folder of the edit.
        step: one of its steps.
    """
    backup = Place(entry, step.backup)
    if step.backup and not backup.is_there():
        return False  # it is made first
    if step.kind in {"made", "removed"}:
        return False  # harmless: at worst an empty folder stays
    try:
        return step.kind == "deleted" or _was_done(places, step, backup)
    except FileNotFoundError:
        return False  # there is no such folder
    except (OSError, RefusedError):
        return True


def _was_done(places: Places, step: Saved, backup: Place) -> bool:
    note = places.own(step.path)
    if step.kind == "moved":
        return _was_moved(note, places.own(step.to))
    if step.kind == "created":
        return _digest_of(note) == step.after
    return _was_changed(note, backup, step)


def _was_changed(note: Place, backup: Place, step: Saved) -> bool:
    now, before = _digest_of(note), _digest_of(backup)
    if now is None or before is None or (now not in (before, step.after)):
        return True  # a mix of both texts, or somebody else's change
    clear_mark(backup)
    if now == before and now != step.after:
        with suppress(OSError):
            backup.unlink()
            return False
    return True


def _was_moved(source: Place, target: Place) -> bool:
    if not target.is_there():
        return False
    if target.name != source.name and target.is_same_file(source):
        # Linked, where the system cannot rename to a free name, and not yet unlinked.
        with suppress(OSError):
            if {target.name, source.name} <= {*target.folder.names(), *source.folder.names()}:
                target.unlink()
                return False
    return True


def _digest_of(place: Place) -> str | None:
    try:
        return digest(look_at(place).data)
    except (OSError, ChangingError):
        return None
