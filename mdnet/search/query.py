"""Reads a goal as typed: words, "quoted words", -unwanted and field:word.

Every text is a goal; nothing here can fail. Function words and the words that every
search for help has (someone, find, need …) are set aside.
"""

import re
from collections.abc import Iterable
from typing import Final

from mdnet.index.analysis import meaning_words, words
from mdnet.index.engine.stemmer import ENGLISH, stop_words
from mdnet.index.fields import QUERY_NAMES
from mdnet.search.vocabulary import english
from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

_MOST_CHARACTERS = 2000
MOST_WORDS: Final = 40
"""The most content words of a goal, and words of each sentence, that are read."""
MOST_SENTENCES: Final = 4
"""The most sentences that are read one by one: people say first what it is about."""

_PIECE = late_pattern(
    r'(?P<minus>-)?(?:(?P<field>[A-Za-z_]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))'
)

_SENTENCE_END = late_pattern(r"(?<=[.!?;])\s+|\n+")


class Clause(NamedTuple):
    """One thing the goal asks for: a word, or several in a row when they were quoted."""

    words: tuple[str, ...]
    field: str = ""
    quoted: bool = False
    weak: bool = False

    @property
    def text(self) -> str:
        """The text as typed, in lower case without accents."""
        return " ".join(self.words)

    @property
    def demanded(self) -> bool:
        """Whether a person must have it: it was quoted, or bound to a field."""
        return self.quoted or bool(self.field)


class Query(NamedTuple):
    """A goal as it was typed, read."""

    text: str
    """The text as typed, as far as it is read."""
    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    aside: tuple[Clause, ...] = ()
    """Stop words that were set aside; within a phrase that names a need they count."""
    sentences: tuple[tuple[str, ...], ...] = ()
    """The plain words of each sentence, folded: no quoted, unwanted or bound ones."""


def read_query(text: str, language: str = ENGLISH) -> Query:
    """Read a goal. ``language`` decides which words are set aside."""
    shortened = text[:_MOST_CHARACTERS]
    aside = function_words(language)
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for piece in _PIECE.finditer(shortened):
        into = unwanted if piece["minus"] else wanted
        into.extend(_read_piece(piece, aside))
    content = [word for word in wanted if word.demanded or word.text not in aside]
    return Query(
        shortened,
        tuple(_unique(content)[:MOST_WORDS]),
        tuple(_unique(unwanted)),
        tuple(word for word in _unique(wanted) if word not in content),
        tuple(_sentences(shortened)),
    )


def _sentences(text: str) -> Iterable[tuple[str, ...]]:
    """Yield the plain words of each sentence: words of different sentences meet by chance."""
    for sentence in _SENTENCE_END.split(text):
        plain = [
            piece["plain"]
            for piece in _PIECE.finditer(sentence)
            if piece["plain"] and not piece["minus"] and not _field(piece)
        ]
        found = meaning_words(" ".join(plain))
        if found:
            yield tuple(found[:MOST_WORDS])


def _field(piece: re.Match[str]) -> str:
    return QUERY_NAMES.get((piece["field"] or "").lower(), "")


def empty_words(language: str) -> frozenset[str]:
    """The words without meaning even within a phrase: articles, pronouns and the like."""
    return english("empty") if language == ENGLISH else frozenset()


def function_words(language: str) -> frozenset[str]:
    """The words that are set aside in a goal of this language, folded."""
    if language == ENGLISH:
        return english("function") | english("networking")
    return frozenset(word for text in stop_words(language) for word in words(text))


def _read_piece(piece: re.Match[str], aside: frozenset[str]) -> Iterable[Clause]:
    quoted, plain = piece["quoted"], piece["plain"]
    field = _field(piece)
    prefix = "" if field or not piece["field"] else piece["field"] + " "
    found = words(prefix + (quoted if quoted is not None else plain))
    if quoted is not None and len(found) > 1:
        yield Clause(tuple(found), field, quoted=True)
        return
    for word in found:
        yield Clause(
            (word,),
            field,
            quoted=quoted is not None,
            weak=word in english("weak") and word not in aside,
        )


def _unique(wanted: Iterable[Clause]) -> list[Clause]:
    return list(dict.fromkeys(wanted))
