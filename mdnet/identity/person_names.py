"""Compares names of people: in another order, with initials, or misspelt.

Pure text; knows neither the people nor any other evidence.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from mdnet.identity.short_names import are_one_given_name, forms_of
from mdnet.model.names import twin_words_of, words_of

_MOST_WORDS = 5


INITIALS: Final = "the same name with initials"
Half = Literal["given", "family"]


class Likeness(NamedTuple):
    """How similar two names are: points of evidence, and the reason."""

    points: float
    words: str


def compared_words(name: str) -> tuple[str, ...]:
    """The words of a name to compare; numbers only tell files apart, not people."""
    return _compared(words_of(name))


def _compared(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not word.isdigit())[:_MOST_WORDS]


def _twins(name: str) -> tuple[str, ...]:
    return _compared(twin_words_of(name))


def blocks_of(name: str) -> Iterator[str]:
    """Yield block keys; names that could be the same share at least one."""
    for words in {compared_words(name), _twins(name)}:
        if len(words) < 2:
            yield from words
            continue
        for one in forms_of(words[0]):
            for other in words[1:]:
                yield f"{other[:3]} {one[0]}"
                yield f"{one[:3]} {other[0]}"


def likeness(one: str, other: str) -> Likeness | None:
    """How similar two names are; None if they are not."""
    mine, theirs = compared_words(one), compared_words(other)
    pairs = [(mine, theirs), (_twins(one), theirs), (mine, _twins(other))]
    found = [like for first, second in dict.fromkeys(pairs) if (like := _likeness(first, second))]
    return max(found, key=lambda like: like.points, default=None)


def common_half(one: str, other: str) -> Half | None:
    """The half that two full names share, as after marriage or in a family."""
    for mine, theirs in (
        (compared_words(one), compared_words(other)),
        (_twins(one), _twins(other)),
    ):
        if min(len(mine), len(theirs)) < 2:
            continue
        if are_one_given_name(mine[0], theirs[0]):
            return "given"
        if mine[-1] == theirs[-1]:
            return "family"
    return None


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    if not one or not other:
        return None
    if one == other:
        return Likeness(6 if len(one) > 1 else 3, "the same name")
    if sorted(one) == sorted(other):
        return Likeness(6, "the same name in another order")
    if min(len(one), len(other)) < 2:
        return None
    return _inexact(one, other)


def _inexact(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    short, long = sorted((one, other), key=len)
    if {*short} <= {*long}:
        return Likeness(4.5, "one name contains the other")
    if one[1:] == other[1:] and are_one_given_name(one[0], other[0]):
        return Likeness(5, "a short form of the given name")
    if _is_initialled(short, long) or _is_initialled(long, short):
        return Likeness(4, INITIALS)
    if len(one) != len(other):
        return None
    return _misspelt(sorted(one), sorted(other)) or _misspelt(one, other)


def _is_initialled(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the last word is shared and the others are initials: ``A. Diaz``."""
    if not 2 <= len(short) <= len(long):
        return False
    fits = [
        word == whole or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(short, (*long[: len(short) - 1], long[-1]), strict=True)
    ]
    whole = any(len(word) > 1 for word in short)
    return all(fits) and whole and any(len(word) == 1 for word in short)


def _misspelt(one: Iterable[str], other: Iterable[str]) -> Likeness | None:
    """Compare names word by word: a typo in a word or two, and the rest the same."""
    from rapidfuzz.distance import OSA

    slips = 0
    for word, twin in zip(one, other, strict=True):
        if word == twin:
            continue
        longest = max(len(word), len(twin))
        most = 2 if longest >= 8 else 1
        away = OSA.distance(word, twin, score_cutoff=most)
        if away > most or longest < 4:
            return None
        slips += away
    return Likeness(5.0 - slips, "spelt almost the same")
