"""Finds the line of a character in a text, many times over."""

from bisect import bisect_right

from mdnet.util.patterns import late_pattern

_LINE_END = late_pattern("\n")


class LineStarts:
    """The starts of the lines of a text, found once; counting each time would be quadratic."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """The line and the column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line(self, index: int) -> int:
        """The line of a character, from 1."""
        return bisect_right(self._starts, index)
