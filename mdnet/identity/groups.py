"""Duplicates put together: of three notes on one person each pair is known, and one stays.

A group in which two are said to be two people is left alone as a whole: which of the notes
between them belongs to whom is for the user to tell. Pure.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mdnet.identity.candidates import Candidate
from mdnet.identity.duplicates import Pair
from mdnet.identity.pairs import says

Against = Callable[[Candidate, Candidate], str]
"""Returns why two are two people, in a few words; empty where nothing says so."""


class Group(NamedTuple):
    """Notes on one person."""

    keep: str
    """The path of the note that says most."""
    gone: tuple[str, ...]
    """The paths of the others, those that say more first."""
    dispute: str = ""
    """Why they are no one person after all."""


def groups_of(pairs: Iterable[Pair], against: Against) -> list[Group]:
    """The groups that pairs make, the surest first; each note is in one of them.

    Args:
        pairs: those that are sure, the surest first; the second of each has a note.
        against: tells what speaks against two of a group that need be no pair.
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
