"""Why somebody is shown, in a few lines that always contain the words that matched."""

from typing import NamedTuple

from mdnet.cli import layout, terminal
from mdnet.cli.layout import Marked

_MOST_LINES = 2
_STEP = 4


class Said(NamedTuple):
    """A reason in words, safe to print: a lead-in, a text from a note, and the rest.

    Only ``text`` may be shortened.
    """

    lead: str = ""
    text: Marked = Marked("")
    tail: str = ""

    @property
    def whole(self) -> Marked:
        """All of it."""
        return layout.after(self.lead, self.text, self.tail)


def said_lines(said: Said, room: int) -> list[str]:
    """A reason in at most two styled lines, cut around the words that matched."""
    size, shown = _MOST_LINES * room, said.whole
    lines = layout.lines_of(shown, room) if shown.text else []
    while len(lines) > _MOST_LINES and size > room:
        left = max(room // 2, size - layout.width(said.lead + said.tail))
        shown = layout.after(said.lead, layout.around(said.text, left), said.tail)
        lines = layout.lines_of(shown, room)
        size -= _STEP
    return list(map(highlighted, lines))


def highlighted(marked: Marked) -> str:
    """A text with its highlights in bold, if there are colours."""
    shown, at = "", 0
    for start, end in marked.places:
        shown += marked.text[at:start] + terminal.styled(marked.text[start:end], bold=True)
        at = end
    return shown + marked.text[at:]
