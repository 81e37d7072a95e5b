"""Turns cards into JSON text and back, as ``mdnet.index.codec`` does for notes.

A card is two lists, with a tab between: what lists show of a note, and the rest, which is longer.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any

from mdnet.index.codec import dumps, packed, rebuilders
from mdnet.model.summary import Card, Lead, Promise

_BRIEF = (
    "path", "kind", "name", "day", "aliases", "group", "circles", "roles", "organizations", "city",
    "tags", "closeness", "contact_days", "contacts", "gave", "got", "stub", "private", "archived",
)  # fmt: skip
_REST = tuple(name for name in Card._fields if name not in _BRIEF)
_TAB = b"\t"


def card_to_json(card: Card) -> str:
    """A card as one line of text."""
    return f"{dumps(packed(_BRIEF_VALUES(card)))}\t{dumps(packed(_REST_VALUES(card)))}"


def card_from_json(text: bytes) -> Card:
    """The card that ``card_to_json`` wrote."""
    return cards_from_json([text])[0]


def cards_from_json(texts: Iterable[bytes]) -> list[Card]:
    """The cards that ``card_to_json`` wrote, all at once, which is twice as fast."""
    pairs = [text.split(_TAB) for text in texts]
    briefs = _columns([brief for brief, _ in pairs], _BRIEF)
    rests = _columns([rest for _, rest in pairs], _REST)
    return _cards(briefs | rests)


def briefs_from_json(texts: Iterable[bytes]) -> list[Card]:
    """The cards that ``card_to_json`` wrote with what lists show of them.

    All else is as in a card of which nothing more is known.
    """
    briefs = _columns([text.partition(_TAB)[0] for text in texts], _BRIEF)
    return _cards(briefs | {name: repeat(Card._field_defaults[name]) for name in _REST})


def contacts_among(texts: Iterable[bytes]) -> int:
    """How many of the cards that ``card_to_json`` wrote are of contacts; reads none whole.

    A card begins with two texts, the path and the kind. What is within a text cannot be taken for
    the end of one, since quotation marks in it are escaped.
    """
    return sum(text.startswith(_CONTACT, text.find(_NEXT_TEXT)) for text in texts)


def likely_among(texts: Iterable[bytes]) -> dict[str, int]:
    """Return why cards that ``card_to_json`` wrote may be people's, with the number of each.

    A card ends with the reason, which is mostly empty: only the others are read.
    """
    rests = (text.partition(_TAB)[2] for text in texts if not text.endswith(_NOT_LIKELY))
    return Counter(json.loads(rest)[-1] for rest in rests)


_NEXT_TEXT = b'","'
_CONTACT, _NOT_LIKELY = b'","contact"', b',""]'


def _columns(texts: Iterable[bytes], names: Sequence[str]) -> dict[str, Iterable[Any]]:
    """The values of each field, by its name: the loops are those of Python itself."""
    rows = json.loads(b"[" + b",".join(texts) + b"]")
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)] or [()] * len(names)
    return {
        name: map(_REBUILD[name], column) if name in _REBUILD else column
        for name, column in zip(names, columns, strict=True)
    }


def _cards(columns: Mapping[str, Iterable[Any]]) -> list[Card]:
    rows = zip(*map(columns.__getitem__, Card._fields), strict=False)  # some have no end
    return list(map(partial(tuple.__new__, Card), rows))


def _promises(values: list[list[Any]]) -> tuple[Promise, ...]:
    return tuple(Promise(*value) for value in values)


def _leads(values: list[list[Any]]) -> tuple[Lead, ...]:
    return tuple(Lead(day, kind, giver, tuple(targets)) for day, kind, giver, targets in values)


_BRIEF_VALUES = attrgetter(*_BRIEF)
_REST_VALUES = attrgetter(*_REST)
_REBUILD = {
    Card._fields[at]: rebuild
    for at, rebuild in rebuilders(Card, {"promises": _promises, "leads": _leads})
}
"""What makes of a value what JSON does not give back, by the name of its field."""
