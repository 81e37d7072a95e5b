"""Problems in the values of a note that its reader does not report.

Digits that other programs read as numbers, empty lists, birthdays in the future. Looks at
one note alone.
"""

import re
from collections.abc import Iterator
from datetime import date

from mdnet.model.contact import Note, Problem
from mdnet.model.keys import CONTACT, field_of
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.nodes import place_in, plain_spans
from mdnet.notes.scalars import quoted
from mdnet.notes.split import find_block
from mdnet.notes.values import Value, texts_of
from mdnet.util.text import one_line

# YAML 1.2 reads these as whole numbers and drops the plus and the leading zeros.
_NUMBER = re.compile(r"\+\d+|0\d+", re.ASCII)
_MAY_BE_NUMBER = re.compile(rb"[:,\[-][ \t]*(?:\+\d|0\d)[\d]*[ \t]*(?:[,\]}\r\n]|#)")
_ASKED = frozenset(("needs", "offers"))
_ASKED_NAMES = [name for name, field in CONTACT.items() if field.name in _ASKED]
_MAY_BE_EMPTY = re.compile(
    rb"^[ \t]*(?:%s)[ \t]*:[ \t]*(?:\[[ \t]*\]|\"\"|''|~|null)?[ \t]*(?:#.*)?\r?$"
    % "|".join(_ASKED_NAMES).encode(),
    re.MULTILINE | re.IGNORECASE,
)


def field_problems(note: Note, data: bytes, today: date) -> Iterator[Problem]:
    """Yield the problems in the values of a person's note."""
    block = find_block(data) if note.contact else None
    if block is None or note.contact is None:
        return
    if note.contact.birthday > today.isoformat():
        yield _unborn(note.path, read_front_matter(note.path, data), note.contact.birthday)
    numbers = _MAY_BE_NUMBER.search(data, block.start, block.end)
    empty = _MAY_BE_EMPTY.search(data, block.start, block.end)
    if not numbers and not empty:
        return
    front = read_front_matter(note.path, data)
    if front.root is None:
        return
    yield from _number_like(note.path, front)
    yield from _empty(note.path, front)


def _unborn(path: str, front: FrontMatter, birthday: str) -> Problem:
    key = next(key for key in front.values if field_of(key) == "birthday")
    place = front.value_place(key)
    message = f"{key}: {birthday} is in the future"
    fix = "correct the year, or leave it out"
    return Problem(path, place.line, place.column, "future-birthday", message, fix)


def _number_like(path: str, front: FrontMatter) -> Iterator[Problem]:
    for span in plain_spans(front.root):
        written = front.source[span.start : span.end]
        if _NUMBER.fullmatch(written):
            place = place_in(front.source, span.start)
            message = f"{written} is read as the number {int(written)} by other programs"
            fix = f"write {quoted(written)}"
            yield Problem(path, place.line, place.column, "number-like", message, fix)


def _empty(path: str, front: FrontMatter) -> Iterator[Problem]:
    for key, value in front.values.items():
        if field_of(key) in _ASKED and not _says_anything(value):
            place = front.key_place(key)
            message = f"{one_line(key)} is empty"
            fix = "fill it in or delete it"
            yield Problem(path, place.line, place.column, "empty-key", message, fix)


def _says_anything(value: Value) -> bool:
    return any(text.strip() for text in texts_of(value))
