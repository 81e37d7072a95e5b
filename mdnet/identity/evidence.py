"""The evidence for and against two being the same person, and how certain it is.

Points are added up as in record linkage (Fellegi and Sunter, 1969), with weights set by hand:
a shared email address counts more than a shared town. Imports and ``mdnet duplicates`` use
the same evidence. Pure.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from mdnet.identity.candidates import Candidate
from mdnet.identity.person_names import common_half, likeness
from mdnet.identity.personal_mail import have_other_mail
from mdnet.util.text import fold, name_key

Band = Literal["sure", "likely", "weak"]

_WORTH = {"uid": 12.0, "source": 10.0, "profile": 9.0, "email": 8.0, "phone": 6.0}
_ANOTHER_NAME = -4.0
# People who marry keep the given name; relatives share the family name.
_ANOTHER_GIVEN = -3.0
_HALF_A_NAME = {
    "given": (-1.0, "a different family name"),
    "family": (_ANOTHER_GIVEN, "a different given name"),
}
_UNLIKE = frozenset((_ANOTHER_NAME, *(points for points, _ in _HALF_A_NAME.values())))
# These identify somebody even after a change of name.
_OUTLASTING = frozenset(("uid", "source"))
_SURE, _LIKELY = 9.0, 5.0
WEAK = 3.0
"""Pairs with fewer points are not shown."""


class Evidence(NamedTuple):
    """One piece of evidence that two are the same, or, with negative points, that they are not."""

    what: str
    text: str
    points: float


def band_of(evidence: Iterable[Evidence]) -> Band:
    """How certain it is; people with different names can only match by identifier."""
    items = [*evidence]
    score = sum(item.points for item in items)
    named_otherwise = any(item.points in _UNLIKE for item in items if item.what == "name")
    if named_otherwise and not any(item.what in _OUTLASTING for item in items):
        score = min(score, _SURE - 1)
        if any(item.points == _ANOTHER_GIVEN for item in items if item.what == "name"):
            # A couple shares a phone number and a family name.
            score = min(score, _LIKELY - 1)
    if score >= _SURE:
        return "sure"
    return "likely" if score >= _LIKELY else "weak"


def evidence_of(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    """Yield the evidence for and against two being the same; ``two`` may have no note."""
    shared, names = [*_shared_keys(one, two)], _names(one, two)
    yield from shared
    yield names
    if _are_two_profiles(one, two):
        yield Evidence("profile", "a different LinkedIn profile", -10.0)
    if two.path is None:
        yield Evidence("link", "no note has this name", 1.0)
    elif shared or names.points > 0:
        yield from _circumstances(one, two)
        if are_other_phones(one, two):
            yield Evidence("phone", "a different phone", -1.5)
        if have_other_mail(one, two):
            yield Evidence("email", "a different personal email", -1.5)


def are_other_phones(one: Candidate, two: Candidate) -> bool:
    """Whether both have phone numbers, and none in common."""
    return bool(one.of("phone") and two.of("phone")) and not one.shared(two, "phone")


def _shared_keys(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    if not (one.identifiers and two.identifiers):
        return
    for kind, worth in _WORTH.items():
        for form in sorted(one.shared(two, kind))[:1]:
            yield Evidence(kind, f"the same {kind} {form}", worth)


def _names(one: Candidate, two: Candidate) -> Evidence:
    keys = {name_key(name) for name in two.names}
    shared = [name for name in one.names if name_key(name) in keys]
    if shared:
        worth = 6.0 if " " in shared[0].strip() else 3.0
        own = name_key(one.name) == name_key(two.name)
        return Evidence("name", "the same name" if own else f"both are called {shared[0]}", worth)
    likes = [like for name in one.names for other in two.names if (like := likeness(name, other))]
    if not likes:
        return _half_a_name(one, two)
    best = max(likes, key=lambda like: like.points)
    return Evidence("name", best.words, best.points)


def _half_a_name(one: Candidate, two: Candidate) -> Evidence:
    halves = {common_half(name, other) for name in one.names for other in two.names}
    for half, (points, words) in _HALF_A_NAME.items():
        if half in halves:
            return Evidence("name", words, points)
    return Evidence("name", "a different name", _ANOTHER_NAME)


def _are_two_profiles(one: Candidate, two: Candidate) -> bool:
    """Whether both have LinkedIn profiles, and different ones."""
    mine, theirs = (
        {key.form for key in who.of("profile") if key.form.startswith("linkedin.com/in/")}
        for who in (one, two)
    )
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _circumstances(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    if one.birthday and two.birthday:
        same = one.birthday[-5:] == two.birthday[-5:]
        years = {text[:4] for text in (one.birthday, two.birthday) if not text.startswith("--")}
        if same and len(years) < 2:
            yield Evidence("birthday", "the same birthday", 4.0)
        else:
            yield Evidence("birthday", "a different birthday", -8.0)
    for shared in sorted(one.organizations.keys() & two.organizations)[:1]:
        yield Evidence("organization", f"both at {one.organizations[shared]}", 2.0)
    if one.city and two.city:
        same = fold(one.city) == fold(two.city)
        words = f"both in {one.city}" if same else "a different city"
        yield Evidence("city", words, 1.0 if same else -1.0)
    for shared in sorted(one.circles.keys() & two.circles)[:1]:
        yield Evidence("circle", f"circle {one.circles[shared]}", 0.5)
