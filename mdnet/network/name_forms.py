"""The parts of a name, and the forms that its words take in sentences. Pure.

Titles come off, words are inflected, and in scripts without spaces the surname and the given
name are cut out. All knowledge of languages is in ``name_words.toml``.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple
from mdnet.util.text import fold, umlaut_twin

# Thai to Tibetan, Burmese, Khmer; Han, kana and Hangul: names need no space beside them.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30fa"
    "\u30fc-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs of Indian scripts are not letters to the re module.
_TOKEN = re.compile(rf"(?:[^\W_{UNSPACED}]|[\u0900-\u0963\u0966-\u0dff])+")
_ASCII_TOKEN = re.compile(r"[a-zA-Z0-9]+")
_PIECE = re.compile(rf"[{UNSPACED}]+")
# Soft hyphens, joiners, marks of direction and the like: nobody sees them.
_FORMAT = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u0640\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|,.*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{3,4}")
_SCRIPTS = (
    ("greek", "\u0370", "\u03ff"), ("cyrillic", "\u0400", "\u052f"),
    ("hebrew", "\u0590", "\u05ff"), ("arabic", "\u0600", "\u06ff"),
    ("devanagari", "\u0900", "\u097f"),
)  # fmt: skip
# A word as short as these is inflected in the plainest way only.
_SHORT = 3
_FEWEST_JOINED = 5


class NameWords(Record):
    """The words of ``name_words.toml``."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    everyday: frozenset[str]
    pronouns: frozenset[str]
    after: tuple[str, ...]
    before: tuple[str, ...]
    endings: dict[str, tuple[str, ...]]
    cases: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    joined: dict[str, tuple[str, ...]]


@cache
def name_words() -> NameWords:
    """The table, read once."""
    table = tomllib.loads(Path(__file__).with_name("name_words.toml").read_text("utf-8"))
    return NameWords(
        titles=_words(table["titles"]),
        suffixes=_words(table["suffixes"]),
        particles=_words(table["particles"]),
        everyday=_words(table["everyday"]),
        pronouns=_words(table["pronouns"]),
        after=tuple(map(lower, table["after"].split())),
        before=tuple(map(lower, table["before"].split())),
        endings=_by_script(table["endings"]),
        cases=_by_script(table["cases"]),
        stems=_by_script(table["stems"]),
        joined=_by_script(table["joined"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(tokens_of(lower(word))) for word in text.split())


def _by_script(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {script: tuple(map(lower, text.split())) for script, text in table.items()}


class NamePart(NamedTuple):
    """A word of a name, as tokens: ``O'Hara`` has two. ``capital`` says how it is written."""

    tokens: tuple[str, ...]
    capital: bool

    @property
    def text(self) -> str:
        """The word without what joins its tokens."""
        return "".join(self.tokens)


def bare(text: str) -> str:
    """A text without accents and invisible characters, each letter in one form."""
    if text.isascii():
        return text
    shown = _FORMAT.sub("", unicodedata.normalize("NFKD", text))
    letters = "".join(letter for letter in shown if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", letters)


def lower(text: str) -> str:
    """A text as names are compared: bare, in lower case."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", fold(bare(text)))


def tokens_of(text: str) -> list[str]:
    """The words of a bare text, in any script that separates them."""
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def parts_of(name: str) -> list[NamePart]:
    """The words of a name that are names themselves.

    Without titles, small words, initials, and text in brackets or after a comma that
    follows two words or more. All words, if none would be left.
    """
    known = name_words()
    head, comma, _ = name.partition(",")
    shown = _ASIDE.sub(" ", name) if not comma or len(head.split()) > 1 else name
    words = [_part(tokens) for word in shown.split() if (tokens := tokens_of(bare(word)))]
    kept = list(words)
    while kept and kept[0].text in known.titles:
        del kept[0]
    while kept and kept[-1].text in known.suffixes:
        del kept[-1]
    inner = kept[1:-1]
    kept = [
        part
        for part in kept
        if part.text not in known.particles or (part.capital and part not in inner)
    ]
    named = [part for part in kept if len(part.text) > 1]
    return named or kept or words


def _part(tokens: list[str]) -> NamePart:
    return NamePart(tuple(map(lower, tokens)), tokens[0][:1].isupper())


def joined_forms(name: str) -> set[str]:
    """A name written as one word, as tags and addresses have it: ``victorhale``."""
    parts = [part.text for part in parts_of(name)]
    if len(parts) < 2:
        return set()
    forms = {"".join(parts), parts[0] + parts[-1], parts[-1] + parts[0]}
    return {form for form in forms if len(form) >= _FEWEST_JOINED}


def inflected(token: str) -> Mapping[str, bool]:
    """The inflected forms of one word of a name, besides itself.

    Each comes with whether it must have a capital, or else it is another word.
    """
    known = name_words()
    script = _script(token)
    stems = _stems(token, known.stems.get(script, ()))
    endings, cases = known.endings.get(script, ()), known.cases.get(script, ())
    if len(token) < _SHORT:
        stems, endings, cases = {token}, endings[:1], ()
    found = {stem + ending: True for stem in stems for ending in cases}
    found |= {stem + ending: False for stem in stems for ending in endings}
    found |= {before + token: False for before in known.joined.get(script, ())}
    if token.endswith("y"):
        found[token[:-1] + "ies"] = False
    found.pop(token, None)
    return found


def _stems(token: str, endings: Iterable[str]) -> set[str]:
    """A word and what is left of it without one of the endings that others replace."""
    stems = {token}
    for end in endings:
        if token.endswith(end) and len(token) - len(end) >= 2:
            stems.add(token.removesuffix(end))
    if token[-2:] in _FLEETING and len(token) > _SHORT:
        stems.add(token[:-2] + token[-1])  # Marek, but Markiem
    return stems


_FLEETING = frozenset(("ek", "ec", "el", "er", "en", "ok", "ек", "ец", "ел", "ок", "ен"))


def twins_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a name that have a second spelling, with it: ``muller, mueller``."""
    for word in name.split():
        for one, other in zip(tokens_of(lower(word)), tokens_of(umlaut_twin(word)), strict=False):
            if one != other:
                yield one, other
            for long, short in (("ae", "a"), ("oe", "o"), ("ue", "u")):
                if long in one:
                    yield one, one.replace(long, short)


def pieces_of(name: str) -> set[str]:
    """All that a name may be shortened to where no space separates words.

    The whole, its parts, the likely surname and given name of one without blanks; a single
    letter only with a title.
    """
    known = name_words()
    words = [piece for word in _ASIDE.sub(" ", name).split()
             for piece in _PIECE.findall(lower(word))]  # fmt: skip
    if not words:
        return set()
    found = {"".join(words), *words}
    words = [_without_titles(word) for word in words]
    found |= {"".join(words), *words}
    if len(words) == 1:
        found |= set(_cut(words[0]))
    singles = {one for one in found if len(one) == 1}
    surname = words[0][:1] if _is_of_syllables(words) else ""
    singles |= {surname} - {""}
    titled = {one + title for one in singles for title in known.after}
    titled |= {title + one for one in singles for title in known.before}
    return {one for one in found if len(one) > 1} | titled


def _cut(word: str) -> Iterable[str]:
    """Yield surname and given name of a Chinese, Japanese or Korean name."""
    if _HANGUL.fullmatch(word):
        yield from (word[:2], word[1:], word[2:])
    elif not _HAN.fullmatch(word):
        return
    elif len(word) == 3:
        yield from (word[:2], word[1:])
    elif len(word) in (4, 5, 6):
        yield from (word[:2], word[2:], word[-2:], word[:-2])


def _is_of_syllables(words: list[str]) -> bool:
    """Whether the first letter of a name alone may be the surname: 王小明, 김민수."""
    return len(words) == 1 and 1 < len(words[0]) <= 4 and words[0][0] >= "\u3400"


def _without_titles(word: str) -> str:
    for title in name_words().before:
        if word.startswith(title) and len(word) > len(title) + 2 and len(title) > 1:
            return word.removeprefix(title)
    for title in sorted(name_words().after, key=len, reverse=True):
        if word.endswith(title) and len(word) > len(title) + 1 and len(title) > 1:
            return word.removesuffix(title)
    return word


def _script(token: str) -> str:
    first = token[:1]
    return next((name for name, low, high in _SCRIPTS if low <= first <= high), "latin")
