"""Works out how to return notes to their state before some edits.

Follows each note through the steps and all its renames, so that only three things count: its
first state, what mdnet made of it, and what it is now. It does not matter whether a step was
done or taken back already. Writes nothing.
"""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from mdnet.history.backups import UNDO_PATH, Entry, Saved, digest
from mdnet.history.places import Places
from mdnet.history.replace import is_half_written
from mdnet.history.snapshot import ChangingError, look_at
from mdnet.model.errors import EditConflictError
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.util.text import name_key

# The backup is missing, or is something mdnet never makes: the step was not done.
_NO_FILE = frozenset((errno.ENOENT, errno.EINVAL, errno.ELOOP))


class Restore(NamedTuple):
    """One action.

    Attributes:
        kind: what to do.
        path: of the note, or of the folder to create or remove.
        data: the text of the note.
        expected: the digest of its current text.
        mode: the permissions of a restored note.
        to: the path that it moves to.
        was_changed: whether somebody changed it since.
    """

    kind: Literal["make", "move", "change", "delete", "create", "remove"]
    path: str
    data: bytes = b""
    expected: str = ""
    mode: int = 0
    to: str = ""
    was_changed: bool = False


@dataclass(slots=True, eq=False)
class _Track:
    """The history of one note through the steps of some edits.

    Attributes:
        paths: all its paths, oldest first.
        is_new: whether an edit created it.
        first: its first text, if any step changed it.
        kept: where that text is, relative to the vault.
        mode: the permissions it had.
        known: digests of all texts that mdnet knows of.
        was_deleted: whether an edit deleted it.
        is_torn: whether it may contain a mix of two texts.
    """

    paths: list[str]
    is_new: bool = False
    first: bytes | None = None
    kept: str = ""
    mode: int = 0
    known: set[str] = field(default_factory=set)
    was_deleted: bool = False
    is_torn: bool = False


def restores_of(places: Places, entries: Iterable[Entry]) -> list[Restore]:
    """The actions that take back ``entries`` (oldest first), in order.

    Empty if everything is as it was before them.

    Raises:
        EditConflictError: a note is gone, another one is in its place, or a backup cannot
            be read.
        RefusedError: a path is no longer a place for notes.
        OSError: a note cannot be read.
    """
    tracks, made, removed = _followed(entries)
    disk = _Disk(places)
    found = [one for track in reversed(tracks) for one in _back(track, disk)]
    if not found and (tracks or not _is_to_do(places, made, removed)):
        return []
    start = [Restore("make", path) for path in sorted(removed)]
    end = [Restore("remove", path) for path in sorted(made, reverse=True)]
    return [*start, *found, *end]


def _is_to_do(places: Places, made: set[str], removed: set[str]) -> bool:
    """Whether any folder can be removed or created again."""
    if not all((places.root / path).is_dir() for path in removed):
        return True
    return any(_is_empty(places.root / path) for path in made)


def _is_empty(folder: Path) -> bool:
    try:
        return not os.listdir(folder)
    except OSError:
        return False


def _followed(entries: Iterable[Entry]) -> tuple[list[_Track], set[str], set[str]]:
    """The notes that edits touched, and the folders that they created and removed."""
    tracks: list[_Track] = []
    there: dict[str, _Track] = {}
    made: set[str] = set()
    removed: set[str] = set()
    for entry in entries:
        with HeldFolder(entry.folder) as folder:
            for step in entry.steps:
                if step.kind in {"made", "removed"}:
                    (made if step.kind == "made" else removed).add(step.path)
                    continue
                track = there.pop(step.path, None)
                if track is None or step.kind == "created":
                    track = _Track([step.path], is_new=step.kind == "created")
                    tracks.append(track)
                _follow(track, step, Place(folder, step.backup))
                if not track.was_deleted:
                    there[track.paths[-1]] = track
    return tracks, made, removed


def _follow(track: _Track, step: Saved, backup: Place) -> None:
    if step.kind == "moved":
        track.paths.append(step.to)
        return
    if step.backup and not _keep(track, backup):
        return  # it is made first, so the step was not done
    track.was_deleted = step.kind == "deleted"
    track.known.add(step.after)


def _keep(track: _Track, backup: Place) -> bool:
    """Record the text of a note before a step; False if there is no backup."""
    try:
        seen = look_at(backup)
    except (OSError, ChangingError) as error:
        if isinstance(error, OSError) and error.errno in _NO_FILE:
            return False
        message = f"{UNDO_PATH}/{backup.folder.path.name}/{backup.name} cannot be read."
        raise EditConflictError(message) from None
    if track.first is None and not track.is_new:
        track.first, track.mode = seen.data, seen.status.st_mode
        track.kept = f"{UNDO_PATH}/{backup.folder.path.name}/{backup.name}"
    track.known.add(digest(seen.data))
    track.is_torn = track.is_torn or is_half_written(backup)
    return True


class _Disk:
    """The texts of notes as they will be after the actions decided on so far."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._digests: dict[str, str | None] = {}
        self._names: dict[str, dict[str, set[str]]] = {}

    def digest_at(self, path: str) -> str | None:
        """The digest of a note; None if there is none with exactly this name."""
        if path not in self._digests:
            self._digests[path] = self._look(path)
        return self._digests[path]

    def put(self, path: str, value: str | None) -> None:
        """Record the text that a path will have."""
        names, name = self._namesakes(path)
        if value is None:
            names.discard(name)
        else:
            names.add(name)
        self._digests[path] = value

    def refuse_taken(self, path: str, but: str = "") -> None:
        """Refuse to put a note where another one is now, perhaps in another case.

        Raises:
            EditConflictError: there is a note other than ``but``.
        """
        folder = path.rpartition("/")[0]
        for there in sorted(self._namesakes(path)[0]):
            found = f"{folder}/{there}".lstrip("/")
            if found != but:
                raise EditConflictError(
                    f"Another {found} exists now; nothing was restored. Move it away and try again."
                )

    def _look(self, path: str) -> str | None:
        names, name = self._namesakes(path)
        if name not in names:
            return None
        try:
            return digest(look_at(self._places.own(path)).data)
        except FileNotFoundError:
            return None
        except ChangingError:
            message = f"{path} is being changed by another program; nothing was restored."
            raise EditConflictError(message) from None

    def _namesakes(self, path: str) -> tuple[set[str], str]:
        """The name of ``path``, and the names that many systems treat as the same."""
        folder, _, name = path.rpartition("/")
        if folder not in self._names:
            self._names[folder] = {}
            for there in self._names_in(folder):
                self._names[folder].setdefault(name_key(there), set()).add(there)
        return self._names[folder].setdefault(name_key(name), set()), name

    def _names_in(self, folder: str) -> list[str]:
        try:
            return self._places.folder(self._places.root / folder).names()
        except FileNotFoundError:
            return []


def _back(track: _Track, disk: _Disk) -> list[Restore]:
    """The actions that restore one note."""
    where = next((path for path in reversed(track.paths) if disk.digest_at(path)), None)
    if track.is_new:
        return _gone_again(track, where, disk)
    if where is None:
        return _there_again(track, disk)
    now = disk.digest_at(where) or ""
    path = track.paths[0]
    if track.was_deleted and now not in track.known:
        disk.refuse_taken(path)
    found = []
    if where != path:
        disk.refuse_taken(path, where)
        disk.put(where, None)
        found.append(Restore("move", where, to=path))
    if track.first is not None and digest(track.first) != now:
        was_changed = now not in track.known and not track.is_torn
        found.append(Restore("change", path, track.first, now, was_changed=was_changed))
        now = digest(track.first)
    disk.put(path, now)
    return found


def _gone_again(track: _Track, where: str | None, disk: _Disk) -> list[Restore]:
    now = disk.digest_at(where) if where else None
    if where is None or now is None:
        return []
    disk.put(where, None)
    return [Restore("delete", where, expected=now, was_changed=now not in track.known)]


def _there_again(track: _Track, disk: _Disk) -> list[Restore]:
    path = track.paths[0]
    if track.was_deleted and track.first is not None:
        disk.refuse_taken(path)
        disk.put(path, digest(track.first))
        return [Restore("create", path, track.first, mode=track.mode)]
    if track.first is None and len(track.paths) == 1:
        return []  # no step was done
    kept = f" Its earlier text is in {track.kept}" if track.kept else ""
    message = f"{track.paths[-1]} is gone or was renamed; nothing was restored.{kept}"
    raise EditConflictError(message)
