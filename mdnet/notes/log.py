"""The dated lines of a contact's log or of a goal's leads.

A list item, a line or a row of a table under the heading is an entry if it begins with a day,
and so is the text below a heading that is a day; any other item there is prose with an
informational problem. Knows nothing of front matter or balances.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mdnet.model.contact import LOG_KINDS, LogEntry, Problem, Severity
from mdnet.model.people_words import plain_words
from mdnet.notes.links import split_links, with_plain_day
from mdnet.notes.markdown import plain
from mdnet.notes.unseen import Definitions, definitions_in, unseen_in
from mdnet.util.text import one_line
from mdnet.util.written_days import day_of

CONTACT_KINDS = frozenset(LOG_KINDS)
GOAL_KINDS = frozenset((*LOG_KINDS, "done"))

_HEADING = re.compile(r"\n(#{1,6})[ \t]+([^\n]*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(?:\[([^\]\[])\][ \t]+)?(.*)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_SUBHEADING = re.compile(r"#{1,6}[ \t]+")
_BAR = re.compile(r"(?<!\\)\|")
_DATED = re.compile(
    r"[*_]*[(\[]?(?:(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{2})(?P=sign)(?P<day>\d{2})"
    r"|(?P<day_first>\d{1,2})\.(?P<then_month>\d{1,2})\.(?P<last_year>\d{4}))(?!\d)[)\]]?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?"
    r"[*_]*[ \t]*(?:[:,;–—-]+[*_]*(?:[ \t]+|$))?[ \t]*(?P<rest>.*)",
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
    """The contents of a log section; ``lines`` are the 0-based lines of the body that it used."""

    entries: tuple[LogEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: frozenset[int] = frozenset()


NO_LOG = Log()
Headings = str | tuple[str, ...]
"""One heading or several that mean the same; a new one is written like the first."""


def first_of(heading: Headings) -> str:
    """The heading that a new log gets."""
    return heading if isinstance(heading, str) else heading[0]


def read_log(
    path: str, body: str, first_line: int, heading: Headings, kinds: frozenset[str]
) -> Log:
    """Read the entries under every ``heading``, at any level, in any case and with any emoji.

    ``body`` has its code and comments blanked out and begins at line ``first_line`` of the
    file ``path``; ``kinds`` are the words that may name what an entry is.
    """
    if "#" not in body:
        return NO_LOG
    spans = list(sections(body, heading))
    if not spans:
        return NO_LOG
    collected = _Collected(path, first_line, kinds, definitions_in(body))
    number = counted = 0
    for start, end in spans:
        number += body.count("\n", counted, start)
        counted = start
        for offset, line in enumerate(body[start:end].split("\n")):
            collected.take(number + offset, line)
        collected.end()
        collected.day = None
    return collected.result()


def sections(body: str, heading: Headings) -> Iterator[tuple[int, int]]:
    """Yield where the text under each such heading starts and ends."""
    wanted = frozenset(map(_title, (heading,) if isinstance(heading, str) else heading))
    start, level = 0, 0
    # The newline in front makes the first line like all others; places are one off then.
    for found in _HEADING.finditer("\n" + body):
        if start and len(found[1]) <= level:
            yield start, found.start() - 1
            start = 0
        if not start and _title(found[2]) in wanted:
            start, level = found.end(), len(found[1])
    if start:
        yield start, len(body)


def _title(text: str) -> str:
    return " ".join(plain_words(text)) or text.strip(" \t#:").casefold()


class _Collected:
    """Gathers the entries of one note, line by line."""

    def __init__(
        self, path: str, first_line: int, kinds: frozenset[str], definitions: Definitions
    ) -> None:
        self.path = path
        self.first_line = first_line
        self.kinds = kinds
        self.definitions = definitions
        self.entries: list[LogEntry] = []
        self.problems: list[Problem] = []
        self.lines: set[int] = set()
        self.day: re.Match[str] | None = None
        """The day in the heading above."""
        self.unsaid: int | None = None
        """The line of that heading, as long as nothing stands below it."""

    def take(self, number: int, line: str) -> None:
        quote = _QUOTE.match(line)
        start = quote.end() if quote else 0
        text = line[start:]
        if text.startswith("#") and _SUBHEADING.match(text):
            self.begin(number, text.lstrip("# \t"))
        elif text.lstrip(" \t").startswith("|"):
            self.take_row(number, text)
        elif item := _ITEM.match(text):
            self.take_item(number, start, item)
        else:
            self.take_bare(number, text)

    def begin(self, number: int, title: str) -> None:
        """Read a heading; one that is a day dates all entries below it."""
        self.end()
        dated = _dated(title)
        self.day = dated
        if dated is not None:
            self.lines.add(number)
            self.unsaid = None if dated["rest"] else number
            if dated["rest"]:
                self.enter(number, 0, dated, kept=False)

    def end(self) -> None:
        """Close a day heading that has nothing below it."""
        if self.day is not None and self.unsaid is not None:
            self.enter(self.unsaid, 0, self.day, kept=False)
        self.unsaid = None

    def take_row(self, number: int, text: str) -> None:
        """Read a table row whose first cell is a day; a kind may have its own cell."""
        dated = _dated(_row_text(text, self.kinds))
        if dated is not None:
            self.enter(number, 0, dated, kept=False)

    def take_item(self, number: int, start: int, item: re.Match[str]) -> None:
        indent, box, text = item.groups()
        dated = _dated(text)
        if box == " " and not (dated and _PROMISED.match(dated["rest"])):
            return  # still to be done, so not yet a contact
        if dated is not None:
            self.enter(number, start + item.start(3), dated, kept=box in ("x", "X"))
        elif indent and self.belongs(number):
            self.extend(number, text)
        elif self.day is not None:
            self.say(number, text)
        else:
            self.complain(number, start + item.start(3), "this line of the log has no date")

    def take_bare(self, number: int, text: str) -> None:
        dated = _dated(text) if text[:1].isdigit() or text[:1] in "*_[(" else None
        if dated is not None:
            self.enter(number, 0, dated, kept=False)
        elif self.day is not None and text.strip():
            if self.belongs(number) and self.unsaid is None:
                self.extend(number, text)
            else:
                self.say(number, text)
        else:
            self.go_on(number, text)

    def say(self, number: int, text: str) -> None:
        """Read a line below a heading that is a day."""
        assert self.day is not None
        self.unsaid = None
        self.enter(number, 0, self.day, kept=False, said=text)

    def enter(
        self, number: int, column: int, dated: re.Match[str], *, kept: bool, said: str | None = None
    ) -> None:
        day = _day_of(dated)
        if day is None:
            written = dated[0][: dated.start("rest")].strip(" *_:,;-")
            self.complain(number, column, f"there is no day {written}", "bad-date", "warning")
            return
        line = number + self.first_line
        rest = dated["rest"] if said is None else said
        unseen = unseen_in(rest, self.definitions)
        for kind, text, weight in _exchanges(rest, self.kinds):
            shown, links = split_links(text)
            # Only the tick of a task shows that a promise was kept.
            told = f"✓ {_tidy(shown)}" if kept and kind == "promised" else _tidy(shown)
            self.entries.append(LogEntry(day, kind, told, weight, links, line, unseen))
        self.lines.add(number)

    def go_on(self, number: int, line: str) -> None:
        """Read an indented line below an entry as its continuation."""
        if line[:1] in (" ", "\t") and line.strip() and self.belongs(number):
            self.extend(number, line)

    def belongs(self, number: int) -> bool:
        return number - 1 in self.lines and bool(self.entries)

    def extend(self, number: int, text: str) -> None:
        last = self.entries[-1]
        shown, links = split_links(text)
        joined = f"{last.text}; {_tidy(shown)}" if last.text else _tidy(shown)
        unseen = last.unseen + unseen_in(text, self.definitions)
        self.entries[-1] = replace(last, text=joined, links=last.links + links, unseen=unseen)
        self.lines.add(number)

    def complain(
        self, number: int, column: int, message: str,
        code: str = "log-line", severity: Severity = "info",
    ) -> None:  # fmt: skip
        line = number + self.first_line
        fix = "start it with a date like 2026-05-02"
        self.problems.append(Problem(self.path, line, column + 1, code, message, fix, severity))

    def result(self) -> Log:
        return Log(tuple(self.entries), tuple(self.problems), frozenset(self.lines))


def item_text(line: str, day: date) -> str:
    """A line of a log, whatever its form, as the text of a list item.

    ``day`` is that of its entry, perhaps from a heading above.
    """
    text = _QUOTE.sub("", line, count=1).strip()
    if text.startswith("|"):
        text = _row_text(text)
    elif text.startswith("#"):
        text = text.lstrip("# \t")
    elif item := _ITEM.match(text):
        text = item[0][item.start(2) - 1 if item[2] else item.start(3) :]
    plain_text = text[4:] if text[:1] == "[" and text[2:3] == "]" else text
    return text if _dated(plain_text) else f"{day.isoformat()} {text}"


def _row_text(row: str, kinds: Collection[str] = CONTACT_KINDS) -> str:
    """A row of a table whose first cell is a day as a line that begins with it."""
    first, *cells = (cell.strip() for cell in _BAR.split(row.strip(" \t").strip("|")))
    said = [cell for cell in cells if cell]
    if said and said[0].lower() in kinds:
        said[:2] = [": ".join(said[:2])]
    return f"{first} {' · '.join(said)}"


def _dated(text: str) -> re.Match[str] | None:
    return _DATED.match(with_plain_day(text) if "[" in text else text)


def _day_of(dated: re.Match[str]) -> date | None:
    year, month, day = dated["year"], dated["month"], dated["day"]
    if year is None:
        year, month, day = dated["last_year"], dated["then_month"], dated["day_first"]
    return day_of(int(year), int(month), int(day))


def _exchanges(text: str, kinds: frozenset[str]) -> Iterator[tuple[str, str, float]]:
    """Yield kind, text and weight of the exchanges on one dated line; each inline field is one."""
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
