"""What the checks of one note must know of all the others: who there is, under which names.

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
    """Whom a note names under each of its keys, as paths.

    ``perhaps`` has those as well that a link could mean among others.
    """

    surely: Mapping[str, set[str]]
    perhaps: Mapping[str, set[str]]


class Known:
    """The notes of a vault by their names.

    Args:
        cards: of all notes.
        names: what links are resolved by.
        paths: of all files that are read, notes or not.
        today: later days lie ahead; by default none does.
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
        """What a link in the note ``source`` leads to."""
        return resolve(target, source, self._names)

    def link_to(self, path: str, source: str) -> str:
        """What a link in the note ``source`` must be to lead to the note at ``path``."""
        return link_to(path, self._names, source)

    def named_by(self, card: Card) -> Named:
        """Return whom a note names under its keys; found out once, for many may ask."""
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
        """The people of each name or alias, by its ``name_key``."""
        owners: dict[str, list[Card]] = {}
        for card in self.people:
            for key in sorted({name_key(name) for name in names_of(card)} - {""}):
                owners.setdefault(key, []).append(card)
        return owners

    @cached_property
    def spellings(self) -> Spellings:
        """The names of the people, to look a misspelt one up."""
        return Spellings(name for card in self.people for name in names_of(card))

    @cached_property
    def twins(self) -> dict[str, list[str]]:
        """The paths that some systems cannot keep apart, by what they have in common."""
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(name_key(path), []).append(path)
        return {key: paths for key, paths in found.items() if len(paths) > 1}


def names_of(card: Card) -> tuple[str, ...]:
    """Every name that a person goes by: the note's, its file's, the aliases."""
    return (card.name, stem_of(card.path), *card.aliases)
