"""On which line of a text a character stands, however often one asks."""

from bisect import bisect_right

from mdnet.util.patterns import late_pattern

_LINE_END = late_pattern("\n")


class LineStarts:
    """Where the lines of a text begin, found once: counting anew for each place is quadratic."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and the column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line(self, index: int) -> int:
        """Return the line of a character, from 1."""
        return bisect_right(self._starts, index)
