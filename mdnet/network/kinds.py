"""Kinds of ties: what each is called from the other end, how far it carries, and its words.

A kind tells what others are to a person: ``parents`` are theirs, ``introduced_by`` is who
introduced them. Any key of a note may be a kind. Pure.
"""

from collections.abc import Iterable

from mdnet.model import Edge

MENTION = "mention"
MENTIONED_BY = "mentioned by"
NOT_SAME = "not_same_as"
"""The key by which a note says that two people are not one; it is no tie."""
COUPLE = frozenset(("spouse", "partner"))
"""Two words for one tie; of these everybody has one, as a rule."""

_INVERSES = {
    "parents": "children", "children": "parents", "mentor": "mentees", "mentees": "mentor",
    "boss": "reports", "reports": "boss", "introduced_by": "introduced",
    "introduced": "introduced_by", MENTION: MENTIONED_BY, MENTIONED_BY: MENTION,
}  # fmt: skip
_VERBS = {
    "knows": "knows", "spouse": "is married to", "partner": "is the partner of",
    "parents": "is a child of", "children": "is a parent of", "siblings": "is a sibling of",
    "colleagues": "works with", "neighbours": "lives next to", "mentor": "learns from",
    "mentees": "is the mentor of", "boss": "works for", "reports": "is the boss of",
    "introduced_by": "was introduced by", "introduced": "introduced", MENTION: "mentions",
    MENTIONED_BY: "is mentioned by",
}  # fmt: skip
# Family and whom one learns from or works for: who keeps both notes would put it in both.
# What is loose, or one of many, is stated on one side: knows, colleagues, neighbours. Who
# introduced whom is told by the one who was introduced.
_SAID_BY_BOTH = COUPLE | {
    "parents", "children", "siblings", "mentor", "mentees", "boss", "reports",
}  # fmt: skip

# How far a tie carries an introduction, 0 to 1.
_STATED = 0.7
_INTRODUCED = 0.6
_MENTIONED = 0.5


def ties_among(edges: Iterable[Edge]) -> list[Edge]:
    """Return those of the links under keys of a note that are ties."""
    return [edge for edge in edges if edge.kind != NOT_SAME]


def inverse(kind: str) -> str:
    """Return what a tie of this kind is called from the other end; most are symmetric."""
    return _INVERSES.get(kind, kind)


def is_said_by_both(kind: str) -> bool:
    """Tell whether a tie of this kind is one that the notes of both people should state."""
    return kind in _SAID_BY_BOTH


def is_stated(kind: str) -> bool:
    """Tell whether a tie of this kind stands under a key, and is no mere mention."""
    return kind not in (MENTION, MENTIONED_BY)


def tie_weight(kind: str) -> float:
    """Return how well a tie of this kind carries an introduction, 0 to 1."""
    if not is_stated(kind):
        return _MENTIONED
    return _INTRODUCED if kind in ("introduced_by", "introduced") else _STATED


def in_words(kind: str, other: str) -> str:
    """Return a tie as the end of a sentence: ``knows Ana Diaz``, ``knows Zoë (flatmate)``."""
    verb = _VERBS.get(kind)
    return f"{verb} {other}" if verb else f"knows {other} ({kind.replace('_', ' ')})"
