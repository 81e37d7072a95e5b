"""The facts of the page Introductions: needs that other people could meet."""

from collections import defaultdict
from dataclasses import dataclass

from mdnet.pages.content.said import in_words
from mdnet.pages.ground import Ground, PersonRef
from mdnet.search.matching import Choice, Match, Matching, Need, different
from mdnet.util.text import name_key

_MATCHES = 40
# Each need takes a few milliseconds in a large vault, so limit their number.
_NEEDS = 150
_PEOPLE_OF_A_NEED = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could meet a need, and why, in the words of their note."""

    person: PersonRef
    reason: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """A need, and who could meet it, the surest first."""

    person: PersonRef
    need: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Introductions:
    """Introductions that could be made, the surest first.

    ``needs`` is the number of different needs, ``looked_for`` the number that was searched for:
    those of the closest people.
    """

    found: tuple[Introduction, ...]
    needs: int
    looked_for: int


def introductions(ground: Ground) -> Introductions:
    """Who the owner could introduce to whom; people who already know each other are left out."""
    matching = Matching(ground.snapshot, ground.language, ground.as_of, ground.people)
    groups = different(matching.all_needs())
    # Many people can have the same need, and should not fill the page.
    needs = [need for group in groups[:_NEEDS] for need in _closest(group)]
    matches = matching.matches(needs, Choice(limit=_MATCHES)) if needs else []
    by_need: dict[Need, list[Match]] = defaultdict(list)
    for match in matches:
        by_need[match.need].append(match)
    found = (_introduction(need, some, ground) for need, some in by_need.items())
    return Introductions(tuple(found), len(groups), min(len(groups), _NEEDS))


def _closest(needs: list[Need]) -> list[Need]:
    """A need, in the words of the closest people who have it."""
    ranked = sorted(needs, key=lambda need: (-need.closeness, name_key(need.name), need.path))
    return ranked[:_PEOPLE_OF_A_NEED]


def _introduction(need: Need, matches: list[Match], ground: Ground) -> Introduction:
    offers = (Offer(ground.ref(match.path), in_words(match.reason)) for match in matches)
    return Introduction(ground.ref(need.path), need.text, tuple(offers))
