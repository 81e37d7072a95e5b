"""Tables as text: character set, delimiter, heading, rows with their lines; and writing them.

For every reader of CSV files. Knows no columns by name. Cells that could be run as formulas
are written with an apostrophe in front, and read without it.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from mdnet.formats.content import physical_lines
from mdnet.formats.csv_records import MOST_COLUMNS, end_of_line, records
from mdnet.formats.person import Item, Reader
from mdnet.model.contact import Problem

# It can be computed, but do nothing; with the guard, other programs would take it for broken.
_TELEPHONE = re.compile(r"\+[0-9][0-9 ()./#-]*(?:(?:x|ext\.?) ?[0-9]+)?", re.IGNORECASE)
# A line of a list, with nothing in it that a formula needs.
_ITEM = re.compile(r"-[ \t][^=(|!]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = ",;\t|"
# Above the heading of LinkedIn's file stand a few lines of notes.
_LINES_BEFORE_HEADING = 25

Heading = Sequence[str]
IsHeading = Callable[[Heading], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line it begins in, and its cells by column, stripped."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """A cell, or nothing."""
        return self.cells.get(column, "")


def text_of(data: bytes) -> str:
    """A table as text: UTF-8 or UTF-16 with their marks, UTF-8, else Windows-1252."""
    whole = b"".join(physical_lines(data))
    try:
        return whole.decode()
    except UnicodeDecodeError:
        return whole.decode("cp1252", "replace")


def rows(data: bytes, name: str, is_heading: IsHeading) -> Iterator[Row | Problem]:
    """Yield the rows below the heading; nothing when the file has no such heading.

    Args:
        data: the file.
        name: its name, for problems.
        is_heading: whether cells are a heading.
    """
    text = text_of(data)
    found = _find_heading(text, is_heading)
    if found is None:
        return
    delimiter, heading, start, lines_before = found
    for line, cells, is_torn in records(text, start, delimiter, len(heading), lines_before + 1):
        if is_torn:
            yield Problem(
                name, line, 1, "row-unreadable", "a quote is never closed in this row",
                "close it and import again", "error",
            )  # fmt: skip
            continue
        if len(cells) > len(heading):
            yield Problem(
                name, line, 1, "row-cells",
                f"this row has {len(cells)} cells, the heading {len(heading)}; "
                "the extra cells were left out", "put cells with a delimiter in quotes",
            )  # fmt: skip
        if any(cell.strip() for cell in cells):
            pairs = zip(heading, cells, strict=False)
            yield Row(line, {column: unguard(cell).strip() for column, cell in pairs if column})


def _distinct(heading: Iterable[str]) -> list[str]:
    """Unique column names: the second ``City`` becomes ``City (2)``."""
    times: Counter[str] = Counter()
    names = []
    for column in heading:
        times[column] += 1
        names.append(f"{column} ({times[column]})" if column and times[column] > 1 else column)
    return names


def has_heading(data: bytes, is_heading: IsHeading) -> bool:
    """Whether a table has a heading of a kind."""
    return _find_heading(text_of(data), is_heading) is not None


def reader_by_heading(
    is_heading: IsHeading, read: Callable[[bytes, str], Iterator[Item]]
) -> Reader:
    """The reader of a format whose files are recognised by their heading."""
    return Reader(
        lambda start, _: has_heading(start, is_heading), lambda data, name, _: read(data, name)
    )


def heading_of(data: bytes) -> tuple[str, ...]:
    """The first line of a table that looks like a heading, as cells; for guessing."""
    found = _find_heading(text_of(data[: 1 << 16]), lambda cells: len(cells) > 1, 1 << 16)
    return tuple(found[1]) if found else ()


def _find_heading(
    text: str, is_heading: IsHeading, most: int = MOST_COLUMNS
) -> tuple[str, list[str], int, int] | None:
    """The delimiter, the heading, where the rows begin, and after how many lines."""
    start = 0
    for before in range(_LINES_BEFORE_HEADING):
        end = end_of_line(text, start)
        line = text[start:end].strip()
        for delimiter in _DELIMITERS:
            is_too_wide = line.rstrip(delimiter).count(delimiter) >= most
            cells = None if is_too_wide else _cells(text, start, delimiter)
            if cells is not None and is_heading(cells[0]):
                heading, length, lines = cells
                return delimiter, heading, start + length, before + lines
        if end >= len(text):
            return None
        start = end
    return None


def _cells(text: str, start: int, delimiter: str) -> tuple[list[str], int, int] | None:
    """The cells of one record, how many letters it has, and how many lines."""
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        while start + taken < len(text) and taken < 1 << 16:
            end = end_of_line(text, start + taken)
            line = text[start + taken : end]
            taken = end - start
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    try:
        cells = next(reader)
    except (StopIteration, csv.Error):
        return None
    return _distinct(" ".join(cell.split()) for cell in cells), taken, reader.line_num


def guard(text: str) -> str:
    """A cell that no spreadsheet runs as a formula; plain phone numbers stay."""
    if not text.startswith((*_FORMULA, "'")) or _TELEPHONE.fullmatch(text) or _ITEM.fullmatch(text):
        return text
    return f"'{text}"


def unguard(cell: str) -> str:
    """Take off the apostrophe that guards a cell."""
    guarded = cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "'"))
    return cell[1:] if guarded else cell


def written(heading: Sequence[str], table: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a CSV file, guarded, with CRLF line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in chain([heading], table):
        writer.writerow([guard(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
