"""Records of a table as text, one after the other, with the lines they begin in.

A quote that is never closed would take in all rows below it: it spoils its own line only.
"""

import csv
from collections.abc import Iterator
from typing import Final, NamedTuple

MOST_COLUMNS: Final = 2_000
"""No table of people has so many; a heading of more is none."""
_LONGEST_CELL = 1 << 24


class Record(NamedTuple):
    """A row of a table."""

    line: int
    cells: list[str]
    is_torn: bool = False
    """Whether it cannot be read, so that it has no cells."""


class _Lines(Iterator[str]):
    """The lines of a text from some letter on, and how far they were taken."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at

    def __next__(self) -> str:
        start = self.at
        if start >= len(self._text):
            raise StopIteration
        self.at = end_of_line(self._text, start)
        return self._text[start : self.at]


def end_of_line(text: str, at: int) -> int:
    """Where the line that ``at`` is in ends, with its line end."""
    return text.find("\n", at) + 1 or len(text)


def records(text: str, at: int, delimiter: str, width: int, line: int) -> Iterator[Record]:
    """Yield the records of a table.

    Args:
        text: the whole table, with ``\\n`` at the end of each line.
        at: where the first record begins.
        delimiter: what stands between cells.
        width: how many cells a row has.
        line: the number of the line at ``at``.
    """
    if csv.field_size_limit() < _LONGEST_CELL:
        csv.field_size_limit(_LONGEST_CELL)
    lines = _Lines(text, at)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while lines.at < len(text):
        start, read = lines.at, reader.line_num
        cells = _next(reader)
        goes_on = lines.at > end_of_line(text, start)
        if cells is not None and not (goes_on and len(cells) > width):
            yield Record(line, cells)
            line += reader.line_num - read
            continue
        yield _alone(text[start : end_of_line(text, start)], delimiter, line)
        line += 1
        lines.at = end_of_line(text, start)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """The next record; None when its quotes are not those of a table."""
    try:
        return next(reader, [])
    except csv.Error:
        return None


def _alone(row: str, delimiter: str, line: int) -> Record:
    """A line as a record of its own, where a stray quote does not keep it open."""
    cells = None if row.count('"') % 2 else _next(csv.reader([row], delimiter=delimiter))
    return Record(line, [], is_torn=True) if cells is None else Record(line, cells)
