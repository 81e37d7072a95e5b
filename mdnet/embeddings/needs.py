"""The needs that mdnet knows, as they ship: a vector each, a label, and the phrases that name them.

`needs.bin` is made from the corpus in `mdnet/needs` by `scripts/train_tables.py`, which says how.
It is read in place: a goal meets a handful of needs, and the others are never decoded.

    header    one line of JSON: version, key, count, dims, sizes of the blocks, their CRC-32
    vectors   a row of `dims` signed bytes for each need, of length 127
    rows      a line of JSON for each need: name, kind, label by language
    phrases   for each language lines `term TAB need:term term|need:term …`, sorted: the phrases
              whose rarest term it is, with their other terms

A missing file raises `OSError`, a damaged one `ValueError`.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from mdnet.util.rows import NamedTuple

SHIPPED = Path(__file__).with_name("needs.bin")
VERSION = 1
TEMPERATURE = 0.1
"""The temperature of the training: it turns differences of cosines into odds."""


class NeedRow(NamedTuple):
    """The data of a need besides its vector and phrases."""

    name: str
    """Its identifier, the same in every language."""
    kind: str
    """One of the kinds of a goal."""
    labels: Mapping[str, str]
    """The person to look for, in a word or two, by language."""


class Phrase(NamedTuple):
    """Words that name a need, in any order."""

    need: int
    terms: tuple[str, ...]


class NeedTable:
    """The needs of a file."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file.

        Raises:
            ValueError: they are damaged, or not a table of needs.
        """
        head, _, rest = data.partition(b"\n")
        try:
            header = json.loads(head)
            sizes: list[int] = header["sizes"]
            self.key: str = header["key"]
            self.count: int = header["count"]
            self.dims: int = header["dims"]
            self._languages: list[str] = header["languages"]
            sound = header["version"] == VERSION and header["crc"] == zlib.crc32(rest)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ValueError("not a table of needs") from error
        if not sound or sum(sizes) != len(rest):
            raise ValueError("the table of needs is damaged")
        blocks, at = [], 0
        for size in sizes:
            blocks.append(rest[at : at + size])
            at += size
        if len(blocks) != 2 + len(self._languages) or len(blocks[0]) != self.count * self.dims:
            raise ValueError("the table of needs is damaged")
        self.vectors, self._rows, *self._phrases = blocks
        self._lines: list[bytes] | None = None

    @classmethod
    def open(cls, path: Path = SHIPPED) -> "NeedTable":
        """Read a file; `OSError` or `ValueError` when it cannot be read."""
        return cls(path.read_bytes())

    def vector(self, need: int) -> memoryview:
        """The vector of a need, `dims` signed bytes."""
        return memoryview(self.vectors).cast("b")[need * self.dims : (need + 1) * self.dims]

    def row(self, need: int) -> NeedRow:
        """The data of the need with this number."""
        if self._lines is None:
            self._lines = self._rows.split(b"\n")
        return NeedRow(*json.loads(self._lines[need]))

    def phrases(self, language: str, term: str) -> Iterator[Phrase]:
        """Yield the phrases of a language whose rarest term is ``term``."""
        if language not in self._languages:
            return
        block = self._phrases[self._languages.index(language)]
        beginning = b"\n" + term.encode() + b"\t"
        at = block.find(beginning)
        if at < 0:
            return
        line = block[at + len(beginning) : block.index(b"\n", at + 1)].decode()
        for item in line.split("|"):
            need, _, others = item.partition(":")
            yield Phrase(int(need), (term, *others.split()))


def needs_bytes(
    key: str,
    vectors: bytes,
    rows: list[NeedRow],
    phrases: Mapping[str, list[Phrase]],
) -> bytes:
    """The bytes of a file; ``phrases`` by language, each with its rarest term first."""
    count = len(rows)
    texts = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    blocks = [vectors, texts.encode()]
    blocks += [_phrase_block(phrases[language]) for language in sorted(phrases)]
    rest = b"".join(blocks)
    header = {
        "version": VERSION,
        "key": key,
        "count": count,
        "dims": len(vectors) // count if count else 0,
        "languages": sorted(phrases),
        "sizes": [len(block) for block in blocks],
        "crc": zlib.crc32(rest),
    }
    return json.dumps(header).encode() + b"\n" + rest


def _phrase_block(phrases: list[Phrase]) -> bytes:
    lines: dict[str, list[str]] = {}
    for need, (first, *others) in sorted(set(phrases)):
        lines.setdefault(first, []).append(f"{need}:{' '.join(others)}")
    text = "\n".join(f"{term}\t{'|'.join(lines[term])}" for term in sorted(lines))
    return f"\n{text}\n".encode()
