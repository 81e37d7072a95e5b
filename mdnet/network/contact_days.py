"""When the owner last was in touch with each contact: key, log and dated notes together. Pure."""

from collections.abc import Iterable
from datetime import date

from mdnet.card import Card
from mdnet.vault.names import NameIndex, resolve


def with_last_contact(cards: Iterable[Card], names: NameIndex, today: date) -> list[Card]:
    """Return the cards with ``last_contact`` as the latest that any note tells.

    Args:
        cards: all cards of a vault.
        names: what links are resolved by.
        today: later days are plans, and do not count.
    """
    cards = list(cards)
    met = _met_in_dated_notes(cards, names, today)
    return [_with(card, met.get(card.path), today) for card in cards]


def _met_in_dated_notes(cards: list[Card], names: NameIndex, today: date) -> dict[str, date]:
    met: dict[str, date] = {}
    for card in cards:
        if card.day is None or card.day > today:
            continue
        for target in card.contacts:
            path = resolve(target, card.path, names).path
            if path and (path not in met or met[path] < card.day):
                met[path] = card.day
    return met


def _with(card: Card, met: date | None, today: date) -> Card:
    own = card.last_contact
    if met is None and (own is None or own <= today):
        return card
    last = max((day for day in (own, met) if day and day <= today), default=None)
    return card if last == own else card._replace(last_contact=last)
