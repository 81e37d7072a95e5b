"""The dated lines of a contact's log or of a goal's leads.

A list item under the heading that begins with an ISO date is an entry; anything else there
is prose with an informational problem. Knows nothing of front matter or balance.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mdnet.model import LOG_KINDS, LogEntry, Problem, Severity
from mdnet.notes.links import split_links
from mdnet.notes.markdown import plain
from mdnet.notes.values import day_of
from mdnet.text import one_line

CONTACT_KINDS = frozenset(LOG_KINDS)
GOAL_KINDS = frozenset((*LOG_KINDS, "done"))

_HEADING = re.compile(r"\n(#{1,6})[ \t]+([^\n]*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(?:\[([^\]\[])\][ \t]+)?(.*)")
_DATED = re.compile(
    r"[*_]*(?:\[\[)?(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:\|[^\]\n]*)?(?:\]\])?[*_]*[ \t]*(?:[:,;–—-]+[*_]*(?:[ \t]+|$))?[ \t]*(.*)",
    re.ASCII,
)
_KIND = re.compile(r"[*_]*([A-Za-z]+)[*_]*[ \t]*:(?!:)[*_]*[ \t]*")
_PROMISED = re.compile(r"[*_]*[\[(]?[ \t]*promised[*_]*[ \t]*:", re.IGNORECASE)
_INLINE_FIELD = re.compile(
    r"([\[(])[ \t]*([A-Za-z]+)[ \t]*::[ \t]*((?:\[\[[^\[\]]*\]\]|\([^()]*\)|[^\[\]()])*)[\])]"
)
_TIMES = re.compile(r"[ \t]*\([x×][ \t]*(\d{1,6}(?:\.\d{1,3})?)\)|[ \t]*\((\d{1,6})[ \t]*[x×]\)")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)
_MAX_WEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Log:
    """What a log section holds; ``lines`` are the 0-based lines of the body that it used."""

    entries: tuple[LogEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: frozenset[int] = frozenset()


NO_LOG = Log()


def read_log(path: str, body: str, first_line: int, heading: str, kinds: frozenset[str]) -> Log:
    """Read the entries under every ``heading``, at any level and in any case.

    ``body`` has its code and comments blanked out and begins at line ``first_line`` of the
    file ``path``; ``kinds`` are the words that may name what an entry is.
    """
    if "#" not in body:
        return NO_LOG
    spans = list(sections(body, heading))
    if not spans:
        return NO_LOG
    collected = _Collected(path, first_line, kinds)
    number = counted = 0
    for start, end in spans:
        number += body.count("\n", counted, start)
        counted = start
        for offset, line in enumerate(body[start:end].split("\n")):
            collected.take(number + offset, line)
    return collected.result()


def sections(body: str, heading: str) -> Iterator[tuple[int, int]]:
    """Yield where the text under each such heading starts and ends."""
    wanted = _title(heading)
    start, level = 0, 0
    # The newline in front makes the first line like all others; places are one off then.
    for found in _HEADING.finditer("\n" + body):
        if start and len(found[1]) <= level:
            yield start, found.start() - 1
            start = 0
        if not start and _title(found[2]) == wanted:
            start, level = found.end(), len(found[1])
    if start:
        yield start, len(body)


def _title(text: str) -> str:
    return text.strip(" \t#:").casefold()


class _Collected:
    """Gathers the entries of one note, line by line."""

    def __init__(self, path: str, first_line: int, kinds: frozenset[str]) -> None:
        self.path = path
        self.first_line = first_line
        self.kinds = kinds
        self.entries: list[LogEntry] = []
        self.problems: list[Problem] = []
        self.lines: set[int] = set()

    def take(self, number: int, line: str) -> None:
        item = _ITEM.match(line)
        if item is None:
            self.go_on(number, line)
            return
        indent, box, text = item.groups()
        dated = _DATED.match(text)
        if box == " " and not (dated and _PROMISED.match(dated[4])):
            return  # still to be done, so it is no contact yet
        if dated is not None:
            self.enter(number, item.start(3), dated, kept=box in ("x", "X"))
        elif indent and self.belongs(number):
            self.extend(number, text)
        else:
            self.complain(number, item.start(3), "this line of the log has no date")

    def enter(self, number: int, column: int, dated: re.Match[str], *, kept: bool) -> None:
        day = day_of(dated[1], dated[2], dated[3])
        if day is None:
            written = f"{dated[1]}-{dated[2]}-{dated[3]}"
            self.complain(number, column, f"there is no day {written}", "bad-date", "warning")
            return
        line = number + self.first_line
        for kind, text, weight in _exchanges(dated[4], self.kinds):
            shown, links = split_links(text)
            # The tick of a task is all that tells that a promise was kept.
            said = f"✓ {_tidy(shown)}" if kept and kind == "promised" else _tidy(shown)
            self.entries.append(LogEntry(day, kind, said, weight, links, line))
        self.lines.add(number)

    def go_on(self, number: int, line: str) -> None:
        """Take an indented line below an entry as its continuation."""
        if line[:1] in (" ", "\t") and line.strip() and self.belongs(number):
            self.extend(number, line)

    def belongs(self, number: int) -> bool:
        return number - 1 in self.lines

    def extend(self, number: int, text: str) -> None:
        last = self.entries[-1]
        shown, links = split_links(text)
        joined = f"{last.text}; {_tidy(shown)}" if last.text else _tidy(shown)
        self.entries[-1] = replace(last, text=joined, links=last.links + links)
        self.lines.add(number)

    def complain(
        self, number: int, column: int, message: str,
        code: str = "log-line", severity: Severity = "info",
    ) -> None:  # fmt: skip
        line = number + self.first_line
        fix = "begin it with a day like 2026-05-02"
        self.problems.append(Problem(self.path, line, column + 1, code, message, fix, severity))

    def result(self) -> Log:
        return Log(tuple(self.entries), tuple(self.problems), frozenset(self.lines))


def _exchanges(text: str, kinds: frozenset[str]) -> Iterator[tuple[str, str, float]]:
    """Yield kind, text and weight of what one dated line tells; two inline fields are two."""
    text, weight = _without_times(text)
    if "::" in text:
        fields, text, weight = _inline_fields(text, kinds, weight)
        if fields:
            rest = text.strip(" \t.,;")
            yield fields[0][0], f"{fields[0][1]} {rest}", weight
            for kind, said in fields[1:]:
                yield kind, said, weight
            return
    found = _KIND.match(text)
    kind = found[1].lower() if found else ""
    if found is None or kind not in kinds:
        yield "", text, weight
    else:
        yield kind, text[found.end() :], weight


def _without_times(text: str) -> tuple[str, float]:
    found = _TIMES.search(text) if "(" in text else None
    if found is None:
        return text, 1.0
    weight = min(float(found[1] or found[2]), _MAX_WEIGHT)
    return (text[: found.start()] + text[found.end() :]).lstrip(), weight


def _inline_fields(
    text: str, kinds: frozenset[str], weight: float
) -> tuple[list[tuple[str, str]], str, float]:
    """Take Dataview's ``[gave:: text]`` out of a line: the fields, the rest, the weight."""
    fields, rest, done = [], [], 0
    for found in _INLINE_FIELD.finditer(text):
        name, said = found[2].lower(), found[3].strip()
        rest.append(text[done : found.start()])
        done = found.end()
        if name in kinds:
            fields.append((name, said))
        elif name == "weight" and _NUMBER.fullmatch(said):
            weight = min(float(said), _MAX_WEIGHT)
        else:
            rest.append(f"{name}: {said}")
    return fields, "".join([*rest, text[done:]]), weight


def _tidy(text: str) -> str:
    return one_line(plain(text))
