"""Circles: whether two names mean the same one, and how close a tie it suggests.

The only place that compares circles. People write ``close-friends``, ``Close friend`` or
``best friend``, and mean one circle; so do those who write ``neighbour`` and ``neighbor``.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from mdnet.model.contact import Group
from mdnet.util.text import words_key

CIRCLES: dict[str, tuple[str, ...]] = {
    "family": ("partner", "spouse", "relative", "relatives", "in-laws"),
    "close friend": ("best friend",),
    "friend": (),
    "work": ("colleague", "job", "office", "business"),
    "former work": ("former colleague", "old work", "ex-colleague"),
    "school": ("university", "college", "studies", "course", "classmate"),
    "community": ("volunteering", "parents", "neighbourhood association"),
    "service provider": ("services", "service", "tradespeople"),
    "neighbour": ("neighbor", "neighbourhood", "neighborhood"),
    "club": ("sport", "team", "choir", "association"),
    "church": ("mosque", "synagogue", "temple", "parish", "faith"),
    "politics": ("party", "council"),
    "online": ("internet", "social media", "forum"),
}
"""The circles that people know others from, with other names that mean the same, or a part."""

_PARTS = (
    "in-laws", "partner", "spouse", "college", "course", "university", "neighbourhood association",
    "parents", "volunteering", "association", "choir", "sport", "team", "mosque", "parish",
    "synagogue", "temple", "council", "party", "forum", "social media",
)  # fmt: skip
"""Those that mean a part: a choir is a club, but asking for the choir excludes other clubs."""

# American spellings of circles, each with the British one.
_BRITISH = (
    (re.compile(r"\b(neighb|col|lab|harb|hon|fav)or"), r"\1our"),
    (re.compile(r"\b(theat|cent)er"), r"\1re"),
    (re.compile(r"(organ|civil|special)iz"), r"\1is"),
    (re.compile(r"\bprogram\b"), "programme"),
    (re.compile(r"\bgray\b"), "grey"),
    (re.compile(r"\bmom"), "mum"),
)

ACQUAINTANCE = 2
"""The closeness of somebody about whom nothing is said."""
# The closeness that a circle suggests when none is given.
_CLOSENESS = {"family": 5, "close friend": 5, "friend": 4}
_PRIMARY = frozenset(("family", "close friend"))
_NEAR = 4


@lru_cache(maxsize=1024)
def circle_key(circle: str) -> str:
    """The form under which two circles are the same: ``close-friends``, ``Close friend``.

    British and American spellings are the same as well.
    """
    form = words_key(circle)
    for american, british in _BRITISH:
        form = american.sub(british, form)
    return form.removesuffix("s") or form


def circle_of(circle: str) -> str:
    """The circle of the list that is meant by a name; the name itself for others."""
    return _BY_KEY.get(circle_key(circle), circle)


def group_of(circles: Iterable[str], closeness: int | None) -> Group:
    """The group of somebody, from their circles and closeness."""
    meant = {circle_of(circle) for circle in circles}
    near_friend = "friend" in meant and closeness is not None and closeness >= _NEAR
    return "primary" if near_friend or meant & _PRIMARY else "secondary"


def closeness_of(closeness: int | None, circles: Iterable[str]) -> int:
    """How close somebody is, 1 to 5.

    The closeness given, else what the circles imply, else that of an acquaintance.
    """
    if closeness is not None:
        return closeness
    implied = (_CLOSENESS.get(circle_of(circle), ACQUAINTANCE) for circle in circles)
    return max(implied, default=ACQUAINTANCE)


def is_in(circles: Iterable[str], wanted: Sequence[str]) -> bool:
    """Whether one of some circles is one of those asked for.

    A part of a name is enough, and so is another name that means the same, on either side.
    """
    held, meant = set(), set()
    for circle in circles:
        whole = circle_key(circle_of(circle))
        held |= {circle_key(circle), whole}
        meant.add(whole)
    for one in wanted:
        key = circle_key(one)
        if any(key in name for name in held):
            return True
        if key not in _PART_KEYS and circle_key(circle_of(one)) in meant:
            return True
    return False


_PART_KEYS = frozenset(map(circle_key, _PARTS))
_BY_KEY = {
    circle_key(name): circle for circle, others in CIRCLES.items() for name in (circle, *others)
}
