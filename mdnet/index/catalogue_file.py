"""One file of the catalogue: the notes of a vault, or those that changed since another was written.

Paths and stamps lie in the order of the walk that saw them, so that the next walk is compared
with them as they are. A note's number is its place among the sorted paths.
"""

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from mdnet.index.flat.blocks import BlockFile, block_file
from mdnet.index.flat.terms import TermTable, encoded, term_sections
from mdnet.index.flat.terms import in_order as terms_in_order
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.shapes import SCHEMA
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key
from mdnet.vault.names import stem_of
from mdnet.vault.walk import STAMP_SIZE, Stamp

if TYPE_CHECKING:
    from mdnet.index.flat.blocks import Content
    from mdnet.index.flat.terms import Postings, Term
    from mdnet.model.summary import Card

NAME: Final = "name"
"""The field of the file names of notes."""
ALIAS: Final = "alias"
"""The field of what else notes are called."""


class Entry(NamedTuple):
    """A note in the catalogue. ``row`` is its card as JSON, empty for a file that is no note."""

    stamp: Stamp
    row: bytes
    names: tuple[tuple[str, str], ...] = ()
    """What it is called: a field and a name key each."""
    troubled: bool = False


def entry_of(stamp: Stamp, card: "Card | None") -> Entry:
    """The entry for a note; ``card`` is None for a file that is to be passed over."""
    from mdnet.index.card_codec import card_to_json

    if card is None:
        return Entry(stamp, b"")
    return Entry(stamp, card_to_json(card).encode(), _names_of(card), card.errors > 0)


def catalogue_file(
    entries: Mapping[str, Entry], settings: str, hidden: Collection[int] = ()
) -> Iterator[bytes]:
    """The parts of the file that holds ``entries``, which come as the walk saw them.

    Args:
        entries: the notes by path.
        settings: under which the notes were read; others need a rebuild.
        hidden: the numbers of the notes of the catalogue below that are other or gone.
    """
    in_order = [entries[path] for path in sorted(entries)]
    rows = [one.row + b"\n" for one in in_order]
    troubled = array("I", [at for at, one in enumerate(in_order) if one.troubled])
    cards = CardSections(rows, _ends(rows), troubled.tobytes(), term_sections(_terms(in_order)))
    stamps = {path: entry.stamp for path, entry in entries.items()}
    return file_of_cards(stamps, cards, settings, hidden)


class CardSections(NamedTuple):
    """What a file of the catalogue holds of the notes in the order of their paths."""

    rows: "Content"
    row_ends: bytes
    troubled: bytes
    terms: "Mapping[str, Content]"


def file_of_cards(
    stamps: Mapping[str, Stamp], cards: CardSections, settings: str, hidden: Collection[int] = ()
) -> Iterator[bytes]:
    """Yield the parts of the file of some notes.

    Args:
        stamps: the stamps of the notes by path, as the walk saw them.
        cards: what else is held of them.
        settings: as in ``catalogue_file``.
        hidden: as in ``catalogue_file``.
    """
    walk = list(stamps)
    order = sorted(range(len(walk)), key=walk.__getitem__)
    paths = [encoded(path) + b"\0" for path in walk]
    return block_file({
        "head": [json.dumps({"schema": SCHEMA, "settings": settings}).encode()],
        "paths": [b"".join(paths)],
        "path ends": [_ends(paths)],
        "stamps": [b"".join(stamps.values())],
        "order": [array("I", order).tobytes()],
        "rows": cards.rows,
        "row ends": [cards.row_ends],
        "troubled": [cards.troubled],
        "hidden": [array("I", sorted(hidden)).tobytes()],
        **cards.terms,
    })  # fmt: skip


class CatalogueFile:
    """A file of the catalogue, open for reading.

    Whatever it is asked, it raises ``DamagedIndexError`` if the answer is not what was written.
    """

    def __init__(self, file: BlockFile) -> None:
        """Take an opened file.

        Raises:
            DamagedIndexError: it is damaged, or another version of mdnet wrote it.
        """
        self._file = file
        try:
            head = json.loads(file.whole("head"))
            schema, self.settings = head["schema"], str(head["settings"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedIndexError("the catalogue is damaged") from error
        if schema != SCHEMA:
            raise DamagedIndexError("another version of mdnet made it")
        if len(self._order) != len(self._path_ends) or len(self._order) != len(self._row_ends):
            raise DamagedIndexError("the catalogue is damaged")
        self.names = TermTable(file)
        self.hidden = frozenset(file.numbers("hidden"))

    def __len__(self) -> int:
        return len(self._order)

    @cached_property
    def walked(self) -> list[str]:
        """The paths in the order of the walk."""
        return _text(self._file.whole("paths")).split("\0")[:-1]

    @cached_property
    def paths(self) -> list[str]:
        """The paths of all notes, sorted."""
        walked, order = self.walked, self._order
        if len(walked) != len(order) or max(order, default=-1) >= len(order):
            raise DamagedIndexError("the catalogue is damaged")
        return list(map(walked.__getitem__, order))

    @cached_property
    def rows(self) -> list[bytes]:
        """The cards of all notes as JSON, by number; empty for a file that is no note."""
        rows = self._file.whole("rows").split(b"\n")[:-1]
        if len(rows) != len(self):
            raise DamagedIndexError("the catalogue is damaged")
        return rows

    def path(self, number: int) -> str:
        """The path of the note with this number."""
        return _text(self._file.read("paths", *self._path_range(self._walk_place(number)))[:-1])

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``; None when it is not there."""
        from bisect import bisect_left

        number = bisect_left(range(len(self)), path, key=self.path)
        return number if number < len(self) and self.path(number) == path else None

    def row(self, number: int) -> bytes:
        """The card of a note as JSON."""
        ends = self._row_ends
        start = ends[self._known(number) - 1] if number else 0
        return self._file.read("rows", start, ends[number])[:-1]

    def stamp(self, number: int) -> Stamp:
        """The stamp of a note."""
        return self._file.read("stamps", *_stamp_range(self._walk_place(number)))

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of each note by its path, in the order of the walk."""
        block = self._file.whole("stamps")
        stamps = (block[at : at + STAMP_SIZE] for at in range(0, len(block), STAMP_SIZE))
        try:
            return dict(zip(self.walked, stamps, strict=True))
        except ValueError as error:
            raise DamagedIndexError("the catalogue is damaged") from error

    def is_walk(
        self, paths: Iterable[str], stamps: Iterable[Stamp], without: Iterable[int]
    ) -> bool:
        """Whether a walk saw these very notes, in the same order.

        Args:
            paths: in the order of the walk.
            stamps: of each path.
            without: the numbers of notes that do not count.
        """
        places = sorted(self._walk_place(number) for number in without)
        return (
            b"".join(stamps) == self._but(places, "stamps", _stamp_range)
            and _joined(paths) == self._but(places, "paths", self._path_range)
        )  # fmt: skip

    def note_paths(self) -> list[str]:
        """The paths of what is a note, sorted: no generated page and no template."""
        return [path for path, row in zip(self.paths, self.rows, strict=True) if row]

    def named(self, field: str) -> Iterator[tuple[str, int]]:
        """Yield every name key of a field with the number of each note that is called so."""
        for key, numbers in self.names.items(field):
            for number in numbers:
                yield key, self._known(number)

    def troubled(self) -> Sequence[int]:
        """The numbers of the notes with problems that are more than hints."""
        return self._file.numbers("troubled")

    def entries(self) -> dict[str, Entry]:
        """Every entry by its path, in the order of the walk."""
        names: list[list[tuple[str, str]]] = [[] for _ in range(len(self))]
        for field in (NAME, ALIAS):
            for key, number in self.named(field):
                names[number].append((field, key))
        troubled = set(self.troubled())
        stamps, found = self.stamps(), {}
        numbers = {path: number for number, path in enumerate(self.paths)}
        for path, stamp in stamps.items():
            number = numbers[path]
            row = self.rows[number]
            found[path] = Entry(stamp, row, tuple(names[number]), number in troubled)
        return found

    def content(self) -> Iterator[bytes]:
        """Yield what tells this file from another of other notes."""
        for section in ("paths", "stamps", "rows"):
            yield self._file.whole(section)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _but(
        self, places: Sequence[int], section: str, range_of: Callable[[int], tuple[int, int]]
    ) -> bytes:
        """A section without the parts of some places of the walk."""
        whole, pieces, at = self._file.whole(section), [], 0
        for place in places:
            start, end = range_of(place)
            pieces.append(whole[at:start])
            at = end
        return b"".join([*pieces, whole[at:]])

    def _path_range(self, place: int) -> tuple[int, int]:
        ends = self._path_ends
        return ends[place - 1] if place else 0, ends[place]

    def _walk_place(self, number: int) -> int:
        return self._known(self._order[self._known(number)])

    def _known(self, number: int) -> int:
        if number >= len(self._order):
            raise DamagedIndexError("the catalogue has no such note")
        return number

    @cached_property
    def _order(self) -> Sequence[int]:
        return self._file.numbers("order")

    @cached_property
    def _path_ends(self) -> Sequence[int]:
        return self._file.numbers("path ends")

    @cached_property
    def _row_ends(self) -> Sequence[int]:
        return self._file.numbers("row ends")


def _ends(pieces: Iterable[bytes]) -> bytes:
    """Where each piece ends when they are joined, as numbers."""
    return array("I", accumulate(map(len, pieces))).tobytes()


def _stamp_range(place: int) -> tuple[int, int]:
    return STAMP_SIZE * place, STAMP_SIZE * (place + 1)


def _joined(paths: Iterable[str]) -> bytes:
    """Return paths as a file holds them: a zero after each."""
    return encoded("\0".join((*paths, "")))


def _names_of(card: "Card") -> tuple[tuple[str, str], ...]:
    """What a note is called: a field and a name key each."""
    stem = name_key(stem_of(card.path))
    aliases = {name_key(name) for name in (card.name, *card.aliases)} - {stem, ""}
    return ((NAME, stem), *((ALIAS, key) for key in sorted(aliases)))


def _terms(entries: Iterable[Entry]) -> "dict[str, Iterator[Term]]":
    """Which notes are called how, by field and name key."""
    found: dict[str, dict[bytes, Postings]] = {NAME: {}, ALIAS: {}}
    for number, entry in enumerate(entries):
        for field, key in entry.names:
            held = found[field]
            name = encoded(key)
            if name not in held:
                held[name] = (array("I"), array("f"))
            held[name][0].append(number)
    return {field: terms_in_order(held) for field, held in found.items()}


def _text(block: bytes) -> str:
    return block.decode("utf-8", "surrogateescape")
