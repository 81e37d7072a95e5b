"""Joins pairs of duplicates into groups, of which one note stays.

If two notes of a group are said to be different people, the whole group is left alone: only
the user can tell who the others are. Pure.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mdnet.identity.candidates import Candidate
from mdnet.identity.duplicates import Pair
from mdnet.identity.pairs import says

Against = Callable[[Candidate, Candidate], str]
"""Returns why two are different people, in a few words; empty if nothing says so."""


class Group(NamedTuple):
    """Notes about the same person."""

    keep: str
    """The path of the note with the most information; it stays."""
    gone: tuple[str, ...]
    """The paths of the others, most information first."""
    dispute: str = ""
    """Why they are different people after all; empty otherwise."""


def groups_of(pairs: Iterable[Pair], against: Against) -> list[Group]:
    """The groups formed by pairs, most certain first; each note is in one group.

    Args:
        pairs: the certain pairs, most certain first; both have notes.
        against: why two members of a group, paired or not, are different people.
    """
    members: dict[str, list[Candidate]] = {}
    for pair in pairs:
        one = members.setdefault(pair.one.path or "", [pair.one])
        two = members.setdefault(pair.two.path or "", [pair.two])
        if one is two:
            continue
        one += two
        for candidate in two:
            members[candidate.path or ""] = one
    whole = {id(group): group for group in members.values()}
    return [_group(group, against) for group in whole.values()]


def _group(people: list[Candidate], against: Against) -> Group:
    keep, *gone = (who.path or "" for who in sorted(people, key=says, reverse=True))
    return Group(keep, tuple(gone), _dispute(people, against))


def _dispute(people: list[Candidate], against: Against) -> str:
    for at, one in enumerate(people):
        for two in people[at + 1 :]:
            if why := against(one, two):
                return f"{one.path} and {two.path} are different people ({why})"
    return ""
