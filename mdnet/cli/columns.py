"""Rows of cells as lines of a terminal: which columns have room, and how wide each is.

Pure. Each column is as wide as its cells need. If they do not all fit, columns that can be
spared are left out before any is cut.
"""

from collections.abc import Iterable, Iterator, Sequence

from mdnet.cli.layout import ELLIPSIS, Marked, cut, lines_of, padded, width
from mdnet.util.records import Record

_GAP = "  "
_WHOLE = 10_000
# A narrower column would show more hyphens and ellipses than words.
_LEAST_WRAPPED = 10
_MOST_LINES = 3


class Column(Record):
    """How a column behaves when there is not enough room.

    ``enough`` is the width below which it is not shown, unless its cells are narrower than that.
    ``rank`` is the order in which columns get room, the lowest first. A column that gets none is
    left out, unless its rank is 0.
    """

    enough: int = _WHOLE
    rank: int = 0


PLAIN = Column()
"""A column that always stays and needs the full width of its cells."""


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
    """The width of each column; 0 if it is left out or has only empty cells.

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
    """Share out the remaining room to columns that need more, from the left."""
    for number, size in enumerate(sizes):
        if size:
            sizes[number] = min(wanted[number], size + max(0, room - _taken(sizes)))


def _cut_widest(sizes: list[int], room: int) -> None:
    """Narrow the widest columns until all fit."""
    while (over := _taken(sizes) - room) > 0 and (widest := max(sizes)) > 1:
        narrower = max((size for size in sizes if size < widest), default=1)
        last = len(sizes) - 1 - sizes[::-1].index(widest)
        sizes[last] -= min(over, max(1, widest - max(narrower, 1)))


def _taken(sizes: Iterable[int]) -> int:
    shown = [size for size in sizes if size]
    return sum(shown) + len(_GAP) * max(0, len(shown) - 1)


def _lines_of_row(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """The lines of one row: a long last cell continues below itself."""
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
