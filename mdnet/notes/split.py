"""Where the front matter of a note begins and ends, in bytes.

Front matter is what stands between a first line ``---`` and the next line ``---`` (or
``...``) at column 0, within the first 64 KiB. Nothing else is front matter: no blank line
before, no word after the dashes. Knows nothing of YAML and decodes nothing.
"""

import re
from dataclasses import dataclass

from mdnet.model.contact import Severity

HEAD_LIMIT = 64 * 1024
"""Bytes within which the closing line must begin."""

_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSE = re.compile(rb"\n(?:---|(\.\.\.))[ \t]*\r?(?:\n|\Z)")
_KEY_LINE = rb"[\w\"'\x80-\xff][^\n:]{0,60}:(?:[ \t\r\n]|\Z)"
_STARTS_WITH_KEY = re.compile(_KEY_LINE)
_BLANK_THEN_OPEN = re.compile(rb"(?:\xef\xbb\xbf)?\s+---[ \t]*\r?\n(?=" + _KEY_LINE + rb")")
_LONG_OPEN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:-{4,}|(?:\xe2\x80[\x90-\x95])+-*)[ \t]*\r?\n(?=" + _KEY_LINE + rb")"
)
# Text and then what looks like front matter: two key lines at least and a closing line.
_TEXT_THEN_BLOCK = re.compile(
    rb"(?:[^\n]*\n){1,5}?---[ \t]*\r?\n(?=" + _KEY_LINE + rb"[^\n]*\n" + _KEY_LINE + rb")"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Byte offsets: the YAML is ``[start:end]`` with its last line end, the body ``[body:]``."""

    start: int
    end: int
    body: int
    dots: bool = False
    """Closed by ``...`` instead of ``---``."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why something that looks like front matter is not."""

    line: int
    code: str
    message: str
    fix: str
    severity: Severity = "warning"


def find_block(data: bytes) -> Block | None:
    """The place of a note's front matter, or None when it has none."""
    opening = _OPEN.match(data)
    if opening is None:
        return None
    start = opening.end()
    stop = HEAD_LIMIT + 16
    closing = _CLOSE.search(data, start - 1, stop)
    if closing is None or closing.end() == stop < len(data):
        return None
    return Block(start, closing.start() + 1, closing.end(), closing[1] is not None)


def misfit(data: bytes) -> Misfit | None:
    """The mistake in a note that seems to intend front matter but has none."""
    opening = _OPEN.match(data)
    if opening is not None:
        return _unclosed(data, opening.end())
    head = data[:4096]
    if _LONG_OPEN.match(head):
        message = "front matter begins with exactly three plain dashes"
        return Misfit(1, "late-front-matter", message, "write --- here and below the last key")
    late = _BLANK_THEN_OPEN.match(head) or _text_before(head)
    if late is None:
        return None
    line = head.count(b"\n", 0, late.end())
    message = "front matter counts only when --- is the very first line"
    return Misfit(line, "late-front-matter", message, "remove what stands above it")


def _text_before(head: bytes) -> re.Match[bytes] | None:
    late = _TEXT_THEN_BLOCK.match(head)
    closed = late is not None and _CLOSE.search(head, late.end())
    return late if closed else None


def _unclosed(data: bytes, start: int) -> Misfit | None:
    if not _STARTS_WITH_KEY.match(data, start):
        return None  # a rule as the first line of prose
    if len(data) > HEAD_LIMIT:
        message = "the front matter is not closed within its first 64 KiB"
        return Misfit(
            1, "front-matter-too-large", message, "keep long text below the front matter", "error"
        )
    message = "the front matter opened here is never closed"
    return Misfit(1, "never-closed", message, "add a line --- below the last key", "error")
