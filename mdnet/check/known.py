"""What the checks of one note must know of all the others: who there is, under which names.

Made once from the index. Finds no problems itself.
"""

from collections.abc import Iterable
from functools import cached_property

from mdnet.card import Card
from mdnet.check.misspelt import Spellings
from mdnet.text import name_key
from mdnet.vault.names import NameIndex, Resolution, resolve, stem_of


class Known:
    """The notes of a vault by their names.

    Args:
        cards: of all notes.
        names: what links are resolved by.
        paths: of all files that are read, notes or not.
    """

    def __init__(self, cards: Iterable[Card], names: NameIndex, paths: Iterable[str]) -> None:
        self.cards = {card.path: card for card in cards}
        self._names = names
        self._paths = list(paths)

    def resolve(self, target: str, source: str) -> Resolution:
        """Return what a link in the note ``source`` leads to."""
        return resolve(target, source, self._names)

    @cached_property
    def people(self) -> list[Card]:
        """Return the cards of the contacts."""
        return [card for card in self.cards.values() if card.kind == "contact"]

    @cached_property
    def owners(self) -> dict[str, list[Card]]:
        """Return the people of each name or alias, by its ``name_key``."""
        owners: dict[str, list[Card]] = {}
        for card in self.people:
            for key in sorted({name_key(name) for name in names_of(card)} - {""}):
                owners.setdefault(key, []).append(card)
        return owners

    @cached_property
    def spellings(self) -> Spellings:
        """Return the names of the people, to look a misspelt one up."""
        return Spellings(name for card in self.people for name in names_of(card))

    @cached_property
    def twins(self) -> dict[str, list[str]]:
        """Return the paths that some systems cannot keep apart, by what they have in common."""
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(name_key(path), []).append(path)
        return {key: paths for key, paths in found.items() if len(paths) > 1}


def names_of(card: Card) -> tuple[str, ...]:
    """Return every name that a person goes by: the note's, its file's, the aliases."""
    return (card.name, stem_of(card.path), *card.aliases)
