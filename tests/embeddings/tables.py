"""Small tables of words and needs, as the trainer writes them."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from mdnet.embeddings.needs import NeedRow, NeedTable, Phrase, needs_bytes
from mdnet.embeddings.table import HEADER, MAGIC, NUMBER, VERSION, WordTable

Vectors = Mapping[str, Sequence[int]]


def table_bytes(
    rows: Vectors,
    *,
    bits: int = 8,
    per_block: int = 3,
    version: int = VERSION,
    scale: float = 0.5,
) -> bytes:
    """Lay out a table of `rows`, all with one scale, as the build script does."""
    words = sorted(rows)
    dims = len(next(iter(rows.values())))
    text, starts = b"\n", []
    for number, word in enumerate(words):
        if number % per_block == 0:
            starts.append(len(text))
        text += word.encode() + b"\n"
    starts.append(len(text))
    blocks = struct.pack(f"<{len(starts)}I", *starts)
    matrix = b"".join(packed(rows[word], bits) for word in words)
    index = blocks + text + struct.pack("<e", scale) * len(words)
    first = HEADER.size + NUMBER.size
    texts_at = first + len(blocks)
    matrix_at = first + len(index)
    offsets = (first, texts_at, texts_at + len(text), matrix_at, matrix_at + len(matrix))
    shape = (MAGIC, version, dims, bits, per_block, len(words))
    header = HEADER.pack(*shape, *offsets, zlib.crc32(index))
    return header + NUMBER.pack(zlib.crc32(header)) + index + matrix


def packed(row: Sequence[int], bits: int) -> bytes:
    """Pack one row of values."""
    if bits == 8:
        return struct.pack(f"{len(row)}b", *row)
    half = len(row) // 2
    return bytes(
        low & 15 | (high & 15) << 4 for low, high in zip(row[:half], row[half:], strict=True)
    )


def word_table(folder: Path, rows: Vectors, name: str = "words.bin", **shape: int) -> WordTable:
    """Write a word table whose values are hundredths, and open it."""
    path = folder / name
    path.write_bytes(table_bytes(rows, scale=0.01, **shape))
    return WordTable.open(path)


def need_table(
    rows: Sequence[tuple[NeedRow, Sequence[int]]],
    phrases: Mapping[str, Sequence[Phrase]] | None = None,
) -> NeedTable:
    """A table of needs from their rows with a vector each."""
    vectors = b"".join(struct.pack(f"{len(vector)}b", *vector) for _, vector in rows)
    listed = {language: list(some) for language, some in (phrases or {"en": []}).items()}
    return NeedTable(needs_bytes("a key", vectors, [row for row, _ in rows], listed))
