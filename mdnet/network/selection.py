"""Chooses contacts by what their cards say, and puts them in order. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from mdnet.model.circles import is_in
from mdnet.model.summary import Card
from mdnet.util.records import Record
from mdnet.util.text import name_key, words_key


class Selection(Record):
    """What contacts must have; of several values of one filter any will do."""

    circle: Sequence[str] = ()
    group: str = ""
    city: Sequence[str] = ()
    role: Sequence[str] = ()
    tag: Sequence[str] = ()
    org: Sequence[str] = ()
    archived: bool = False


def select(
    cards: Iterable[Card], wanted: Selection, *, order: str = "name", reverse: bool = False
) -> list[Card]:
    """Return the contacts that fit, in order; those without a value for it come last.

    ``order`` is ``name``, ``closeness`` (closest first), ``last-contact`` (longest ago
    first), ``city`` or ``circle``.
    """
    found = [card for card in cards if fits(card, wanted)]
    # Two sorts, since they come by path, and since texts compare faster than pairs of them.
    found.sort(key=attrgetter("path"))
    found.sort(key=lambda card: name_key(card.name))
    if order == "name" and not reverse:
        return found
    key = _ORDERS[order]
    known = sorted((card for card in found if key(card) is not None), key=key, reverse=reverse)
    return known + [card for card in found if key(card) is None]


_ORDERS: dict[str, Callable[[Card], Any]] = {
    "name": lambda card: name_key(card.name),
    "closeness": lambda card: None if card.closeness is None else -card.closeness,
    "last-contact": lambda card: card.last_contact or date.min,
    "city": lambda card: name_key(card.city) or None,
    "circle": lambda card: tuple(map(name_key, card.circles)) or None,
}


def fits(card: Card, wanted: Selection) -> bool:
    """Tell whether a card is that of a contact who has what is wanted."""
    if card.kind != "contact":
        return False
    if card.archived and not wanted.archived:
        return False
    if wanted.group and card.group != wanted.group:
        return False
    return (
        (not wanted.circle or is_in(card.circles, wanted.circle))
        and (not wanted.city or _any_of((card.city,), wanted.city))
        and (not wanted.role or _any_of(card.roles, wanted.role))
        and (not wanted.tag or _any_of(card.tags, wanted.tag))
        and (not wanted.org or _any_of(card.organizations, wanted.org))
    )


def _any_of(held: Iterable[str], wanted: Sequence[str]) -> bool:
    texts = [words_key(text) for text in held]
    parts = [words_key(part) for part in wanted]
    return any(part in text for part in parts for text in texts)
