"""How things are printed: data on stdout, messages on stderr, and nothing raw from a note.

Columns and colours are for terminals; elsewhere, tabs separate the fields.
"""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli.terminal import is_terminal, linked, styled, terminal_width
from mdnet.util.patterns import late_pattern
from mdnet.util.text import safe_text

if TYPE_CHECKING:
    from mdnet.cli.columns import Column

__all__ = (
    "counted", "escaped_json", "is_terminal", "joined", "put", "put_json", "put_json_line",
    "put_parts", "put_rows", "put_styled", "safe", "say", "say_where_undo_lies", "styled",
    "terminal_width",
)  # fmt: skip

_NOT_PLAIN = late_pattern(r"[^\n -~]")

# Everything from a note passes through this before it is printed.
safe = safe_text


def say(text: str, *, to_copy: bool = False) -> None:
    """Print a sentence for the user on stderr, wrapped at words on a terminal.

    With ``to_copy`` it stays on one line, however long, so that it can be copied.
    """
    shown = safe(text)
    if sys.stderr.isatty() and not to_copy:
        from mdnet.cli.layout import wrapped

        shown = "\n".join(wrapped(shown, terminal_width(sys.stderr)))
    click.echo(shown, err=True)


def say_where_undo_lies(*, made: bool) -> None:
    """Mention the folder for undo, if this edit created it."""
    if made:
        say("Created .mdnet/ in the vault. It keeps the backups for mdnet undo.")


def put(text: str = "") -> None:
    """Print one line of data on stdout; ``text`` may come from a note."""
    click.echo(safe(text))


def put_styled(text: str) -> None:
    """Print one line of data that is already safe and styled."""
    click.echo(text)


def put_json(data: Any) -> None:
    r"""Print data as JSON; unsafe characters are escaped, as in ``\u202e``."""
    _put_json(data, indent=2)


def put_json_line(data: Any) -> None:
    """Print data as one line of JSON and flush it, for programs that read line by line."""
    _put_json(data, indent=None)


def _put_json(data: Any, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=not _speaks_utf8(), indent=indent)
    click.echo(escaped_json(text))


def escaped_json(text: str) -> str:
    """The same JSON, with characters escaped that are unsafe on a terminal."""
    return _NOT_PLAIN.sub(_escaped, text)


def put_parts(parts: Iterable[str]) -> None:
    """Print the parts of a file on stdout: byte for byte, but made safe on a terminal."""
    if is_terminal():
        for part in parts:
            for line in part.splitlines():
                put(line)
        return
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def put_rows(
    rows: Sequence[Sequence[str]],
    columns: "Sequence[Column]" = (),
    links: Sequence[Path] = (),
) -> None:
    """Print rows: aligned columns on a terminal, elsewhere fields separated by tabs.

    Args:
        rows: the cells, the same number in each row.
        columns: which columns give way if the terminal is too narrow. Without them, the widest
            do, and a long last cell continues on the line below.
        links: a file for each row, which its first cell links to if the terminal has links.
    """
    if not rows:
        return
    if not is_terminal():
        # Mostly all of them are safe, so one look is enough for ten thousand rows.
        all_safe = "".join(["".join(row) for row in rows]).isprintable()
        click.echo("\n".join(["\t".join(row if all_safe else map(safe, row)) for row in rows]))
        return
    from mdnet.cli.columns import PLAIN, table_lines

    cleaned = [[safe(cell) for cell in row] for row in rows]
    behave = columns or [PLAIN] * len(rows[0])
    for number, lines in enumerate(table_lines(cleaned, behave, terminal_width())):
        name = cleaned[number][0].strip()
        if links and name and name in lines[0]:
            lines[0] = lines[0].replace(name, linked(name, links[number]), 1)
        click.echo("\n".join(lines))


def counted(number: int, singular: str, plural: str = "") -> str:
    """``1 note``, ``2 notes``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """The parts that are not empty, joined by a separator."""
    return separator.join([part for part in parts if part])


def _escaped(letter: re.Match[str]) -> str:
    """A letter of JSON as it is, or escaped when it is not safe."""
    return letter[0] if safe(letter[0]) == letter[0] else json.dumps(letter[0])[1:-1]


def _speaks_utf8() -> bool:
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
