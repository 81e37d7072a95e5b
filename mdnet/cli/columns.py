"""Rows of cells as lines of a terminal: which columns have room, and how wide each is.

Pure. A column is as wide as its cells want; where that is too much, those that one can do
without are left out before any is cut.
"""

from collections.abc import Iterable, Iterator, Sequence

from mdnet.cli.layout import ELLIPSIS, Marked, cut, lines_of, padded, width
from mdnet.util.records import Record

_GAP = "  "
_WHOLE = 10_000
# A column that is narrower shows more of hyphens and ellipses than of sentences.
_LEAST_WRAPPED = 10
_MOST_LINES = 3


class Column(Record):
    """How a column behaves where there is not room for everything.

    ``enough`` are the columns that it needs to be worth showing, fewer if its cells are
    narrower. ``rank`` says in which order columns get their room, the lowest first; one that gets
    none is left out, but one of rank 0 stays.
    """

    enough: int = _WHOLE
    rank: int = 0


PLAIN = Column()
"""A column that stays, and wants all the room that its cells take."""


def table_lines(
    rows: Sequence[Sequence[str]], columns: Sequence[Column], room: int
) -> Iterator[list[str]]:
    """Yield the lines of each row, with the first cell as wide in all of them.

    Args:
        rows: cells, safe to print, as many in each row as there are columns.
        columns: how each column behaves.
        room: the columns of the terminal.
    """
    wanted = [max(map(width, cells), default=0) for cells in zip(*rows, strict=True)]
    sizes = column_widths(wanted, columns, room)
    shown = [number for number, size in enumerate(sizes) if size]
    for row in rows:
        yield _lines_of_row([row[number] for number in shown], [sizes[number] for number in shown])


def column_widths(wanted: Sequence[int], columns: Sequence[Column], room: int) -> list[int]:
    """How wide each column is; 0 for one that is left out or has only empty cells.

    Args:
        wanted: the width of the widest cell of each column.
        columns: how each column behaves.
        room: the columns of the terminal.
    """
    sizes = [0] * len(columns)
    for number in sorted(range(len(columns)), key=lambda number: columns[number].rank):
        sizes[number] = min(wanted[number], columns[number].enough)
        if columns[number].rank and _taken(sizes) > room:
            sizes[number] = 0
    _cut_widest(sizes, room)
    _share_out(sizes, wanted, room)
    return sizes


def _share_out(sizes: list[int], wanted: Sequence[int], room: int) -> None:
    """Give what room is left to the columns that would like more, from the left."""
    for number, size in enumerate(sizes):
        if size:
            sizes[number] = min(wanted[number], size + max(0, room - _taken(sizes)))


def _cut_widest(sizes: list[int], room: int) -> None:
    """Take columns from the widest until all fit."""
    while (over := _taken(sizes) - room) > 0 and (widest := max(sizes)) > 1:
        narrower = max((size for size in sizes if size < widest), default=1)
        last = len(sizes) - 1 - sizes[::-1].index(widest)
        sizes[last] -= min(over, max(1, widest - max(narrower, 1)))


def _taken(sizes: Iterable[int]) -> int:
    shown = [size for size in sizes if size]
    return sum(shown) + len(_GAP) * max(0, len(shown) - 1)


def _lines_of_row(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """The lines of one row: what is too long in its last cell goes on below itself."""
    if not cells:
        return [""]
    head = "".join(
        padded(cell, size) + _GAP for cell, size in zip(cells[:-1], sizes[:-1], strict=True)
    )
    size, last = sizes[-1], cells[-1]
    if width(last) <= size or size < _LEAST_WRAPPED:
        return [(head + cut(last, size)).rstrip()]
    lines = [line.text for line in lines_of(Marked(last[: size * (_MOST_LINES + 1)]), size)]
    if len(lines) > _MOST_LINES or len(last) > size * (_MOST_LINES + 1):
        lines = [*lines[: _MOST_LINES - 1], cut(lines[_MOST_LINES - 1] + ELLIPSIS, size)]
    blanks = " " * width(head)
    return [(head + lines[0]).rstrip(), *(blanks + line for line in lines[1:])]
