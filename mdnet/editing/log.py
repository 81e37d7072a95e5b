"""Adds a dated line to a log, in the order and style of the log.

Takes the bytes of a note and returns new ones; all other lines stay byte for byte. Knows
headings, list items and dates, but no files and not what lines mean.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from mdnet.editing.log_style import heading_above, style_of
from mdnet.editing.splice import Opened, opened_text
from mdnet.model.contact import LogEntry
from mdnet.model.errors import EditRefusedError
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.log import GOAL_KINDS, Headings, first_of, read_log, sections

_ITEM = re.compile(r"([ \t]*)(?:([-*+])|\d+[.)])(?:[ \t]|$)")
_BULLET = re.compile(r"\A[-*+][ \t]+")

# The index in the lines of the body where new lines go, and the lines.
_Insertion = tuple[int, list[str]]


def add_line_under(data: bytes, heading: Headings, line: str) -> bytes:
    """The note with ``line`` as an item of the list under ``heading``.

    A dated line goes where the order puts it: a log with the oldest first stays that way, any
    other has the newest first. A missing heading is added at the end.

    Args:
        data: the whole note; its front matter may be broken if its end is clear.
        heading: without number signs; of several the first is used for a new log.
        line: the text of the item, such as ``2026-05-02 got: a tooth fixed``.

    Raises:
        EditRefusedError: the note is not UTF-8, the end of its front matter is unclear, or
            the line would be lost in unclosed code or an unclosed comment.
    """
    return add_item_under(data, heading, [_BULLET.sub("", _on_one_line(line))])


def add_item_under(data: bytes, heading: Headings, item: Sequence[str]) -> bytes:
    """The note with an item of several lines in the list under ``heading``.

    It goes where ``add_line_under`` would put it. ``item`` is its text without the bullet,
    then its further lines, indented.

    Raises:
        EditRefusedError: as ``add_line_under``.
    """
    text = "\n".join(item)
    note = opened_text(data, f"- {text}")
    lines = note.front.body.split("\n")
    span = _section(note.front.body, heading)
    if span is None:
        at, new = _new_section(note, lines, heading, text)
    else:
        at, new = _in_section(lines, span, heading, text)
    new = "\n".join(new).split("\n")
    result = with_lines(note, lines, at, new)
    if not _is_as_expected(note, result, heading, text):
        line_number = note.front.body_line + at
        message = f"a line under {first_of(heading)} would be lost here"
        raise EditRefusedError(line_number, message, note.what)
    return result


def _on_one_line(line: str) -> str:
    breaks = {"Cc", "Zl", "Zp"}
    letters = (" " if unicodedata.category(letter) in breaks else letter for letter in line)
    return "".join(letters).strip()


def read_entries(body: str, heading: Headings) -> tuple[LogEntry, ...]:
    """The entries as the reader sees them; ``line`` counts from 0 within the body."""
    return read_log("", _seen(body), 0, heading, GOAL_KINDS).entries


def _seen(body: str) -> str:
    """The body with code and comments blanked out and every line in place."""
    return without_hidden(body.replace("\r\n", "\n"))


def _section(body: str, heading: Headings) -> tuple[int, int] | None:
    """The first line below the first such heading, and the line after the section."""
    seen = _seen(body)
    for start, end in sections(seen, heading):
        if start > len(seen):  # the heading is the last line, without a line end
            return seen.count("\n") + 1, seen.count("\n") + 1
        first = seen.count("\n", 0, start)
        return first, first + (seen.count("\n", start, end) + 1 if end >= start else 0)
    return None


def _new_section(note: Opened, lines: Sequence[str], heading: Headings, text: str) -> _Insertion:
    # After a final line end there is an empty last line, which stays last.
    at = len(lines) if lines[-1] else len(lines) - 1
    above = lines[at - 1] if at else "---" * note.front.present
    gap = [""] if above.strip() else []
    return at, [*gap, f"## {first_of(heading)}", f"- {text}"]


def _in_section(
    lines: Sequence[str], span: tuple[int, int], heading: Headings, text: str
) -> _Insertion:
    dated = _dated_items(lines, span, heading)
    if not dated:
        return _below_all(lines, span, text)
    day = next((e.day for e in read_entries(f"# {first_of(heading)}\n- {text}", heading)), date.max)
    style = style_of(lines, dated[0].line, span[0])
    if style.heading:
        dated = [replace(one, line=heading_above(lines, one.line, span[0])) for one in dated]
    at = _place_among(dated, lines[: span[1]], day)
    new = style.written(text)
    if not new[-1] and all(entry.line != at for entry in dated):
        new = ["", *new[:-1]]  # below the last one
    return at, new


def _dated_items(lines: Sequence[str], span: tuple[int, int], heading: Headings) -> list[LogEntry]:
    """The entries of the least indented dated lines of the section."""
    entries = read_entries("\n".join(lines), heading)
    by_line = {entry.line: entry for entry in entries if span[0] <= entry.line < span[1]}
    least = min((_indent(lines[line]) for line in by_line), default=0)
    return [entry for line, entry in by_line.items() if _indent(lines[line]) == least]


def _place_among(dated: Sequence[LogEntry], lines: Sequence[str], day: date) -> int:
    """The line where an item of ``day`` keeps the order."""
    falling = sum(one.day > other.day for one, other in pairwise(dated))
    rising = sum(one.day < other.day for one, other in pairwise(dated))
    older = [entry for entry in dated if entry.day <= day]
    starts = frozenset(entry.line for entry in dated)
    if falling >= rising:
        return older[0].line if older else _end_of(lines, dated[-1].line, starts)
    return _end_of(lines, older[-1].line, starts) if older else dated[0].line


def _end_of(lines: Sequence[str], start: int, starts: Container[int]) -> int:
    """The line after an item and its further lines, before any of ``starts``."""
    end = start + 1
    is_heading = lines[start].lstrip("> \t").startswith("#")
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if number in starts or line.startswith("#"):
            break
        is_below = is_heading or _indent(line) > _indent(lines[start])
        goes_on = number == end and not _ITEM.match(line)
        if not is_below and not goes_on:
            break
        end = number + 1
    return end


def _below_all(lines: Sequence[str], span: tuple[int, int], text: str) -> _Insertion:
    """Place the first dated line: right below the heading, or below the text there."""
    used = [number for number in range(*span) if lines[number].strip()]
    if not used:
        return span[0], [f"- {text}"]
    last = lines[used[-1]]
    in_list = _ITEM.match(last) or _indent(last)
    return used[-1] + 1, [f"- {text}"] if in_list else ["", f"- {text}"]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def with_lines(note: Opened, lines: Sequence[str], at: int, new: Sequence[str]) -> bytes:
    """The note with new lines in its body, with the line ends of their neighbours."""
    head = note.data[: len(note.data) - len(note.front.body.encode())]
    body = _put_in(note, lines, at, new)
    if note.front.present and not head.endswith(b"\n"):
        # The note ends with the closing dashes: they get a line end, the new last line none.
        body = note.eol + body.removesuffix(note.eol)
    return head + body.encode()


def _put_in(note: Opened, lines: Sequence[str], at: int, new: Sequence[str]) -> str:
    """The body with new lines, which get the line end of the line above them."""
    inside = 0 < at < len(lines)
    crlf = lines[at - 1].endswith("\r") if inside else note.eol == "\r\n"
    end = "\r" if crlf else ""
    if at < len(lines):
        return "\n".join([*lines[:at], *(line + end for line in new), *lines[at:]])
    # The last line has no line end: it gets one, and the new last line none.
    ended = [*lines[:-1], *(line + end for line in (lines[-1], *new[:-1]))]
    return "\n".join([*ended, new[-1]])


def _is_as_expected(note: Opened, result: bytes, heading: Headings, text: str) -> bool:
    again = read_front_matter("", result)
    if again.values != note.front.values or again.present != note.front.present:
        return False
    rest = iter(again.body.replace("\r\n", "\n").split("\n"))
    if not all(line in rest for line in note.front.body.replace("\r\n", "\n").split("\n")):
        return False  # a line is gone or has changed
    own = read_entries(f"# {first_of(heading)}\n- {text}", heading)
    before = read_entries(note.front.body, heading)
    return _told(read_entries(again.body, heading)) == _told(before) + _told(own)


def _told(entries: Sequence[LogEntry]) -> Counter[LogEntry]:
    return Counter(replace(entry, line=0) for entry in entries)
