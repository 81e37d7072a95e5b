"""Files of named sections, read in place; every block has a checksum that is asked for first.

Such a file has megabytes of which a search reads some thousandths. So neither is it read nor
summed up whole: the header is proved when the file is opened, a block when something in it is
read for the first time.

The format, in the byte order of the machine: a mark, the checksum of the rest of the header, the
number of sections and the size of the data; for each section its name, where it begins and its
size; for each block of the data its checksum (CRC-32); zeros up to a multiple of eight; the data.
"""

import contextlib
import mmap
import os
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from zlib import crc32

from mdnet.index.protocol import DamagedIndexError

BLOCK: Final = 4096
"""Bytes that have a checksum together: what the system reads at once."""
_SHIFT: Final = 12
_MARK: Final = b"mdflat1\n"
_HEAD: Final = struct.Struct("=8sIIQ")
_SECTION: Final = struct.Struct("=16sQQ")
_ALIGNED: Final = 8

_PIECE: Final = 1 << 18


class Content(Protocol):
    """A section in pieces that are gone through several times, each time the same."""

    def __iter__(self) -> Iterator[bytes]: ...


def block_file(sections: Mapping[str, Content]) -> Iterator[bytes]:
    """Yield the parts of a file with these sections; a name has up to 16 ASCII letters.

    The pieces of a section are neither joined nor copied. They may lie on a disk: they are gone
    through for their sizes, for their checksums and to yield them.
    """
    table, at = [], 0
    for name, content in sections.items():
        size = sum(map(len, content))
        table.append(_SECTION.pack(name.encode(), at, size))
        at += size + -size % _ALIGNED
    rest = b"".join([*table, array("I", _sums(_pieces(sections))).tobytes()])
    rest += bytes(-(_HEAD.size + len(rest)) % _ALIGNED)
    yield _HEAD.pack(_MARK, crc32(rest, crc32(_counts(len(table), at))), len(table), at)
    yield rest
    yield from _pieces(sections)


def _pieces(sections: Mapping[str, Content]) -> Iterator[bytes]:
    """Yield the data of a file: its sections, each filled up with zeros."""
    for content in sections.values():
        size = 0
        for piece in content:
            size += len(piece)
            yield piece
        yield bytes(-size % _ALIGNED)


def _sums(pieces: Iterable[bytes]) -> Iterator[int]:
    """Yield the checksum of each block of some pieces, as if they were joined."""
    summed, room = 0, BLOCK
    for piece in pieces:
        left = memoryview(piece)
        while len(left) >= room:
            yield crc32(left[:room], summed)
            left, summed, room = left[room:], 0, BLOCK
        summed, room = crc32(left, summed), room - len(left)
    if room < BLOCK:
        yield summed


def _counts(sections: int, size: int) -> bytes:
    return struct.pack("=IQ", sections, size)


class Spooled:
    """What was written to a file, as the content of a section."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece


class Joined:
    """Sections of several files one after the other, as the content of a section."""

    def __init__(self, files: Sequence["BlockFile"], name: str) -> None:
        self._files = files
        self._name = name

    def __iter__(self) -> Iterator[bytes]:
        for file in self._files:
            yield file.whole(self._name)


class OpenFile:
    """The bytes of a file, read when they are asked for; mapped, all that was read would stay."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._size = os.fstat(self._file.fileno()).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._size)
        return os.pread(self._file.fileno(), stop - start, start)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class BlockFile:
    """A file of sections, open for reading. A section that is not there is empty."""

    def __init__(self, data: "Buffer", on_damage: Callable[[], None] | None = None) -> None:
        """Take the bytes of a file.

        Args:
            data: all of it.
            on_damage: called when a block is found that is not as it was written.

        Raises:
            DamagedIndexError: the header is not as it was written.
        """
        self._data = data
        self._on_damage = on_damage
        self._sections: dict[str, tuple[int, int]] = {}
        if len(data) < _HEAD.size:
            raise self._damaged("is cut short")
        mark, summed, count, size = _HEAD.unpack(data[: _HEAD.size])
        table_end = _HEAD.size + count * _SECTION.size
        blocks = (size + BLOCK - 1) >> _SHIFT
        begin = table_end + 4 * blocks
        begin += -begin % _ALIGNED
        if mark != _MARK or begin + size != len(data):
            raise self._damaged("is not of the size that it says")
        if crc32(data[_HEAD.size : begin], crc32(_counts(count, size))) != summed:
            raise self._damaged("has a damaged header")
        self._sums = memoryview(data[table_end : table_end + 4 * blocks]).cast("I")
        self._begin = begin
        self._is_proved = bytearray(blocks)
        for name, start, length in _SECTION.iter_unpack(data[_HEAD.size : table_end]):
            if start + length > size:
                raise self._damaged("has a section that is not in it")
            self._sections[name.rstrip(b"\0").decode("latin-1")] = (start, length)

    def size(self, name: str) -> int:
        """How many bytes a section has."""
        return self._sections.get(name, (0, 0))[1]

    def read(self, name: str, start: int, end: int) -> bytes:
        """The bytes of a section from ``start`` to before ``end``.

        Raises:
            DamagedIndexError: they are not what was written, or there are none.
        """
        begin, size = self._sections.get(name, (0, 0))
        if not 0 <= start <= end <= size:
            raise self._damaged(f"has no bytes {start} to {end} in {name}")
        first, last = begin + start, begin + end
        proved = self._is_proved
        for block in range(first >> _SHIFT, (last + BLOCK - 1) >> _SHIFT):
            if not proved[block]:
                self._prove(block)
        return self._data[self._begin + first : self._begin + last]

    def whole(self, name: str) -> bytes:
        """All bytes of a section.

        Raises:
            DamagedIndexError: they are not what was written.
        """
        return self.read(name, 0, self.size(name))

    def numbers(self, name: str, code: str = "I") -> "array[int]":
        """A section of numbers, each as ``code`` of the module ``array``.

        Raises:
            DamagedIndexError: they are not what was written.
        """
        found = array(code)
        try:
            found.frombytes(self.whole(name))
        except ValueError as error:
            raise self._damaged(f"has half a number in {name}") from error
        return found

    def prove(self) -> None:
        """Make sure that all of the file is as it was written.

        Raises:
            DamagedIndexError: it is not.
        """
        for block in range(len(self._sums)):
            self._prove(block)

    def close(self) -> None:
        """Let go of the file."""
        if not isinstance(self._data, bytes):
            self._data.close()

    def _prove(self, block: int) -> None:
        start = self._begin + (block << _SHIFT)
        if crc32(self._data[start : start + BLOCK]) != self._sums[block]:
            raise self._damaged(f"has a damaged block {block}")
        self._is_proved[block] = 1

    def _damaged(self, how: str) -> DamagedIndexError:
        if self._on_damage:
            self._on_damage()
        return DamagedIndexError(f"a file of the index {how}")


Buffer = bytes | mmap.mmap | OpenFile


def open_block_file(path: Path) -> BlockFile:
    """A file of sections, mapped; one that is damaged is removed when that is found out.

    Raises:
        DamagedIndexError: its header is not what was written.
        OSError: it cannot be read.
    """

    def remove() -> None:
        # Whoever comes next finds it missing, and rebuilds it.
        with contextlib.suppress(OSError):
            path.unlink()

    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedIndexError(f"{path.name} is empty") from error
    return BlockFile(data, remove)
