"""The folder ``.mdnet/undo``: what notes were before mdnet changed them.

Each edit, of one note or of several, has a folder of its own with the files as they were
and a manifest that says which notes they are and what became of them. Knows folders and
manifests; when something is kept or put back is the business of ``rewrite`` and ``undo``.
"""

import hashlib
import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

from mdnet.errors import RefusedError
from mdnet.small_files import read_small
from mdnet.vault.walk import is_note_path, is_picture_path

UNDO_PATH = ".mdnet/undo"
KEPT_SECONDS = 7 * 24 * 3600
_MANIFEST = "manifest.json"
# Bytes of a manifest; an import of ten thousand notes has one of two million.
_LONGEST = 64 * 1024 * 1024
_TIME = "%Y%m%dT%H%M%SZ"
# Of our own times: who looks at the year 9999 from the east sees one that there is not.
_NAME = re.compile(r"((?:19|20)\d{6}T\d{6}Z)-(\d{3,9})", re.ASCII)
_BACKUP = re.compile(r"\d{1,9}\.md", re.ASCII)


Step = Literal["changed", "deleted", "created", "moved"]


@dataclass(frozen=True, slots=True)
class Saved:
    """One step of an edit: which note, its backup, and the digest of what it became.

    ``backup`` is empty for what was ``created`` or ``moved``, ``after`` for what is gone or
    only has another path, which is ``to``.
    """

    path: str
    backup: str
    after: str
    kind: Step = "changed"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit: when it was, its steps in order, and of which edit it is the undoing, if any.

    Not ``whole`` is an edit of several steps that ended before the last one.
    """

    folder: Path
    time: float
    saved: tuple[Saved, ...]
    undoes: str = ""
    whole: bool = True

    @property
    def name(self) -> str:
        """Return the name by which the user can choose it."""
        return self.folder.name


def digest(data: bytes) -> str:
    """Return what tells two texts apart."""
    return hashlib.sha256(data).hexdigest()


def open_folder(root: Path) -> tuple[Path, bool]:
    """Return the folder of backups, made if need be, and whether ``.mdnet`` is new.

    Raises:
        RefusedError: it is a link, so backups would lie who knows where.
    """
    folder = root / UNDO_PATH
    _refuse_link(root)
    made = not folder.parent.exists()
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
        file.write("*\n")
    return folder, made


def _refuse_link(root: Path) -> None:
    if os.path.realpath(root / UNDO_PATH) != os.path.join(os.path.realpath(root), UNDO_PATH):  # noqa: PTH118
        raise RefusedError(f"{UNDO_PATH} is a link; without backups nothing is written.")


def entries_of(root: Path) -> list[Entry]:
    """Return the edits that can be undone, the oldest first.

    Raises:
        RefusedError: the folder of backups is a link.
    """
    folder = root / UNDO_PATH
    _refuse_link(root)
    try:
        names = sorted(_names_in(folder), key=_order)
    except OSError:
        return []
    entries = (_read(folder / name) for name in names)
    return [entry for entry in entries if entry is not None]


def new_entry(folder: Path, now: float) -> Path:
    """Make a folder for an edit; its name sorts behind all others, whatever the clock says."""
    time = datetime.fromtimestamp(now, UTC).strftime(_TIME)
    last = max(_names_in(folder), key=_order, default="")
    number = 1
    if last and _order(last)[0] >= time:
        time, number = _order(last)[0], _order(last)[1] + 1
    entry = folder / f"{time}-{number:03}"
    if not _NAME.fullmatch(entry.name):
        raise RefusedError(f"{UNDO_PATH}/{last} is in the way of backups; delete it.")
    entry.mkdir()
    return entry


def write_manifest(entry: Path, saved: list[Saved], undoes: str, *, whole: bool = True) -> None:
    """Write down, before it happens, what an edit does; ``whole`` tells that this is all."""
    data = {"undoes": undoes, "whole": whole, "notes": [asdict(one) for one in saved]}
    draft = entry / f"{_MANIFEST}.new"
    with draft.open("w", encoding="ascii") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(entry / _MANIFEST)


def prune(folder: Path, now: float) -> None:
    """Delete the edits that are older than a week."""
    for name in _names_in(folder):
        if _time_of(name) < now - KEPT_SECONDS:
            remove(folder / name)


def remove(entry: Path) -> None:
    """Delete an edit; what cannot be deleted stays."""
    shutil.rmtree(entry, ignore_errors=True)


def drop_unfinished(root: Path) -> None:
    """Forget what the last edit kept but did not change: its process died in between.

    Left alone, the second name of a note would make it look like a hard link.
    """
    for entry in entries_of(root)[-1:]:
        for saved in entry.saved:
            backup = entry.folder / saved.backup
            with suppress(OSError):
                if saved.backup and backup.samefile(root / saved.path):
                    backup.unlink()
        if not has_backups(entry.folder) and all(saved.backup for saved in entry.saved):
            remove(entry.folder)


def has_backups(entry: Path) -> bool:
    """Tell whether an edit has kept anything."""
    try:
        return any(map(_BACKUP.fullmatch, os.listdir(entry)))
    except OSError:
        return False


def _names_in(folder: Path) -> list[str]:
    return [
        entry.name
        for entry in os.scandir(folder)
        if _NAME.fullmatch(entry.name)
        and _time_of(entry.name)
        and entry.is_dir(follow_symlinks=False)
    ]


def _order(name: str) -> tuple[str, int]:
    time, _, number = name.partition("-")
    return time, int(number)


def _time_of(name: str) -> float:
    try:
        return datetime.strptime(_order(name)[0], _TIME).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0  # there is no such day, so it is no folder of ours


def _read(entry: Path) -> Entry | None:
    """Return an edit; None for one that kept nothing or whose manifest is damaged."""
    try:
        data = json.loads(read_small(entry / _MANIFEST, entry, _LONGEST))
        saved = tuple(_saved(note) for note in data["notes"])
        undoes, whole = str(data["undoes"]), bool(data.get("whole", True))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None  # one that came with the vault may say anything
    kept = tuple(one for one in saved if not one.backup or (entry / one.backup).is_file())
    return Entry(entry, _time_of(entry.name), kept, undoes, whole) if kept else None


def _saved(note: dict[str, Any]) -> Saved:
    path, backup, after = (str(note[key]) for key in ("path", "backup", "after"))
    kind, to = note.get("kind", "changed"), str(note.get("to", ""))
    keeps = kind in {"changed", "deleted"}
    # A manifest may come from anywhere, and must lead to notes and their pictures alone.
    if kind not in get_args(Step) or keeps != bool(_BACKUP.fullmatch(backup)):
        raise ValueError(backup)
    if bool(backup) != keeps or bool(to) != (kind == "moved"):
        raise ValueError(path)
    may_be_picture = kind in {"created", "deleted"}
    if not all(_is_note(one) or (may_be_picture and _is_picture(one))
               for one in ((path, to) if to else (path,))):  # fmt: skip
        raise ValueError(path)
    return Saved(path, backup, after, kind, to)


def _is_picture(path: str) -> bool:
    return "\0" not in path and is_picture_path(PurePosixPath(path))


def _is_note(path: str) -> bool:
    return "\0" not in path and is_note_path(PurePosixPath(path))
