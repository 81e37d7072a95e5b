"""Fair exchange: what went both ways between the owner and others, and what is promised.

Pure: works on cards alone, reads no note and no clock, and judges nobody: whoever is ahead,
the words only say what could be done next.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card, Promise
from mdnet.network.facts import Favours, favours_with
from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key

By = Literal["person", "circle", "group"]
Ahead = Literal["they", "you", "nobody"]

_COULD = {
    "they": "you could return the favour",
    "you": "you could ask a favour",
    "nobody": "even",
}


class OpenPromise(NamedTuple):
    """A promise that is open, with the person it was made to or by."""

    card: Card
    promise: Promise


class Balance(Record):
    """What went both ways with a person, or with all people of a circle or group.

    ``gave`` is what the owner gave, ``got`` what they gave the owner, in weights. ``name``
    is empty for people who are in no circle.
    """

    by: By
    name: str
    people: tuple[Card, ...]
    gave: float
    got: float
    promises: tuple[OpenPromise, ...]

    @property
    def balance(self) -> float:
        """Return what they gave less what they got; above 0 they are ahead."""
        return Favours(self.gave, self.got).balance

    @property
    def ratio(self) -> float | None:
        """Return how much was received for each thing given; None when nothing was given."""
        return round(self.got / self.gave, 3) if self.gave else None

    @property
    def ahead(self) -> Ahead:
        """Return who gave more."""
        return "they" if self.balance > 0 else "you" if self.balance < 0 else "nobody"

    @property
    def could(self) -> str:
        """Return what could be done about it, in words."""
        return _COULD[self.ahead]

    def promised(self, *, mine: bool) -> int:
        """Return how many promises are open that the owner made, or that they made."""
        return sum(one.promise.mine is mine for one in self.promises)


def balances(cards: Iterable[Card], by: By = "person") -> list[Balance]:
    """Return the balance of everybody with whom there was an exchange.

    Those come first who are ahead of the owner most, those last whom the owner is ahead
    of. Archived people are left out; who is in two circles counts in both.
    """
    people = [card for card in cards if _has_exchange(card) and not card.archived]
    if by == "person":
        found = [balance_of(card) for card in people]
    else:
        found = [_with(by, name, some) for name, some in _grouped(people, by)]
    return sorted(found, key=_order)


def balance_of(card: Card) -> Balance:
    """Return the balance with one person."""
    return _with("person", card.name, [card])


def open_promises(found: Iterable[Balance]) -> list[OpenPromise]:
    """Return all promises that are open, the oldest first."""
    promises = {(one.card.path, one.promise): one for balance in found for one in balance.promises}
    return sorted(promises.values(), key=lambda one: (one.promise.day, name_key(one.card.name)))


def _has_exchange(card: Card) -> bool:
    return card.kind == "contact" and bool(card.gave or card.got or card.promises)


def _promises_of(card: Card) -> Iterable[OpenPromise]:
    return (OpenPromise(card, promise) for promise in card.promises)


def _grouped(people: Iterable[Card], by: By) -> Iterable[tuple[str, list[Card]]]:
    """Return the people of each group or circle; circles go under their first spelling."""
    groups: dict[str, list[Card]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for card in people:
        names = (card.group,) if by == "group" else card.circles or ("",)
        for key, name in {circle_key(name): name for name in names}.items():
            spelling.setdefault(key, name)
            groups[key].append(card)
    return ((spelling[key], some) for key, some in groups.items())


def _with(by: By, name: str, people: list[Card]) -> Balance:
    gave, got = favours_with(people)
    promises = [one for card in people for one in _promises_of(card)]
    return Balance(by, name, tuple(people), gave, got, tuple(promises))


def _order(balance: Balance) -> tuple[float, int, str, str]:
    first = balance.people[0]
    return -balance.balance, -balance.promised(mine=True), name_key(balance.name), first.path
