"""How things are printed: data on stdout, talk on stderr, and nothing raw from a note.

Columns and colours are for terminals; elsewhere fields are separated by tabs.
"""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from mdnet.util.patterns import late_pattern
from mdnet.util.text import ZERO_WIDTH_MARKS, safe_text

_NARROWEST = 20
_ELLIPSIS = "…"

_NOT_PLAIN = late_pattern(r"[^\n -~]")

# Whatever comes from a note passes through this before it is printed.
safe = safe_text


def say(text: str) -> None:
    """Print a sentence for the user on stderr."""
    click.echo(safe(text), err=True)


def say_where_undo_lies(*, made: bool) -> None:
    """Tell of the folder for undo, if the edit was the first and made it."""
    if made:
        say("Made .mdnet/ in the vault; mdnet undo takes edits back from there.")


def put(text: str = "") -> None:
    """Print one line of data on stdout; ``text`` may come from a note."""
    click.echo(safe(text))


def put_styled(text: str) -> None:
    """Print one line of data whose parts are made safe and styled already."""
    click.echo(text)


def put_json(data: Any) -> None:
    r"""Print data as JSON; what may not go to a terminal is written as ``\u202e``."""
    _put_json(data, indent=2)


def put_json_line(data: Any) -> None:
    """Print data as JSON in one line, at once: for programs that read line by line."""
    _put_json(data, indent=None)


def _put_json(data: Any, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=not _speaks_utf8(), indent=indent)
    click.echo(escaped_json(text))


def escaped_json(text: str) -> str:
    """Return JSON with whatever may not go to a terminal escaped; it says the same."""
    return _NOT_PLAIN.sub(_escaped, text)


def put_parts(parts: Iterable[str]) -> None:
    """Print the parts of a file on stdout: byte for byte, but safe where a person looks on."""
    if is_terminal():
        for part in parts:
            for line in part.splitlines():
                put(line)
        return
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def is_terminal() -> bool:
    """Tell whether stdout is looked at by a person."""
    return sys.stdout.isatty()


def styled(text: str, **style: Any) -> str:
    """Return safe text in a style, where a terminal shows it and ``NO_COLOR`` is not set."""
    if is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        return click.style(safe(text), **style)
    return safe(text)


def terminal_width() -> int:
    """Return how many columns a line may have."""
    import shutil

    return max(_NARROWEST, shutil.get_terminal_size().columns)


def put_rows(rows: Sequence[Sequence[str]], *, numbered: bool = False) -> None:
    """Print rows: aligned columns that fit a terminal, or fields separated by tabs."""
    if not is_terminal():
        # All are safe, mostly: that is one look at ten thousand rows.
        all_safe = "".join(["".join(row) for row in rows]).isprintable()
        lines = ["\t".join(row if all_safe else map(safe, row)) for row in rows]
        if lines:
            click.echo("\n".join(lines))
        return
    cleaned = [[safe(cell) for cell in row] for row in rows]
    lead = [f"{number:>2}  " if numbered else "" for number in range(1, len(cleaned) + 1)]
    widths = _fit(
        [max(map(width, column)) for column in zip(*cleaned, strict=True)], bool(numbered)
    )
    for start, row in zip(lead, cleaned, strict=True):
        cells = [padded(cell, size) for cell, size in zip(row, widths, strict=True)]
        click.echo((start + "  ".join(cells)).rstrip())


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_letter_width(letter) for letter in text)


def padded(text: str, size: int) -> str:
    """Return text in exactly ``size`` columns, cut with an ellipsis or filled with blanks."""
    taken = width(text)
    if taken > size:
        text = cut(text, size)
        taken = width(text)
    return text + " " * (size - taken)


def cut(text: str, size: int) -> str:
    """Return text in at most ``size`` columns."""
    if width(text) <= size:
        return text
    kept, taken = "", 1
    for letter in text:
        taken += _letter_width(letter)
        if taken > size:
            break
        kept += letter
    return kept.rstrip() + _ELLIPSIS


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return ``1 note``, ``2 notes``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """Return the parts that are not empty with a separator between."""
    return separator.join([part for part in parts if part])


def _fit(widths: list[int], numbered: bool) -> list[int]:  # noqa: FBT001
    """Take columns from the widest until all fit the terminal."""
    room = terminal_width() - 2 * (len(widths) - 1) - (4 if numbered else 0)
    widths = [min(size, max(room, 1)) for size in widths]
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths


def _letter_width(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.combining(letter) or letter in ZERO_WIDTH_MARKS or letter == "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _escaped(letter: re.Match[str]) -> str:
    """Return a letter of JSON as it is, or escaped when it is not safe."""
    return letter[0] if safe(letter[0]) == letter[0] else json.dumps(letter[0])[1:-1]


def _speaks_utf8() -> bool:
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
