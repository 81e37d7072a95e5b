"""What checking one note needs from all the others: the people and their names.

Made once from the index. Finds no problems itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from mdnet.check.misspelt import Spellings
from mdnet.editing.links import link_to
from mdnet.model.summary import Card
from mdnet.util.text import name_key
from mdnet.vault.names import NameIndex, Resolution, resolve, stem_of


class Named(NamedTuple):
    """The people named under each key of a note, as paths.

    ``perhaps`` also has every candidate of an ambiguous link.
    """

    surely: Mapping[str, set[str]]
    perhaps: Mapping[str, set[str]]


class Known:
    """The notes of a vault by their names.

    Args:
        cards: of all notes.
        names: used to resolve links.
        paths: of all files that are read, notes or not.
        today: later days are in the future; by default none is.
    """

    def __init__(
        self,
        cards: Iterable[Card],
        names: NameIndex,
        paths: Iterable[str],
        today: date = date.max,
    ) -> None:
        self.as_of = today
        self.cards = {card.path: card for card in cards}
        self._names = names
        self._paths = list(paths)
        self._named: dict[str, Named] = {}

    def resolve(self, target: str, source: str) -> Resolution:
        """Where a link in the note ``source`` leads."""
        return resolve(target, source, self._names)

    def link_to(self, path: str, source: str) -> str:
        """The target of a link in the note ``source`` that leads to the note at ``path``."""
        return link_to(path, self._names, source)

    def named_by(self, card: Card) -> Named:
        """The people named under each key of a note; cached."""
        if card.path not in self._named:
            named = Named(defaultdict(set), defaultdict(set))
            for edge in card.edges:
                found = self.resolve(edge.target, card.path)
                named.perhaps[edge.kind].update(found.candidates)
                if found.path:
                    named.surely[edge.kind].add(found.path)
                    named.perhaps[edge.kind].add(found.path)
            self._named[card.path] = named
        return self._named[card.path]

    @cached_property
    def people(self) -> list[Card]:
        """The cards of the contacts."""
        return [card for card in self.cards.values() if card.kind == "contact"]

    @cached_property
    def owners(self) -> dict[str, list[Card]]:
        """The people with each name or alias, by its ``name_key``."""
        owners: dict[str, list[Card]] = {}
        for card in self.people:
            for key in sorted({name_key(name) for name in names_of(card)} - {""}):
                owners.setdefault(key, []).append(card)
        return owners

    @cached_property
    def spellings(self) -> Spellings:
        """The names of all people, for finding a misspelt one."""
        return Spellings(name for card in self.people for name in names_of(card))

    @cached_property
    def twins(self) -> dict[str, list[str]]:
        """The paths that some systems treat as the same file, by their common ``name_key``."""
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(name_key(path), []).append(path)
        return {key: paths for key, paths in found.items() if len(paths) > 1}


def names_of(card: Card) -> tuple[str, ...]:
    """Every name that a person goes by: the note's, its file's, the aliases."""
    return (card.name, stem_of(card.path), *card.aliases)
