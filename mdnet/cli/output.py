"""How things are printed: data on stdout, talk on stderr, and nothing raw from a note.

Columns and colours are for terminals; elsewhere fields are separated by tabs.
"""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli.layout import wrapped
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

# Whatever comes from a note passes through this before it is printed.
safe = safe_text


def say(text: str, *, to_copy: bool = False) -> None:
    """Print a sentence for the user on stderr; at a terminal, no word of it is broken.

    With ``to_copy`` it stays one line however long it is, since somebody may copy it.
    """
    shown = safe(text)
    if sys.stderr.isatty() and not to_copy:
        shown = "\n".join(wrapped(shown, terminal_width(sys.stderr)))
    click.echo(shown, err=True)


def say_where_undo_lies(*, made: bool) -> None:
    """Tell of the folder for undo, if the edit was the first and made it."""
    if made:
        say("Created .mdnet/ in the vault. It keeps the backups for mdnet undo.")


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


def put_rows(
    rows: Sequence[Sequence[str]],
    columns: "Sequence[Column]" = (),
    links: Sequence[Path] = (),
) -> None:
    """Print rows: aligned columns that fit a terminal, or fields separated by tabs.

    Args:
        rows: cells, as many in each row.
        columns: what gives way where a terminal has no room for everything. Without them the
            widest columns do, and a long last cell goes on in a line below.
        links: a file for each row, to which its first cell leads where the terminal has links.
    """
    if not rows:
        return
    if not is_terminal():
        # All are safe, mostly: that is one look at ten thousand rows.
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
    """Return ``1 note``, ``2 notes``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """The parts that are not empty with a separator between."""
    return separator.join([part for part in parts if part])


def _escaped(letter: re.Match[str]) -> str:
    """A letter of JSON as it is, or escaped when it is not safe."""
    return letter[0] if safe(letter[0]) == letter[0] else json.dumps(letter[0])[1:-1]


def _speaks_utf8() -> bool:
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
