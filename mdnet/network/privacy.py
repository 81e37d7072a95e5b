"""Whether a text names somebody private, in any words and spelling.

The one place that decides it, for pages, exports, matches and every output without private
people. What a link leads to, and what becomes of a text that names somebody, is decided
above. Pure, and linear in the text.
"""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from mdnet.network.known_as import (
    LAST_DIGITS,
    PrivatePerson,
    SpokenName,
    digits_of,
    last_digits,
    spoken_names,
)
from mdnet.network.name_forms import (
    UNSPACED,
    bare,
    inflected,
    lower,
    pieces_of,
    tokens_of,
    twins_of,
)

# Characters that may stand between two letters of a name in a script without spaces.
_BETWEEN = re.compile(rf"(?<=[{UNSPACED}])[\s\u00b7\u30fb\uff65=-]+(?=[{UNSPACED}])")
# Marks of Markdown and HTML that can stand within a word.
_MARKS = re.compile(r"\\(?=[^\w\s])|[*~`]+|==|__|<[/!a-zA-Z][^<>\n]*>")
_HAS_MARKS = re.compile(r"[*~`\\=<]|__")
_NUMBER = re.compile(r"\d[\d\s()./\u2010-\u2015+-]{3,}\d")
# An address within an address may be escaped once more.
_ESCAPED = 2
# A name of more words is not a full name.
_MOST_WORDS = 6
_NOTHING: frozenset[str] = frozenset()


class PrivateNames:
    """Finds the names of private people in texts."""

    def __init__(self, people: Iterable[PrivatePerson], others: Iterable[str] = ()) -> None:
        """Take the private people, and the names of everybody else.

        The full name of somebody else is not taken for a private person who shares a word of
        it, nor is their given name taken for an inflected one: Paula is not a form of Paul.
        """
        people = list(people)
        self._names: dict[str, set[SpokenName]] = defaultdict(set)
        for person in people:
            for name in spoken_names(person):
                if name.tokens:
                    self._names[name.tokens[0]].add(name)
        self._pieces = _pieces_of(people)
        self._numbers = frozenset(digits for one in people for digits in last_digits(one))
        starts = "".join(sorted(self._pieces))
        self._piece_start = re.compile(f"[{re.escape(starts)}]" if starts else r"(?!)")
        full_names = [tuple(tokens_of(lower(name))) for name in others]
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._capital_forms: dict[str, set[str]] = defaultdict(set)
        self._take_forms(people, {word for words in full_names for word in words})
        self._known = self._forms.keys() | self._capital_forms.keys()
        self._namesakes = frozenset(
            words
            for words in full_names
            if 1 < len(words) <= _MOST_WORDS and not self._known.isdisjoint(words)
        )
        self._lengths = sorted({len(words) for words in self._namesakes})

    def _take_forms(self, people: Iterable[PrivatePerson], taken: Collection[str]) -> None:
        """Record the name words that a word of a text may be, in any spelling and case."""
        spelt: set[tuple[str, str]] = set()
        for some in self._names.values():
            for spoken in some:
                spelt.update(zip(spoken.tokens, spoken.tokens, strict=True))
        for person in people:
            for name in person.names:
                spelt.update((twin, token) for token, twin in twins_of(name))
        for spelling, token in spelt:
            self._forms[spelling].add(token)
            for form, capital in inflected(spelling).items():
                if form not in taken:
                    forms = self._capital_forms if capital else self._forms
                    forms[form].add(token)

    def named_in(self, text: str, *, besides: Collection[str] = (), parts: bool = True) -> bool:
        """Whether a text names somebody private.

        Args:
            text: as it is written, Markdown or plain.
            besides: words, as ``words_of`` gives them, that do not count as names here: those
                of a person's own name, in their own email address.
            parts: whether a given name or a surname alone is enough.
        """
        return any(self._named(one, besides, parts=parts) for one in _readings(text))

    def _named(self, text: str, besides: Collection[str], *, parts: bool) -> bool:
        shown = bare(text)
        folded = lower(shown)
        if self._pieces and not folded.isascii() and self._has_piece(folded):
            return True
        if self._numbers and self._has_number(shown):
            return True
        if self._known.isdisjoint(tokens_of(folded)):
            return False
        written = tokens_of(shown)
        words = [lower(word) for word in written]
        meant = [self._meant_by(*one) for one in zip(words, written, strict=True)]
        for at, name in self._found(meant):
            if name.capital and written[at][:1].islower():
                continue
            if not name.part:
                return True
            if parts and words[at] not in besides and not self._is_namesake(words, at):
                return True
        return False

    def _meant_by(self, word: str, written: str) -> Collection[str]:
        """The name words that a word may be."""
        found = self._forms.get(word, _NOTHING)
        if word in self._capital_forms and not written[:1].islower():
            return found | self._capital_forms[word]
        return found

    def _found(self, meant: Sequence[Collection[str]]) -> Iterator[tuple[int, SpokenName]]:
        """Yield the names in a text with their places, given the name words each word may be."""
        for at, some in enumerate(meant):
            for first in some:
                for name in self._names.get(first, ()):
                    if _stands_at(name.tokens, at, meant):
                        yield at, name

    def _is_namesake(self, words: Sequence[str], at: int) -> bool:
        """Whether the word belongs to the full name of somebody who is not private."""
        for length in self._lengths:
            for start in range(max(0, at - length + 1), at + 1):
                if tuple(words[start : start + length]) in self._namesakes:
                    return True
        return False

    def _has_piece(self, folded: str) -> bool:
        together = _BETWEEN.sub("", folded)
        for found in self._piece_start.finditer(together):
            for piece in self._pieces[found[0]]:
                if together.startswith(piece, found.start()):
                    return True
        return False

    def _has_number(self, shown: str) -> bool:
        for found in _NUMBER.finditer(shown):
            digits = digits_of(found[0])
            if digits.lstrip("0") in self._numbers:
                return True
            for start in range(len(digits) - LAST_DIGITS + 1):
                if digits[start : start + LAST_DIGITS] in self._numbers:
                    return True
        return False


class Phrases:
    """Finds phrases in texts: the words of a link, wherever else they stand."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._unspaced: set[str] = set()
        for phrase in phrases:
            words = tuple(tokens_of(lower(phrase)))
            if words:
                self._by_first[words[0]].add(words)
            elif len(phrase) > 1:
                self._unspaced.add(lower(phrase))

    def found_in(self, text: str) -> bool:
        """Whether one of the phrases stands in a text, word by word."""
        folded = lower(text)
        words = tuple(tokens_of(folded))
        for at, word in enumerate(words):
            for phrase in self._by_first.get(word, ()):
                if words[at : at + len(phrase)] == phrase:
                    return True
        return any(phrase in folded for phrase in self._unspaced)


def words_of(name: str) -> frozenset[str]:
    """The words of a name as ``PrivateNames`` compares them."""
    return frozenset(tokens_of(lower(name)))


def _pieces_of(people: Iterable[PrivatePerson]) -> Mapping[str, Collection[str]]:
    """Names of people in scripts without spaces, by their first letter."""
    found: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in person.names:
            for piece in pieces_of(name):
                found[piece[0]].add(piece)
    return dict(found)


def _stands_at(tokens: Sequence[str], at: int, meant: Sequence[Collection[str]]) -> bool:
    if at + len(tokens) > len(meant):
        return False
    return all(token in meant[at + after] for after, token in enumerate(tokens))


def _readings(text: str) -> Iterator[str]:
    """Yield a text with its escapes resolved, and without marks inside words."""
    for _ in range(_ESCAPED):
        if "%" in text:
            text = unquote(text, errors="ignore")
        if "&" in text:
            text = html.unescape(text)
    yield text
    if _HAS_MARKS.search(text):
        yield _MARKS.sub("", text)
