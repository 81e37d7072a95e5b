"""Stamps a few notes by their paths, where these alone can tell what a walk would have found.

A walk is the truth: it knows links, copies that sync programs made, and what is gone. Whatever
needs that knowledge is left to it.
"""

import os
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from mdnet.model.config import Config, pages_folder
from mdnet.model.conflict_copies import is_conflict_copy, original_of
from mdnet.model.note_names import is_note_path
from mdnet.vault.walk import Stamp, stamp_of


def glance(root: Path, config: Config, paths: Iterable[str]) -> dict[str, Stamp] | None:
    """Return the stamps of some notes by path, as ``scan`` would; None if only that can tell.

    Args:
        root: the vault.
        config: its settings.
        paths: below ``root`` with ``/``, spelled as the directories spell them.
    """
    found: dict[str, Stamp] = {}
    pages = pages_folder(config)
    for path in paths:
        stamp = _stamp(root, path, pages) if _is_plain(path) else None
        if stamp is None:
            return None
        found[path] = stamp
    return found


def _is_plain(path: str) -> bool:
    """Tell whether a path can only be that of a note; a copy has the name of another in it."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and is_note_path(pure) and not is_conflict_copy(pure.name)


def _stamp(root: Path, path: str, pages: str) -> Stamp | None:
    """Return the stamp of a regular file below folders that are no links."""
    folder, _, name = path.rpartition("/")
    original = original_of(name)
    try:
        if original and os.path.lexists(root / folder / original.name):
            return None
        at = ""
        for part in PurePosixPath(folder).parts:
            at = f"{at}/{part}" if at else part
            if at.casefold() == pages or not stat.S_ISDIR((root / at).lstat().st_mode):
                return None
        status = (root / path).lstat()
    except OSError:
        return None
    return stamp_of(status) if stat.S_ISREG(status.st_mode) else None
