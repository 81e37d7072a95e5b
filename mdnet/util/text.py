"""Plain text: comparing names, folding words, and making text safe for a terminal.

Knows nothing of notes, vaults or commands.
"""

import re
import unicodedata

from mdnet.util.patterns import late_pattern

# A long text often has just one dash or quotation mark that is not ASCII.
_BEYOND_ASCII = late_pattern(r"[^\x00-\x7f]+")
# Letters that NFKD keeps, though people type them without the stroke.
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_UMLAUT_TWINS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

# Control, format (bidi overrides, zero width), surrogate, private use, line and paragraph
# separators: they can move the cursor, hide text or break the line.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
ZERO_WIDTH_MARKS = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks: Persian, Hebrew and Arabic names, and emoji, are spelt with them.

They can do no more than a letter of such a script: they do not reorder other letters.
"""

# These act on a terminal; other invisible letters, such as soft hyphens, do not.
_ACTING = dict.fromkeys(
    (
        *(code for code in range(0x20) if chr(code) not in "\t\n"),
        *range(0x7F, 0xA0),
        *(0x2028, 0x2029),  # the separators of lines and paragraphs
        *range(0x202A, 0x202F),  # embeddings and overrides of direction, and their end
        *range(0x2066, 0x206A),  # isolates, and their end
    )
)


def name_key(name: str) -> str:
    """The form for comparing names: NFC, case folded, spaces collapsed."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.casefold().split())


def fold(text: str) -> str:
    """``text`` in lower case without accents: ``Zoë Müller`` becomes ``zoe muller``."""
    if text.isascii():
        return text.lower()
    # NFKC first: letters in disguise, such as 𝗔, have no lower case of their own.
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_UNDECOMPOSED)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return _BEYOND_ASCII.sub(_uncombined, decomposed)


def _uncombined(found: re.Match[str]) -> str:
    return "".join([letter for letter in found[0] if not unicodedata.combining(letter)])


def words_key(text: str) -> str:
    """``text`` folded, with spaces for hyphens and underscores between words."""
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())


def umlaut_twin(text: str) -> str:
    """``text`` folded, with umlauts written out: ``Müller`` becomes ``mueller``."""
    composed = unicodedata.normalize("NFC", text).lower()
    return fold(composed.translate(_UMLAUT_TWINS))


def safe_text(text: str) -> str:
    r"""``text`` made safe for a terminal: one line, without raw control or bidi characters.

    Anything that could move the cursor, change colours, reorder or hide text is shown as an
    escape such as ``\x1b``; undecodable bytes of file names are shown as ``\udc80``.
    """
    if text.isprintable():  # so it has nothing of the unsafe categories
        return text
    return "".join(_safe_letter(letter) for letter in text)


def _safe_letter(letter: str) -> str:
    if letter in ZERO_WIDTH_MARKS or unicodedata.category(letter) not in _UNSAFE_CATEGORIES:
        return letter
    # The codec writes \xa0 for what Latin-1 holds, \u202e and so on beyond; ASCII needs help.
    if letter.isascii():
        return f"\\x{ord(letter):02x}"
    return letter.encode("ascii", "backslashreplace").decode("ascii")


def without_controls(text: str) -> str:
    """``text`` for files, without anything that would act on a terminal.

    Removes control characters except tab and line feed, line separators, and characters that
    embed, override or isolate a direction. Line ends become line feeds.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ACTING)


def one_line(text: str) -> str:
    """``text`` with every run of spaces and line ends as one space."""
    return " ".join(text.split())
