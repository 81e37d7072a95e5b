"""One change to front matter: open the note, splice, reread it, or refuse.

The code that builds a splice may be wrong, so the whole note is reread: it must have the
expected values, and every other line must be the same byte for byte. Knows bytes and places;
``mdnet.editing.keys`` makes the changes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from mdnet.model.contact import Problem
from mdnet.model.errors import EditRefusedError
from mdnet.notes.encoding import readable
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.nodes import place_in
from mdnet.notes.split import find_block
from mdnet.notes.values import Value

_BOM = b"\xef\xbb\xbf"
# Problems that leave the end of the front matter, or the text itself, unclear.
_UNCLEAR = frozenset(
    ("encoding", "never-closed", "too-large", "front-matter-too-large", "late-front-matter")
)


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``start`` to ``end`` of the YAML text become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A note opened for changes, and what to type by hand if they are refused."""

    data: bytes
    front: FrontMatter
    eol: str
    what: str

    @property
    def source(self) -> str:
        """The YAML text."""
        return self.front.source

    def refuse(self, index: int, reason: str) -> NoReturn:
        """Refuse the change because of the text at a character of the YAML."""
        line = place_in(self.source, index).line if self.front.present else 1
        raise EditRefusedError(line, reason, self.what)

    def line_end_at(self, index: int) -> str:
        """The line end for a new line at ``index``: that of the line above."""
        above = self.source[:index]
        if not above:
            return self.eol
        return "\r\n" if above.endswith("\r\n") else "\n"

    def next_line(self, index: int) -> int:
        """The start of the line after ``index``."""
        if index and self.source[index - 1] == "\n":
            return index  # a text block ends where the next line begins
        return self.source.index("\n", index) + 1


def opened(data: bytes, what: str) -> Opened:
    """Open a note to change its front matter.

    Args:
        data: the whole note.
        what: the line that the user can type instead.

    Raises:
        EditRefusedError: the note is not UTF-8, or its front matter is broken.
    """
    note = opened_text(data, what)
    _refuse_any((p for p in note.front.problems if p.severity == "error"), what)
    return note


def opened_text(data: bytes, what: str) -> Opened:
    """Open a note to change its body; its front matter may be broken if its end is clear.

    Raises:
        EditRefusedError: the note is not UTF-8, or the end of its front matter is unclear.
    """
    try:
        what.encode()
    except UnicodeEncodeError:
        raise EditRefusedError(1, "a note cannot contain this text", what) from None
    clean, problems = readable("", data)
    _refuse_any(problems, what)
    front = read_front_matter("", clean)
    _refuse_any((problem for problem in front.problems if problem.code in _UNCLEAR), what)
    first_line = data.partition(b"\n")[0]
    return Opened(data, front, "\r\n" if first_line.endswith(b"\r") else "\n", what)


def _refuse_any(problems: Iterable[Problem], what: str) -> None:
    for problem in problems:
        fix = f" ({problem.fix})" if problem.fix else ""
        raise EditRefusedError(problem.line, problem.message + fix, what)


def spliced(note: Opened, splice: Splice, expected: Mapping[str, Value]) -> bytes:
    """The note with ``splice`` applied.

    Raises:
        EditRefusedError: the reread note is not exactly as expected.
    """
    block = find_block(note.data)
    assert block is not None
    source = put_in(note.source, splice)
    data = note.data[: block.start] + source.encode() + note.data[block.end :]
    if not _is_as_expected(note, data, expected) or not _other_lines_are_kept(note, splice, source):
        note.refuse(splice.start, "this cannot be changed without changing something else")
    return data


def put_in(source: str, splice: Splice) -> str:
    """``source`` with one splice applied, unchecked."""
    return source[: splice.start] + splice.text + source[splice.end :]


def in_front(note: Opened, lines: str, expected: Mapping[str, Value]) -> bytes:
    """A note without front matter, with new front matter made of ``lines``.

    Raises:
        EditRefusedError: the reread note is not exactly as expected.
    """
    bom = _BOM if note.data.startswith(_BOM) else b""
    block = f"---{note.eol}{lines}---{note.eol}".encode()
    data = bom + block + note.data[len(bom) :]
    if not _is_as_expected(note, data, expected):
        note.refuse(0, "front matter cannot be added above this text")
    return data


def _is_as_expected(note: Opened, data: bytes, expected: Mapping[str, Value]) -> bool:
    again = read_front_matter("", data)
    return (
        again.present
        and again.values == expected
        and again.body == note.front.body
        and _codes(again) <= _codes(note.front)
    )


def _codes(front: FrontMatter) -> Counter[str]:
    return Counter(problem.code for problem in front.problems)


def _other_lines_are_kept(note: Opened, splice: Splice, source: str) -> bool:
    """Whether only the lines of the splice have changed."""
    old, new = note.source.split("\n"), source.split("\n")
    above = note.source.count("\n", 0, splice.start)
    below = note.source.count("\n", splice.end)
    if splice.text.endswith("\n") and _begins_a_line(note.source, splice.end):
        below += 1  # the splice ends at the start of a line, so that line is not part of it
    return old[:above] == new[:above] and old[len(old) - below :] == new[len(new) - below :]


def _begins_a_line(source: str, index: int) -> bool:
    return index == 0 or source[index - 1] == "\n"
