"""Why a search or a match found somebody, in a few words."""

from mdnet.index.fields import WORDS, fields_of
from mdnet.search.results import Hit, Reason

# A role needs no lead-in.
_BARE = fields_of("role")


def reason_of(hit: Hit) -> str:
    """The first reason of a hit that comes from a note; empty if none does."""
    told = (in_words(reason) for reason in hit.reasons if reason.source_path or hit.path)
    return next(told, "")


def in_words(reason: Reason) -> str:
    """A reason in words: ``offers: a lift``, or a sentence in quotes."""
    field = WORDS[reason.field]
    if field.sentence:
        return f"“{reason.text}”"
    return reason.text if reason.field in _BARE else f"{field.lead}: {reason.text}"
