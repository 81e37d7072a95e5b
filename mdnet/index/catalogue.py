"""The catalogue: which notes the index holds, under which stamps and names, with a card each.

It is a large file that is written seldom and, over it, a small one of what changed since. Both
are read in place: a search compares the stamps and looks up a few names; only lists, balances and
paths read the cards. Knows nothing of the text index.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import isqrt
from typing import TYPE_CHECKING

from mdnet.index.catalogue_file import ALIAS, NAME, CatalogueFile, Entry, catalogue_file
from mdnet.index.flat.blocks import BlockFile
from mdnet.vault.walk import Stamp

if TYPE_CHECKING:
    from mdnet.model.summary import Card

_FEW_CHANGES = 16
# Some dozens of names are looked up one by one; more want a table.
_FEW_LOOK_UPS = 200


class Catalogue:
    """A catalogue that was written, opened for reading. It is a ``NameIndex``.

    Whatever it is asked, it raises ``DamagedIndexError`` if the answer is not what was written.
    """

    def __init__(self, below: CatalogueFile, changes: CatalogueFile | None = None) -> None:
        """Take the file of all notes, and the one of those that changed since."""
        self._below = below
        self._changes = changes
        hidden: frozenset[int] = changes.hidden if changes is not None else frozenset()
        self._layers = [(below, hidden)]
        if changes is not None:
            self._layers.append((changes, frozenset()))
        self.settings = self._layers[-1][0].settings
        self._looked_up = 0

    def __len__(self) -> int:
        return sum(len(layer) - len(hidden) for layer, hidden in self._layers)

    @cached_property
    def paths(self) -> list[str]:
        """The paths of all notes, sorted."""
        found = [
            path
            for layer, hidden in self._layers
            for number, path in enumerate(layer.paths)
            if number not in hidden
        ]
        return sorted(found) if self._changes is not None else found

    def note_paths(self) -> list[str]:
        """The paths of what is a note, sorted: no generated page and no template."""
        return [path for path, row in self._rows() if row]

    def digest(self) -> str:
        """What tells this catalogue from every other: of the stamps and of all cards."""
        from hashlib import sha256

        summed = sha256()
        for layer, hidden in self._layers:
            for part in layer.content():
                summed.update(part)
            summed.update(repr(sorted(hidden)).encode())
        return summed.hexdigest()

    def stamps(self) -> Mapping[str, Stamp]:
        """The stamp of each note by its path."""
        return self._stamps

    @cached_property
    def _stamps(self) -> dict[str, Stamp]:
        stamps = self._below.stamps()
        if self._changes is not None:
            for number in self._changes.hidden:
                del stamps[self._below.path(number)]
            stamps |= self._changes.stamps()
        return stamps

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of one note; None when it is not held."""
        found = self._find(path)
        if found is None:
            return None
        layer, number = found
        return layer.stamp(number)

    def is_of(self, stamps: Mapping[str, Stamp]) -> bool:
        """Whether a walk saw the notes that are held, as they are held."""
        if len(stamps) != len(self):
            return False
        changed = self._changes.stamps() if self._changes is not None else {}
        if any(stamps.get(path) != stamp for path, stamp in changed.items()):
            return False
        rest = stamps
        if changed:
            rest = {path: stamp for path, stamp in stamps.items() if path not in changed}
        _, hidden = self._layers[0]
        # A folder mostly lists its files in the order of last time; if not, they are sorted out.
        return self._below.is_walk(rest, rest.values(), hidden) or self._stamps == stamps

    def holds(self, path: str, entry: Entry) -> bool:
        """Whether the note at ``path`` is held as this entry says."""
        found = self._find(path)
        if found is None:
            return False
        layer, number = found
        # What else is in an entry is made of its card.
        return (layer.stamp(number), layer.row(number)) == (entry.stamp, entry.row)

    def entries(self) -> dict[str, Entry]:
        """Every entry by its path, to write the next catalogue from."""
        entries = self._below.entries()
        if self._changes is not None:
            for number in self._changes.hidden:
                del entries[self._below.path(number)]
            entries |= self._changes.entries()
        return entries

    def is_worth_folding(self, more: int) -> bool:
        """Whether the changes, with so many more, are better written into the file of all.

        Each save rewrites the small file, and all notes once in so many saves: both together
        cost the least if that is the square root of the number of notes.
        """
        few = max(_FEW_CHANGES, isqrt(len(self._below)))
        before = len(self._changes.stamps()) if self._changes is not None else 0
        return before + more > few

    def over(
        self, entries: Mapping[str, Entry], gone: Iterable[str]
    ) -> tuple[dict[str, Entry], set[int]]:
        """What differs from the file of all notes once something more has changed.

        Args:
            entries: what is new or other than it is held.
            gone: the paths of the notes that are no longer there.

        Returns:
            all entries that differ, and the numbers of those in the file of all notes that they
            replace or that are gone.
        """
        held = self._changes.entries() if self._changes is not None else {}
        hidden = set(self._changes.hidden) if self._changes is not None else set()
        for path in gone:
            held.pop(path, None)
        held |= entries
        for path in (*entries, *gone):
            number = self._below.number(path)
            if number is not None:
                hidden.add(number)
        return held, hidden

    def note_paths_below(self) -> list[str]:
        """The paths of the notes in the file of all notes, changed or gone by now or not.

        The place of a path is the number that the postings of all notes have for it.
        """
        return self._below.note_paths()

    def by_name(self, key: str) -> list[str]:
        """The paths of the notes whose file name has this ``name_key``, sorted."""
        return self._look_up(NAME, key)

    def by_alias(self, key: str) -> list[str]:
        """The paths of the notes that give this ``name_key`` as an alias or name, sorted."""
        return self._look_up(ALIAS, key)

    def by_prefix(self, key: str) -> list[str]:
        """The paths of the notes one of whose names begins with ``key``, sorted."""
        found: set[str] = set()
        for layer, hidden in self._layers:
            for field in (NAME, ALIAS):
                for term in layer.names.numbers(field, key):
                    numbers = layer.names.documents_of(term)
                    found.update(layer.path(one) for one in numbers if one not in hidden)
        return sorted(found)

    def names(self) -> list[str]:
        """The names and aliases of all notes as name keys, sorted."""
        found: set[str] = set()
        for layer, hidden in self._layers:
            for field in (NAME, ALIAS):
                found.update(key for key, number in layer.named(field) if number not in hidden)
        return sorted(found)

    def card(self, path: str) -> "Card | None":
        """The card of one note; None when there is no such note."""
        from mdnet.index.card_codec import card_from_json

        found = self._find(path)
        if found is None:
            return None
        layer, number = found
        row = layer.row(number)
        return card_from_json(row) if row else None

    def cards(self) -> "list[Card]":
        """The cards of all notes, in the order of their paths."""
        return list(self._cards)

    def brief_cards(self) -> "list[Card]":
        """The cards of all notes with what lists show, in the order of their paths."""
        from mdnet.index.card_codec import briefs_from_json

        return briefs_from_json(row for _, row in self._rows() if row)

    def contacts(self) -> int:
        """How many notes are contacts."""
        from mdnet.index.card_codec import contacts_among

        return contacts_among(row for _, row in self._rows() if row)

    def likely_people(self) -> Mapping[str, int]:
        """Return why plain notes may well be people's, with the number of each; see ``Note``."""
        from mdnet.index.card_codec import likely_among

        return likely_among(row for _, row in self._rows() if row)

    def troubled(self) -> list[str]:
        """The paths of the notes with problems that are more than hints, sorted."""
        return sorted(
            layer.path(number)
            for layer, hidden in self._layers
            for number in layer.troubled()
            if number not in hidden
        )

    @property
    def errors(self) -> int:
        """How many notes have problems that are more than hints."""
        return len(self.troubled())

    @cached_property
    def _cards(self) -> "list[Card]":
        from mdnet.index.card_codec import cards_from_json

        return cards_from_json(row for _, row in self._rows() if row)

    def _rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the card, as JSON, of each note, in the order of the paths."""
        of_layers = [_rows_of(layer, hidden) for layer, hidden in self._layers]
        return heapq.merge(*of_layers) if self._changes is not None else of_layers[0]

    def _find(self, path: str) -> tuple[CatalogueFile, int] | None:
        """The file that has the note at ``path``, and its number there."""
        for layer, hidden in reversed(self._layers):
            number = layer.number(path)
            if number is not None:
                return None if number in hidden else (layer, number)
        return None

    def _look_up(self, field: str, key: str) -> list[str]:
        self._looked_up += 1
        if self._looked_up > _FEW_LOOK_UPS:
            return self._by_key[field].get(key, [])
        found = [
            layer.path(number)
            for layer, hidden in self._layers
            for number in layer.names.documents(field, key)
            if number not in hidden
        ]
        return sorted(found)

    @cached_property
    def _by_key(self) -> dict[str, dict[str, list[str]]]:
        """The paths by field and name key; worth making where many names are looked up."""
        found: dict[str, dict[str, list[str]]] = {NAME: defaultdict(list), ALIAS: defaultdict(list)}
        for field, held in found.items():
            for layer, hidden in self._layers:
                for key, number in layer.named(field):
                    if number not in hidden:
                        held[key].append(layer.paths[number])
        if self._changes is not None:
            for held in found.values():
                for paths in held.values():
                    paths.sort()
        return found


def catalogue_in_memory(entries: Mapping[str, Entry], settings: str) -> Catalogue:
    """A catalogue of ``entries`` that lies in no file."""
    return Catalogue(CatalogueFile(BlockFile(b"".join(catalogue_file(entries, settings)))))


def _rows_of(layer: CatalogueFile, hidden: frozenset[int]) -> Iterator[tuple[str, bytes]]:
    for number, row in enumerate(layer.rows):
        if number not in hidden:
            yield layer.paths[number], row
