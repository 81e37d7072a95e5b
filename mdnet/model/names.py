"""Names of people as words: without accents, titles and marks, the given name first.

Pure text; it does not know who has which name.
"""

from collections.abc import Iterable
from functools import lru_cache

from mdnet.util.patterns import late_pattern
from mdnet.util.text import fold, umlaut_twin

TITLES = frozenset(
    "dr prof mr mrs ms miss herr frau sir dipl ing phd md jr sr ii iii mba msc bsc mme".split()
)
_WORD = late_pattern(r"[^\W_]+")
_APOSTROPHES = late_pattern(r"(?<=\w)['’ʼ‘`´](?=\w)")
_HYPHENS = late_pattern(r"(?<=\w)[-\u2010\u2011](?=\w)")
# A word with hyphens, which is also written as one. Tried only at the start of a word: tried at
# each letter, a name of a hundred thousand letters would take minutes.
_COMPOUND = late_pattern(r"(?<![^\W_])[^\W_]++(?:[-\u2010\u2011][^\W_]++)+")


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: ``Diaz, Ana`` is ``ana diaz``, ``Dr. O'Neil`` is ``oneil``."""
    return _words(fold(name))


@lru_cache(maxsize=65536)
def twin_words_of(name: str) -> tuple[str, ...]:
    """The words of a name with umlauts written out: ``Müller`` is ``mueller``."""
    return words_of(name) if name.isascii() else _words(umlaut_twin(name))


def joined_words_of(name: str) -> tuple[str, ...]:
    """The words of a name with compounds as one: ``Anne-Marie`` is ``annemarie``."""
    return words_of(_HYPHENS.sub("", name))


def words_to_find(names: Iterable[str]) -> set[str]:
    """All words by which a person with these names can be found.

    Compounds are there as one word and in parts: ``Anne-Marie`` is ``anne``, ``marie`` and
    ``annemarie``.
    """
    found: set[str] = set()
    for name in set(names):
        found.update(words_of(name))
        if not name.isascii():
            found.update(twin_words_of(name))
        if _COMPOUND.search(name):
            found.update(_compounds(fold(name)))
    return found


def is_same_name(one: str, other: str) -> bool:
    """Whether two names have the same words in any order, however joined."""
    mine, theirs = spellings_of(one), spellings_of(other)
    return not mine.isdisjoint(theirs)


def fits_beginnings(words: Iterable[str], name: str) -> bool:
    """Whether each word is the beginning of a different word of the name."""
    left = sorted(words_to_find([name]))
    for word in sorted(words, key=len, reverse=True):
        begun = next((one for one in left if one.startswith(word)), None)
        if begun is None:
            return False
        left.remove(begun)
    return True


@lru_cache(maxsize=4096)
def spellings_of(name: str) -> frozenset[str]:
    """The forms of a name; two names that are the same share one. Empty without words."""
    found = set()
    for words in (words_of(name), twin_words_of(name)):
        if words:
            found |= {" ".join(sorted(words)), "".join(words)}
    return frozenset(found)


def _compounds(folded: str) -> set[str]:
    return {"".join(_WORD.findall(word)) for word in _COMPOUND.findall(folded)}


def _words(folded: str) -> tuple[str, ...]:
    family, comma, given = folded.partition(",")
    if comma and given.strip() and given.split()[0].strip(".") not in TITLES:
        folded = f"{given} {family}"
    words = _WORD.findall(_APOSTROPHES.sub("", folded))
    return tuple(word for word in words if word not in TITLES)
