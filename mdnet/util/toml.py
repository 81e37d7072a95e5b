"""Reads untrusted TOML within limits, and finds lines that ``tomllib`` does not keep.

Knows nothing of the content.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from typing import Any

from mdnet.util.patterns import late_pattern

# tomllib takes the square of their number for keys such as a.a.a.a.
_DEEPEST = 40
_DEEP_KEY = late_pattern(rf"(?:[\w\"'-]{{1,99}}+[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")
_PLACE = late_pattern(r"\(at line (\d+), column (\d+)\)\Z")


def toml_of(text: str) -> dict[str, Any]:
    """The table in a TOML text.

    Raises:
        ValueError: it is not TOML, or nested too deeply.
    """
    import tomllib

    dotted = (part for part in re.split("[=\n]", text) if part.count(".") >= _DEEPEST)
    if any(map(_DEEP_KEY.search, dotted)):
        raise ValueError("is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def place_of(error: ValueError, text: str) -> tuple[int, int]:
    """The line and column in an error of ``toml_of``; 1 and 1 if it has none."""
    message = str(error)
    if message.endswith("(at end of document)"):
        return text.count("\n") + 1, 1
    place = _PLACE.search(message)
    return (int(place[1]), int(place[2])) if place else (1, 1)


class KeyLines:
    """The lines where keys and tables of a TOML text begin."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(text.split("\n"), start=1):
            key = line.partition("=")[0].strip(" \t\r[]\"'")
            if key:
                self._lines[key].append(number)

    def of(self, key: str, table: str = "") -> int:
        """The line of a key in its table; that of the table if the key is missing."""
        start = self.of(table) if table else 1
        lines = self._lines.get(key, ())
        at = bisect_left(lines, start)
        return lines[at] if at < len(lines) else start
