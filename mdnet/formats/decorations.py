"""Removes what people add to their names: titles, degrees, salutations, pronouns and emoji.

LinkedIn's lists are full of ``🚀 Dr. Mara Stein, PhD (she/her)``, and phones of ``Frau
Stein``. Pure text; the many degrees are those of nameparser, which is loaded when needed.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from mdnet.util.text import one_line

_SALUTATIONS: Final = frozenset(
    """mr mrs ms miss mx frau herr herrn fräulein mme mlle monsieur madame mademoiselle señor
    señora señorita signor signora signorina mevr mevrouw meneer senhor senhora""".split()
)
_TITLES: Final = frozenset(
    """dr prof professor professorin doctor dres ddr dipl-ing dipl-kfm univ-prof priv-doz dott
    dott.ssa drs""".split()
)
# Only with a full stop: some people are called Sig, Ing or Med.
_STOPPED_SALUTATIONS: Final = frozenset("hr fr sig sig.ra sr sra srta dhr".split())
_STOPPED: Final = frozenset(
    """dipl ing mag lic ir rev pd med dent iur jur phil rer nat oec habil h.c hc vet pharm theol
    sc pol techn et""".split()
)
_DEGREES: Final = frozenset("phd md mba msc bsc bba llm llb cfa cpa pmp mph edd dba mfa".split())
"""Degrees that are common enough to need no comma before them."""
_GENERATIONS: Final = frozenset("jr sr ii iii iv".split())
_GREETINGS = _SALUTATIONS | _STOPPED_SALUTATIONS
_PRONOUN = (
    "she|her|hers|he|him|his|they|them|theirs|it|its|ze|hir|xe|xem|sie|ihr|er|ihm|ihn|dey|denen"
    "|elle|il|lui|iel|ella|él|lei|hen|die|ela|ele|hun|zij|haar|hij|hem"
)
_PRONOUNS = re.compile(
    rf"(?i:\s*(?:[(\[]\s*((?:{_PRONOUN})(?:\s*[/|,]\s*(?:{_PRONOUN}))+)\s*[)\]]"
    rf"|(?<=\s)[-–—]?\s*((?:{_PRONOUN})(?:/(?:{_PRONOUN}))+)\s*$))"
    # One alone is a pronoun in small letters only: there are people called Ella.
    r"|\s*\((she|he|they|elle|il|iel|ella|él)\)",
)
_FIRMS: Final = frozenset(
    "AG GMBH SA SARL LTD LLC INC CORP KG OHG SPA SRL BV NV OY AB AS PLC CO".split()
)
_PICTURES = frozenset(("So", "Sk", "Cn", "Co"))
_JOINER, _SELECTOR, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
LONGEST: Final = 200
"""Letters of what is looked into for a name; what is longer is a text."""
_MARKS = " \t-–—|·•*,;:~_/\\"
_ABBREVIATION = re.compile(r"[^\W\d_](?:[\w.&+/-]*[^\W\d_])?\.?")


class Undecorated(NamedTuple):
    """A name, and what was around it."""

    name: str
    titled: str = ""
    """The name with its titles and degrees; empty where it has no more words."""
    pronouns: str = ""
    """Such as ``she/her``."""


@lru_cache(maxsize=4096)
def undecorated(text: str) -> Undecorated:
    """The bare name.

    Titles and salutations stay where only a single word would be left: ``Dr. Huber``. A name
    in capitals is written as names are. The whole text is the name where nothing is left.
    """
    if len(text) > LONGEST:
        return Undecorated(one_line(text))
    bare, pronouns = _without_pronouns(_without_pictures(one_line(text)))
    greeted = _without_leading(bare, _is_salutation)
    name = without_titles(without_degrees(_before_bar(greeted)))
    name = _in_small_letters(name.strip(_MARKS)) or one_line(text)
    return Undecorated(name, "" if _words(bare) <= _words(name) | _GREETINGS else bare, pronouns)


def _words(text: str) -> set[str]:
    return {*re.findall(r"\w+", text.casefold())}


def _before_bar(text: str) -> str:
    """The name without the advertisement that some add to it."""
    return text if "@" in text else text.partition(" | ")[0]


def _without_pronouns(text: str) -> tuple[str, str]:
    found = _PRONOUNS.search(text)
    left = one_line(text[: found.start()] + " " + text[found.end() :]) if found else text
    if not found or not left.strip(_MARKS):
        return text, ""
    words = re.split(r"\s*[/|,]\s*", next(filter(None, found.groups())).lower())
    return left.strip(), "/".join(words)


def _without_pictures(text: str) -> str:
    """A text without emoji and signs; letters in fancy shapes become plain ones."""
    if text.isascii():
        return text
    letters: list[str] = []
    before_was_picture = False
    for letter in text:
        is_picture = letter in (_SELECTOR, _KEYCAP) or unicodedata.category(letter) in _PICTURES
        is_picture = is_picture or (letter == _JOINER and before_was_picture)
        before_was_picture = is_picture
        if not is_picture:
            fancy = 0x1D400 <= ord(letter) <= 0x1D7FF
            letters.append(unicodedata.normalize("NFKC", letter) if fancy else letter)
    bare = one_line("".join(letters)).strip(_MARKS)
    return bare if any(map(str.isalnum, bare)) else text


def without_titles(text: str) -> str:
    """A name without titles and salutations in front of it."""
    return _without_leading(text, is_title)


def _without_leading(text: str, is_one: Callable[[str], bool]) -> str:
    """A name without the words in front that are such, if two words are left."""
    words = text.split()
    first = 0
    while first < len(words) and is_one(words[first]):
        first += 1
    left = " ".join(words[first:])
    return left if _is_enough(left) else text


def _is_enough(name: str) -> bool:
    """Whether a name is complete, not only a given or family name."""
    return len(re.findall(r"[^\W\d_]+", name)) > 1 and " " in name.strip()


def _is_salutation(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in _SALUTATIONS or (plain in _STOPPED_SALUTATIONS and word.endswith("."))


def is_title(word: str) -> bool:
    """Whether a word is a title or a salutation: ``Prof.``, ``Frau``."""
    plain = word.lower().rstrip(".")
    return plain in _TITLES or (plain in _STOPPED and word.endswith(".")) or _is_salutation(word)


def is_behind_a_name(part: str) -> bool:
    """Whether a part behind a comma still belongs to the name: ``PhD``, ``Jr.``."""
    return _plain(part) in _DEGREES | _GENERATIONS


def without_degrees(text: str) -> str:
    """A name without the degrees behind it."""
    first, *more = text.split(",")
    shouted = text.upper() == text
    while more and _is_degree(more[-1], shouted=shouted or not _is_enough(first)):
        more.pop()
    text = ",".join((first, *more)).strip()
    words = text.split()
    while len(words) > 2 and _plain(words[-1]) in _DEGREES and not words[-1].islower():
        words.pop()
    return " ".join(words).rstrip(",")


def _is_degree(part: str, *, shouted: bool) -> bool:
    """Whether what stands behind a comma is a degree and not a given name."""
    words = part.split()
    if not words:
        return True
    if _plain(words[0]) in _DEGREES or _plain(words[0]) in _known_degrees():
        return True
    if shouted:
        return False
    return all(_ABBREVIATION.fullmatch(word) and sum(map(str.isupper, word)) > 1 for word in words)


def _plain(word: str) -> str:
    return word.lower().replace(".", "")


@cache
def _known_degrees() -> frozenset[str]:
    from nameparser.config.suffixes import SUFFIX_ACRONYMS, SUFFIX_ACRONYMS_AMBIGUOUS

    return frozenset(SUFFIX_ACRONYMS) - frozenset(SUFFIX_ACRONYMS_AMBIGUOUS)


def _in_small_letters(name: str) -> str:
    """A name that is written in capitals as ``Anna van der Berg``."""
    words = re.findall(r"[^\W\d_]+", name)
    if name.upper() != name or len(words) < 2 or all(len(word) < 4 for word in words):
        return name
    if name.lower() == name or words[-1] in _FIRMS:
        return name
    from nameparser import HumanName

    parsed = HumanName(name)
    parsed.capitalize(force=True)
    return one_line(str(parsed)) or name
