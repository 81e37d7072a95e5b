"""The files of an index, those being written closed by hand where Whoosh leaves them open."""

import contextlib
from pathlib import Path
from typing import Any, BinaryIO, Self

from whoosh.filedb.filestore import FileStorage
from whoosh.util import random_name


class IndexFiles(FileStorage):  # type: ignore[misc]
    """A folder of index files that knows those it has made.

    Whoosh leaves files open when the disk is full. Python would write the rest of them when
    it forgets them, and since 3.13 it says on stderr that this failed.
    """

    def __init__(self, folder: str, *, made: list[BinaryIO] | None = None, **options: Any) -> None:
        super().__init__(folder, **options)
        self._made: list[BinaryIO] = [] if made is None else made

    def create_file(self, name: str, **options: Any) -> Any:
        """A new file, to be closed by ``close_all`` at the latest."""
        file = super().create_file(name, **options)
        self._made.append(file.file)
        return file

    def temp_storage(self, name: str | None = None) -> Self:
        """A folder for files that live as long as a commit; they are among ours."""
        folder = Path(self.folder, name or f"{random_name()}.tmp")
        made: Self = type(self)(str(folder), made=self._made).create()
        return made

    def close_all(self) -> None:
        """Close every file that was made, whether or not its end can still be written."""
        for file in self._made:
            with contextlib.suppress(OSError):
                file.close()
        self._made.clear()
