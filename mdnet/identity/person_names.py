"""Names of people, compared: the same in another order, with initials, or spelt almost alike.

Pure text; who has which name, and what else speaks for two being one, is known elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from mdnet.text import fold, umlaut_twin

_TITLES = frozenset(
    "dr prof mr mrs ms miss herr frau sir dipl ing phd md jr sr ii iii mba msc bsc mme".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_WORDS = 5
# Given names that are one in daily use; a few of many, for English mostly.
_SHORT = dict(
    pair.split(":")
    for pair in """bob:robert rob:robert bobby:robert bill:william will:william billy:william
    dick:richard rick:richard liz:elizabeth beth:elizabeth lizzie:elizabeth kate:katherine
    kathy:katherine cathy:catherine mike:michael mick:michael tom:thomas tommy:thomas jim:james
    jimmy:james joe:joseph jack:john johnny:john tony:anthony dave:david dan:daniel danny:daniel
    ben:benjamin sam:samuel alex:alexander nick:nicholas chris:christopher matt:matthew
    andy:andrew drew:andrew ed:edward ted:edward steve:stephen greg:gregory jen:jennifer
    jenny:jennifer meg:margaret maggie:margaret peggy:margaret sue:susan becky:rebecca
    vicky:victoria pat:patricia abby:abigail tim:timothy ron:ronald ken:kenneth larry:lawrence
    charlie:charles chuck:charles fred:frederick hans:johannes sepp:josef fritz:friedrich
    gabi:gabriele susi:susanne uli:ulrich toni:anton pepe:jose paco:francisco""".split()
)


class Likeness(NamedTuple):
    """How like two names are: points of evidence, and the words for it."""

    points: float
    words: str


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, the given name first: ``Diaz, Ana`` is ``ana diaz``."""
    return _words(fold(name))


@lru_cache(maxsize=65536)
def twin_words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name with umlauts written out: ``Müller`` is ``mueller``."""
    return _words(umlaut_twin(name))


def _words(folded: str) -> tuple[str, ...]:
    family, comma, given = folded.partition(",")
    if comma and given.strip() and given.split()[0].strip(".") not in _TITLES:
        folded = f"{given} {family}"
    words = tuple(word for word in _WORD.findall(folded) if word not in _TITLES)
    return words[:_MOST_WORDS]


def blocks_of(name: str) -> Iterator[str]:
    """Yield keys of which names that could be one share at least one."""
    for words in {words_of(name), twin_words_of(name)}:
        if len(words) < 2:
            yield from words
            continue
        given = {words[0], _SHORT.get(words[0], words[0])}
        for one in given:
            for other in words[1:]:
                yield f"{other[:3]} {one[0]}"
                yield f"{one[:3]} {other[0]}"


def likeness(one: str, other: str) -> Likeness | None:
    """Return how like two names are; None when they are not."""
    pairs = [(words_of(one), words_of(other)), (twin_words_of(one), words_of(other)),
             (words_of(one), twin_words_of(other))]  # fmt: skip
    found = [like for first, second in dict.fromkeys(pairs) if (like := _likeness(first, second))]
    return max(found, key=lambda like: like.points, default=None)


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
        return Likeness(4.5, "one name holds the other")
    same_rest = one[1:] == other[1:]
    if same_rest and _SHORT.get(one[0], one[0]) == _SHORT.get(other[0], other[0]):
        return Likeness(5, "a short form of the given name")
    if _is_initialled(short, long) or _is_initialled(long, short):
        return Likeness(4, "the same name with initials")
    if len(one) != len(other):
        return None
    return _misspelt(sorted(one), sorted(other)) or _misspelt(one, other)


def _is_initialled(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether one word is shared and the others are its initials: ``A. Diaz``."""
    if not 2 <= len(short) <= len(long):
        return False
    fits = [
        word == whole or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(short, (*long[: len(short) - 1], long[-1]), strict=True)
    ]
    whole = any(len(word) > 1 for word in short)
    return all(fits) and whole and any(len(word) == 1 for word in short)


def _misspelt(one: Iterable[str], other: Iterable[str]) -> Likeness | None:
    """Compare names word by word: a slip in a word or two, and the rest the same."""
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
