"""The needs that the user wrote down in ``.mdnet/goals.toml``."""

import re
from pathlib import Path
from typing import Any

from mdnet.model.config import MOST_PROBLEMS
from mdnet.model.contact import GOAL_KINDS, Problem
from mdnet.util.lines import LineStarts
from mdnet.util.patterns import late_pattern
from mdnet.util.safe_read import read_small
from mdnet.util.toml import place_of, toml_of

USER_GOALS = ".mdnet/goals.toml"
_TEXTS = ("say", "ask", "also", "not")
_HEADER = late_pattern(r"^[ \t]*\[\[goal\]\]", re.MULTILINE)

UserNeed = dict[str, Any]
"""An entry as it stands in the file: ``say``, ``ask``, ``also``, ``kind``, ``not``."""


def read_user_needs(root: Path) -> tuple[list[UserNeed], tuple[Problem, ...]]:
    """The entries of the vault at ``root`` as written, and the problems in them."""
    try:
        raw = read_small(root / USER_GOALS, root)
    except FileNotFoundError:
        return [], ()
    except OSError as error:
        wrong = f"cannot be read: {error.strerror}"
        return [], (Problem(USER_GOALS, 1, 1, "goals", wrong, severity="error"),)
    return parse_goals(raw, USER_GOALS)


def parse_goals(raw: bytes, path: str) -> tuple[list[UserNeed], tuple[Problem, ...]]:
    """Read the entries of a ``goals.toml``; bad ones become problems, the rest are used."""
    if not raw.strip():
        return [], ()
    text = raw.decode("utf-8-sig", "replace")
    try:
        raw.decode()
        table = toml_of(text)
    except ValueError as error:  # a number may have too many digits
        line, column = place_of(error, text)
        return [], (Problem(path, line, column, "goal-words", str(error), severity="error"),)
    entries: list[UserNeed] = []
    problems: list[Problem] = []
    listed = table.get("goal", [])
    # A single [goal] is not a list of entries; it is reported as a bad one.
    rows: list[Any] = listed if isinstance(listed, list) else ["[goal]"]
    places: _Places | None = None
    for number, entry in enumerate(rows):
        wrong = _what_is_wrong(entry)
        if not wrong:
            entries.append(entry)
            continue
        if len(problems) >= MOST_PROBLEMS:
            break
        places = places or _Places(text)
        line = places.line(entry, number)
        problems.append(Problem(path, line, 1, "goal-words", wrong, severity="error"))
    unknown = sorted(table.keys() - {"goal"})
    if unknown:
        text = f"unknown table {unknown[0]}; entries stand under [[goal]]"
        problems.append(Problem(path, 1, 1, "goal-words", text, severity="error"))
    return entries, tuple(problems)


def _what_is_wrong(entry: Any) -> str:
    """The mistake in an entry, in words; empty when there is none."""
    if not isinstance(entry, dict):
        return "an entry must be a table: [[goal]]"
    for name in _TEXTS:
        texts = entry.get(name, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            return f'{name} must be a list of texts, like {name} = ["…"]'
        if name in {"say", "ask"} and not texts:
            return f"an entry needs {name}"
        if not all(map(_has_word, texts)):
            return f"a text of {name} contains no words"
    if entry.get("kind", "") not in ("", *GOAL_KINDS):
        return f"kind must be one of {', '.join(GOAL_KINDS)}"
    unknown = sorted(entry.keys() - {*_TEXTS, "kind"})
    return f"unknown key {unknown[0]}" if unknown else ""


def _has_word(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


class _Places:
    """Where the entries of a text stand. TOML tables carry no place; the headers are counted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = LineStarts(text)
        self._headers = [found.start() for found in _HEADER.finditer(text)]

    def line(self, entry: Any, number: int) -> int:
        """The line of an entry: of its first text below its own header."""
        start = self._headers[number] if number < len(self._headers) else 0
        values = entry.values() if isinstance(entry, dict) else ()
        texts = [text for value in values for text in _listed(value)]
        at = self._text.find(texts[0], start) if texts else start
        return self._lines.line(max(at, 0))


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text]
