"""Keys of front matter that are properties of a vCard: ``TEL[CELL]``, ``ADR[HOME].LOCALITY``.

Obsidian's plugin VCF Contacts keeps people so: ``KEY[INDEX:TYPE].PART``, where the index
distinguishes several of one type (https://github.com/broekema41/obsidian-vcf-contacts). Knows no
values.
"""

from collections.abc import Container
from typing import Final

from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

_KEY = late_pattern(
    r"([A-Z][A-Z-]{0,40})(?:\[(?:(\d{0,4}):)?([^\[\]:]{0,60})\])?(?:\.([A-Z]{1,20}))?"
)
# The names they have in the table of keys.
_NAMES: Final = {"SOCIALPROFILE": "social", "IMPP": "social", "ADR": "address"}
_PARTS: Final = {"ADR.LOCALITY": "city"}


class CardKey(NamedTuple):
    """A key, taken apart; all but the property may be empty."""

    property: str
    number: str
    type: str
    part: str


def card_key(key: str) -> CardKey | None:
    """Take a key apart; None unless it is written like a vCard's, with a type or a part."""
    if "[" not in key and "." not in key:
        return None
    found = _KEY.fullmatch(key.strip())
    return CardKey(*(found[n] or "" for n in range(1, 5))) if found else None


def form_of_card_key(key: str) -> str:
    """The name of the key that means the same; empty when there is none."""
    card = card_key(key)
    if card is None or card.property == "N":
        return ""
    name = _NAMES.get(card.property, card.property.lower())
    return _PARTS.get(f"{card.property}.{card.part}", name)


def next_card_key(key: str, taken: Container[str]) -> str:
    """The key for one more value beside that of ``key``: ``TEL[1:CELL]``."""
    card = card_key(key)
    assert card is not None
    part = f".{card.part}" if card.part else ""
    number = 1
    while (found := f"{card.property}[{number}:{card.type}]{part}") in taken:
        number += 1
    return found
