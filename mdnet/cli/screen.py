"""A page on a screen: lines are wrapped, and less important parts are left out if need be.

Off a terminal the page is complete, with one line per paragraph.
"""

from collections.abc import Sequence
from typing import NamedTuple

import click

from mdnet.cli import layout, output

LOWEST = 24
"""The number of lines that every terminal has."""
# For the title, messages before and after the page, and the prompt.
_AROUND = 4
_INDENT = "  "


class Paragraph(NamedTuple):
    """A text under a label, which may be empty; it may come from a note."""

    label: str
    text: str


class Part(NamedTuple):
    """Lines that are kept or dropped together.

    If a page is too long, parts with the highest ``rank`` are dropped first. When a part of a
    ``group`` is dropped, the later ones are, too; an empty group is none.
    """

    rank: int
    paragraphs: tuple[Paragraph, ...]
    group: str = ""


def put_page(parts: Sequence[Part], *, whole: bool) -> int:
    """Print a page; on a terminal, only what fits on the screen, or the ``whole``.

    Returns:
        how many lines were left out.
    """
    if not output.is_terminal():
        for part in parts:
            for paragraph in part.paragraphs:
                click.echo("".join(_lines(paragraph, None)))
        return 0
    import shutil

    wide, high = shutil.get_terminal_size()
    shown = [[line for one in part.paragraphs for line in _lines(one, wide)] for part in parts]
    room = sum(map(len, shown)) if whole else max(high, LOWEST) - _AROUND
    kept = _kept(parts, [len(lines) for lines in shown], room)
    for number in kept:
        click.echo("\n".join(shown[number]))
    return sum(map(len, shown)) - sum(len(shown[number]) for number in kept)


def _kept(parts: Sequence[Part], heights: Sequence[int], room: int) -> list[int]:
    """The indexes of the parts that fit on the screen, in the order of the page."""
    gone: set[str] = set()
    kept = []
    for number in sorted(range(len(parts)), key=lambda number: (parts[number].rank, number)):
        group = parts[number].group
        if heights[number] > room or group in gone:
            gone |= {group} - {""}
        else:
            kept.append(number)
            room -= heights[number]
    return sorted(kept)


def _lines(paragraph: Paragraph, size: int | None) -> list[str]:
    """The lines of a paragraph, wrapped to a width; one line if it is None."""
    label = f"{output.safe(paragraph.label)}:" if paragraph.label else ""
    text = output.safe(paragraph.text)
    whole = output.joined((label, text), " ") if label else f"{_INDENT}{text}"
    lines = [whole] if size is None else wrapped(whole, size)
    if label and lines[0].startswith(label):
        lines[0] = output.styled(label, dim=True) + lines[0][len(label) :]
    return lines


def wrapped(text: str, size: int) -> list[str]:
    """A text in lines of at most ``size`` columns, broken at blanks where there are any.

    All lines but the first are indented, and so is the first if the text is.
    """
    lead = _INDENT if text.startswith(_INDENT) else ""
    rest = lead + _INDENT
    words = " ".join(text.split())
    first, *_ = layout.wrapped(words, size - len(lead))
    others = words[len(first) :].lstrip()
    lines = [lead + first]
    if others:
        lines += [rest + line for line in layout.wrapped(others, max(1, size - len(rest)))]
    return lines
