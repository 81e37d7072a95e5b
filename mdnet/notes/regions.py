"""Regions of a note that mdnet fills in, between two comments that the user wrote.

``<!-- mdnet:begin circles -->`` and ``<!-- mdnet:end circles -->``, each on a line of its
own, outside of code. The text between is mdnet's, not the user's. Pure.
"""

import re
from typing import NamedTuple

from mdnet.notes.hidden import without_code
from mdnet.util.lines import LineStarts

_MARK = "<!--"
_MARKER = re.compile(
    r"^ {0,3}<!--[ \t]*mdnet:(begin|end)[ \t]+([^\n>]{1,80}?)[ \t]*-->[ \t]*\r?$", re.MULTILINE
)


class Region(NamedTuple):
    """The text between two markers: from the end of one line to the start of another."""

    name: str
    line: int
    """Of the first marker."""
    start: int
    end: int


class Stray(NamedTuple):
    """A marker without its other half."""

    name: str
    line: int
    is_begin: bool


class Regions(NamedTuple):
    """The regions of a note, in order, and the markers that do not form one."""

    found: tuple[Region, ...] = ()
    strays: tuple[Stray, ...] = ()


def regions_of(text: str) -> Regions:
    """The regions of a text. One that begins before another has ended does not count."""
    if _MARK not in text or "mdnet:" not in text:
        return Regions()
    found: list[Region] = []
    strays: list[Stray] = []
    opened: tuple[str, int, int] | None = None
    lines = LineStarts(text)
    for marker in _MARKER.finditer(without_code(text)):
        line = lines.line(marker.start())
        name = marker[2]
        if marker[1] == "begin":
            if opened:
                strays.append(Stray(opened[0], opened[1], is_begin=True))
            opened = (name, line, min(marker.end() + 1, len(text)))
        elif opened and opened[0] == name:
            found.append(Region(name, opened[1], opened[2], marker.start()))
            opened = None
        else:
            strays.append(Stray(name, line, is_begin=False))
    if opened:
        strays.append(Stray(opened[0], opened[1], is_begin=True))
    return Regions(tuple(found), tuple(strays))


def without_regions(body: str) -> str:
    """The body with what mdnet filled in blanked out, every place kept."""
    parts, done = [], 0
    for region in regions_of(body).found:
        inside = re.sub(r"[^\r\n]", " ", body[region.start : region.end])
        parts += [body[done : region.start], inside]
        done = region.end
    return "".join([*parts, body[done:]])
