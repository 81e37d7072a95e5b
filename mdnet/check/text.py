"""Problems of a note as a text file: line endings, byte order mark, leftover markers.

Looks at bytes and Markdown only; knows no keys, links or other notes.
"""

import re
from collections.abc import Iterator

from mdnet.model.contact import Note, Problem
from mdnet.model.note_names import has_placeholder
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.markdown import without_inline_code
from mdnet.util.lines import LineStarts

BOM = b"\xef\xbb\xbf"

# Only all three markers in order are a conflict: a line of equal signs may be a heading.
_CONFLICT_MARK = re.compile(r"^(?:<{7} |={7}(?=\r?$)|>{7} )", re.MULTILINE)
_CONFLICT_ORDER = "<=>"
# Placeholders of Templater are code; the others are words.
_PLACEHOLDER = re.compile(r"\{\{[ \t]*[A-Za-z][\w :.-]{0,60}\}\}|<%[^<>\n]{1,200}?%>")
_ANY_PLACEHOLDER = re.compile(r"\{\{.{0,200}?\}\}|<%.{0,200}?%>")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def text_problems(path: str, data: bytes) -> Iterator[Problem]:
    """Yield the problems in the bytes of a note."""
    if data.startswith(_UTF_16):
        return
    if data.startswith(BOM):
        message = "the note begins with a byte order mark"
        yield Problem(path, 1, 1, "byte-order-mark", message, "save it as UTF-8 without it")
    if b"\r\n" in data:
        yield from _mixed_line_ends(path, data)
    if b"<<<<<<< " in data:
        yield from _conflicts(path, data)


def _mixed_line_ends(path: str, data: bytes) -> Iterator[Problem]:
    ends, windows = data.count(b"\n"), data.count(b"\r\n")
    if ends == windows:
        return
    few_are_windows = windows * 2 <= ends
    odd = "CRLF" if few_are_windows else "LF"
    lines = data.split(b"\n")[:-1]
    first = next(n for n, line in enumerate(lines, 1) if line.endswith(b"\r") == few_are_windows)
    number = windows if few_are_windows else ends - windows
    message = f"{number} of {ends} lines end with {odd}, this one first"
    fix = f"end them with {'LF' if few_are_windows else 'CRLF'}"
    yield Problem(path, first, 1, "mixed-line-ends", message, fix)


def _conflicts(path: str, data: bytes) -> Iterator[Problem]:
    text = without_hidden(data.decode(errors="replace"))
    lines = LineStarts(text)
    start, seen = 0, 0
    for mark in _CONFLICT_MARK.finditer(text):
        if mark[0][0] != _CONFLICT_ORDER[seen]:
            continue
        start = start if seen else mark.start()
        seen += 1
        if seen == len(_CONFLICT_ORDER):
            message = "this note contains an unresolved merge conflict"
            yield Problem(path, lines.line(start), 1, "conflict-marker", message, "keep one side")
            seen = 0


def placeholder_problems(note: Note, data: bytes) -> Iterator[Problem]:
    """Yield the placeholders left in the note of a person or goal."""
    if note.kind == "note" or not (b"{{" in data or b"<%" in data):
        return
    front = read_front_matter(note.path, data)
    yield from _in_front_matter(note.path, front.source, "")
    lines = LineStarts(front.body)
    for found in _PLACEHOLDER.finditer(without_inline_code(without_hidden(front.body))):
        line, column = lines.place(found.start())
        yield _placeholder(note.path, front.body_line + line - 1, column, found[0])


def unread_template(path: str, data: bytes) -> Iterator[Problem]:
    """Yield a problem if a file among the notes is taken for a template.

    Args:
        path: a file that the reader skips, outside the folders of templates.
        data: its bytes.
    """
    named = _ANY_PLACEHOLDER.search(path.rpartition("/")[2])
    if named is not None:
        yield _placeholder(path, 1, 1, named[0], "; it is not read as a note")
        return
    source = read_front_matter(path, data).source
    yield from _in_front_matter(path, source, "; the file is not read as a note")


def _in_front_matter(path: str, source: str, more: str) -> Iterator[Problem]:
    """Yield the first placeholder in front matter."""
    found = _ANY_PLACEHOLDER.search(source) if has_placeholder(source) else None
    if found is not None:
        line, column = LineStarts(source).place(found.start())
        yield _placeholder(path, line + 1, column, found[0], more)


def _placeholder(path: str, line: int, column: int, what: str, more: str = "") -> Problem:
    message = f"this placeholder was not filled in: {what}{more}"
    return Problem(path, line, column, "placeholder-left", message, "replace it with a value")
