"""Chooses contacts by what their cards say, and puts them in order. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from mdnet.model.circles import circle_key, is_in
from mdnet.model.summary import Card
from mdnet.util.records import Record
from mdnet.util.text import name_key, words_key


class Selection(Record):
    """The filters that contacts must pass; any one of a filter's values will do."""

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
    """The contacts that fit, in order; those without a value for it come last.

    ``order`` is ``name``, ``closeness`` (closest first), ``last-contact`` (longest ago
    first), ``city`` or ``circle``.
    """
    found = [card for card in cards if fits(card, wanted)]
    # Two sorts, since they come by path, and since texts compare faster than pairs of them.
    found.sort(key=attrgetter("path"))
    found.sort(key=lambda card: name_key(card.name))
    if order == "name" and not reverse:
        return found
    key = ORDERS[order]
    known = sorted((card for card in found if key(card) is not None), key=key, reverse=reverse)
    return known + [card for card in found if key(card) is None]


ORDERS: dict[str, Callable[[Card], Any]] = {
    "name": lambda card: name_key(card.name),
    "closeness": lambda card: None if card.closeness is None else -card.closeness,
    "last-contact": lambda card: card.last_contact or date.min,
    "city": lambda card: name_key(card.city) or None,
    "circle": lambda card: tuple(map(name_key, card.circles)) or None,
}
"""Orders with a key of their own."""


def fits(card: Card, wanted: Selection) -> bool:
    """Whether a card is a contact's and passes all filters."""
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


class Unknown(Record):
    """A value asked for that no contact has; ``like`` are values with a similar spelling."""

    filter: str
    value: str
    like: tuple[str, ...]


def unknown_values(cards: Iterable[Card], wanted: Selection) -> list[Unknown]:
    """The values of a selection that no contact of a vault has, archived or not."""
    people = [card for card in cards if card.kind == "contact"]
    found = []
    for name, held_by in _HELD.items():
        for value in getattr(wanted, name):
            values: dict[str, Any] = {name: (value,)}
            alone = Selection(archived=True, **values)
            if not any(fits(card, alone) for card in people):
                held = (text for card in people for text in held_by(card) if text)
                form = circle_key if name == "circle" else words_key
                found.append(Unknown(name, value, _spelt_alike(value, held, form)))
    return found


_HELD: dict[str, Callable[[Card], Iterable[str]]] = {
    "circle": lambda card: card.circles,
    "city": lambda card: (card.city,),
    "role": lambda card: card.roles,
    "tag": lambda card: card.tags,
    "org": lambda card: card.organizations,
}
# As similar as a word is to itself with one or two typing mistakes.
_ALIKE = 0.6
_MOST_ALIKE = 3


def _spelt_alike(value: str, held: Iterable[str], form: Callable[[str], str]) -> tuple[str, ...]:
    """The values spelt most like one, each under its first spelling."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    spelling: dict[str, str] = {}
    for text in held:
        spelling.setdefault(form(text), text)
    near = process.extract(
        form(value), sorted(spelling), scorer=OSA.normalized_similarity,
        score_cutoff=_ALIKE, limit=_MOST_ALIKE,
    )  # fmt: skip
    return tuple(spelling[key] for key, _, _ in near)


def _any_of(held: Iterable[str], wanted: Sequence[str]) -> bool:
    texts = [words_key(text) for text in held]
    parts = [words_key(part) for part in wanted]
    return any(part in text for part in parts for text in texts)
