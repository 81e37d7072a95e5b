"""The folder of the pages: what lies in it, and how a page is put there or taken away.

Follows no link, and writes so that a reader finds the old page or the new one. Knows
nothing of what a page says but the mark by which it is known.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mdnet.errors import RefusedError
from mdnet.pages.marker import is_marked
from mdnet.vault.files import read_bytes
from mdnet.whole_files import usual_mode, write_whole

# The walk of the vault passes over files that begin with a dot, and over this folder.
_TEMP = ".mdnet-page-"


class PagesFolder:
    """The folder of the pages of one vault; it need not be there."""

    def __init__(self, root: Path, name: str) -> None:
        """Take the vault and the setting ``pages``.

        Raises:
            RefusedError: the folder is not one inside the vault, or a link.
        """
        parts = Path(name.strip("/")).parts
        if not parts or ".." in parts or any(part.startswith(".") for part in parts):
            raise RefusedError(
                f'The setting pages = "{name}" is no folder for pages; nothing was written. '
                "Name a folder inside the vault, like Network."
            )
        self.name = "/".join(parts)
        self._root = root
        self._path = root.joinpath(*parts)
        for above in (*reversed(self._path.parents), self._path):
            if above.is_relative_to(root) and above != root:
                self._refuse_link(above)

    def read(self) -> dict[str, bytes | None]:
        """Return what lies there, by path below the folder; None for what is no plain file."""
        found = {
            path: read_bytes(self._path, path)[0] if plain else None
            for path, plain in self._files()
        }
        return dict(sorted(found.items()))

    def holds_pages(self) -> bool:
        """Tell whether a build wrote pages there before; reads no further than to the first."""
        try:
            plain_files = (path for path, plain in self._files() if plain)
            return any(is_marked(read_bytes(self._path, path)[0]) for path in plain_files)
        except OSError:
            return False

    def write(self, path: str, data: bytes) -> None:
        """Put a page at ``path`` below the folder, whole or not at all.

        Raises:
            RefusedError: a link is in the way.
            OSError: the disk is full or the like; the page is as it was.
        """
        target = self._path / path
        self._refuse_link(target.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._refuse_link(target)
        write_whole(target, (data,), draft=_TEMP, mode=usual_mode())

    def remove(self, path: str) -> None:
        """Delete a page, and its folder below the one of all pages when it is empty then."""
        target = self._path / path
        target.unlink(missing_ok=True)
        if target.parent != self._path:
            with suppress(OSError):
                target.parent.rmdir()

    def sweep(self) -> None:
        """Delete what builds that were killed left behind."""
        for folder in ("", *self._folders()):
            with suppress(FileNotFoundError), os.scandir(self._path / folder) as entries:
                for entry in entries:
                    if entry.name.startswith(_TEMP) and entry.is_file(follow_symlinks=False):
                        Path(entry.path).unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[str, bool]]:
        """Yield what has the name of a page, and whether it is a plain file."""
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

    def _refuse_link(self, path: Path) -> None:
        if path.is_symlink():
            place = path.relative_to(self._root).as_posix()
            raise RefusedError(f"{place} is a link; no page is written through it.")
