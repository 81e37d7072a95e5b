"""Reads what somebody typed: words, "quoted words", -unwanted and field:word.

Every text is a goal; nothing here can fail. Function words and the words that every
search for help has (someone, find, need …) are set aside.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from mdnet.index.analysis import words
from mdnet.index.engine.stemmer import ENGLISH, stop_words

# Longer goals are read up to here.
_MOST_CHARACTERS = 2000
_MOST_WORDS = 40

_PIECE = re.compile(
    r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))'
)

# What may stand before a colon, and the field of the index that is meant.
_FIELDS = {
    "about": "about", "circle": "circles", "circles": "circles", "city": "city",
    "company": "organizations", "interest": "interests", "interests": "interests",
    "job": "roles", "language": "languages", "languages": "languages", "location": "city",
    "log": "log", "name": "name", "offer": "offers", "offers": "offers",
    "org": "organizations", "organization": "organizations", "organizations": "organizations",
    "place": "city", "role": "roles", "roles": "roles", "skill": "skills", "skills": "skills",
    "tag": "tags", "tags": "tags", "need": "needs", "needs": "needs",
}  # fmt: skip

_EMPTY_WORDS = frozenset(
    """a am an and are as at be because been but by did do does for from had has have he her him his
    i if in is it its just me my of on or our ours really she so than that the their them then
    there these they this those to us very was we were which who with you your""".split()
)
_FUNCTION_WORDS = frozenset(
    """a about above after again all also am an and another any anybody anyone anything are as at
    be because been before being below between both but by can cannot could did do does doing done
    don down during each either else even ever every few for from further get gets getting give go
    goes going gone got had has have having he her here hers him his how i if in into is isn it its
    itself just keep keeps least less let like ll m made make makes many may maybe me might mine
    more most much must my myself near neither no nor not now of off often oh on once one only onto
    or other our ours out over own per please put quite rather re really s same say see seem shall
    she should since so some soon still such t take than that the their theirs them then there these
    they thing things this those though through till to too under until up upon us ve very via was
    way we well went were what when where whether which while who whom whose why will with within
    without would yet you your yours ain aren couldn didn
    doesn hadn hasn haven isn mustn needn shouldn wasn weren won wouldn""".split()
)
# Words that every search for help has and that say nothing of the help.
_NETWORKING_WORDS = frozenset(
    """advise ask available buddy connect connection connections contact contacts contacted find
    finding friend friends guy help helpful helping helps hire introduce introduced introduction
    know known knows look looking looks lookup need needed needing needs network networking people
    person recommend recommendation recommendations recommended refer referral search searching
    seeking somebody someone somewhere something suggest suggestion talk tell want wanted wanting
    wants anyone expert specialist professional good great nice best decent reliable trustworthy
    cheap affordable""".split()
)
_WEAK_WORDS = frozenset(
    """advice beginner better big bit broken buy change class day do fast first fix friendly fun
    home idea improve information join last learn lesson lessons little local meet move new old
    part place plan practice problem question quick repair sell set side small start starting
    stuff support teach time tip tips today tomorrow try trying use used week weekend work working
    year years""".split()
)


class Wanted(NamedTuple):
    """One thing the goal asks for: a word, or several in a row when they were quoted."""

    words: tuple[str, ...]
    field: str = ""
    quoted: bool = False
    weak: bool = False

    @property
    def text(self) -> str:
        """Return it as it was typed, in lower case without accents."""
        return " ".join(self.words)


class Goal(NamedTuple):
    """A goal, read."""

    text: str
    wanted: tuple[Wanted, ...] = ()
    unwanted: tuple[Wanted, ...] = ()
    aside: tuple[Wanted, ...] = ()
    """Words that were set aside; within a phrase of the thesaurus they count."""


def read_goal(text: str, language: str = ENGLISH) -> Goal:
    """Read a goal. ``language`` decides which words are set aside."""
    shortened = text[:_MOST_CHARACTERS]
    aside = function_words(language)
    wanted: list[Wanted] = []
    unwanted: list[Wanted] = []
    for piece in _PIECE.finditer(shortened):
        into = unwanted if piece["minus"] else wanted
        into.extend(_read_piece(piece, aside))
    content = [word for word in wanted if word.quoted or word.field or word.text not in aside]
    return Goal(
        _shown(text),
        tuple(_unique(content)[:_MOST_WORDS]),
        tuple(_unique(unwanted)),
        tuple(word for word in _unique(wanted) if word not in content),
    )


def empty_words(language: str) -> frozenset[str]:
    """Return the words that say nothing even within a phrase: articles, pronouns and the like."""
    return _EMPTY_WORDS if language == ENGLISH else frozenset()


def function_words(language: str) -> frozenset[str]:
    """Return the words that are set aside in a goal of this language, folded."""
    if language == ENGLISH:
        return _FUNCTION_WORDS | _NETWORKING_WORDS
    return frozenset(word for text in stop_words(language) for word in words(text))


def _shown(text: str) -> str:
    """Return the goal on one line, shortened, to be shown."""
    return " ".join(text[:200].split())


def _read_piece(piece: re.Match[str], aside: frozenset[str]) -> Iterable[Wanted]:
    quoted, plain = piece["quoted"], piece["plain"]
    field = _FIELDS.get((piece["field"] or "").lower(), "")
    prefix = "" if field or not piece["field"] else piece["field"] + " "
    found = words(prefix + (quoted if quoted is not None else plain))
    if quoted is not None and len(found) > 1:
        yield Wanted(tuple(found), field, quoted=True)
        return
    for word in found:
        yield Wanted(
            (word,),
            field,
            quoted=quoted is not None,
            weak=word in _WEAK_WORDS and word not in aside,
        )


def _unique(wanted: Iterable[Wanted]) -> list[Wanted]:
    return list(dict.fromkeys(wanted))
