"""Reader of the static word table: the meaning of each word, as a short list of numbers.

`words.bin` holds about 40,000 everyday words with a vector each; words used alike have vectors
that point the same way. The script `build_word_table.py` makes it and documents its format.
Reading needs the standard library only: the file is mapped into memory, a word is found by
bisection over its sorted blocks, and nothing is built beforehand.

A search must work without the table: a missing file raises `OSError`, a damaged one `ValueError`.
"""

import math
import mmap
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import mul
from os import PathLike
from pathlib import Path
from typing import Self

from mdnet.util.records import Record

MAGIC = b"MDNWORDS"
VERSION = 1
HEADER = struct.Struct("<8sHHHHIIIIIII")
"""Magic, version, dims, bits of a value, words per block, words; where blocks, words, scales and
matrix start; size of the file; CRC-32 of all from blocks to scales. A CRC-32 of these follows."""
NUMBER = struct.Struct("<I")

NIBBLE = 4

# For rows of 4-bit values: a byte's low and high half, as the signed byte of the same value.
LOW = bytes((byte & 15 ^ 8) - 8 & 255 for byte in range(256))
HIGH = bytes((byte >> 4 ^ 8) - 8 & 255 for byte in range(256))


class WordTable(Record, eq=False):
    """An open word table; the fields ending in `_at` are bytes from the start of the file."""

    data: mmap.mmap
    dims: int
    bits: int
    per_block: int
    size: int
    blocks_at: int
    words_at: int
    scales_at: int
    matrix_at: int

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Self:
        """Map the table at `path`; `ValueError` if it is incomplete or damaged.

        Header and word index are checked by CRC-32, the vectors by the size of the file only:
        reading them all would cost more than a search, which needs a dozen of them.
        """
        with Path(path).open("rb") as file:
            try:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                message = f"{path}: the word table is empty"
                raise ValueError(message) from error
        try:
            return cls(data, *_checked(data))
        except ValueError as error:
            data.close()
            message = f"{path}: {error}"
            raise ValueError(message) from error

    def close(self) -> None:
        """Unmap the file; the table cannot be used any more."""
        self.data.close()

    def __len__(self) -> int:
        """Count the words."""
        return self.size

    def __contains__(self, word: object) -> bool:
        """Whether `vector` knows `word`."""
        return isinstance(word, str) and self.row(word) is not None

    def vector(self, word: str) -> tuple[float, ...] | None:
        """The vector of `word` (lower case), `dims` numbers, or None if it is unknown.

        Its length, below 1, says how much the word counts in a phrase: "the" far less than
        "plumber". An inflection without a row of its own ("drips") has the vector of its base.
        """
        row = self.row(word)
        if row is None:
            return None
        (scale,) = struct.unpack_from("<e", self.data, self.scales_at + 2 * row)
        width = self.dims * self.bits // 8
        start = self.matrix_at + width * row
        values = self.data[start : start + width]
        if self.bits == NIBBLE:
            values = values.translate(LOW) + values.translate(HIGH)
        return tuple([scale * value for value in struct.unpack(f"{self.dims}b", values)])

    def phrase(self, words: Iterable[str]) -> list[float] | None:
        """The sum of the words' vectors, at length 1, or None if no word is known."""
        known = [vector for word in words if (vector := self.vector(word)) is not None]
        total = [sum(column) for column in zip(*known, strict=True)]
        length = math.hypot(*total)
        return [value / length for value in total] if length else None

    def row(self, word: str) -> int | None:
        """Find the row of `word`, or else of the first of its possible bases that has one."""
        if not (word.isascii() and word.isalpha()):
            return None
        forms = (word, *base_forms(word))
        return next((row for form in forms if (row := self._find(form)) is not None), None)

    def _find(self, word: str) -> int | None:
        """Find the row of exactly this word: bisect over the blocks, then look into one."""
        key = word.encode()
        last = -(-self.size // self.per_block)
        block = bisect_right(range(last), key, key=self._first_word) - 1
        if block < 0:
            return None
        # The line end before the first word of the block belongs to it, as every word has one.
        lines = self.data[self._start(block) - 1 : self._start(block + 1)]
        place = lines.find(b"\n" + key + b"\n")
        return None if place < 0 else block * self.per_block + lines.count(b"\n", 0, place)

    def _start(self, block: int) -> int:
        (start,) = NUMBER.unpack_from(self.data, self.blocks_at + NUMBER.size * block)
        return self.words_at + int(start)

    def _first_word(self, block: int) -> bytes:
        start = self._start(block)
        return self.data[start : self.data.find(b"\n", start)]


def _checked(data: mmap.mmap) -> tuple[int, ...]:
    """Check the file; return dims, bits, words per block, words, and the four offsets."""
    if data[: len(MAGIC)] != MAGIC or len(data) < HEADER.size + NUMBER.size:
        message = "not a word table"
        raise ValueError(message)
    _, version, *shape, size, checksum = HEADER.unpack_from(data)
    if version != VERSION:
        message = f"a word table of version {version}; this program reads version {VERSION}"
        raise ValueError(message)
    (own_checksum,) = NUMBER.unpack_from(data, HEADER.size)
    if zlib.crc32(data[: HEADER.size]) != own_checksum or len(data) != size:
        message = "the word table is damaged or cut short"
        raise ValueError(message)
    blocks_at, matrix_at = shape[4], shape[7]
    if zlib.crc32(data[blocks_at:matrix_at]) != checksum:
        message = "the index of the word table is damaged"
        raise ValueError(message)
    return tuple(shape)


def base_forms(word: str) -> Iterator[str]:
    """The base forms that `word` may be inflected from, likeliest first, some of them unreal.

    The build script leaves out inflections by the same rule, so the two must stay alike.
    """
    if word.endswith("s") and not word.endswith("ss"):
        if word.endswith("ies"):
            yield word[:-3] + "y"
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from (stem, stem + "e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"


def cosine(a: Sequence[float], b: Sequence[float]) -> float:
    """The cosine of two vectors of one size, -1 to 1; 0 if one has no length."""
    lengths = math.hypot(*a) * math.hypot(*b)
    return sum(map(mul, a, b)) / lengths if lengths else 0.0
