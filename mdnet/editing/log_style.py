"""The style of a log: list items, table rows, lines, or dates as headings.

Knows single lines; ``mdnet.editing.log`` decides where a new one goes.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ITEM = re.compile(r"([ \t]*)(?:([-*+])|\d+[.)])(?:[ \t]|$)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DAY_HEADING = re.compile(r"(#{1,6})[ \t]+[*_\[(]*(?:\d{4}-|\[\[)")
_BAR = re.compile(r"(?<!\\)\|")


class LogStyle(NamedTuple):
    """The style of a log line."""

    before: str
    """What comes before the text: indentation and a bullet, or quote marks."""
    cells: int = 0
    """The number of cells in a row; 0 if there is no table."""
    heading: str = ""
    """The number signs of a date heading."""
    is_apart: bool = False
    """Whether blank lines separate the entries."""

    def written(self, text: str) -> list[str]:
        """A line that begins with its date, and any lines below, in the style of the log."""
        if self.cells:
            return [self._row(" ".join(text.split("\n")))]
        first, *more = text.split("\n")
        day, _, rest = first.partition(" ")
        lines = [f"{self.before}{line}" for line in (rest if self.heading else first, *more)]
        if self.heading:
            return [f"{self.heading} {day}", *lines, ""]
        return [*lines, ""] if self.is_apart else [lines[0], *more]

    def _row(self, text: str) -> str:
        day, _, rest = text.partition(" ")
        cells = [day, _BAR.sub(r"\\|", rest), *[""] * (self.cells - 2)]
        if self.cells == 1:
            cells = [f"{day} {cells[1]}"]
        return f"{self.before}| {' | '.join(cells)} |"


def style_of(lines: Sequence[str], number: int, first: int) -> LogStyle:
    """The style of the dated line ``number`` of a body.

    ``first`` is the first line of the log.
    """
    line = lines[number].rstrip("\r")
    quote = _QUOTE.match(line)
    before = quote[0] if quote else ""
    rest = line[len(before) :]
    if rest.lstrip(" \t").startswith("|"):
        return LogStyle(before, cells=len(_BAR.split(rest.strip(" \t").strip("|"))))
    above = heading_above(lines, number, first)
    if above >= 0:
        found = _DAY_HEADING.match(_without_quote(lines[above]))
        item = _ITEM.match(rest) if above != number else None
        bullet = f"{item[1]}{item[2] or '-'} " if item else ""
        return LogStyle(before + bullet, heading=found[1] if found else "")
    item = _ITEM.match(rest)
    if item:
        return LogStyle(f"{before}{item[1]}{item[2] or '-'} ")
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return LogStyle(before, is_apart=not below.strip())


def heading_above(lines: Sequence[str], number: int, first: int) -> int:
    """The line of the heading with the date of a line; -1 if the line has it."""
    for above in range(number, first - 1, -1):
        text = _without_quote(lines[above])
        if text.startswith("#"):
            return above if _DAY_HEADING.match(text) else -1
    return -1


def _without_quote(line: str) -> str:
    return _QUOTE.sub("", line, count=1)
