"""A folder held open, so that operations happen in it and nowhere else.

Every call looks up a path again, and in between somebody could replace the folder with a
link. An open folder stays the same. Where the system cannot work relative to an open folder,
paths are used instead.
"""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mdnet.util.records import Record

CAN_HOLD = (
    hasattr(os, "O_NOFOLLOW")
    and {os.open, os.stat, os.mkdir, os.rmdir, os.unlink, os.rename, os.link} <= os.supports_dir_fd
    and {os.listdir, os.scandir} <= os.supports_fd
)
"""Whether this system can work relative to a folder that is open."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_HERE = -100  # AT_FDCWD: a path is looked up as anywhere else


class HeldFolder:
    """An open folder; close it, or use it in a ``with``."""

    __slots__ = ("_descriptor", "path")

    def __init__(self, path: Path, *, inside: "HeldFolder | None" = None) -> None:
        """Open the folder at ``path``, following links.

        With ``inside`` it must be that folder itself, or a folder directly inside it that is
        not a link.

        Raises:
            OSError: it is missing, not a folder, or a link inside the held one.
        """
        self.path = path
        self._descriptor: int | None = None
        if not CAN_HOLD:
            status = path.stat() if inside is None else path.lstat()
            if not stat.S_ISDIR(status.st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        elif inside is None:
            self._descriptor = os.open(path, _FOLDER)
        else:
            way = "." if path == inside.path else path.name
            self._descriptor = os.open(way, _FOLDER | os.O_NOFOLLOW, dir_fd=inside.descriptor)

    @property
    def descriptor(self) -> int | None:
        """The open folder for ``dir_fd=``; None if paths are used."""
        return self._descriptor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        failed: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the folder."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def below(self, parts: Iterable[str], *, make: bool = False) -> "HeldFolder":
        """Open the folder that ``parts`` lead to, none of them a link.

        With ``make``, missing folders are created.

        Raises:
            OSError: one is missing, not a folder, or a link.
        """
        folder = HeldFolder(self.path, inside=self)
        for part in parts:
            with folder:
                if make:
                    folder.make_folder(part)
                inner = HeldFolder(folder.path / part, inside=folder)
            folder = inner
        return folder

    def way(self, name: str) -> str:
        """The path of a name in this folder for calls with ``dir_fd=self.descriptor``."""
        return name if self._descriptor is not None else os.path.join(self.path, name)  # noqa: PTH118

    def names(self) -> list[str]:
        """The names of everything in the folder."""
        return os.listdir(self.path if self._descriptor is None else self._descriptor)

    def make_folder(self, name: str) -> bool:
        """Create a folder in this one; return whether it was missing.

        Raises:
            OSError: it cannot be created.
        """
        try:
            os.mkdir(self.way(name), dir_fd=self._descriptor)
        except FileExistsError:
            return False
        return True

    def remove_folder(self, name: str) -> None:
        """Delete an empty folder in this one.

        Raises:
            OSError: it is not empty, missing, or not a folder.
        """
        os.rmdir(self.way(name), dir_fd=self._descriptor)

    def sync(self) -> None:
        """Write the names in the folder to the disk, if the system supports it."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.fsync(self._descriptor)


class Place(Record):
    """A name in an open folder; the file need not exist."""

    folder: HeldFolder
    name: str

    @property
    def path(self) -> Path:
        """The path, for messages."""
        return self.folder.path / self.name

    @property
    def call(self) -> tuple[int, bytes]:
        """The two arguments for a system call such as ``renameat2``."""
        descriptor = self.folder.descriptor
        way = os.fsencode(self.folder.way(self.name))
        return (_HERE if descriptor is None else descriptor), way

    def beside(self, name: str) -> "Place":
        """Another name in the same folder."""
        return Place(self.folder, name)

    def open(self, flags: int, mode: int = 0o600) -> int:
        """Open the file, which must not be a link, and return its descriptor."""
        flags |= os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(self.folder.way(self.name), flags, mode, dir_fd=self.folder.descriptor)

    def status(self) -> os.stat_result:
        """The status of the file, or of the link if it is one."""
        way = self.folder.way(self.name)
        return os.stat(way, dir_fd=self.folder.descriptor, follow_symlinks=False)

    def is_there(self) -> bool:
        """Whether anything has this name."""
        try:
            self.status()
        except FileNotFoundError:
            return False
        return True

    def is_link(self) -> bool:
        """Whether this name is a symbolic link."""
        try:
            return stat.S_ISLNK(self.status().st_mode)
        except FileNotFoundError:
            return False

    def is_same_file(self, other: "Place") -> bool:
        """Whether both are names of the same file; False if either is missing."""
        try:
            return os.path.samestat(self.status(), other.status())
        except OSError:
            return False

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Remove the name."""
        try:
            os.unlink(self.folder.way(self.name), dir_fd=self.folder.descriptor)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, to: "Place") -> None:
        """Rename the file, replacing whatever has the new name."""
        os.rename(
            self.folder.way(self.name),
            to.folder.way(to.name),
            src_dir_fd=self.folder.descriptor,
            dst_dir_fd=to.folder.descriptor,
        )

    def link(self, to: "Place") -> None:
        """Give the file a second name, which must be free."""
        os.link(
            self.folder.way(self.name),
            to.folder.way(to.name),
            src_dir_fd=self.folder.descriptor,
            dst_dir_fd=to.folder.descriptor,
            follow_symlinks=False,
        )
