"""The catalogue: which notes the index holds, under which stamps and names, with a card each.

One file beside each commit of the text index: a line of JSON with sizes and checksums,
then four blocks that are read as they are needed. A search compares the stamps and looks
up a few names; only lists, balances and paths read the cards. Written once, then read
only; knows nothing of Whoosh.
"""

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mdnet.index.protocol import DamagedIndexError
from mdnet.text import name_key
from mdnet.vault.names import stem_of
from mdnet.vault.walk import STAMP_SIZE, Stamp

if TYPE_CHECKING:
    from mdnet.card import Card

# To be raised whenever what is stored for a note changes: the fields of the model, of the
# documents, the analysis or the reading of notes. An index of another number is rebuilt.
SCHEMA = 11
# A search looks up some dozens of names in the block as it is; more want a table.
_FEW_LOOK_UPS = 200


class Entry(NamedTuple):
    """A note in the catalogue. ``row`` is its card as JSON, empty for a file that is no note."""

    stamp: Stamp
    row: bytes
    sense: bytes = b""
    """The vector of what a person does and is, for ``mdnet.sense``; empty for none."""
    names: bytes = b""
    """A line for each name: a mark and the name's key."""
    troubled: bool = False


def entry_of(stamp: Stamp, card: "Card | None", sense: bytes = b"") -> Entry:
    """Return the entry for a note; ``card`` is None for a file that is to be passed over."""
    from mdnet.index.card_codec import card_to_json

    if card is None:
        return Entry(stamp, b"", sense)
    return Entry(stamp, card_to_json(card).encode(), sense, _name_lines(card), card.errors > 0)


class Catalogue:
    """A catalogue that was written, opened for reading. It is a ``NameIndex``."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a catalogue file.

        Raises:
            DamagedIndexError: the bytes are not what was written.
        """
        # A catalogue has megabytes, so its parts are found in place and not copied.
        start = data.find(b"\n") + 1
        if data[:start] != b"%08x\n" % zlib.crc32(memoryview(data)[start:]):
            raise DamagedIndexError("the catalogue is damaged")
        self._data = data
        self._begin = data.find(b"\n", start) + 1
        try:
            header = json.loads(data[start : self._begin])
            schema = header["schema"]
            self.settings: str = header["settings"]
            self._troubled: list[int] = header["troubled"]
            self._sizes: list[int] = header["sizes"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedIndexError("the catalogue is damaged") from error
        if schema != SCHEMA:
            raise DamagedIndexError("another version of mdnet made it")
        self._paths = _split(self._block(0))
        self._names: bytes | None = None
        self._rows: list[bytes] | None = None
        self._cards: list[Card] | None = None
        self._index: dict[bytes, list[int]] | None = None
        self._looked_up = 0

    @property
    def paths(self) -> list[str]:
        """Return the paths of all notes, sorted."""
        return self._paths

    def note_paths(self) -> list[str]:
        """Return the paths of what is a note: no generated page and no template."""
        rows = zip(self._paths, self._all_rows(), strict=True)
        return [path for path, row in rows if row]

    def digest(self) -> str:
        """Return what tells this catalogue from every other: of the stamps and of all cards."""
        from hashlib import sha256

        return sha256(memoryview(self._data)[self._begin :]).hexdigest()

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamp of each note by its path."""
        block = self._block(1)
        size = STAMP_SIZE
        stamps = (block[at : at + size] for at in range(0, len(block), size))
        return dict(zip(self._paths, stamps, strict=True))

    def entries(self) -> dict[str, Entry]:
        """Return every entry by its path, to write the next catalogue from."""
        # All of them are written again after each save: so no card is read for it.
        troubled = set(self._troubled)
        held = zip(
            self.stamps().items(),
            self._all_rows(),
            self._all_senses(),
            self._names_by_number(),
            strict=True,
        )
        return {
            path: Entry(stamp, row, sense, names, number in troubled)
            for number, ((path, stamp), row, sense, names) in enumerate(held)
        }

    def by_name(self, key: str) -> list[str]:
        """Return the paths of the notes whose file name has this ``name_key``."""
        return self._look_up(b"n", key)

    def by_alias(self, key: str) -> list[str]:
        """Return the paths of the notes that give this ``name_key`` as an alias or name."""
        return self._look_up(b"a", key)

    def by_prefix(self, key: str) -> list[str]:
        """Return the paths of the notes one of whose names begins with ``key``, sorted."""
        numbers: set[int] = set()
        for mark in (b"n", b"a"):
            numbers |= self._numbers(b"\n" + mark + os.fsencode(key))
        return [self._paths[number] for number in sorted(numbers)]

    def names(self) -> list[str]:
        """Return the names and aliases of all notes as name keys."""
        lines = _text(self._name_block()).split("\n")
        return [line[1:].partition("\t")[0] for line in lines if line]

    def card(self, path: str) -> "Card | None":
        """Return the card of one note; None when there is no such note."""
        from mdnet.index.card_codec import card_from_json

        try:
            row = self._all_rows()[self._paths.index(path)]
        except ValueError:
            return None
        return card_from_json(row) if row else None

    def cards(self) -> "list[Card]":
        """Return the cards of all notes, in the order of their paths."""
        from mdnet.index.card_codec import cards_from_json

        if self._cards is None:
            self._cards = cards_from_json(row for row in self._all_rows() if row)
        return list(self._cards)

    def senses(self) -> list[tuple[str, bytes]]:
        """Return the vector of each note that has one, with its path."""
        return [pair for pair in zip(self._paths, self._all_senses(), strict=True) if pair[1]]

    def troubled(self) -> list[str]:
        """Return the paths of the notes with problems that are more than hints."""
        return [self._paths[number] for number in self._troubled]

    @property
    def errors(self) -> int:
        """Return how many notes have problems that are more than hints."""
        return len(self._troubled)

    def _names_by_number(self) -> list[bytes]:
        """Return the lines of names of each note, as an entry holds them."""
        lines = [b""] * len(self._paths)
        for line in self._block(2).split(b"\n"):
            name, _, number = line.rpartition(b"\t")
            if name:
                lines[int(number)] += name + b"\n"
        return lines

    def _look_up(self, mark: bytes, key: str) -> list[str]:
        line = mark + os.fsencode(key)
        self._looked_up += 1
        if self._looked_up > _FEW_LOOK_UPS:
            numbers = self._by_line().get(line, [])
        else:
            numbers = sorted(self._numbers(b"\n" + line + b"\t"))
        return [self._paths[number] for number in numbers]

    def _by_line(self) -> dict[bytes, list[int]]:
        """Return the numbers by mark and key; worth making where many names are looked up."""
        if self._index is None:
            self._index = {}
            for line in self._name_block().split(b"\n"):
                if line:
                    name, _, number = line.partition(b"\t")
                    self._index.setdefault(name, []).append(int(number))
        return self._index

    def _numbers(self, beginning: bytes) -> set[int]:
        """Return the note numbers of the lines that begin with ``beginning``."""
        block = self._name_block()
        found = set()
        at = block.find(beginning)
        while at >= 0:
            end = block.index(b"\n", at + 1)
            found.add(int(block[block.index(b"\t", at) : end]))
            at = block.find(beginning, end)
        return found

    def _name_block(self) -> bytes:
        if self._names is None:
            self._names = b"\n" + self._block(2)
        return self._names

    def _all_rows(self) -> list[bytes]:
        if self._rows is None:
            self._rows = self._block(3).split(b"\n")[:-1]
        return self._rows

    def _all_senses(self) -> list[bytes]:
        """Return a vector for each note; each is led by its length in a byte."""
        block, at, found = self._block(4), 0, []
        while at < len(block):
            end = at + 1 + block[at]
            found.append(block[at + 1 : end])
            at = end
        return found

    def _block(self, number: int) -> bytes:
        start = self._begin + sum(self._sizes[:number])
        return self._data[start : start + self._sizes[number]]


def catalogue_bytes(entries: Mapping[str, Entry], settings: str) -> bytes:
    """Return the bytes of the catalogue file that holds ``entries``.

    ``settings`` tells under which settings the notes were read; others need a rebuild.
    """
    paths = sorted(entries)
    blocks = (
        b"".join(os.fsencode(path) + b"\0" for path in paths),
        b"".join(entries[path].stamp for path in paths),
        b"".join(
            entries[path].names.replace(b"\n", b"\t%d\n" % number)
            for number, path in enumerate(paths)
        ),
        b"".join(entries[path].row + b"\n" for path in paths),
        b"".join(_led_by_length(entries[path].sense) for path in paths),
    )
    header = {
        "schema": SCHEMA,
        "settings": settings,
        "troubled": [number for number, path in enumerate(paths) if entries[path].troubled],
        "sizes": [len(block) for block in blocks],
    }
    rest = json.dumps(header).encode() + b"\n" + b"".join(blocks)
    return b"%08x\n" % zlib.crc32(rest) + rest


def read_catalogue(path: Path) -> Catalogue:
    """Return the catalogue in a file.

    Raises:
        DamagedIndexError: it is not what was written.
        OSError: it cannot be read.
    """
    return Catalogue(path.read_bytes())


def _name_lines(card: "Card") -> bytes:
    """Return a line for each name of a note: a mark and the key."""
    stem = name_key(stem_of(card.path))
    aliases = {name_key(name) for name in (card.name, *card.aliases)} - {stem, ""}
    keys = [b"n" + os.fsencode(stem), *(b"a" + os.fsencode(key) for key in sorted(aliases))]
    return b"".join(key + b"\n" for key in keys)


def _led_by_length(data: bytes) -> bytes:
    return bytes((len(data),)) + data


def _split(block: bytes) -> list[str]:
    return _text(block).split("\0")[:-1]


def _text(block: bytes) -> str:
    return block.decode("utf-8", "surrogateescape")
