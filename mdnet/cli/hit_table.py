"""The hits of a search as a person reads them: a line or a few for each, as the room allows.

A line if everything fits into one. Otherwise the reason has lines of its own, in which the words
that matched are always seen; and what people do loses whole parts before it loses letters.
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
# Less is no room for what somebody does beside their name: it gets a line of its own.
_LEAST_SUMMARY = 20
_WIDEST_NAME = 24
_LEAST_NAME = 8
_MOST_LINES = 2
_BETWEEN = " · "
# Which of two roles, a firm and a city can be spared first, where there is no room for all.
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
    """How hits are laid out in so much room: the widths of their columns.

    ``below`` tells that what people do has a line of its own, ``inline`` that their reasons
    have none.
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
        places: says where in the text of a reason the words stand that matched.
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
    """Print hits at a terminal; names are links to the notes below ``root`` where it has links."""
    for row, lines in zip(rows, table(rows, terminal.terminal_width()), strict=True):
        start, name, rest = lines[0]
        shown = terminal.styled(name, bold=True)
        if row.path:
            shown = terminal.linked(shown, root / row.path)
        click.echo(f"{start}{shown}{rest}")
        for line in lines[1:]:
            click.echo("".join(line))


def table(rows: Sequence[Row], room: int) -> list[list[tuple[str, str, str]]]:
    """The lines of each hit, each as what is before, in and behind the name of the first line."""
    plan = _plan(rows, room)
    return [_lines(number, row, plan) for number, row in enumerate(rows, start=1)]


def _plan(rows: Sequence[Row], room: int) -> _Plan:
    """Choose the columns for some hits, the same for all of them."""
    digits = max(2, len(str(len(rows))))
    start = digits + _GAP
    wanted = max((layout.width(_BETWEEN.join(filter(None, row.facts))) for row in rows), default=0)
    beside_band = room - start - _GAP - _BAND
    names = max((layout.width(row.name) for row in rows), default=0)
    # A name that is far too long takes no room from what people do.
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
    """How wide what somebody does is with all parts left out that can be."""
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
