"""Kinds of ties: what each is called from the other end, how far it carries, and its words.

A kind says what others are to a person: ``parents`` are theirs, ``introduced_by`` names the
one who introduced them. Any key of a note may be a kind. Pure.
"""

from collections.abc import Iterable

from mdnet.model.contact import Edge
from mdnet.model.key_table import CONTACT_KEYS

MENTION = "mention"
MENTIONED_BY = "mentioned by"
NOT_SAME = "not_same_as"
"""The key by which a note says that two people are not one; it is not a tie."""
COUPLE = frozenset(("spouse", "partner"))
"""Two words for one tie; of these everybody has one, as a rule."""

_TIES = {key.name: key.tie for key in CONTACT_KEYS if key.tie}


def _inverses() -> dict[str, str]:
    """The name of each kind from the other end; ``introduced`` is not itself a key."""
    found = {MENTION: MENTIONED_BY, MENTIONED_BY: MENTION}
    for name, tie in _TIES.items():
        found[name] = tie.inverse
        found.setdefault(tie.inverse, name)
    return found


_INVERSES = _inverses()
_VERBS = {
    **{name: tie.verb for name, tie in _TIES.items()},
    "introduced": "introduced",
    MENTION: "mentions",
    MENTIONED_BY: "is mentioned by",
}

# How far a tie carries an introduction, 0 to 1.
_STATED = 0.7
_INTRODUCED = 0.6
_MENTIONED = 0.5


def ties_among(edges: Iterable[Edge]) -> list[Edge]:
    """The links under a note's keys that are ties."""
    return [edge for edge in edges if edge.kind != NOT_SAME]


def inverse(kind: str) -> str:
    """The name of a tie of this kind from the other end; most are symmetric."""
    return _INVERSES.get(kind, kind)


def is_said_by_both(kind: str) -> bool:
    """Whether a tie of this kind is one that the notes of both people should state.

    Family, and ties to mentors and employers. Loose ties, or one of many, are stated on one
    side; an introduction is stated by the one who was introduced.
    """
    return kind in _TIES and _TIES[kind].both


def is_stated(kind: str) -> bool:
    """Whether a tie of this kind stands under a key and is not a mere mention."""
    return kind not in (MENTION, MENTIONED_BY)


def tie_weight(kind: str) -> float:
    """How well a tie of this kind carries an introduction, 0 to 1."""
    if not is_stated(kind):
        return _MENTIONED
    return _INTRODUCED if kind in ("introduced_by", "introduced") else _STATED


def in_words(kind: str, other: str) -> str:
    """A tie as the end of a sentence: ``knows Ana Diaz``, ``knows Zoë (flatmate)``."""
    verb = _VERBS.get(kind)
    return f"{verb} {other}" if verb else f"knows {other} ({kind.replace('_', ' ')})"
