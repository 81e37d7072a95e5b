"""The folder ``.mdnet/undo``: notes as they were before mdnet changed them.

Each edit has its own folder with the old files and a manifest: the command, the notes it
changes, and the result. Knows folders and manifests; ``transaction`` and ``undo`` decide what
to keep and restore.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from mdnet.history.places import may_be_folder, may_be_written
from mdnet.model.errors import RefusedError
from mdnet.model.note_names import is_canvas_path, is_note_path
from mdnet.util.atomic_write import usual_mode, write_whole_at
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.util.safe_read import read_small

UNDO_PATH = ".mdnet/undo"
_MANIFEST = "manifest.json"
# A file in the folder of an edit that was completed.
_WHOLE = "whole"
# Bytes; the manifest of an import of ten thousand notes has two million.
_LONGEST = 64 * 1024 * 1024
LONGEST_COMMAND = 200
"""Letters of a command line that are kept."""
# The year 2100, in seconds since 1970; some systems cannot show later years.
_LATEST = 4_102_444_800
_TIME = "%Y%m%dT%H%M%SZ"
# In local time: east of Greenwich, the end of the year 9999 would be an invalid year.
_NAME = re.compile(r"((?:19|20)\d{6}T\d{6}Z)-(\d{3,9})", re.ASCII)
_BACKUP = re.compile(r"\d{1,9}\.md", re.ASCII)


Step = Literal["changed", "deleted", "created", "moved", "made", "removed"]
_KEEPS = frozenset(("changed", "deleted"))
_OF_FOLDERS = frozenset(("made", "removed"))


class Saved(NamedTuple):
    """One step of an edit: the note, its backup, and the digest of the result.

    ``backup`` is only set for steps that change or delete a note. ``after`` is empty for
    deletions and moves; a move has its new path in ``to``. Folders are ``made`` and
    ``removed``.
    """

    path: str
    backup: str = ""
    after: str = ""
    kind: Step = "changed"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored edit: its steps in order, and the command behind it.

    An undo or redo names the other edit in ``undoes`` and takes over its ``command`` and
    ``time``. An edit that is not ``whole`` was cut short.
    """

    folder: Path
    time: float
    steps: tuple[Saved, ...]
    command: str = ""
    undoes: str = ""
    redo: bool = False
    whole: bool = True

    @property
    def name(self) -> str:
        """The name of the edit for the user."""
        return self.folder.name


def digest(data: bytes) -> str:
    """A digest: different bytes give a different text."""
    return hashlib.sha256(data).hexdigest()


def open_undo(root: Path) -> tuple[HeldFolder, bool]:
    """Open or create the folder of backups; the flag says whether ``.mdnet`` is new.

    Raises:
        RefusedError: it is a link, so backups could end up anywhere.
        OSError: it cannot be created.
    """
    try:
        with HeldFolder(root) as vault:
            made = vault.make_folder(".mdnet")
            folder = vault.below(UNDO_PATH.split("/"), make=True)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise _is_link() from error
        raise
    ignore = Place(folder, ".gitignore")
    if not ignore.is_there():
        write_whole_at(ignore, (b"*\n",), draft=".gitignore.", mode=usual_mode())
    return folder, made


def has_backups(root: Path) -> bool:
    """Whether a vault has a folder of backups.

    Raises:
        RefusedError: it is a link.
    """
    if os.path.realpath(root / UNDO_PATH) != os.path.join(os.path.realpath(root), UNDO_PATH):  # noqa: PTH118
        raise _is_link()
    return (root / UNDO_PATH).is_dir()


def _is_link() -> RefusedError:
    return RefusedError(
        f"{UNDO_PATH} is a link, so backups are not safe there; nothing was written."
    )


def entries_of(root: Path) -> list[Entry]:
    """The stored edits, oldest first; unreadable ones are left out.

    Raises:
        RefusedError: the folder of backups is a link.
    """
    if not has_backups(root):
        return []
    folder = root / UNDO_PATH
    try:
        names = names_in(folder)
    except OSError:
        return []
    entries = (entry_at(folder / name) for name in names)
    return [entry for entry in entries if entry is not None]


def names_in(folder: Path) -> list[str]:
    """The names of the edits in a folder of backups, oldest first.

    Raises:
        OSError: it cannot be read.
    """
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if _NAME.fullmatch(entry.name)
            and _time_of(entry.name)
            and entry.is_dir(follow_symlinks=False)
        ]
    return sorted(names, key=_order)


def new_entry(folder: HeldFolder, now: float) -> HeldFolder:
    """Create a folder for an edit; its name sorts after all others, whatever the clock says.

    Raises:
        OSError: it cannot be created.
    """
    while True:
        last = max(names_in(folder.path), key=_order, default="")
        name = _name_after(last, datetime.fromtimestamp(now, UTC).strftime(_TIME))
        if _NAME.fullmatch(name):
            break
        # Nobody makes so many edits: a hostile vault brought these along.
        Place(folder, last).rename(Place(folder, f"not-an-edit-{last}"))
    if not folder.make_folder(name):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder.path / name))
    return HeldFolder(folder.path / name, inside=folder)


def _name_after(last: str, time: str) -> str:
    if not last or _order(last)[0] < time:
        return f"{time}-001"
    time, number = _order(last)
    if number < 999_999_999:
        return f"{time}-{number + 1:03}"
    following = datetime.strptime(time, _TIME).replace(tzinfo=UTC) + timedelta(seconds=1)
    return f"{following.strftime(_TIME)}-001"


def write_manifest(entry: HeldFolder, content: Entry) -> None:
    """Record what an edit will do, before it does it; see ``mark_whole`` for ``whole``.

    Raises:
        OSError: the disk is full, or worse; the previous record is still there.
    """
    data = {
        "command": content.command,
        "time": content.time,
        "undoes": content.undoes,
        "redo": content.redo,
        "notes": [step._asdict() for step in content.steps],
    }
    draft = Place(entry, f"{_MANIFEST}.new")
    descriptor = draft.open(os.O_WRONLY | os.O_CREAT | os.O_TRUNC, usual_mode())
    with os.fdopen(descriptor, "wb") as file:
        file.write(json.dumps(data).encode("ascii"))
        file.flush()
        os.fsync(descriptor)
    draft.rename(Place(entry, _MANIFEST))


def mark_whole(entry: HeldFolder) -> None:
    """Mark an edit as complete.

    Raises:
        OSError: the disk is full, or worse; the edit still counts as cut short.
    """
    os.close(Place(entry, _WHOLE).open(os.O_WRONLY | os.O_CREAT, usual_mode()))


def mark_unfinished(entry: HeldFolder) -> None:
    """Mark an edit as unfinished again.

    Raises:
        OSError: it cannot be written there.
    """
    Place(entry, _WHOLE).unlink(missing_ok=True)


def remove(entry: Path) -> None:
    """Delete an edit as far as possible."""
    shutil.rmtree(entry, ignore_errors=True)


def entry_at(folder: Path) -> Entry | None:
    """The edit in a folder; None if its manifest is damaged or missing."""
    try:
        data = json.loads(read_small(folder / _MANIFEST, folder, _LONGEST))
        steps = tuple(_saved(note) for note in data["notes"])
        # Manifests of earlier versions contain the mark themselves.
        whole = bool(data["whole"]) if "whole" in data else (folder / _WHOLE).exists()
        time = float(data.get("time", _time_of(folder.name)))
        if not steps or not 0 <= time < _LATEST:
            return None
        return Entry(
            folder,
            time,
            steps,
            str(data.get("command", ""))[:LONGEST_COMMAND],
            str(data["undoes"]),
            bool(data.get("redo", False)),
            whole,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # it may come with a hostile vault


def _saved(note: dict[str, Any]) -> Saved:
    path, backup, after = (str(note[key]) for key in ("path", "backup", "after"))
    kind, to = note.get("kind", "changed"), str(note.get("to", ""))
    # A manifest may come from anywhere, so it may only name paths that mdnet writes.
    if kind not in get_args(Step) or not _leads_to_ours(kind, path, to):
        raise ValueError(path)
    if backup and not _BACKUP.fullmatch(backup):
        raise ValueError(backup)
    if bool(backup) != (kind in _KEEPS) or bool(to) != (kind == "moved"):
        raise ValueError(path)
    return Saved(path, backup, after, kind, to)


def _leads_to_ours(kind: str, path: str, to: str) -> bool:
    if kind in _OF_FOLDERS:
        return may_be_folder(path)
    paths = (path, to) if to else (path,)
    if kind == "changed":
        return may_be_written(path) and (is_note_path(Path(path)) or is_canvas_path(Path(path)))
    is_move = kind == "moved"
    return all(may_be_written(one) and (not is_move or is_note_path(Path(one))) for one in paths)


def _order(name: str) -> tuple[str, int]:
    time, _, number = name.partition("-")
    return time, int(number)


def _time_of(name: str) -> float:
    with suppress(ValueError):  # no such day, so not our folder
        return datetime.strptime(_order(name)[0], _TIME).replace(tzinfo=UTC).timestamp()
    return 0.0
