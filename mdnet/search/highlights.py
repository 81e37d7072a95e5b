"""The places in a passage of the words that make it an answer, for highlighting."""

import re
from collections.abc import Iterable

from mdnet.index.analysis import Analyzer, words
from mdnet.search.results import Hit, Reason

_WORD = re.compile(r"[^\W_]+")

Places = tuple[tuple[int, int], ...]


def places_of(text: str, said: Iterable[str], analyzer: Analyzer) -> Places:
    """The start and end of each word of a text that shares a term with the given words."""
    terms = {analyzer.term(word) for one in said for word in words(one)}
    if not terms:
        return ()
    return tuple(
        word.span()
        for word in _WORD.finditer(text)
        if not terms.isdisjoint(map(analyzer.term, words(word[0])))
    )


def why_places(hit: Hit, reason: Reason, text: str, analyzer: Analyzer) -> Places:
    """The places to highlight in a reason: words of the goal, and of the need it names.

    In a passage from another note, also the name of the person it is about.
    """
    said = (*reason.matched, reason.need)
    if reason.source:  # another note's sentence: it may say anything about them
        return places_of(text, (*said, hit.name), analyzer)
    return places_of(text, said, analyzer)
