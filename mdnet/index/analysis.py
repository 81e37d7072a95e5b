"""Turns text into the terms that the index holds and a goal is looked up by.

Words are runs of letters and digits, in lower case, without accents, in one spelling,
stemmed. Both sides go through the same ``Analyzer``; it knows a language and no fields.
"""

import re
from functools import lru_cache

from mdnet.index.engine.stemmer import ENGLISH, stemmer
from mdnet.index.spelling import american
from mdnet.util.patterns import late_pattern
from mdnet.util.text import fold, umlaut_twin

_WORD = late_pattern(r"[^\W_]+")
# Scripts written without blanks between words are taken letter by letter.
_FIRST_UNSPACED = "\u3040"
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
# Elisions that hang on a word: Ana's, l'appartement stays two words by the apostrophe.
_POSSESSIVE = late_pattern(r"['’]s\b")
# "Runs a workshop" is about a workshop, not about running.
_MANAGES = late_pattern(r"\b(?:runs?|ran|running) (?=(?:an?|the|his|her|their|its|our|my) )")
# "He will bring it" is about no last will; "my will" and "a will" do.
_FUTURE = late_pattern(
    r"(?<=\w )(?<!\ba )(?<!\bthe )(?<!\bmy )(?<!\bhis )(?<!\bher )(?<!\bour )(?<!\byour )"
    r"(?<!\btheir )(?<!\blast )(?<!\bliving )(?<!\bjoint )\bwill(?= [a-z])",
    re.IGNORECASE,
)
_HAS_UMLAUT = late_pattern("[äöüøåÄÖÜØÅ\u0308\u030a]")

# Stems that would fall together with another word's: "mechanical watches" need no mechanic,
# and "excellent" is no Excel.
_PROTECTED = {
    "organization": "organiz", "organizations": "organiz", "organizational": "organiz",
    "organizer": "organiz", "organizers": "organiz", "organize": "organiz",
    "organized": "organiz", "organizes": "organiz", "organizing": "organiz",
    "accounting": "account", "accountancy": "account", "animation": "animation",
    "apartment": "apartment", "apartments": "apartment", "author": "author",
    "authors": "author", "authority": "authority", "authorities": "authority",
    "boarding": "boarding", "business": "business", "businesses": "business",
    "conservative": "conservative", "conservatives": "conservative",
    "conversation": "conversation", "conversations": "conversation",
    "conversational": "conversation", "customs": "customs", "department": "department",
    "departments": "department", "emergency": "emergency", "emergencies": "emergency",
    "engine": "engine", "engines": "engine", "engineer": "engineer", "engineers": "engineer",
    "engineering": "engineer", "evening": "evening", "evenings": "evening",
    "excellence": "excellent", "excellent": "excellent", "excellently": "excellent",
    "general": "general", "generation": "generation", "glasses": "glasses",
    "hospital": "hospital", "hospitals": "hospital", "hospitality": "hospitality",
    "important": "important", "importance": "important", "importantly": "important",
    "informal": "informal", "informally": "informal", "intern": "intern",
    "internal": "internal", "international": "international", "likely": "likely",
    "likeness": "likeness", "lively": "lively", "marketing": "marketing",
    "mechanical": "mechanical", "mechanically": "mechanical", "mechanism": "mechanism",
    "mechanisms": "mechanism", "memorial": "memorial", "memorials": "memorial", "news": "news",
    "personal": "personal", "physical": "physical", "policy": "policy", "policies": "policy",
    "polite": "polite", "politely": "polite", "politeness": "polite", "presently": "presently",
    "productive": "productive", "productivity": "productive", "severe": "severe",
    "severely": "severe", "severity": "severe", "success": "success", "successes": "success",
    "successful": "success", "successfully": "success", "tired": "tired", "tiring": "tired",
    "treasure": "treasure", "treasures": "treasure", "undertaker": "undertaker",
    "undertakers": "undertaker", "universe": "universe", "wedding": "wedding",
    "weddings": "wedding", "willing": "willing", "willingly": "willing",
}  # fmt: skip


class Analyzer:
    """Text to terms, for one language."""

    def __init__(self, language: str) -> None:
        self._english = language == ENGLISH
        self._stem = stemmer(language)
        self._terms: dict[str, str] = dict(_PROTECTED) if self._english else {}

    def term(self, word: str) -> str:
        """The term of one word in lower case without accents."""
        known = self._terms.get(word)
        if known is None:
            known = self._terms[word] = self._new_term(word)
        return known

    def terms(self, text: str) -> list[str]:
        """The terms of ``text`` in its order, one for each word."""
        return list(map(self.term, _words_of(text)))

    def index_terms(self, text: str) -> list[str]:
        """The terms to index ``text`` under: ``Müller`` is also ``mueller``."""
        return self.terms(text) + self.twin_terms(text)

    def twin_terms(self, text: str) -> list[str]:
        """The terms of the words with an umlaut, with the umlaut written out."""
        if not _HAS_UMLAUT.search(text):
            return []
        return [self.term(twin) for twin in twins(text)]

    def _new_term(self, word: str) -> str:
        if not self._english:
            return self._stem(word)
        spelled = american(word)
        return _PROTECTED.get(spelled) or self._stem(spelled)


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case without accents."""
    return list(_words_of(text))


def meaning_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` that its vector is made of: those that mean something there."""
    return _words_of(_FUTURE.sub("", text) if "will" in text.lower() else text)


# A passage is asked for its words twice: for the postings of its note and for its vector.
@lru_cache(maxsize=2048)
def _words_of(text: str) -> tuple[str, ...]:
    folded = fold(text)
    # To look for a few letters costs far less than the patterns, which seldom find anything.
    if "'" in folded or "’" in folded:
        folded = _POSSESSIVE.sub("", folded)
    if "run" in folded or "ran " in folded:
        folded = _MANAGES.sub("", folded)
    return tuple(_words(folded))


def twins(text: str) -> list[str]:
    """The words of ``text`` that have an umlaut, with the umlaut written out."""
    plain = _words(fold(text))
    written_out = _words(umlaut_twin(text))
    return [twin for word, twin in zip(plain, written_out, strict=False) if twin != word]


def _words(folded: str) -> list[str]:
    if folded.isascii() or max(folded) < _FIRST_UNSPACED:
        return _WORD.findall(folded)
    return _WORD.findall(re.sub(_UNSPACED, r" \g<0> ", folded))
