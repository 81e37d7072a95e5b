"""Where one vCard ends and the next begins: bytes to cards of properties.

Copes with cards in cards (AGENT), cards that never end and lines between cards. Knows no
property but BEGIN, END and AGENT.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mdnet.formats.content import Junk, Property, properties
from mdnet.formats.vcard.values import escape

# Cards in cards in cards: nobody needs them, but files can be made of them.
_DEEPEST = 8


@dataclass(slots=True)
class RawCard:
    """One card as it stands in the file."""

    line: int
    """Of its BEGIN."""
    properties: list[Property] = field(default_factory=list)
    junk: list[Junk] = field(default_factory=list)
    ended: bool = True


def raw_cards(data: bytes) -> Iterator[RawCard | Junk]:
    """Yield the cards of a file one at a time, and what stands between them."""
    open_cards: list[RawCard] = []
    for one in properties(data):
        mark = _mark(one)
        if mark == "BEGIN":
            if open_cards and not _expects_card(open_cards):
                yield _unended(open_cards)
                open_cards = []
            open_cards.append(RawCard(one.line))
        elif not open_cards:
            yield Junk(one.line, one.text)
        elif mark == "END":
            if len(open_cards) == 1:
                yield open_cards.pop()
            else:
                _put_inside(open_cards)
        elif isinstance(one, Junk):
            open_cards[-1].junk.append(one)
        else:
            open_cards[-1].properties.append(one)
    if open_cards:
        yield _unended(open_cards)


def _mark(one: Property | Junk) -> str:
    """``BEGIN`` or ``END`` for such a line, otherwise empty."""
    if isinstance(one, Junk) or one.name not in ("BEGIN", "END"):
        return ""
    return one.name if one.value.strip().upper() == "VCARD" else ""


def _expects_card(open_cards: list[RawCard]) -> bool:
    """Whether the card that is open has just said that another follows."""
    inside = open_cards[-1].properties
    waits = bool(inside) and inside[-1].name == "AGENT" and not inside[-1].value.strip()
    return waits and len(open_cards) < _DEEPEST


def _unended(open_cards: list[RawCard]) -> RawCard:
    while len(open_cards) > 1:
        _put_inside(open_cards)
    open_cards[0].ended = False
    return open_cards[0]


def _put_inside(open_cards: list[RawCard]) -> None:
    """Make the innermost card the value of its AGENT line, as vCard 3.0 writes it."""
    inner = open_cards.pop()
    lines = ["BEGIN:VCARD", *(one.text for one in inner.properties), "END:VCARD"]
    outer = open_cards[-1]
    agent = outer.properties.pop()
    value = escape("\n".join(lines))
    outer.properties.append(
        Property("AGENT", value, agent.params, agent.group, agent.line, f"AGENT:{value}")
    )
    outer.junk += inner.junk
