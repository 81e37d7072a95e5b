"""Coverage of a network and its gaps, to jog the memory. Pure.

Nobody remembers everybody they know at once; asked for a plumber, for somebody from
school, for those they have lost touch with, people find more than they thought.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from mdnet.model.circles import CIRCLES, circle_of
from mdnet.model.summary import Card
from mdnet.network.ghosts import ghost_name
from mdnet.network.person_links import person_links
from mdnet.util.records import Record
from mdnet.util.text import name_key
from mdnet.vault.names import NameIndex

Kind = Literal["role", "circle", "ghost", "company", "place", "past", "figure"]

PAST_YEARS = 2


class Finding(Record):
    """One thing that a network has or lacks.

    ``people`` are the names of those it is about; ``count`` says how many there are. A role
    with people and a count of 0 is known through these people only. For somebody out of
    touch it is the years since the last contact, for a ghost how many people mention them.
    """

    kind: Kind
    name: str
    people: tuple[str, ...] = ()
    count: int = 0
    through: tuple[str, ...] = ()
    """For a role with a count of 0: the people who fill it, where their names are known."""


def coverage(
    cards: Iterable[Card], names: NameIndex, roles: Iterable[Finding], today: date
) -> list[Finding]:
    """All that a network covers and lacks, by kind.

    Args:
        cards: of all notes, with the effective last contact.
        names: what links are resolved by.
        roles: the people who fill each role, from the caller.
        today: the day to count from.
    """
    # Archived people were put aside on purpose.
    cards = [card for card in cards if not card.archived]
    met = [card for card in cards if card.kind == "contact" and not card.stub]
    beyond = _Beyond(cards, names)
    return [
        *roles,
        *_circles(met),
        *beyond.ghosts(),
        *_only_one("company", ((name, card) for card in met for name in card.organizations)),
        *_only_one("place", ((card.city, card) for card in met if card.city)),
        *_past(met, today),
        Finding("figure", "first degree", count=len(met)),
        Finding("figure", "second degree", count=beyond.count),
        *beyond.reach(met),
    ]


def _circles(met: Iterable[Card]) -> Iterator[Finding]:
    members = _members(met)
    for circle in CIRCLES:
        yield Finding("circle", circle, _names(members[circle]), len(members[circle]))


def _members(met: Iterable[Card]) -> dict[str, list[Card]]:
    members: dict[str, list[Card]] = defaultdict(list)
    for card in met:
        for circle in dict.fromkeys(map(circle_of, card.circles)):
            members[circle].append(card)
    return members


class _Beyond:
    """The second degree: stubs, and ghosts without a note, with the people who lead there."""

    def __init__(self, cards: Sequence[Card], names: NameIndex) -> None:
        self._contacts = {card.path: card for card in cards if card.kind == "contact"}
        self._leading: dict[str, dict[str, Card]] = defaultdict(dict)
        self._written: dict[str, str] = {}
        for link in person_links(cards, names):
            if self._is_beyond(link.key):
                self._written.setdefault(link.key, link.target)
                if self._is_met(link.source.path):
                    self._leading[link.key][link.source.path] = link.source
            elif self._is_beyond(link.source.path) and link.source.path in self._contacts:
                self._leading[link.source.path][link.key] = self._contacts[link.key]
        stubs = {path for path, card in self._contacts.items() if card.stub}
        self._all = stubs | self._written.keys()

    @property
    def count(self) -> int:
        """How many people of the second degree somebody leads to."""
        return sum(bool(self._leading[key]) for key in self._all)

    def ghosts(self) -> list[Finding]:
        """The people without a note, those that most people mention first."""
        found = []
        for key, target in self._written.items():
            if key not in self._contacts:
                people = _names(self._leading[key].values())
                found.append(Finding("ghost", ghost_name(target), people, len(people)))
        return sorted(found, key=lambda one: (-one.count, name_key(one.name)))

    def reach(self, met: Iterable[Card]) -> list[Finding]:
        """How many people of the second degree each circle leads to."""
        led_to: dict[str, set[str]] = defaultdict(set)
        for key in self._all:
            for path in self._leading[key]:
                led_to[path].add(key)
        found = []
        for circle, members in _members(met).items():
            leading = [card for card in members if card.path in led_to]
            reached = {key for card in leading for key in led_to[card.path]}
            if reached:
                name = f"reach through {circle}"
                found.append(Finding("figure", name, _names(leading), len(reached)))
        return sorted(found, key=lambda one: (-one.count, one.name))

    def _is_beyond(self, key: str) -> bool:
        return key not in self._contacts or self._contacts[key].stub

    def _is_met(self, path: str) -> bool:
        return path in self._contacts and not self._contacts[path].stub


def _only_one(kind: Kind, named: Iterable[tuple[str, Card]]) -> list[Finding]:
    """The firms or places where exactly one person is known."""
    spelling: dict[str, str] = {}
    people: dict[str, dict[str, Card]] = defaultdict(dict)
    for name, card in named:
        spelling.setdefault(name_key(name), name)
        people[name_key(name)][card.path] = card
    return [
        Finding(kind, spelling[key], _names(some.values()), 1)
        for key, some in sorted(people.items())
        if len(some) == 1
    ]


def _past(met: Iterable[Card], today: date) -> list[Finding]:
    """The people out of touch, longest ago first."""
    days = [(card.last_contact or card.met, card) for card in met]
    old = [(day, card) for day, card in days if day and _years(day, today) >= PAST_YEARS]
    old.sort(key=lambda pair: (pair[0], name_key(pair[1].name)))
    return [Finding("past", card.name, (card.name,), _years(day, today)) for day, card in old]


def _years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _names(cards: Iterable[Card]) -> tuple[str, ...]:
    return tuple(sorted((card.name for card in cards), key=name_key))
