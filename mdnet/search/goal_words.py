"""The goal words as people write them: ``goals.toml``, the built-in one and the vault's own.

Reads, checks and merges; what they are turned into is the business of
``mdnet.search.thesaurus`` (terms) and ``mdnet.search.senses`` (vectors).
"""

import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mdnet.model import GOAL_KINDS, Problem
from mdnet.small_files import read_small, toml_of
from mdnet.text import fold

BUILT_IN = Path(__file__).with_name("goals.toml")
USER_GOALS = ".mdnet/goals.toml"
# A file with more mistakes is none of ours; looking for their lines would take its time.
_MOST_PROBLEMS = 20
_TEXTS = ("say", "ask", "also", "not")

Need = dict[str, Any]
"""An entry as it stands in the file: ``say``, ``ask``, ``also``, ``kind``, ``not``."""


@dataclass(frozen=True, slots=True)
class GoalWords:
    """The bytes of both files; they are parsed only when nothing compiled is at hand."""

    built_in: bytes
    user: bytes
    wrong: str = ""
    """Why the user's file was not read, if it was there."""

    @property
    def key(self) -> str:
        """Return what tells these words from others."""
        return f"{zlib.crc32(self.built_in):08x}{zlib.crc32(self.user):08x}"

    def needs(self) -> tuple[list[Need], tuple[Problem, ...]]:
        """Return the entries of both, the user's first, and what is wrong in the user's.

        What the user says wins: a phrase of theirs is no longer looked up in the built-in
        entries.
        """
        shipped, _ = parse_goals(self.built_in, BUILT_IN.name)
        own, problems = parse_goals(self.user, USER_GOALS)
        if self.wrong:
            problems = (Problem(USER_GOALS, 1, 1, "goals", self.wrong, severity="error"),)
        claimed = {_plain(say) for need in own for say in need["say"]}
        left = [_without(need, claimed) for need in shipped] if claimed else shipped
        return [*own, *(need for need in left if need["say"])], problems


def read_goal_words(root: Path, language: str) -> GoalWords:
    """Read the goal words for the vault at ``root``.

    The built-in ones are English and are left out where another language is written.
    """
    built_in = BUILT_IN.read_bytes() if language == "en" else b""
    wrong = ""
    try:
        user = read_small(root / USER_GOALS, root)
    except FileNotFoundError:
        user = b""
    except OSError as error:
        user, wrong = b"", f"cannot be read: {error.strerror}"
    return GoalWords(built_in, user, wrong)


def parse_goals(raw: bytes, path: str) -> tuple[list[Need], tuple[Problem, ...]]:
    """Read the entries of a ``goals.toml``; what is wrong is a problem, the rest is used."""
    if not raw.strip():
        return [], ()
    try:
        table = toml_of(raw.decode("utf-8-sig"))
    except ValueError as error:  # a number may have too many digits
        line, column = _place(str(error), raw)
        return [], (Problem(path, line, column, "goal-words", str(error), severity="error"),)
    entries: list[Need] = []
    problems: list[Problem] = []
    listed = table.get("goal", [])
    # A single [goal] is no list of entries; it is told as one that is wrong.
    rows: list[Any] = listed if isinstance(listed, list) else ["[goal]"]
    for number, entry in enumerate(rows):
        wrong = _what_is_wrong(entry)
        if wrong and len(problems) >= _MOST_PROBLEMS:
            break
        if wrong:
            line = _line_of(raw, entry, number)
            problems.append(Problem(path, line, 1, "goal-words", wrong, severity="error"))
        else:
            entries.append(entry)
    unknown = sorted(table.keys() - {"goal"})
    if unknown:
        text = f"unknown table {unknown[0]}; entries stand under [[goal]]"
        problems.append(Problem(path, 1, 1, "goal-words", text, severity="error"))
    return entries, tuple(problems)


def _without(need: Need, claimed: set[str]) -> Need:
    return {**need, "say": [say for say in need["say"] if _plain(say) not in claimed]}


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _what_is_wrong(entry: Any) -> str:
    """Return what is wrong with an entry, in words; empty when nothing is."""
    if not isinstance(entry, dict):
        return "an entry must be a table: [[goal]]"
    for name in _TEXTS:
        texts = entry.get(name, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            return f'{name} must be a list of texts, like {name} = ["…"]'
        if name in {"say", "ask"} and not texts:
            return f"an entry needs {name}"
        if not all(any(letter.isalnum() for letter in text) for text in texts):
            return f"a text of {name} has no word in it"
    if entry.get("kind", "") not in ("", *GOAL_KINDS):
        return f"kind must be one of {', '.join(GOAL_KINDS)}"
    unknown = sorted(entry.keys() - {*_TEXTS, "kind"})
    return f"unknown key {unknown[0]}" if unknown else ""


def _line_of(raw: bytes, entry: Any, number: int) -> int:
    """Return the line of an entry: of its first text below its own header.

    TOML tables carry no place; the headers are counted instead.
    """
    headers = [match.start() for match in re.finditer(rb"(?m)^[ \t]*\[\[goal\]\]", raw)]
    start = headers[number] if number < len(headers) else 0
    values = entry.values() if isinstance(entry, dict) else ()
    texts = [text for value in values for text in _listed(value)]
    at = raw.find(texts[0].encode(), start) if texts else start
    return raw.count(b"\n", 0, max(at, 0)) + 1


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text]


def _place(message: str, raw: bytes) -> tuple[int, int]:
    """Return the line and column that a message of ``tomllib`` ends with."""
    if "(at end of document)" in message:
        return raw.count(b"\n") + 1, 1
    _, _, place = message.rpartition("(at line ")
    line, _, rest = place.partition(", column ")
    column = rest.rstrip(")")
    return (int(line) if line.isdigit() else 1, int(column) if column.isdigit() else 1)
