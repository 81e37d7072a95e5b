"""Adds a line of text above the first heading; all other lines stay byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mdnet.editing.log import read_entries, with_lines
from mdnet.editing.splice import opened_text
from mdnet.model.contact import LogEntry
from mdnet.model.errors import EditRefusedError
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.log import Headings
from mdnet.util.text import one_line

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_ITEM = re.compile(r"[-*+] ")


def add_text(data: bytes, text: str, log_heading: Headings) -> bytes:
    """The note with ``text`` added above its first heading.

    After a list it becomes an item, elsewhere a paragraph.

    Args:
        data: the whole note; its front matter may be broken if its end is clear.
        text: the text; it is put on one line.
        log_heading: the headings of logs, whose entries must not change.

    Raises:
        EditRefusedError: the note is not UTF-8, the end of its front matter is unclear, or
            the text would be lost in code or a comment, or be read as something else.
    """
    line = one_line(text)
    note = opened_text(data, line)
    lines = note.front.body.split("\n")
    seen = without_hidden(note.front.body.replace("\r\n", "\n")).split("\n")
    at, new = _placed(lines, seen, line)
    result = with_lines(note, lines, at, new)
    body = read_front_matter("", result).body
    expected = [*lines[:at], *new, *lines[at:]]
    written = next(one for one in new if one.endswith(line))
    is_seen = written in without_hidden(body.replace("\r\n", "\n")).split("\n")
    same_log = _told(body, log_heading) == _told(note.front.body, log_heading)
    if not is_seen or not same_log or not _has_all(body, expected) or _HEADING.match(line):
        place = note.front.body_line + at
        raise EditRefusedError(place, "a line of text would be lost here", line)
    return result


def _told(body: str, log_heading: Headings) -> list[LogEntry]:
    """The log entries of a body, regardless of their place."""
    return [replace(entry, line=0) for entry in read_entries(body, log_heading)]


def _placed(lines: Sequence[str], seen: Sequence[str], line: str) -> tuple[int, list[str]]:
    """The index in the lines of the body where the new lines go, and the lines."""
    end = next((at for at in range(len(seen)) if _is_heading(seen, at)), len(lines))
    used = [at for at in range(end) if lines[at].strip()]
    if not used:
        # The blank line between front matter and heading stays below.
        return 0, [line] if end == len(lines) or not lines[0].strip() else [line, ""]
    last = used[-1]
    if _ITEM.match(seen[last]):
        return last + 1, [f"{seen[last][0]} {line}"]
    gap = [""] if last + 1 < len(lines) and lines[last + 1].strip() else []
    return last + 1, ["", line, *gap]


def _is_heading(seen: Sequence[str], at: int) -> bool:
    """Whether a line is a heading, with number signs or underlined."""
    if _HEADING.match(seen[at]):
        return True
    is_text = bool(seen[at].strip()) and not _ITEM.match(seen[at])
    return is_text and at + 1 < len(seen) and bool(_UNDERLINE.fullmatch(seen[at + 1]))


def _has_all(body: str, expected: Sequence[str]) -> bool:
    """Whether the body has the expected lines, with any line ends."""
    plain = [line.rstrip("\r") for line in body.split("\n") if line.strip()]
    return plain == [line.rstrip("\r") for line in expected if line.strip()]
