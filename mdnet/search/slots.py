"""Slots: what a goal says of the person looked for besides their help.

At an organisation of the vault, in a place, speaking a language, knowing somebody, from a
circle, retired or the like, or somebody by name. The words of a slot are no content any more.
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
"""Under which field of the index stands what a slot asks for."""


class Slot(NamedTuple):
    """A part of a goal that some people fulfil: ``numbers`` are their notes.

    ``text`` is how the vault puts it; ``keys`` are the people without notes who do, as
    ``People`` knows them.
    """

    kind: SlotKind
    text: str
    numbers: frozenset[int]
    keys: frozenset[str] = frozenset()

    @property
    def field(self) -> str:
        """Return the field of the index that the slot is about."""
        return FIELDS[self.kind]


class SlotReading(NamedTuple):
    """The slots of a goal, or of a part of it.

    ``taken`` are the words, folded, that are no content beside them; ``unknown`` are
    sentences on names that were asked for and that the vault does not have. ``end`` is the
    place of the word where a part ends, 0 where nothing but small words was read.
    """

    slots: tuple[Slot, ...] = ()
    taken: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    end: int = 0


def united(readings: Iterable[SlotReading]) -> SlotReading:
    """Return the readings of parts as one, which ends where the last does."""
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
