"""Text in the columns of a terminal: how wide it is, where it breaks, what is left out.

Pure: it needs no terminal and prints nothing. Texts are already safe. A place in a text is a pair
of offsets, its start and its end.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mdnet.util.text import ZERO_WIDTH_MARKS

ELLIPSIS = "…"

Places = tuple[tuple[int, int], ...]


class Marked(NamedTuple):
    """A text with the places to highlight, in order and not overlapping."""

    text: str
    places: Places = ()


def width(text: str) -> int:
    """The width of a text in columns of a terminal."""
    return len(text) if text.isascii() else sum(map(_letter_width, text))


def padded(text: str, size: int) -> str:
    """A text in exactly ``size`` columns, cut with an ellipsis or padded with blanks."""
    shown = cut(text, size)
    return shown + " " * (size - width(shown))


def cut(text: str, size: int) -> str:
    """A text in at most ``size`` columns; a longer one ends with an ellipsis."""
    if width(text) <= size:
        return text
    return text[: _reach(text, size - 1)].rstrip() + ELLIPSIS


def lines_of(marked: Marked, size: int, *, first: int | None = None) -> list[Marked]:
    """A text in lines of at most ``size`` columns, broken at blanks where there are any.

    Args:
        marked: the text; blanks at line breaks are dropped.
        size: columns of a line, at least 2.
        first: columns of the first line, if it has fewer.
    """
    text, start, lines = marked.text, 0, []
    room = size if first is None else first
    while start < len(text):
        end = start + _reach(text[start:], room)
        if end < len(text):
            blank = text.rfind(" ", start, end + 1)
            end = blank if blank > start else max(end, start + 1)
        lines.append(_part(marked, start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
        room = size
    return lines or [Marked("")]


def wrapped(text: str, size: int) -> list[str]:
    """A text in lines of at most ``size`` columns, broken at blanks where there are any."""
    return [line.text for line in lines_of(Marked(text), size)]


def around(marked: Marked, size: int) -> Marked:
    """The part of a text that fits into ``size`` columns with the most highlights.

    At least one highlight is complete if there is room: the first, unless others are closer
    together. Ellipses replace what is left out before and after, and no other word is cut.
    """
    text = marked.text
    if width(text) <= size:
        return marked
    first, last = _densest(marked, size - 2)
    start = _start_of_window(text, first, last, size)
    room = size - (start > 0)
    end = len(text)
    if width(text[start:]) > room:
        end = _end_of_window(text, start + _reach(text[start:], room - 1), max(last, start + 1))
    part = _part(marked, start, end)
    kept = part.text
    if end < len(text):
        seen = max((until for _, until in part.places), default=0)
        kept = kept[:seen] + kept[seen:].rstrip(" ,;:")
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    return _moved(Marked(kept, part.places), len(before), before + kept + after)


def after(lead: str, marked: Marked, tail: str = "") -> Marked:
    """A text with something before and after it; the highlights stay the same."""
    return _moved(marked, len(lead), lead + marked.text + tail)


def fewest_dropped(parts: Sequence[str], order: Sequence[int], size: int, between: str) -> str:
    """The parts of a text that fit into ``size`` columns; other parts are dropped whole.

    Args:
        parts: the parts in the order of display; empty ones are ignored.
        order: their indexes, the first to drop in front.
        size: the available columns; if not even the last part fits, it is cut.
        between: the separator.
    """
    kept = list(parts)
    for number in order[:-1]:
        shown = between.join(filter(None, kept))
        if width(shown) <= size:
            return shown
        if any(part for at, part in enumerate(kept) if at != number):
            kept[number] = ""
    return cut(between.join(filter(None, kept)), size)


def _densest(marked: Marked, size: int) -> tuple[int, int]:
    """The span that contains the most highlights within ``size`` columns."""
    best, most = (marked.places[0] if marked.places else (0, 0)), 1
    for number, (first, _) in enumerate(marked.places):
        for count, (_, last) in enumerate(marked.places[number:], start=1):
            if count > most and width(marked.text[first:last]) <= size:
                best, most = (first, last), count
    return best


def _start_of_window(text: str, first: int, last: int, size: int) -> int:
    """Where to start so that a highlight is visible, with some of the text before it."""
    if width(text[:last]) < size:
        return 0
    room = max(0, size - 2 - width(text[first:last]))
    before = _columns_back(text[:first], min(room, size // 3))
    # Near the end of the text, more of the text before it fits.
    start = min(before, _columns_back(text, size - 1))
    if start > 0 and text[start - 1] != " ":
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else first
    return start


def _end_of_window(text: str, end: int, least: int) -> int:
    """Where to end so that no word after ``least`` is cut in two."""
    if end == len(text) or text[end] == " ":
        return end
    blank = text.rfind(" ", 0, end)
    return blank if blank >= least else end


def _columns_back(text: str, size: int) -> int:
    """The start of the last ``size`` columns of a text."""
    at, taken = len(text), 0
    while at > 0 and taken + _letter_width(text[at - 1]) <= size:
        at -= 1
        taken += _letter_width(text[at])
    return at


def _reach(text: str, size: int) -> int:
    """How many letters of a text fit into ``size`` columns."""
    if text.isascii():
        return min(len(text), max(size, 0))
    taken = 0
    for number, letter in enumerate(text):
        taken += _letter_width(letter)
        if taken > size:
            return number
    return len(text)


def _part(marked: Marked, start: int, end: int) -> Marked:
    """A part of a text, with its highlights."""
    places = _within(marked.places, start, end)
    return Marked(marked.text[start:end], tuple((a - start, b - start) for a, b in places))


def _moved(marked: Marked, by: int, text: str) -> Marked:
    """Another text whose highlights are shifted by that many letters."""
    places = _within(marked.places, 0, len(marked.text))
    return Marked(text, tuple((start + by, end + by) for start, end in places))


def _within(places: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in places:
        if first < end and last > start:
            yield max(first, start), min(last, end)


def _letter_width(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.combining(letter) or letter in ZERO_WIDTH_MARKS or letter == "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
