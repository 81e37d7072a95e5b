"""What a search or a match says for somebody, in a few words that may be told."""

from mdnet.pages.ground import Ground
from mdnet.search.answer import Hit, Reason

# Fields whose texts are sentences of a note.
_SENTENCES = frozenset(("about", "via", "mention", "log", "neg"))
# What stands before a text that does not say by itself what it is.
_VERBS = {
    "offers": "offers", "skills": "can do", "organizations": "at", "interests": "likes",
    "tags": "tagged", "languages": "speaks", "city": "lives in",
}  # fmt: skip


def reason_of(hit: Hit, ground: Ground) -> str:
    """Return the first reason of a hit that may be told; empty if none may."""
    told = (in_words(reason) for reason in hit.reasons if _may_be_told(reason, hit, ground))
    return next(told, "")


def in_words(reason: Reason) -> str:
    """Return a reason in words: ``offers: a lift``, or a sentence in quotes."""
    if reason.field in _SENTENCES:
        return f"“{reason.text}”"
    verb = _VERBS.get(reason.field, "")
    return f"{verb}: {reason.text}" if verb else reason.text


def _may_be_told(reason: Reason, hit: Hit, ground: Ground) -> bool:
    path = reason.source_path or hit.path
    return path is not None and ground.allows(reason.text, path)
