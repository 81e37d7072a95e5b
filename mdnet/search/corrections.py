"""Words that stand nowhere in a vault: what was meant by them.

A typing mistake is led to the known words nearest to it; a word that was not typed to
its end, to those that begin with it.
"""

from collections.abc import Iterable

from mdnet.index.analysis import Analyzer, words
from mdnet.index.protocol import Reader
from mdnet.search import weights

_CORRECTABLE = 5
_TWO_MISTAKES = 7
_COMPLETABLE = 4
_MOST_COMPLETIONS = 12


def corrected(
    word: str, term: str, reader: Reader, fields: Iterable[str]
) -> list[tuple[str, float]]:
    """Return the terms that may have been meant by a word, each with its weight.

    Args:
        word: the word as typed, folded.
        term: its term, which no field holds.
        reader: where the known terms are.
        fields: the fields whose terms are considered.
    """
    if len(word) < _COMPLETABLE:
        return []
    known = list(dict.fromkeys(other for field in fields for other in reader.terms(field)))
    found = _nearest(term, known, 2 if len(word) >= _TWO_MISTAKES else 1)
    if found and len(word) >= _CORRECTABLE:
        return [(other, weights.CORRECTED) for other in found]
    longer = [other for other in known if other.startswith(word)]
    return [(other, weights.COMPLETED) for other in longer[:_MOST_COMPLETIONS]]


def spelled(term: str, reader: Reader, fields: Iterable[str], analyzer: Analyzer) -> str:
    """Return a word of the notes that a term stands for, since a term is only a stem."""
    for field in fields:
        for number, _ in reader.postings(field, term)[:1]:
            for word in words(reader.record(number)):
                if analyzer.term(word) == term:
                    return word
    return term


def _nearest(term: str, known: Iterable[str], allowed: int) -> list[str]:
    """Return the terms with the fewest mistakes between, ``allowed`` at most.

    The first letter is hardly ever mistaken, and asking for it keeps surnames apart.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    distances: dict[str, int] = {}
    for other in known:
        if other[:1] == term[:1] and abs(len(other) - len(term)) <= allowed:
            distance = DamerauLevenshtein.distance(term, other, score_cutoff=allowed)
            if distance <= allowed:
                distances[other] = distance
    least = min(distances.values(), default=0)
    return [other for other, distance in distances.items() if distance == least]
