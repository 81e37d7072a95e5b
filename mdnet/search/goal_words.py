"""A goal word by word, for reading slots: with its capitals and the ends of its parts.

Quoted words, unwanted ones and those of one field belong to no slot; a stop stands in their
place. Slots are read in the same sentences as needs.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from mdnet.index.analysis import words
from mdnet.index.fields import QUERY_NAMES
from mdnet.search.query import MOST_SENTENCES, MOST_WORDS
from mdnet.search.slots import Slot, SlotReading
from mdnet.search.vocabulary import Cues
from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

LONGEST_NAME: Final = 6
"""The most words that a name may have."""
LONGEST_CITY: Final = 3
"""The most words in a city without a preposition."""
_APART = late_pattern(r'-?(?:([A-Za-z_]+):)?"[^"]*"|(?<!\S)-\S+|(?<!\S)([A-Za-z_]+):\S+')
_STOP = " ; "
_WORD = late_pattern(r"(?P<stop>[,.;:!?()\n]\W*)?(?P<word>[^\W_]+)(?:['’]s\b)?")
_SENTENCE_END = late_pattern(r"[.!?;]\s|\n")
# After a word this short with a capital, a full stop ends no sentence: St. Gallen, Dr. Lee.
_SHORTENED = 3

Found = TypeVar("Found")


class Token(NamedTuple):
    """A word of a goal, folded and as typed.

    ``stop`` is the sign between it and the one before: a full stop for whatever ends a
    sentence, a comma for any other, empty for none.
    """

    word: str
    typed: str
    stop: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.typed[:1].isupper()


class Before(NamedTuple):
    """The small words before a cue: where they begin, and what is among them."""

    start: int
    verb: str = ""
    person: bool = False

    @property
    def sure(self) -> bool:
        """Whether the goal asks for somebody who is somewhere."""
        return bool(self.verb) or self.person


class GoalWords:
    """The words of a goal, known by their places."""

    def __init__(self, text: str, cues: Cues, aside: frozenset[str]) -> None:
        self.tokens = list(_tokens(_APART.sub(_without, unicodedata.normalize("NFC", text))))
        self.words = [token.word for token in self.tokens]
        self.cues = cues
        self.aside = aside

    def __len__(self) -> int:
        return len(self.tokens)

    def content(self) -> list[int]:
        """The places of all but small words."""
        cues = self.cues
        small = self.aside | cues.people | cues.helpers | cues.definite | cues.prepositions.keys()
        return [at for at, word in enumerate(self.words) if word not in small]

    def before(self, at: int) -> Before:
        """The small words before a place."""
        cues, start, verb, person = self.cues, at, "", False
        while start and not self.stops(start):
            word = self.words[start - 1]
            if word in cues.being:
                verb = verb or word
            elif word in cues.people:
                person = True
            elif word not in cues.helpers:
                break
            start -= 1
        return Before(start, verb, person)

    def behind(self, at: int, words: frozenset[str]) -> int:
        """The first place from ``at`` on whose word is not among some words."""
        while at < len(self) and self.words[at] in words:
            at += 1
        return at

    def follows(self, at: int, words: frozenset[str]) -> bool:
        """Whether the word before a place is one of some words."""
        return at > 0 and self.words[at - 1] in words

    def stops(self, at: int) -> bool:
        """Whether a sentence or a part of it ends before a place."""
        return at >= len(self) or bool(self.tokens[at].stop)

    def ends(self, start: int) -> list[int]:
        """Where a name that begins at ``start`` may end, the farthest first."""
        end = start
        while end < len(self) and end - start < LONGEST_NAME and not self._is_over(start, end):
            end += 1
        return list(range(end, start, -1))

    def longest(self, start: int, read: Callable[[int, int], Found | None]) -> Found | None:
        """The reading from ``start`` to the farthest end that gives one."""
        found = (read(start, end) for end in self.ends(start))
        return next((one for one in found if one), None)

    def _is_over(self, start: int, end: int) -> bool:
        return self.stops(end) if end > start else self.begins_sentence(start)

    def begins_sentence(self, at: int) -> bool:
        """Whether a new sentence begins at a place: words before it are no cue."""
        return at >= len(self) or self.tokens[at].stop == "."

    def shows_name(self, start: int, end: int) -> bool:
        """Whether a capital between two places is a sign of a name."""
        return self.cues.capitals_tell and any(one.capital for one in self.tokens[start:end])

    def part(self, start: int, end: int, *slots: Slot) -> SlotReading:
        """The reading of the words between two places, which are not content."""
        return SlotReading(slots, frozenset(self.words[start:end]), end=end if slots else 0)

    def typed(self, start: int, end: int) -> str:
        """The words between two places as they were typed."""
        return " ".join(token.typed for token in self.tokens[start:end])


def _without(found: re.Match[str]) -> str:
    bound = found[1] or found[2]
    if bound and '"' not in found[0] and bound.lower() not in QUERY_NAMES:
        return found[0]
    return _STOP


def _tokens(text: str) -> Iterator[Token]:
    """Yield the words of the sentences that are read, as many of each as count."""
    before, sentences, said = "", 1, 0
    for found in _WORD.finditer(text):
        stop = _stop(found["stop"] or "", before)
        if stop == ".":
            sentences, said = sentences + 1, 0
        if sentences > MOST_SENTENCES:
            return
        before, parts = found["word"], words(found["word"])
        for word in parts[: max(0, MOST_WORDS - said)]:
            yield Token(word, before if len(parts) == 1 else word, stop)
            stop = ""
        said += len(parts)


def _stop(signs: str, before: str) -> str:
    """The stop that signs between two words make, given the word before them."""
    if signs.strip() == "." and len(before) <= _SHORTENED and before[:1].isupper():
        return ""
    return "." if _SENTENCE_END.search(signs) else signs[:1] and ","
