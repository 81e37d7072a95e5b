"""The facts about a person that many commands show, each computed only here.

When the owner was last in touch with them, what went both ways, how close they are. Pure:
today comes in, and links are resolved by whatever knows the names.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from mdnet.model.contact import LogEntry
from mdnet.notes.tallies import total, weight_of
from mdnet.util.rows import NamedTuple
from mdnet.vault.names import NameIndex, resolve

if TYPE_CHECKING:
    from mdnet.model.summary import Card


class Favours(NamedTuple):
    """Favours that the owner gave somebody and got from them, in weights."""

    gave: float
    got: float

    @property
    def balance(self) -> float:
        """Their favours less the owner's; positive when they are ahead."""
        return total((self.got, -self.gave))


def favours_in(log: Iterable[LogEntry]) -> Favours:
    """The favours in the log of a note."""
    log = list(log)
    return Favours(weight_of("gave", log), weight_of("got", log))


def favours_with(cards: Iterable["Card"]) -> Favours:
    """The favours with one person or several."""
    cards = list(cards)
    return Favours(total(card.gave for card in cards), total(card.got for card in cards))


def last_contact(days: Iterable[int], today: date) -> date | None:
    """The latest of some day numbers up to today; later ones are plans."""
    until, days = today.toordinal(), tuple(days)
    last = max(days, default=None)
    if last is not None and last > until:
        last = max((day for day in days if day <= until), default=None)
    return None if last is None else date.fromordinal(last)


def with_last_contact(cards: Iterable["Card"], names: NameIndex, today: date) -> "list[Card]":
    """The cards of a vault with ``last_contact`` filled in.

    It is the latest day in the note itself and in the dated notes that link to it.

    Args:
        cards: all cards of a vault.
        names: what links are resolved by.
        today: later days are plans, and do not count.
    """
    from mdnet.model.summary import Card

    cards = list(cards)
    met = _met_in_dated_notes(cards, names, today.toordinal())
    place = Card._fields.index("last_contact")
    return [_with_last_contact(card, met.get(card.path), today, place) for card in cards]


def _met_in_dated_notes(cards: "list[Card]", names: NameIndex, until: int) -> dict[str, int]:
    met: dict[str, int] = {}
    for card in cards:
        day = card.day.toordinal() if card.day else None
        if day is None or day > until:
            continue
        for target in card.contacts:
            path = resolve(target, card.path, names).path
            if path and met.get(path, 0) < day:
                met[path] = day
    return met


def _with_last_contact(card: "Card", met: int | None, today: date, place: int) -> "Card":
    if met is None and not card.contact_days:
        return card
    days = card.contact_days if met is None else (*card.contact_days, met)
    # _replace takes ten times as long, and lists need this for everybody.
    filled = (*card[:place], last_contact(days, today), *card[place + 1 :])
    return tuple.__new__(type(card), filled)
