"""Fair exchange: what went both ways between the owner and others, and what is promised.

Pure: works on cards alone, reads no note and no clock. It judges nobody: the words only say
what could be done next.
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
    """The favours in both directions with a person, or with a circle or group.

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
        """Their gifts less those they received; positive when they are ahead."""
        return Favours(self.gave, self.got).balance

    @property
    def ratio(self) -> float | None:
        """The amount received for each unit given; None when nothing was given."""
        return round(self.got / self.gave, 3) if self.gave else None

    @property
    def ahead(self) -> Ahead:
        """The side that gave more."""
        return "they" if self.balance > 0 else "you" if self.balance < 0 else "nobody"

    @property
    def could(self) -> str:
        """A next step, in words."""
        return _COULD[self.ahead]

    def promised(self, *, mine: bool) -> int:
        """The number of open promises that the owner made, or that they made."""
        return sum(one.promise.mine is mine for one in self.promises)


def balances(cards: Iterable[Card], by: By = "person") -> list[Balance]:
    """The balance with everybody there was an exchange with.

    People who gave the owner most come first, those whom the owner gave most last.
    Archived people are left out; somebody in two circles counts in both.
    """
    people = [card for card in cards if _has_exchange(card) and not card.archived]
    if by == "person":
        found = [balance_of(card) for card in people]
    else:
        found = [_with(by, name, some) for name, some in _grouped(people, by)]
    return sorted(found, key=_order)


def balance_of(card: Card) -> Balance:
    """The balance with one person."""
    return _with("person", card.name, [card])


def open_promises(found: Iterable[Balance]) -> list[OpenPromise]:
    """All promises that are open, the oldest first."""
    promises = {(one.card.path, one.promise): one for balance in found for one in balance.promises}
    return sorted(promises.values(), key=lambda one: (one.promise.day, name_key(one.card.name)))


def _has_exchange(card: Card) -> bool:
    return card.kind == "contact" and bool(card.gave or card.got or card.promises)


def _promises_of(card: Card) -> Iterable[OpenPromise]:
    return (OpenPromise(card, promise) for promise in card.promises)


def _grouped(people: Iterable[Card], by: By) -> Iterable[tuple[str, list[Card]]]:
    """The people of each group or circle; circles go under their first spelling."""
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
