"""vCard files to people, lists and problems: versions 2.1, 3.0 and 4.0, as they come.

One bad card is one problem with its place and never the end of the reading. The cards are
read one after the other, so that memory holds one at a time. Knows nothing of notes.
"""

import re
from collections.abc import Iterator

from mdnet.formats.content import Junk
from mdnet.formats.person import Incoming, Item, Options, Reader
from mdnet.formats.vcard.cards import RawCard, raw_cards
from mdnet.formats.vcard.person import circle_of, person_of
from mdnet.model.contact import Problem
from mdnet.util.text import one_line

_SHOWN = 40
_LOOKED_AT = 4096
_CARD = re.compile(rb"^\s*BEGIN:VCARD", re.MULTILINE | re.IGNORECASE)


def read_vcards(data: bytes, name: str, *, photos: bool = False) -> Iterator[Item]:
    """Yield what a file of vCards holds, in order.

    Args:
        data: the file.
        name: its name, for places and problems.
        photos: whether to keep pictures; otherwise they are reported as lost.
    """
    silent = False
    for card in raw_cards(data):
        if isinstance(card, RawCard):
            silent = False
            yield from _items(card, name, photos=photos)
        elif not silent:
            silent = True  # one line of it tells enough
            yield _junk(card, name, "is outside any card and was skipped")


def _recognises(start: bytes, _: str) -> bool:
    return _CARD.search(start[:_LOOKED_AT]) is not None


def _read(data: bytes, name: str, options: Options) -> Iterator[Item]:
    return read_vcards(data, name, photos=options.photos)


READER = Reader(_recognises, _read)


def _items(card: RawCard, name: str, *, photos: bool) -> Iterator[Item]:
    place = f"{name}:{card.line}"
    circle = circle_of(card.properties, place)
    person = None if circle else person_of(card.properties, place, photos=photos)
    if circle:
        yield circle
    elif person:
        yield person
    else:
        yield Problem(
            name, card.line, 1, "card-nameless",
            "this card has no name, organization, address or number",
            "give it a line FN:… and import it again", "error",
        )  # fmt: skip
    yield from _complaints(card, name, person)


def _complaints(card: RawCard, name: str, person: Incoming | None) -> Iterator[Problem]:
    for junk in card.junk:
        yield _junk(junk, name, "is not a property and was skipped")
    guessed = [one for one in card.properties if one.guessed]
    if guessed:
        who = f" of {person.name}" if person else ""
        names = ", ".join(dict.fromkeys(one.name for one in guessed))
        yield Problem(
            name, guessed[0].line, 1, "card-charset",
            f"{names}{who}: unknown character set; read as Windows-1252",
            "check the name and text",
        )  # fmt: skip
    if not card.ended:
        yield Problem(
            name, card.line, 1, "card-unended",
            "this card has no END:VCARD; mdnet read as much as there is",
        )  # fmt: skip


def _junk(junk: Junk, name: str, what: str) -> Problem:
    text = one_line(junk.text)
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return Problem(name, junk.line, 1, "card-junk", f'"{shown}" {what}')
