"""Files in files: zips and folders of vCards or of an archive, and gzipped files.

Read piece by piece up to a limit: a small file can unpack to a very large one. The content
is untrusted; nothing is written, and names are only used in the report.
"""

import gzip
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from mdnet.formats.linkedin_archive import FILES as LINKEDIN

MOST_BYTES: Final = 64 << 20
"""The limit for everything unpacked; a hundred thousand cards have less."""
_MOST_FILES = 20_000
_PIECE = 1 << 16
_CARDS: Final = (".vcf", ".vcard")
_OTHERS: Final = (*LINKEDIN, "friends.json", "your_friends.json")
_BOOKS: Final = (".csv", ".tsv", ".ldif", ".ldi", ".json", ".org")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"


class Part(NamedTuple):
    """A file in a container."""

    name: str
    data: bytes


class TooMuchError(Exception):
    """A container is too large or cannot be read; the text says which."""


def is_zip(data: bytes) -> bool:
    """Whether a file is a zip."""
    return data.startswith(_ZIP)


def is_gzip(data: bytes) -> bool:
    """Whether a file is gzipped."""
    return data.startswith(_GZIP)


def gunzipped(data: bytes) -> bytes:
    """The content of a gzipped file.

    Raises:
        TooMuchError: it is larger than ``MOST_BYTES``, or broken.
    """
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            return _read(file, MOST_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        raise TooMuchError(f"cannot be unpacked: {error}") from None


def parts_of_zip(data: bytes) -> Iterator[Part]:
    """Yield the files of a zip that are about people, in reading order.

    Raises:
        TooMuchError: they are larger than ``MOST_BYTES`` together, or the zip is broken.
    """
    left = MOST_BYTES
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = {one.filename: one for one in archive.infolist()[: _MOST_FILES + 1]}
            if len(names) > _MOST_FILES:
                raise TooMuchError(f"contains more than {_MOST_FILES:,} files")
            for name in wanted(names) or _address_books(names):
                with archive.open(names[name]) as file:
                    part = Part(Path(name).name, _read(file, left))
                left -= len(part.data)
                yield part
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise TooMuchError(f"cannot be unpacked: {error}") from None


def _read(file: IO[bytes] | gzip.GzipFile, most: int) -> bytes:
    """The whole file, read in pieces."""
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(_PIECE):
        size += len(piece)
        if size > most:
            raise TooMuchError(f"unpacks to more than {MOST_BYTES >> 20} MB")
        pieces.append(piece)
    return b"".join(pieces)


def wanted(names: Iterable[str]) -> list[str]:
    """The paths to read: cards first, then the files of an archive."""
    known: list[tuple[int, str]] = []
    for name in sorted(names):
        last = name.lower().rpartition("/")[2]
        if last.startswith("._"):
            continue  # what macOS adds to its zips
        if last.endswith(_CARDS):
            known.append((0, name))
        elif last in _OTHERS:
            known.append((1 + _OTHERS.index(last), name))
    return [name for _, name in sorted(known)]


def _address_books(names: Iterable[str]) -> list[str]:
    """The paths in a zip without cards or an archive that could be address books.

    Not used for folders: many people keep all sorts of tables in one.
    """
    shown = (name for name in names if not name.rpartition("/")[2].startswith("._"))
    return sorted(name for name in shown if name.lower().endswith(_BOOKS))


def regular(path: Path, most: int) -> bytes:
    """The bytes of a file found in a folder, never of a pipe or a device.

    Raises:
        OSError: it cannot be read, is not a regular file, or is larger than ``most`` bytes.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is not a regular file", str(path))
        if status.st_size > most:
            raise OSError(0, f"it is larger than {most >> 20} MB", str(path))
        return file.read()
