"""A log line from the words that somebody types: ``Ana Diaz got a lift``."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from mdnet.model.contact import LOG_KINDS

if TYPE_CHECKING:
    from mdnet.notes.log import Headings

_PLAIN: Final = "contact"
KINDS: Final = (*LOG_KINDS, _PLAIN)
"""The words for the kind of a line; ``contact`` means none of the others."""


class Typed(NamedTuple):
    """What was typed: the words of the names, the kind (empty for plain contact), the text."""

    names: tuple[str, ...]
    kind: str
    text: str


def place_of_kind(words: Sequence[str]) -> int | None:
    """The index of the kind: the first word that can be one, after at least one word of a name."""
    places = (at for at, word in enumerate(words) if at and _kind_of(word) in KINDS)
    return next(places, None)


def typed_line(words: Sequence[str]) -> Typed | None:
    """The parts of a log line; None if no word is a kind."""
    at = place_of_kind(words)
    if at is None:
        return None
    kind = _kind_of(words[at])
    text = " ".join(words[at + 1 :])
    return Typed(tuple(words[:at]), kind if kind != _PLAIN else "", text)


def log_line(
    day: date, kind: str, text: str, *, others: Sequence[str] = (), goal: str = "",
    weight: float | None = None,
) -> str:  # fmt: skip
    """A line as it is written in a log.

    Args:
        day: when it was.
        kind: as in ``LOG_KINDS``; empty for plain contact.
        text: what happened.
        others: links to who else was there.
        goal: a link to the goal that it was for.
        weight: how much it counts, if not 1.
    """
    said = [
        text,
        f"with {', '.join(others)}" if others else "",
        f"for {goal}" if goal else "",
    ]
    told = " ".join(part for part in said if part)
    start = f"{day.isoformat()} {kind}:" if kind else day.isoformat()
    weighed = f"(x{weight:g})" if weight and weight != 1 else ""
    return " ".join(part for part in (start, told, weighed) if part)


def logged(data: bytes, heading: "Headings", line: str, values: Mapping[str, str]) -> bytes:
    """A note with a line added to its log, and with some keys set.

    Raises:
        EditRefusedError: one of these cannot be written safely.
    """
    # Imported here, because completion needs the kinds and must be quick.
    from mdnet.editing.keys import set_scalar
    from mdnet.editing.log import add_line_under

    for key, value in values.items():
        data = set_scalar(data, key, value)
    return add_line_under(data, heading, line)


def _kind_of(word: str) -> str:
    return word.casefold().rstrip(":")
