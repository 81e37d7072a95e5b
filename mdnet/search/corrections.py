"""Corrections of unknown words: the words that were probably meant.

A typing mistake is corrected to the nearest known words, an unfinished word to those that begin
with it. A word known to the vault, a word table or the needs is never corrected, and a name
only to a name.
"""

from collections.abc import Iterable

from mdnet.embeddings.vectors import LANGUAGES
from mdnet.index.analysis import Analyzer, words
from mdnet.index.engine.stemmer import ENGLISH
from mdnet.index.fields import NAME_WORD, WORDS
from mdnet.index.protocol import Reader
from mdnet.network.lookup import Lookup
from mdnet.search.language import LanguageResources
from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

# A corrected word counts less than one that was typed, a completed one even less.
_CORRECTED, _COMPLETED = 0.85, 0.7
_CORRECTABLE = 5
_TWO_MISTAKES = 8
_COMPLETABLE = 4
_COMPLETED_IN = 2
_MOST_COMPLETIONS = 12
_MOST_COMPARED = 12
# A name is corrected to a name only.
_NAMES = ("name", "linked", "organizations", "city", "languages", "circles")
_CAPITALISED = late_pattern(r"(?<=[^\s,.!?:;\"'(\[-])[\s,]+([^\W\d_][^\s]*)")
# Endings that a word may have and its stem has lost.
_ENDINGS = 2


class TypedWord(NamedTuple):
    """A folded word that may be mistyped, with the signs from its place in the goal."""

    word: str
    is_name: bool = False
    """Whether it has a capital within a sentence."""
    may_be_begun: bool = False
    """Whether it may be an unfinished word."""
    in_capitals: bool = False
    """Whether it is all capitals, as initials are."""


def typed_words(text: str, many: int, language: str = ENGLISH) -> dict[str, TypedWord]:
    """The signs from each word's place in a goal, by folded word.

    Args:
        text: the goal as typed.
        many: how many words of content it has.
        language: of the goals; only in English is a capital the sign of a name.
    """
    names = _capitalised(text) if language == ENGLISH else frozenset()
    found = words(text)
    last = found[-1:] if many <= _COMPLETED_IN else []
    shouted = text.isupper() and len(found) > 1
    pieces = () if shouted else (piece for piece in text.split() if piece.isupper())
    letters = frozenset(word for piece in pieces for word in words(piece))
    return {word: TypedWord(word, word in names, word in last, word in letters) for word in found}


def is_word(word: str, term: str, lookup: Lookup, language: LanguageResources) -> bool:
    """Whether a word is one: the vault, a word table or a need knows it."""
    if lookup.knows(term, WORDS) or lookup.reader.postings(NAME_WORD, word):
        return True
    if language.knows(word) or language.needs is None:
        return language.knows(word)
    table = language.needs.table
    return any(True for name in LANGUAGES for _ in table.phrases(name, term))


def corrected(
    typed: TypedWord, analyzer: Analyzer, reader: Reader, fields: Iterable[str]
) -> list[tuple[str, float]]:
    """The terms that an unknown word may have meant, with their weights.

    Args:
        typed: the word.
        analyzer: makes terms of words.
        reader: where the known terms are.
        fields: the fields whose terms are considered.
    """
    word = typed.word
    if len(word) < _COMPLETABLE or not word.isalpha():
        return []
    if typed.is_name:
        fields = [name for name in fields if name in _NAMES]
    fields = list(fields)
    known = list(dict.fromkeys(other for field in fields for other in reader.terms(field)))
    if len(word) >= _CORRECTABLE:
        near = _nearest(analyzer.term(word), known)
        found = [term for term in near if _is_slip(word, spelled(term, reader, fields, analyzer))]
        if found:
            return [(term, _CORRECTED) for term in found]
    if not typed.may_be_begun:
        return []
    longer = [other for other in known if other.startswith(word)]
    return [(other, _COMPLETED) for other in longer[:_MOST_COMPLETIONS]]


def is_near(term: str, lookup: Lookup, fields: Iterable[str]) -> bool:
    """Whether a term is one typing mistake away from a term of a field."""
    known = (other for field in fields for other in lookup.reader.terms(field))
    return len(term) >= _CORRECTABLE and not {term, *_nearest(term, known)} <= {term}


def spelled(term: str, reader: Reader, fields: Iterable[str], analyzer: Analyzer) -> str:
    """A word in the notes for a term, since a term is only a stem."""
    for field in fields:
        for number, _ in reader.postings(field, term)[:1]:
            for word in words(reader.record(number)):
                if analyzer.term(word) == term:
                    return word
    return term


def _capitalised(text: str) -> frozenset[str]:
    """The words with a capital within a sentence; none if the whole goal is in capitals."""
    if text.isupper():
        return frozenset()
    found = (piece for piece in _CAPITALISED.findall(text) if piece[:1].isupper())
    return frozenset(word for piece in found for word in words(piece))


def _allowed(word: str) -> int:
    return 2 if len(word) >= _TWO_MISTAKES else 1


def _is_slip(word: str, meant: str) -> bool:
    """Whether whole words are as similar as their stems, so that no other word is meant."""
    from rapidfuzz.distance import DamerauLevenshtein

    most = _allowed(word)
    if abs(len(meant) - len(word)) <= most:
        return DamerauLevenshtein.distance(word, meant, score_cutoff=most) <= most
    # One of them is inflected: carpentrs, carpenter's.
    short, long = sorted((word, meant), key=len)
    cut = long[: len(short)]
    return (
        len(long) - len(short) <= most + _ENDINGS and DamerauLevenshtein.distance(short, cut) <= 1
    )


def _nearest(term: str, known: Iterable[str]) -> list[str]:
    """The terms with the fewest differences.

    The first letter is hardly ever mistyped, and requiring it keeps surnames apart.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = _allowed(term)
    distances: dict[str, int] = {}
    for other in known:
        if other[:1] == term[:1] and abs(len(other) - len(term)) <= allowed:
            distance = DamerauLevenshtein.distance(term, other, score_cutoff=allowed)
            if distance <= allowed:
                distances[other] = distance
    least = min(distances.values(), default=0)
    return [other for other, distance in distances.items() if distance == least][:_MOST_COMPARED]
