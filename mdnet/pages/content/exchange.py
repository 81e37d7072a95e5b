"""The facts of the page Exchange: favours given and received, and promises."""

from dataclasses import dataclass

from mdnet.network.exchange import Balance, By, OpenPromise, balances, open_promises
from mdnet.pages.content.persons import refs_in_order
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key

_MOST = 25
_CIRCLES = 20
# A difference that does not count among friends.
_ABOUT = 1
_PROMISES = 40


@dataclass(frozen=True, slots=True)
class Account:
    """What the owner got from a person (``got``) and gave them (``gave``), in weights."""

    person: PersonRef
    got: float
    gave: float


@dataclass(frozen=True, slots=True)
class Shared:
    """The same for all people of a circle or group; the name is empty for those without one."""

    name: str
    people: int
    got: float
    gave: float


@dataclass(frozen=True, slots=True)
class Promised:
    """An open promise; ``day`` is ISO text."""

    person: PersonRef
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """People who are ahead, the furthest first; people who are about even; the open promises.

    The ``more_…`` are how many are not shown.
    """

    they_ahead: tuple[Account, ...]
    more_they_ahead: int
    you_ahead: tuple[Account, ...]
    more_you_ahead: int
    even: tuple[PersonRef, ...]
    more_even: int
    circles: tuple[Shared, ...]
    groups: tuple[Shared, ...]
    your_promises: tuple[Promised, ...]
    their_promises: tuple[Promised, ...]
    more_promises: int


def exchange(ground: Ground) -> Exchange:
    """The balance with each person and circle, and the open promises."""
    found = balances(ground.contacts)
    even = [one for one in found if _is_even(one)]
    they = [one for one in found if one.ahead == "they" and not _is_even(one)]
    # The people who got the most from the owner come last.
    ahead = (one for one in found if one.ahead == "you" and not _is_even(one))
    you = sorted(ahead, key=lambda one: one.balance)
    promises = open_promises(found)
    mine = [_promised(one, ground) for one in promises if one.promise.mine]
    theirs = [_promised(one, ground) for one in promises if not one.promise.mine]
    return Exchange(
        they_ahead=tuple(_account(one, ground) for one in they[:_MOST]),
        more_they_ahead=len(they[_MOST:]),
        you_ahead=tuple(_account(one, ground) for one in you[:_MOST]),
        more_you_ahead=len(you[_MOST:]),
        even=refs_in_order((one.people[0].path for one in even), ground)[:_MOST],
        more_even=len(even[_MOST:]),
        circles=_shared(ground, "circle")[:_CIRCLES],
        groups=_shared(ground, "group"),
        your_promises=tuple(mine[:_PROMISES]),
        their_promises=tuple(theirs[:_PROMISES]),
        more_promises=len(mine[_PROMISES:]) + len(theirs[_PROMISES:]),
    )


def _is_even(one: Balance) -> bool:
    """Whether both gave about the same."""
    return bool(one.got and one.gave) and abs(one.balance) <= _ABOUT


def _account(one: Balance, ground: Ground) -> Account:
    return Account(ground.ref(one.people[0].path), one.got, one.gave)


def _shared(ground: Ground, by: By) -> tuple[Shared, ...]:
    """Favours exchanged with circles or groups, by name."""
    found = [one for one in balances(ground.contacts, by) if one.got or one.gave]
    rows = (Shared(one.name, len(one.people), one.got, one.gave) for one in found)
    return tuple(sorted(rows, key=lambda row: (not row.name, name_key(row.name))))


def _promised(one: OpenPromise, ground: Ground) -> Promised:
    return Promised(ground.ref(one.card.path), one.promise.day, one.promise.text)
