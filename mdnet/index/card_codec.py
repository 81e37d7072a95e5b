"""Turns cards into JSON text and back, as ``mdnet.index.codec`` does for notes.

A card is two lists, with a tab between: what lists show of a note, and the rest, which is longer.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from mdnet.index.codec import dumps, packed, rebuilders
from mdnet.model.summary import Card, Lead, Promise

_BRIEF = (
    "path", "kind", "name", "day", "aliases", "group", "circles", "roles", "organizations", "city",
    "tags", "closeness", "contact_days", "contacts", "gave", "got", "stub", "private", "archived",
)  # fmt: skip
_REST = tuple(name for name in Card._fields if name not in _BRIEF)
_TAB = b"\t"

_Rebuild = tuple[tuple[int, Callable[[Any], Any]], ...]


def card_to_json(card: Card) -> str:
    """Return a card as one line of text."""
    return f"{dumps(packed(_BRIEF_VALUES(card)))}\t{dumps(packed(_REST_VALUES(card)))}"


def card_from_json(text: bytes) -> Card:
    """Return the card that ``card_to_json`` wrote."""
    return cards_from_json([text])[0]


def cards_from_json(texts: Iterable[bytes]) -> list[Card]:
    """Return the cards that ``card_to_json`` wrote, all at once, which is twice as fast."""
    pairs = [text.split(_TAB) for text in texts]
    briefs = _values([brief for brief, _ in pairs], _REBUILD_BRIEF)
    rests = _values([rest for _, rest in pairs], _REBUILD_REST)
    return [Card._make(_IN_ORDER(brief + rest)) for brief, rest in zip(briefs, rests, strict=True)]


def briefs_from_json(texts: Iterable[bytes]) -> list[Card]:
    """Return the cards that ``card_to_json`` wrote with what lists show of them.

    All else is as in a card of which nothing more is known.
    """
    briefs = _values([text.partition(_TAB)[0] for text in texts], _REBUILD_BRIEF)
    return [Card._make(_IN_ORDER(brief + _NOTHING_MORE)) for brief in briefs]


def _values(texts: Iterable[bytes], rebuild_all: _Rebuild) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(b"[" + b",".join(texts) + b"]")
    for values in found:
        for at, rebuild in rebuild_all:
            value = values[at]
            # Most are empty, and there is only one empty tuple.
            values[at] = () if value == [] else rebuild(value)
    return found


def _promises(values: list[list[Any]]) -> tuple[Promise, ...]:
    return tuple(Promise(*value) for value in values)


def _leads(values: list[list[Any]]) -> tuple[Lead, ...]:
    return tuple(Lead(day, kind, giver, tuple(targets)) for day, kind, giver, targets in values)


def _rebuild_of(names: Sequence[str]) -> _Rebuild:
    """Return which of the values of some fields are not what JSON gives back."""
    found = rebuilders(Card, {"promises": _promises, "leads": _leads})
    by_name = {Card._fields[at]: rebuild for at, rebuild in found}
    return tuple((at, by_name[name]) for at, name in enumerate(names) if name in by_name)


_BRIEF_VALUES = attrgetter(*_BRIEF)
_REST_VALUES = attrgetter(*_REST)
_REBUILD_BRIEF = _rebuild_of(_BRIEF)
_REBUILD_REST = _rebuild_of(_REST)
_NOTHING_MORE = [Card._field_defaults[name] for name in _REST]
_IN_ORDER = itemgetter(*map((*_BRIEF, *_REST).index, Card._fields))
