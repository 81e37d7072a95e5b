"""Text as such: how names compare, how words fold, and what may go to a terminal.

Knows nothing of notes, vaults or commands.
"""

import unicodedata
from functools import lru_cache

# Letters that NFKD leaves alone though people type them without the stroke.
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_UMLAUT_TWINS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

# Control, format (bidi overrides, zero width), surrogate, private use, line and paragraph
# separators: what can move the cursor, hide text or break the line.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# The zero width joiner holds emoji sequences together and can do no harm on its own.
_HARMLESS = frozenset({"\u200d"})


def name_key(name: str) -> str:
    """Return the form under which two names are the same: NFC, case folded, blanks collapsed."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.casefold().split())


@lru_cache(maxsize=1024)
def circle_key(circle: str) -> str:
    """Return the form under which two circles are the same: ``close-friends``, ``Close friend``."""
    return name_key(circle.replace("-", " ").replace("_", " ")).removesuffix("s")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents: ``Zoë Müller`` becomes ``zoe muller``."""
    if text.isascii():
        return text.lower()
    # NFKC first: letters in disguise, such as 𝗔, have no lower case of their own.
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_UNDECOMPOSED)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def umlaut_twin(text: str) -> str:
    """Return ``text`` folded with umlauts written out: ``Müller`` becomes ``mueller``."""
    composed = unicodedata.normalize("NFC", text).lower()
    return fold(composed.translate(_UMLAUT_TWINS))


def safe_text(text: str) -> str:
    r"""Return ``text`` fit for a terminal: one line, no control or bidi character as such.

    Whatever could move the cursor, change colours, reorder or hide text is shown as an
    escape such as ``\x1b``; undecodable bytes of file names are shown as ``\udc80``.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_safe_letter(letter) for letter in text)


def _safe_letter(letter: str) -> str:
    if letter in _HARMLESS or unicodedata.category(letter) not in _UNSAFE_CATEGORIES:
        return letter
    # The codec writes \xa0 for what Latin-1 holds, \u202e and so on beyond; ASCII needs help.
    if letter.isascii():
        return f"\\x{ord(letter):02x}"
    return letter.encode("ascii", "backslashreplace").decode("ascii")


def one_line(text: str) -> str:
    """Return ``text`` with every run of blanks and line ends as one blank."""
    return " ".join(text.split())
