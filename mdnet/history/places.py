"""Where notes may be written: the one place that checks every path.

A path may come from a user, an import or the manifest of a foreign vault. Its name is checked
first, so that the error can say what is wrong. Then its folder is opened part by part, none
of them a link, and stays open for everything that follows.
"""

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath

from mdnet.model.errors import RefusedError
from mdnet.model.note_names import is_canvas_path, is_note_path, is_picture_path
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.util.text import name_key

# Folders held open at a time; one step needs at most two.
_HELD = 16

# What `mdnet init` writes besides notes.
_OF_A_NEW_VAULT = frozenset(
    (".mdnet/config.toml", ".obsidian/app.json", ".obsidian/types.json", "People.base")
)
_TEMPLATES = ".mdnet/templates/"


def may_be_written(path: str) -> bool:
    """Whether mdnet may write to a path in a vault: a note, picture, canvas or setting.

    Does not look at the disk.
    """
    if not is_below(path):
        return False
    pure = PurePosixPath(path)
    if is_note_path(pure) or is_picture_path(pure) or is_canvas_path(pure):
        return True
    return _is_of_a_new_vault(path)


def may_be_folder(path: str) -> bool:
    """Whether mdnet may create a folder at a path in a vault."""
    if not is_below(path):
        return False
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    inside = f"{path}/"
    ours = (".obsidian/", ".mdnet/", _TEMPLATES)
    return not hidden or inside in ours or inside.startswith(_TEMPLATES)


def is_below(path: str) -> bool:
    """Whether a path stays in a vault and has no ``..``."""
    pure = PurePosixPath(path)
    return bool(pure.parts) and not (pure.is_absolute() or ".." in pure.parts or "\0" in path)


def _is_of_a_new_vault(path: str) -> bool:
    return path in _OF_A_NEW_VAULT or (path.startswith(_TEMPLATES) and path.endswith(".j2"))


Resolve = Callable[[Path], str]
"""The real path of a folder."""


def own_note(root: Path, path: str, resolve: Resolve = os.path.realpath) -> Path:
    """The place of the note ``path``, which need not exist.

    Raises:
        RefusedError: it is outside the vault or where no notes are, or is a link or inside
            one.
    """
    target, real = root / path, _real(root, path, resolve)
    if not may_be_written(path):
        raise RefusedError(f"{path} is not a place for notes; nothing was written.")
    if real != target or target.is_symlink():
        raise RefusedError(f"{path} is a link, or is inside one; nothing was written.")
    return target


def real_note(root: Path, path: str, resolve: Resolve = os.path.realpath) -> Path:
    """The file of a note, with links resolved.

    Raises:
        RefusedError: it is outside the vault, or not a file for notes.
    """
    target = _real(root, path, resolve)
    if target.is_symlink():
        target = Path(os.path.realpath(target))
    if not target.is_relative_to(root):
        raise _outside(path)
    below = target.relative_to(root)
    if not (is_note_path(below) or is_canvas_path(below)):
        raise RefusedError(f"{path} is not a note in this vault; nothing was written.")
    return target


def _real(root: Path, path: str, resolve: Resolve) -> Path:
    """Where a path leads; if its last part is a link, it is not followed."""
    target = root / path
    if not path or "\0" in path or PurePosixPath(path).is_absolute():
        raise _outside(path)
    folder = Path(resolve(target.parent))
    if not folder.is_relative_to(root):
        raise _outside(path)
    return folder / target.name


def _outside(path: str) -> RefusedError:
    return RefusedError(f"{path} is outside the vault; nothing was written.")


def taken(path: str) -> RefusedError:
    """The error for a new note that would overwrite a file."""
    return RefusedError(f"{path} already exists; it was not overwritten.")


def namesake_of(target: Path, other_than: Path | None = None) -> Path | None:
    """A file that many systems treat as the same as ``target``; None if there is none."""
    try:
        names = sorted(os.listdir(target.parent))
    except OSError:
        return None
    wanted = name_key(target.name)
    there = (target.with_name(name) for name in names if name_key(name) == wanted)
    return next((path for path in there if path != other_than), None)


def free_notes(root: Path, paths: Iterable[str]) -> list[Path]:
    """The places of new notes; lists each folder once.

    Raises:
        RefusedError: one exists, perhaps in another case, or is not a place for notes.
    """
    names: dict[Path, dict[str, str]] = {}
    targets = []
    for path in paths:
        target = own_note(root, path)
        if target.parent not in names:
            names[target.parent] = {name_key(name): name for name in _names_in(target.parent)}
        there = names[target.parent].get(name_key(target.name))
        if there is not None:
            raise taken(target.with_name(there).relative_to(root).as_posix())
        names[target.parent][name_key(target.name)] = target.name
        targets.append(target)
    return targets


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def missing_folders(root: Path, targets: Iterable[Path]) -> list[str]:
    """The missing folders, outer ones before inner ones."""
    missing: dict[str, None] = {}
    for parent in dict.fromkeys(target.parent for target in targets):
        below = [folder for folder in (parent, *parent.parents) if folder.is_relative_to(root)]
        for folder in reversed(below):
            if not folder.exists():
                missing[folder.relative_to(root).as_posix()] = None
    return [*missing]


class Places:
    """The folders of a vault, held open while notes are written."""

    def __init__(self, root: Path) -> None:
        """Open the vault at ``root``, a real path."""
        self.root = root
        self._held = HeldFolder(root)
        self._folders: dict[Path, HeldFolder] = {}
        # Each folder is looked up by name once; opening it shows that it still is no link.
        self._resolve = cache(os.path.realpath)

    def close(self) -> None:
        """Close all folders."""
        for folder in (*self._folders.values(), self._held):
            folder.close()
        self._folders.clear()

    def own(self, path: str) -> Place:
        """The place of an existing or new note that is not a link; see ``own_note``.

        Raises:
            RefusedError: notes are not allowed there.
            FileNotFoundError: there is no such folder.
        """
        return self._at(own_note(self.root, path, self._resolve))

    def real(self, path: str) -> Place:
        """The place of the file of a note, with links resolved; see ``real_note``.

        Raises:
            RefusedError: it is not a note in the vault.
            FileNotFoundError: there is no such folder.
        """
        return self._at(real_note(self.root, path, self._resolve))

    def path_of(self, place: Place) -> str:
        """The path of a place, relative to the vault."""
        return place.path.relative_to(self.root).as_posix()

    def folder(self, path: Path) -> HeldFolder:
        """The folder at ``path``, a real path below the root, held open.

        Raises:
            RefusedError: a link has appeared on the way.
            FileNotFoundError: there is no such folder.
        """
        held = self._folders.pop(path, None)
        if held is None:
            if len(self._folders) >= _HELD:
                self._folders.pop(next(iter(self._folders))).close()
            parts = path.relative_to(self.root).parts
            try:
                held = self._held.below(parts)
            except OSError as error:
                if error.errno not in (errno.ELOOP, errno.ENOTDIR):
                    raise
                where = path.relative_to(self.root).as_posix()
                message = f"{where} is a link, or is inside one; nothing was written."
                raise RefusedError(message) from error
        self._folders[path] = held
        return held

    def make_folder(self, path: str) -> bool:
        """Create the folder ``path`` in an existing parent; return whether it was missing.

        Raises:
            RefusedError: there is a link on the way.
            OSError: it cannot be made.
        """
        target = self.root / path
        return self.folder(target.parent).make_folder(target.name)

    def remove_folder(self, path: str) -> bool:
        """Delete the folder ``path`` if it is empty; return whether it was."""
        target = self.root / path
        held = self._folders.pop(target, None)
        if held is not None:
            held.close()
        with suppress(OSError, RefusedError):
            self.folder(target.parent).remove_folder(target.name)
            return True
        return False

    def _at(self, target: Path) -> Place:
        return Place(self.folder(target.parent), target.name)
