"""Matches in words: each need with the people who could meet it, or rows for programs."""

from typing import TYPE_CHECKING

import click

from mdnet.cli import layout, output
from mdnet.cli.hits import quoted, said_of
from mdnet.cli.layout import Marked
from mdnet.cli.reasons import Said, said_lines
from mdnet.network.namesakes import named

if TYPE_CHECKING:
    from mdnet.index.analysis import Analyzer
    from mdnet.search.matching import Match, Need

_INDENT = 2
_BAND = 6
_GAP = 2
_WIDEST_NAME = 24
# With less room beside the name, the reason goes on separate lines.
_LEAST_REASON = 30
_TIED = "; they know each other"


def put_rows(found: "list[Match]", apart: dict[str, str]) -> None:
    """Print a row for each match: for programs."""
    output.put_rows(
        [
            (
                named(match.need.name, match.need.path, apart),
                match.need.text,
                named(match.name, match.path, apart),
                match.band,
                said_of(match.reason) + (_TIED if match.already_tied else ""),
            )
            for match in found
        ]
    )


def put_needs(found: "list[Match]", apart: dict[str, str], analyzer: "Analyzer") -> None:
    """Print needs for people to read, each followed by who could meet it.

    Args:
        found: the matches, the surest first.
        apart: what distinguishes namesakes, by the path of their note.
        analyzer: finds the matching words, in the language of the notes.
    """
    for need in dict.fromkeys(match.need for match in found):
        _put_need(need, apart)
        some = [match for match in found if match.need == need]
        _put_helpers(some, apart, analyzer)


def _put_need(need: "Need", apart: dict[str, str]) -> None:
    name = output.safe(named(need.name, need.path, apart))
    sentence = f"{name} needs: {output.safe(need.text)}"
    first, *rest = layout.wrapped(sentence, output.terminal_width())
    shown = min(len(name), len(first))
    click.echo(output.styled(first[:shown], bold=True) + first[shown:])
    for line in rest:
        click.echo(line)


def _put_helpers(found: "list[Match]", apart: dict[str, str], analyzer: "Analyzer") -> None:
    names = [output.safe(named(match.name, match.path, apart)) for match in found]
    widest = min(_WIDEST_NAME, max(map(layout.width, names)))
    start = _INDENT + widest + _GAP + _BAND + _GAP
    room = output.terminal_width()
    beside = room - start >= _LEAST_REASON
    left = start if beside else _INDENT + _INDENT
    for name, match in zip(names, found, strict=True):
        lines = said_lines(_said(match, analyzer), room - left)
        head = f"{' ' * _INDENT}{layout.padded(name, widest)}{' ' * _GAP}"
        head += layout.padded(match.band, _BAND) + " " * _GAP
        if beside and lines:
            head += lines.pop(0)
        click.echo(head.rstrip())
        for line in lines:
            click.echo(" " * left + line)


def _said(match: "Match", analyzer: "Analyzer") -> Said:
    from mdnet.search.highlights import places_of

    reason = match.reason
    lead, text, tail = map(output.safe, quoted(reason))
    places = places_of(text, (*reason.matched, reason.need), analyzer)
    return Said(lead, Marked(text, places), tail + (_TIED if match.already_tied else ""))
