"""Walks a vault and stamps its notes, without reading one and without following links.

A stamp shows whether a file changed between two looks: size, modification time, change
time and inode, packed. The change time sees an edit whose modification time was put
back; git and rsync do that. Knows nothing of the contents of notes.
"""

import os
import stat
import struct
from pathlib import Path

from mdnet.model.config import Config, pages_folder
from mdnet.model.conflict_copies import ENDS, TAILS
from mdnet.model.contact import Problem
from mdnet.model.note_names import HIDDEN, is_note_path
from mdnet.util.records import Record
from mdnet.vault.copies import take_copies_out

Stamp = bytes
_STAMP = struct.Struct("<4q")
STAMP_SIZE = _STAMP.size
# The stamp of no file: stored for a note that must be read again next time.
UNSEEN: Stamp = bytes(STAMP_SIZE)
_INODE_MASK = (1 << 63) - 1

# A file changed within this time of the look at it may change again without a new stamp.
_FINE_CLOCK = 20_000_000
_COARSE_CLOCK = 2_000_000_000


class Scan(Record):
    """One look at a vault: the stamp of each note by its path, and what was skipped."""

    stamps: dict[str, Stamp]
    skipped: list[Problem]
    unreadable: list[str]
    """Folders, as ``path/``, that could not be looked into: their notes are not gone."""


def scan(root: Path, config: Config) -> Scan:
    """Look at every note below ``root``.

    The paths are relative to ``root`` with ``/``, spelled as the directory spells them.
    """
    found = Scan({}, [], [])
    pages = pages_folder(config)
    pending = [""]
    while pending:
        _scan_folder(root, pending.pop(), found, pending, pages)
    return found


def is_racy(stamp: Stamp, looked_at: int) -> bool:
    """Whether the file may have changed since without the stamp showing it.

    This is git's racy rule: a change as young as the look itself may fall into the same
    tick of the file system's clock. ``looked_at`` is in nanoseconds, taken before the
    look. Whole seconds are the mark of a clock that ticks in seconds.
    """
    _, modified, changed, _ = _STAMP.unpack(stamp)
    whole = modified % 1_000_000_000 == changed % 1_000_000_000 == 0
    tick = _COARSE_CLOCK if whole else _FINE_CLOCK
    return bool(max(modified, changed) >= looked_at - tick)


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file from its ``stat`` result."""
    return _STAMP.pack(
        status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _INODE_MASK
    )


def _scan_folder(root: Path, folder: str, found: Scan, pending: list[str], pages: str) -> None:
    # The loop of the whole product: every command looks at every note once.
    stamps, pack = found.stamps, _STAMP.pack
    copies: list[str] = []
    try:
        with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118
            for entry in entries:
                name = entry.name
                if name[0] in HIDDEN:
                    continue
                if name[-3:].lower() != ".md":
                    _scan_other(root, folder, entry, found, pending, pages)
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError as error:
                    found.skipped.append(
                        _skipped(folder + name, f"cannot be read: {error.strerror}")
                    )
                    continue
                if stat.S_ISREG(status.st_mode):
                    stamps[folder + name] = pack(
                        status.st_size,
                        status.st_mtime_ns,
                        status.st_ctime_ns,
                        status.st_ino & _INODE_MASK,
                    )
                else:
                    _scan_special(root, folder + name, status.st_mode, found)
                if name[-4:-3] in ENDS or name[-5:-3] in TAILS:
                    copies.append(name)
    except OSError as error:
        found.unreadable.append(folder)
        found.skipped.append(
            _skipped(folder or ".", f"the folder cannot be read: {error.strerror}")
        )
    if copies:
        found.skipped.extend(take_copies_out(root, folder, copies, stamps))


def _scan_other(
    root: Path, folder: str, entry: os.DirEntry[str], found: Scan, pending: list[str], pages: str
) -> None:
    """Queue a folder, report a link out of the vault; skip the rest."""
    path = folder + entry.name
    if entry.is_dir(follow_symlinks=False):
        if path.casefold() != pages:
            pending.append(f"{path}/")
    elif entry.is_symlink():
        _report_linked_folder(root, path, found)


def _scan_special(root: Path, path: str, mode: int, found: Scan) -> None:
    """Take a link to a file inside the vault as a note; report anything that is not a file."""
    if stat.S_ISLNK(mode):
        _scan_link(root, path, found)
    else:
        found.skipped.append(_skipped(path, "not a file but a folder or a device"))


def _scan_link(root: Path, path: str, found: Scan) -> None:
    """Take a link to a file inside the vault as a note; report every other."""
    try:
        target = (root / path).resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError):
        found.skipped.append(_skipped(path, "a broken link"))
        return
    if not target.is_relative_to(root):
        found.skipped.append(_skipped(path, "a link that leaves the vault"))
    elif not stat.S_ISREG(status.st_mode):
        found.skipped.append(_skipped(path, "a link to something that is not a file"))
    elif not is_note_path(target.relative_to(root)):
        found.skipped.append(_skipped(path, "a link to a file that is not a note"))
    else:
        found.stamps[path] = stamp_of(status)


def _report_linked_folder(root: Path, path: str, found: Scan) -> None:
    """Report a linked folder outside the vault; folders inside are walked anyway."""
    try:
        target = (root / path).resolve(strict=True)
        if target.is_dir() and not target.is_relative_to(root):
            found.skipped.append(_skipped(path, "a linked folder that leaves the vault"))
    except (OSError, RuntimeError):
        return


def _skipped(path: str, message: str) -> Problem:
    return Problem(path, 1, 1, "skipped-file", message)
