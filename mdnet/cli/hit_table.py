"""The hits of a search for people to read: one line each if there is room, otherwise a few.

If a hit does not fit on one line, its reason goes on separate lines, which always show the words
that matched. What people do is shortened by whole parts before it is cut.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mdnet.cli import layout, output, terminal
from mdnet.cli.hits import could_be_done, facts_of, quoted, way_to
from mdnet.cli.layout import Marked
from mdnet.cli.reasons import Said, highlighted, said_lines

if TYPE_CHECKING:
    from mdnet.search.results import Hit, Reason

    Places = Callable[["Hit", "Reason", str], layout.Places]

_BAND_STYLES: dict[str, dict[str, Any]] = {
    "strong": {"fg": "green", "bold": True},
    "good": {"fg": "green"},
    "maybe": {"fg": "yellow"},
}
_BAND = 6
_INDENT = 6
_GAP = 2
# With less room beside the name, what somebody does goes on a separate line.
_LEAST_SUMMARY = 20
_WIDEST_NAME = 24
_LEAST_NAME = 8
_MOST_LINES = 2
_BETWEEN = " · "
# The order in which two roles, a firm and a city are dropped if there is no room for all.
_SPARED = (1, 2, 3, 0)


class Row(NamedTuple):
    """A hit in words, safe to print."""

    name: str
    facts: tuple[str, ...]
    band: str
    why: Said
    could: str
    path: str | None


class _Plan(NamedTuple):
    """How hits are laid out: the widths of their columns.

    ``below`` means that what people do goes on a separate line, ``inline`` that the reasons do
    not.
    """

    room: int
    digits: int
    names: int
    summaries: int
    below: bool
    inline: bool


def rows_of(hits: "Sequence[Hit]", places: "Places") -> list[Row]:
    """The hits in words.

    Args:
        hits: the best first.
        places: finds the words that matched in the text of a reason.
    """
    from mdnet.network.namesakes import told_apart

    apart = told_apart(hits)
    return [_row(hit, places, apart) for hit in hits]


def _row(hit: "Hit", places: "Places", apart: dict[str, str]) -> Row:
    from mdnet.network.namesakes import named

    way, lead, text, tail = way_to(hit), "", "", ""
    if hit.reasons:
        lead, text, tail = quoted(hit.reasons[0], hit.via[0] if hit.via else "")
        text = output.safe(text)
    found = places(hit, hit.reasons[0], text) if text else ()
    between = ": " if way and (lead or text) else ""
    return Row(
        output.safe(named(hit.name, hit.path, apart)),
        tuple(map(output.safe, facts_of(hit))),
        hit.band,
        Said(output.safe(way + between + lead), Marked(text, found), tail),
        output.safe(could_be_done(hit)),
        hit.path,
    )


def put_table(rows: Sequence[Row], root: Path) -> None:
    """Print hits on a terminal; names link to the notes below ``root`` if it supports links."""
    for row, lines in zip(rows, table(rows, terminal.terminal_width()), strict=True):
        start, name, rest = lines[0]
        shown = terminal.styled(name, bold=True)
        if row.path:
            shown = terminal.linked(shown, root / row.path)
        click.echo(f"{start}{shown}{rest}")
        for line in lines[1:]:
            click.echo("".join(line))


def table(rows: Sequence[Row], room: int) -> list[list[tuple[str, str, str]]]:
    """The lines of each hit, each split into the text before the name, the name, and the rest."""
    plan = _plan(rows, room)
    return [_lines(number, row, plan) for number, row in enumerate(rows, start=1)]


def _plan(rows: Sequence[Row], room: int) -> _Plan:
    """Choose the same columns for all hits."""
    digits = max(2, len(str(len(rows))))
    start = digits + _GAP
    wanted = max((layout.width(_BETWEEN.join(filter(None, row.facts))) for row in rows), default=0)
    beside_band = room - start - _GAP - _BAND
    names = max((layout.width(row.name) for row in rows), default=0)
    # A very long name must not take room away from what people do.
    widest = max(_WIDEST_NAME, beside_band - _GAP - min(wanted, _LEAST_SUMMARY))
    names = min(names, widest, max(_LEAST_NAME, beside_band))
    left = beside_band - names - _GAP
    reasons = max((layout.width(row.why.whole.text) for row in rows), default=0)
    beside = min(wanted, left - reasons - _GAP)
    inline = beside >= max((_least(row) for row in rows), default=0)
    below = not inline and wanted > left < _LEAST_SUMMARY
    summaries = beside if inline else 0 if below else min(wanted, left)
    return _Plan(room, digits, names, summaries, below, inline)


def _least(row: Row) -> int:
    """The width of what somebody does in its shortest form."""
    return layout.width(next(filter(None, (row.facts[0], *reversed(row.facts))), ""))


def _lines(number: int, row: Row, plan: _Plan) -> list[tuple[str, str, str]]:
    name = layout.cut(row.name, plan.names)
    rest = " " * (plan.names - layout.width(name) + _GAP)
    if plan.summaries:
        summary = layout.fewest_dropped(row.facts, _SPARED, plan.summaries, _BETWEEN)
        rest += layout.padded(summary, plan.summaries) + " " * _GAP
    rest += terminal.styled(row.band, **_BAND_STYLES.get(row.band, {}))
    more = []
    if plan.below and any(row.facts):
        size = max(_LEAST_NAME, plan.room - _INDENT)
        more.append(layout.fewest_dropped(row.facts, _SPARED, size, _BETWEEN))
    if plan.inline:
        rest += " " * (_BAND - len(row.band) + _GAP) + highlighted(row.why.whole)
    else:
        more += said_lines(row.why, plan.room - _INDENT)
    more += _could_lines(row.could, plan.room - _INDENT)
    head = (f"{number:>{plan.digits}}  ", name, rest.rstrip())
    return [head, *((" " * _INDENT + line, "", "") for line in more)]


def _could_lines(could: str, room: int) -> list[str]:
    lines = layout.wrapped(could, room) if could else []
    if len(lines) > _MOST_LINES:
        rest = Marked(" ".join(lines[_MOST_LINES - 1 :]))
        lines = [*lines[: _MOST_LINES - 1], layout.around(rest, room).text]
    return [terminal.styled(line, dim=True) for line in lines]
