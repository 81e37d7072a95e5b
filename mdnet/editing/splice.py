"""One change in the front matter of a note: opened, spliced in, read again, else refused.

Whatever puts a splice together can be wrong, so the note is read once more as a whole: its
values must be those expected and every line that was not to be touched the same byte for
byte. Knows bytes and places; what the change is, is the business of ``mdnet.editing.keys``.
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
# What makes it unclear where the front matter ends, or what the text is at all.
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
    """A note whose front matter may be changed, and what to type when it may not after all."""

    data: bytes
    front: FrontMatter
    eol: str
    what: str

    @property
    def source(self) -> str:
        """The YAML text."""
        return self.front.source

    def refuse(self, index: int, reason: str) -> NoReturn:
        """Refuse the change because of what stands at a character of the YAML text."""
        line = place_in(self.source, index).line if self.front.present else 1
        raise EditRefusedError(line, reason, self.what)

    def line_end_at(self, index: int) -> str:
        """The line end that a new line at ``index`` gets: that of the line above."""
        above = self.source[:index]
        if not above:
            return self.eol
        return "\r\n" if above.endswith("\r\n") else "\n"

    def next_line(self, index: int) -> int:
        """Where the line after that of ``index`` begins."""
        if index and self.source[index - 1] == "\n":
            return index  # a text block ends where the next line begins
        return self.source.index("\n", index) + 1


def opened(data: bytes, what: str) -> Opened:
    """Open a note for a change of its front matter.

    Args:
        data: the whole note.
        what: the line that the user can type instead.

    Raises:
        EditRefusedError: the note is no UTF-8 text, or its front matter is broken.
    """
    note = opened_text(data, what)
    _refuse_any((p for p in note.front.problems if p.severity == "error"), what)
    return note


def opened_text(data: bytes, what: str) -> Opened:
    """Open a note for a change below its front matter, which may be broken as long as it ends.

    Raises:
        EditRefusedError: the note is no UTF-8 text, or its front matter has no clear end.
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
    """The note with ``splice`` done.

    Raises:
        EditRefusedError: read again, the note does not hold exactly what was expected.
    """
    block = find_block(note.data)
    assert block is not None
    source = put_in(note.source, splice)
    data = note.data[: block.start] + source.encode() + note.data[block.end :]
    if not _is_as_expected(note, data, expected) or not _other_lines_are_kept(note, splice, source):
        note.refuse(splice.start, "this cannot be changed without changing something else")
    return data


def put_in(source: str, splice: Splice) -> str:
    """Return ``source`` with one splice done, unchecked."""
    return source[: splice.start] + splice.text + source[splice.end :]


def in_front(note: Opened, lines: str, expected: Mapping[str, Value]) -> bytes:
    """A note that has no front matter with one of ``lines``.

    Raises:
        EditRefusedError: read again, the note does not hold exactly what was expected.
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
    """Whether only lines that the splice touches are other than before."""
    old, new = note.source.split("\n"), source.split("\n")
    above = note.source.count("\n", 0, splice.start)
    below = note.source.count("\n", splice.end)
    if splice.text.endswith("\n") and _begins_a_line(note.source, splice.end):
        below += 1  # the splice ends where a line begins, so that line is none of its own
    return old[:above] == new[:above] and old[len(old) - below :] == new[len(new) - below :]


def _begins_a_line(source: str, index: int) -> bool:
    return index == 0 or source[index - 1] == "\n"
