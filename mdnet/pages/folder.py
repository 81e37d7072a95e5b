"""The folder of the pages: what it contains, and how pages are written and removed.

Follows no links, and replaces a page in one step, so that readers see the old one or the new
one. Of the content of a page it only knows the marker.
"""

import errno
import os
import posixpath
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from mdnet.model.errors import RefusedError
from mdnet.pages.marker import is_marked
from mdnet.util.atomic_write import usual_mode, write_whole_at
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.vault.files import read_bytes

# The walk of the vault skips files that begin with a dot, and this folder.
_TEMP = ".mdnet-page-"


class PagesFolder:
    """The folder of the pages of one vault, which may not exist yet."""

    def __init__(self, root: Path, name: str) -> None:
        """Take the vault and the setting ``pages``.

        Raises:
            RefusedError: the folder is a link, or is not inside the vault.
        """
        parts = Path(name.strip("/")).parts
        if not parts or ".." in parts or any(part.startswith(".") for part in parts):
            raise RefusedError(
                f'The setting pages = "{name}" is not a folder inside the vault; '
                "nothing was written. Use a folder such as Network."
            )
        self.name = "/".join(parts)
        self._root = root
        self._path = root.joinpath(*parts)
        for number in range(1, len(parts) + 1):
            if root.joinpath(*parts[:number]).is_symlink():
                place = "/".join(parts[:number])
                raise RefusedError(f"{place} is a link; mdnet does not write pages through links.")

    def read(self) -> dict[str, bytes | None]:
        """The content of the folder, by relative path; None for anything but a plain file."""
        found = {
            path: read_bytes(self._path, path)[0] if plain else None
            for path, plain in self._files()
        }
        return dict(sorted(found.items()))

    def holds_pages(self) -> bool:
        """Whether a build has written pages here; stops at the first one."""
        try:
            plain_files = (path for path, plain in self._files() if plain)
            return any(is_marked(read_bytes(self._path, path)[0]) for path in plain_files)
        except OSError:
            return False

    def write(self, path: str, data: bytes) -> None:
        """Write a page at ``path`` below the folder, completely or not at all.

        Raises:
            RefusedError: a link is in the way.
            OSError: for example, the disk is full; the page is unchanged.
        """
        with self._held(path, make=True) as place:
            if place.is_link():
                raise self._refused(path)
            write_whole_at(place, (data,), draft=_TEMP, mode=usual_mode())

    def remove(self, path: str) -> None:
        """Delete a page, and its subfolder if that is then empty."""
        with self._held(path) as place:
            place.unlink(missing_ok=True)
        above, name = posixpath.split(posixpath.dirname(path))
        if name:
            with suppress(OSError), self._held(posixpath.join(above, name)) as folder:
                folder.folder.remove_folder(name)

    def sweep(self) -> None:
        """Delete temporary files that killed builds left behind."""
        for folder in ("", *self._folders()):
            with suppress(FileNotFoundError), self._held(f"{folder}/x".lstrip("/")) as place:
                for name in place.folder.names():
                    if name.startswith(_TEMP):
                        _unlink_plain(place.beside(name))

    def _files(self) -> Iterator[tuple[str, bool]]:
        """Everything that has the name of a page, and whether it is a plain file."""
        for folder in ("", *self._folders()):
            with suppress(FileNotFoundError), os.scandir(self._path / folder) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and entry.name[-3:].lower() == ".md":
                        path = f"{folder}/{entry.name}" if folder else entry.name
                        yield path, entry.is_file(follow_symlinks=False)

    def _folders(self) -> list[str]:
        with suppress(FileNotFoundError), os.scandir(self._path) as entries:
            return sorted(
                entry.name
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            )
        return []

    @contextmanager
    def _held(self, path: str, *, make: bool = False) -> Iterator[Place]:
        """The place of a page, whose folders are opened one by one and kept open.

        Raises:
            RefusedError: a link is in the way.
            FileNotFoundError: the folder does not exist, and ``make`` is false.
        """
        *folders, name = self._path.relative_to(self._root).parts + PurePath(path).parts
        try:
            with HeldFolder(self._root) as root:
                folder = root.below(folders, make=make)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR):
                raise self._refused(posixpath.dirname(path)) from error
            raise
        with folder:
            yield Place(folder, name)

    def _refused(self, path: str) -> RefusedError:
        place = posixpath.join(self.name, path).rstrip("/")
        return RefusedError(f"{place} is a link; mdnet does not write pages through links.")


def _unlink_plain(place: Place) -> None:
    with suppress(OSError):
        if stat.S_ISREG(place.status().st_mode):
            place.unlink()
