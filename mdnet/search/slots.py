"""Slots: what a goal says about the person besides the help wanted.

At an organisation of the vault, in a place, speaking a language, knowing somebody, from a
circle, retired or the like, or somebody by name. The words of a slot are no longer content.
"""

from collections.abc import Iterable
from typing import Final, Literal

from mdnet.util.rows import NamedTuple

SlotKind = Literal["organization", "place", "language", "circle", "state", "knows", "name"]

FIELDS: Final[dict[SlotKind, str]] = {
    "organization": "organizations",
    "place": "city",
    "language": "languages",
    "circle": "circles",
    "state": "roles",
    "knows": "linked",
    "name": "name",
}
"""The field of the index for each kind of slot."""


class Slot(NamedTuple):
    """A part of a goal that some people fulfil: ``numbers`` are their notes.

    ``text`` is how the vault puts it; ``keys`` are those without notes, as
    ``People`` knows them.
    """

    kind: SlotKind
    text: str
    numbers: frozenset[int]
    keys: frozenset[str] = frozenset()

    @property
    def field(self) -> str:
        """The field of the index that the slot is about."""
        return FIELDS[self.kind]


class SlotReading(NamedTuple):
    """The slots of a goal, or of a part of it.

    ``taken`` are the folded words that are not content any more; ``unknown`` are sentences
    on names in the goal that the vault does not have. ``end`` is the place of the word where
    a part ends, 0 if only small words were read.
    """

    slots: tuple[Slot, ...] = ()
    taken: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    end: int = 0


def united(readings: Iterable[SlotReading]) -> SlotReading:
    """The readings of parts combined, ending where the last does."""
    slots: dict[Slot, None] = {}
    unknown: dict[str, None] = {}
    taken: set[str] = set()
    end = 0
    for one in readings:
        slots |= dict.fromkeys(one.slots)
        unknown |= dict.fromkeys(one.unknown)
        taken |= one.taken
        end = one.end
    return SlotReading(tuple(slots), frozenset(taken), tuple(unknown), end)
