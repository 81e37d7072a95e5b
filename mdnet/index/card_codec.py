"""Turns cards into JSON text and back, as ``mdnet.index.codec`` does for notes."""

import json
from operator import attrgetter
from typing import Any

from mdnet.card import Card, Promise
from mdnet.index.codec import dumps, names, packed, rebuilders


def _promises(values: list[list[Any]]) -> tuple[Promise, ...]:
    return tuple(Promise(*value) for value in values)


_VALUES = attrgetter(*names(Card))
_REBUILD = rebuilders(Card, {"promises": _promises})


def card_to_json(card: Card) -> str:
    """Return a card as one line of JSON."""
    return dumps(packed(_VALUES(card)))


def card_from_json(text: str | bytes) -> Card:
    """Return the card that ``card_to_json`` wrote."""
    values = json.loads(text)
    for at, rebuild in _REBUILD:
        values[at] = rebuild(values[at])
    return Card(*values)
