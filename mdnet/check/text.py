"""What is wrong with a note as a file of text: its line ends, its first bytes, its marks.

Looks at bytes and Markdown alone; knows no keys, no links and no other notes.
"""

import re
from collections.abc import Iterator

from mdnet.model import Note, Problem
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.markdown import without_hidden, without_inline_code

BOM = b"\xef\xbb\xbf"

# All three marks in order: a line of equal signs alone may be a heading.
_CONFLICT = re.compile(
    r"^<{7} [^\n]*\n(?:.*?\n)?={7}\r?\n(?:.*?\n)?>{7} ", re.MULTILINE | re.DOTALL
)
_PLACEHOLDER = re.compile(r"\{\{[ \t]*[A-Za-z][\w :.-]{0,60}\}\}")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def text_problems(path: str, data: bytes) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of a note, whatever they say."""
    if data.startswith(_UTF_16):
        return
    if data.startswith(BOM):
        message = "the note begins with a byte order mark"
        yield Problem(path, 1, 1, "byte-order-mark", message, "save it as UTF-8 without one")
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
    message = f"this line ends with {odd}, as do {number} of {ends} lines"
    fix = f"end them with {'LF' if few_are_windows else 'CRLF'}"
    yield Problem(path, first, 1, "mixed-line-ends", message, fix)


def _conflicts(path: str, data: bytes) -> Iterator[Problem]:
    text = without_hidden(data.decode(errors="replace"))
    for found in _CONFLICT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        message = "a merge conflict is left in this note"
        yield Problem(path, line, 1, "conflict-marker", message, "keep one side")


def placeholder_problems(note: Note, data: bytes) -> Iterator[Problem]:
    """Yield the placeholders of a template that are left in the body of a person or goal."""
    if note.kind == "note" or b"{{" not in data:
        return
    front = read_front_matter(note.path, data)
    for found in _PLACEHOLDER.finditer(without_inline_code(without_hidden(front.body))):
        line = front.body_line + front.body.count("\n", 0, found.start())
        column = found.start() - front.body.rfind("\n", 0, found.start())
        yield _placeholder(note.path, line, column, found[0])


def unread_template(path: str, data: bytes) -> Iterator[Problem]:
    """Yield why a file that lies among the notes is taken for a template, if it is.

    Args:
        path: a file that the reader passes over, in no folder of templates.
        data: its bytes.
    """
    named = re.search(r"\{\{.*?\}\}", path.rpartition("/")[2])
    if named is not None:
        yield _placeholder(path, 1, 1, named[0], "; it is not read as a note")
        return
    source = read_front_matter(path, data).source
    found = re.search(r"\{\{.*?\}\}", source)
    if found is not None:
        line = source.count("\n", 0, found.start()) + 2
        column = found.start() - source.rfind("\n", 0, found.start())
        yield _placeholder(path, line, column, found[0], "; the file is not read as a note")


def _placeholder(path: str, line: int, column: int, what: str, more: str = "") -> Problem:
    message = f"the template is not filled in: {what}{more}"
    return Problem(path, line, column, "placeholder-left", message, "write a value instead")
