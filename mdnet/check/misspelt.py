"""Finds the names that a misspelt one probably means.

Allows one typo (a letter added, missing, wrong, or two swapped) and missing accents, but
keeps common pairs such as Paul and Paula apart. Pure; names are looked up in an index rather
than compared, so many thousands are fine.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from mdnet.util.text import fold, one_line

# Shorter names are one typo apart and still different: Ana, Ada, Ida.
_SHORTEST_NAME = 5
# No name is longer, and the index takes the square of its length.
_LONGEST_NAME = 100
_SHORTEST_WITH_OTHER_LETTER = 5
_SHORTEST_WORD = 3


class Spellings:
    """An index of names for finding misspelt ones."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_gap: dict[str, list[str]] = {}
        for name in dict.fromkeys(map(one_line, names)):
            folded = fold(name)
            if _SHORTEST_NAME <= len(folded) <= _LONGEST_NAME:
                for gap in _gaps(folded):
                    self._by_gap.setdefault(gap, []).append(name)

    def near(self, name: str) -> list[str]:
        """The names that ``name`` may be a misspelling of, sorted."""
        wanted = fold(one_line(name))
        if not _SHORTEST_NAME <= len(wanted) <= _LONGEST_NAME:
            return []
        found = {near for gap in _gaps(wanted) for near in self._by_gap.get(gap, ())}
        return sorted(near for near in found if _is_slip(wanted, fold(near)))


def _gaps(name: str) -> Iterator[str]:
    """Yield a name, and the name without each of its letters.

    Two names one typo apart have one of these in common, as in SymSpell.
    """
    yield name
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]


def _is_slip(typed: str, name: str) -> bool:
    """Whether two folded names differ in at most one word, and there by one typo."""
    pairs = list(zip_longest(typed.split(), name.split(), fillvalue=""))
    different = [(at, one, other) for at, (one, other) in enumerate(pairs) if one != other]
    if len(different) != 1:
        return not different
    at, one, other = different[0]
    if min(len(one), len(other)) < _SHORTEST_WORD:
        return False
    if (at == 0 and one[:-1] in (other, other[:-1])) or (at == 0 and other[:-1] == one):
        return False  # Paul and Paula, Mario and Maria
    return one_slip(one, other)


def one_slip(one: str, other: str) -> bool:
    """Whether two different folded words are one typo apart.

    A wrong letter is only allowed in longer words; in short ones it makes another word.
    """
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short in {long[:at] + long[at + 1 :] for at in range(len(long))}
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return len(one) >= _SHORTEST_WITH_OTHER_LETTER
    swapped = len(places) == 2 and places[1] == places[0] + 1
    return swapped and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
