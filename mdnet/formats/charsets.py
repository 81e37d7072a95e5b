"""Guesses the character set of a table that is not UTF-8, by its letters.

Spreadsheets use the code page of their country without naming it. A word is plausible if all
its accented letters belong to the alphabet of one language; the code page with the most
plausible words wins. Pure; knows no tables.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

_LOOKED_AT = 1 << 18
_WORD = re.compile(r"[^\s,;|\"'()<>/]*[^\x00-\x7f][^\s,;|\"'()<>/]*")
# The Portuguese have this letter before an "e" only; elsewhere it is the Hungarian "ő".
_HUNGARIAN = re.compile("õ(?!e)|Õ(?!E)")
_ALPHABETS: Final = {
    "cp1252": "äöüß àâçéèêëîïôùûüÿœæ áéíóúñü àèéìíîòóù áâãàçéêíóôõúü ëïéèöüó æøåéö åäöé áðéíóúýþæö",
    "cp1250": "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîșşțţ čćđšž äöüß",
    "mac_roman": "äöüß àâçéèêëîïôùûüÿœæ áéíóúñü àèéìíîòóù áâãàçéêíóôõúü ëïéèöüó æøåéö åäöé",
    "cp1251": """абвгдеёжзийклмнопрстуфхцчшщъыьэюя абвгґдеєжзиіїйклмнопрстуфхцчшщьюя
        абвгдђежзијклљмнњопрстћуфхцчџш""",
}
"""The letters of languages beside those of English, by the code pages that have them."""
NAMES: Final = {
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252",
    "cp932": "Shift JIS", "mac_roman": "Mac Roman",
}  # fmt: skip
"""The code pages to guess from, with their common names."""


def is_unicode(data: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_charset(name: str) -> bool:
    """Whether Python knows a character set by this name."""
    try:
        return codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - the only way to ask
    except LookupError:
        return False


class Recoded(NamedTuple):
    """A table as UTF-8, and the guessed code page; empty if there was no doubt."""

    data: bytes
    charset: str = ""


def as_unicode(data: bytes) -> Recoded:
    """A table as UTF-8: one of UTF-8 or UTF-16 as it is, any other by a guess."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in data or is_unicode(data):
        return Recoded(data)
    charset = guessed_charset(data)
    return Recoded(recoded(data, charset), charset)


def recoded(data: bytes, charset: str) -> bytes:
    """Bytes of a character set as UTF-8; invalid ones become ``�``."""
    return data.decode(charset, "replace").encode("utf-8", "replace")


def guessed_charset(data: bytes) -> str:
    """The most plausible code page for bytes that are not UTF-8; one of ``NAMES``."""
    lines = [line for line in data[:_LOOKED_AT].splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)
    # Of two that are as plausible it is the first, the commonest.
    scores = {charset: _score(sample, charset) for charset in dict.fromkeys(("cp1252", *NAMES))}
    return max(scores, key=lambda charset: scores[charset])


def _score(sample: bytes, charset: str) -> float:
    """How plausible all words with other letters than those of English are, -1 to 1."""
    try:
        text = sample.decode(charset)
    except UnicodeDecodeError:
        # A few bytes are undefined in each code page; a file of another one has many.
        text = sample.decode(charset, "replace")
    words = _WORD.findall(text)
    if not words:
        return 0.0
    judge = _japanese if charset == "cp932" else _Alphabets(charset).judge
    return sum(map(judge, words)) / len(words)


def _japanese(word: str) -> float:
    """How plausible a word is in Japanese, in which no Latin letter follows a kanji."""
    strange = sum("\uff61" <= letter <= "\uff9f" or letter == "\ufffd" for letter in word)
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in word)
    kanji = sum("\u4e00" <= letter <= "\u9fff" for letter in word)
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    if strange or latin or not kana + kanji:
        return -1.0
    return 1.0


class _Alphabets:
    """Those of the languages that a code page is used for."""

    def __init__(self, charset: str) -> None:
        self.languages = [*map(frozenset, _ALPHABETS[charset].split())]
        self.is_cyrillic = charset == "cp1251"

    def judge(self, word: str) -> float:
        """How plausible a word is, from -1 to 1."""
        letters = [letter for letter in word if not letter.isascii()]
        if any(map(_is_no_letter, letters)):
            return 0.5 if all(map(_stands_beside_words, letters)) else -1.0
        if _changes_case(word) or _HUNGARIAN.search(word):
            return -1.0
        if len(word) < 2:
            return 0.0
        # A word of nothing but accented letters is one of another script.
        is_mixed = any(letter.isascii() and letter.isalpha() for letter in word)
        if is_mixed == self.is_cyrillic and (self.is_cyrillic or len(letters) > 2):
            return -1.0
        return self._in_one_language({letter.lower() for letter in letters})

    def _in_one_language(self, letters: Iterable[str]) -> float:
        return 1.0 if any(language.issuperset(letters) for language in self.languages) else -0.5


def _is_no_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "LM"


def _stands_beside_words(letter: str) -> bool:
    """Whether a letter or sign is one that good texts have: quotes, dashes, currencies."""
    return letter.isalpha() or letter in "“”„‘’–—…€£°«»§·\u00a0™®©№"


def _changes_case(word: str) -> bool:
    """Whether an accented capital stands within a word that has small letters."""
    if not any(map(str.islower, word)):
        return False
    return any(
        before.isalpha() and letter.isupper() and not letter.isascii()
        for before, letter in pairwise(word)
    )
