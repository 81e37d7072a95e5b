"""Writes values in front matter: without quotes where every reader sees the same text.

YAML 1.1 and 1.2 take different words for numbers, dates and switches, so a value that
either would give a type to is put in quotes. Knows no notes, no keys and no YAML library.
"""

import re
import unicodedata
from datetime import date
from typing import Self

_TYPED = re.compile(r"\d{4}-\d{2}-\d{2}|-?\d{1,15}(?:\.\d{1,6})?|true|false", re.ASCII)
_SWITCHES = frozenset("y n yes no on off true false null nan inf none".split())
# Begins like a number and continues with words, as in "3 months".
_COUNTED = re.compile(r"\d{1,4} [^\W\d_]")
_COLON = re.compile(r":(?:\s|$)")
_IN_FLOW = re.compile(r"[,\[\]{}?:]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_LETTERS = frozenset("\ufeff\ufffe\uffff")
_QUOTED = re.compile(r"(?:^|(?<=[\[{,:\s]))(?:\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*')(?=[\s,\]}:]|$)")
_COMMENT = re.compile(r"(?:^|(?<![ \t])[ \t]+)#(?=[ \t#]|$)")
_AFTER_QUOTE = re.compile(r"(?<=['\"])[ \t]+#(?=[ \t#]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Plain(str):
    """A date, a number, true or false, without quotes so that other tools see its type."""

    __slots__ = ()

    def __new__(cls, value: date | float | str) -> Self:
        """The value as text; ValueError for anything else."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if not _TYPED.fullmatch(text):
            raise ValueError(f"{text!r} is not a date, number, true or false")
        return super().__new__(cls, text)


def written(value: str, *, flow: bool = False) -> str:
    """The value as YAML, bare or in double quotes; ``flow`` is between brackets."""
    if isinstance(value, Plain) or may_be_bare(value, flow=flow):
        return str(value)
    return f'"{"".join(map(_escaped, value))}"'


def written_like(old: str, value: str, *, flow: bool = False) -> str:
    """The value as YAML in the same quotes as ``old``, a scalar as written."""
    if old.startswith("'") and not any(map(_is_hidden, value)):
        return "'" + value.replace("'", "''") + "'"
    if old.startswith(("'", '"')):
        return f'"{"".join(map(_escaped, value))}"'
    return written(value, flow=flow)


def may_stay_in_flow(old: str) -> bool:
    """Whether a scalar on one line, as written, means the same between brackets."""
    return old.startswith(("'", '"')) or not _IN_FLOW.search(old)


def may_be_bare(value: str, *, flow: bool) -> bool:
    """Whether every reader takes ``value`` without quotes for the same text."""
    if not value or not (value[0].isalpha() or _COUNTED.match(value)):
        return False
    if value != value.strip() or value.casefold() in _SWITCHES or any(map(_is_hidden, value)):
        return False
    if _COLON.search(value) or re.search(r"\s#", value):
        return False
    return not (flow and _IN_FLOW.search(value))


def quoted(text: str) -> str:
    """The text in the quotes that need no escapes, or else with escapes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def split_comment(text: str) -> tuple[str, str]:
    """Separate a value on one line from the comment after it, which keeps its leading spaces.

    In ``a #tag`` the number sign is probably meant as text, though YAML sees a comment.
    """
    if "#" not in text:
        return text, ""
    bare = _QUOTED.sub(lambda found: "x" * len(found[0]), text)
    # After an opening quote without its closing one, a number sign is probably quoted.
    comment = _AFTER_QUOTE if bare.startswith(("'", '"')) else _COMMENT
    found = comment.search(bare)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _is_hidden(letter: str) -> bool:
    """Whether a character breaks the line, moves text about or cannot be seen at all."""
    if letter.isascii():
        return not letter.isprintable()
    category = unicodedata.category(letter)
    return category in {"Cc", "Zl", "Zp"} or letter in _BIDI or letter in _NO_LETTERS


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if not _is_hidden(letter):
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
