"""Finds log lines whose kind (``got``, ``gave``, ``promised``) is misspelt.

Such a line is read as plain contact, so the favour is missing from the balance. Any other
word before a colon is the owner's own. Looks at one note alone.
"""

import re
from collections.abc import Collection, Iterator

from mdnet.check.misspelt import one_slip
from mdnet.model.contact import LogEntry, Note, Problem
from mdnet.notes.encoding import readable
from mdnet.notes.log import CONTACT_KINDS, GOAL_KINDS

_FIRST_WORD = re.compile(r"([A-Za-z]{4,20})[ \t]*:(?!:)")
# Dataview's [gave:: a lift], anywhere in the line.
_FIELD_NAME = re.compile(r"[\[(][ \t]*([A-Za-z]{4,20})[ \t]*::")
_DOUBLED = re.compile(r"(.)\1+")
# With an extra letter, short words become other words: goat, trip, meta.
_SHORTEST_WITH_SLIP = 4
# Real words one typo away from a kind: the everyday ones in the table of English word vectors.
_NOT_MISSPELT = frozenset(
    "agave gavel grave into basked masked tasked askew plead drone premised".split()
)


def log_kind_problems(note: Note, data: bytes) -> Iterator[Problem]:
    """Yield words in the log of a contact or goal that look like misspelt kinds."""
    if not note.log:
        return
    kinds = GOAL_KINDS if note.kind == "goal" else CONTACT_KINDS
    text, _ = readable(note.path, data)
    lines = text.split(b"\n")
    for entry in note.log:
        line = lines[entry.line - 1].decode(errors="replace")
        for word in _words(entry, line):
            meant = kind_like(word.lower(), kinds)
            if meant:
                column = line.find(word) + 1
                message = f'"{word}" is not a kind of log line, so it is read as text'
                fix = f"did you mean {meant}?"
                yield Problem(note.path, entry.line, column, "log-kind", message, fix)


def _words(entry: LogEntry, line: str) -> list[str]:
    """The words of a line that stand where a kind belongs, once each."""
    first = None if entry.kind else _FIRST_WORD.match(entry.text)
    words = [first[1]] if first else []
    if "::" in line:
        words += _FIELD_NAME.findall(line)
    return list(dict.fromkeys(words))


def kind_like(word: str, kinds: Collection[str]) -> str:
    """The kind of log line that a lower-case word is probably meant to be.

    Accepts a doubled letter, a plural, and one typo in a longer kind. Empty if the word is a
    kind already, is like none, or is a real word.
    """
    if word in kinds or word in _NOT_MISSPELT:
        return ""
    near = (
        kind for kind in sorted(kinds)
        if _single(word) == _single(kind) or word == kind + "s"
        or (len(kind) >= _SHORTEST_WITH_SLIP and one_slip(word, kind))
    )  # fmt: skip
    return next(near, "")


def _single(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)
