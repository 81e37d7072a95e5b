"""Text in the columns of a terminal: how wide it is, where it breaks, what of it is left out.

Pure: knows no terminal and prints nothing. Texts are safe already. A place in a text is a pair
of offsets, its start and its end.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mdnet.util.text import ZERO_WIDTH_MARKS

ELLIPSIS = "…"

Places = tuple[tuple[int, int], ...]


class Marked(NamedTuple):
    """A text with the places in it that stand out, in their order and apart from each other."""

    text: str
    places: Places = ()


def width(text: str) -> int:
    """The columns of a terminal that a text takes."""
    return len(text) if text.isascii() else sum(map(_letter_width, text))


def padded(text: str, size: int) -> str:
    """A text in exactly ``size`` columns, cut with an ellipsis or filled with blanks."""
    shown = cut(text, size)
    return shown + " " * (size - width(shown))


def cut(text: str, size: int) -> str:
    """A text in at most ``size`` columns; one that is longer ends with an ellipsis."""
    if width(text) <= size:
        return text
    return text[: _reach(text, size - 1)].rstrip() + ELLIPSIS


def lines_of(marked: Marked, size: int, *, first: int | None = None) -> list[Marked]:
    """A text in lines of at most ``size`` columns, broken at blanks where there are any.

    Args:
        marked: the text; the blanks at which it is broken are left out.
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
    """What of a text fits into ``size`` columns, around as many as can be of what stands out.

    One place at least is whole if there is room for it at all: the first one if no others stand
    closer together. An ellipsis stands for what is left out before and after, and no other word
    is cut in two.
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
    """A text with something before and behind it; what stands out stays what it was."""
    return _moved(marked, len(lead), lead + marked.text + tail)


def fewest_dropped(parts: Sequence[str], order: Sequence[int], size: int, between: str) -> str:
    """The parts of a text that fit into ``size`` columns together; the rest is left out whole.

    Args:
        parts: the parts in the order in which they are shown; an empty one counts for nothing.
        order: their numbers, the one that can be spared first in front.
        size: the columns that there are; if not even the last part fits, it is cut.
        between: what stands between two parts.
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
    """From the start of one place to the end of another, the most of them in so many columns."""
    best, most = (marked.places[0] if marked.places else (0, 0)), 1
    for number, (first, _) in enumerate(marked.places):
        for count, (_, last) in enumerate(marked.places[number:], start=1):
            if count > most and width(marked.text[first:last]) <= size:
                best, most = (first, last), count
    return best


def _start_of_window(text: str, first: int, last: int, size: int) -> int:
    """Where to begin so that a place is seen, and something of what leads up to it."""
    if width(text[:last]) < size:
        return 0
    room = max(0, size - 2 - width(text[first:last]))
    before = _columns_back(text[:first], min(room, size // 3))
    # Near the end of the text more of what comes before it fits.
    start = min(before, _columns_back(text, size - 1))
    if start > 0 and text[start - 1] != " ":
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else first
    return start


def _end_of_window(text: str, end: int, least: int) -> int:
    """Where to end so that no word behind ``least`` is cut in two."""
    if end == len(text) or text[end] == " ":
        return end
    blank = text.rfind(" ", 0, end)
    return blank if blank >= least else end


def _columns_back(text: str, size: int) -> int:
    """Where the last ``size`` columns of a text begin."""
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
    """A part of a text, with what stands out in it."""
    places = _within(marked.places, start, end)
    return Marked(marked.text[start:end], tuple((a - start, b - start) for a, b in places))


def _moved(marked: Marked, by: int, text: str) -> Marked:
    """Another text in which the places stand so many letters further on."""
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
