"""A hit of a goal search in words and as JSON, for every command that shows some."""

from typing import TYPE_CHECKING, Any

from mdnet.cli import output
from mdnet.index.fields import WORDS

if TYPE_CHECKING:
    from mdnet.search.results import Hit, Reason

_NEEDS_TOLD = 2


def hit_as_json(hit: "Hit") -> dict[str, Any]:
    """Return a hit with the keys of ``search --json``."""
    return {
        "name": hit.name,
        "path": hit.path,
        "band": hit.band,
        "score": hit.score,
        "via": list(hit.via),
        "reasons": [
            {
                "kind": reason.kind,
                "field": reason.field,
                "text": reason.text,
                "matched": list(reason.matched),
                "source": reason.source or None,
                "need": reason.need or None,
            }
            for reason in hit.reasons
        ],
        "group": hit.group,
        "circles": list(hit.circles),
        "roles": list(hit.roles),
        "organizations": list(hit.organizations),
        "city": hit.city or None,
        "closeness": hit.closeness,
        "last_contact": hit.last_contact.isoformat() if hit.last_contact else None,
        "balance": hit.balance,
        "needs": list(hit.needs),
        "private": hit.private,
        **_explanation(hit),
    }


def _explanation(hit: "Hit") -> dict[str, Any]:
    """Return the keys that ``--explain`` adds."""
    why = hit.explanation
    if why is None:
        return {}
    return {
        "explanation": {
            "chance": why.chance,
            "tie": why.tie,
            "features": [share._asdict() for share in why.shares],
        }
    }


def summary_of(hit: "Hit") -> str:
    """Return what they do and where, in a few words."""
    if hit.path is None:
        return "you have not met"
    return output.joined((*hit.roles[:2], *hit.organizations[:1], hit.city)) or output.joined(
        hit.circles[:2]
    )


def why_shown(hit: "Hit") -> str:
    """Return the way in, if there is one, and the passage that speaks for them."""
    reason = hit.reasons[0] if hit.reasons else None
    said = said_of(reason, hit.via[0] if hit.via else "") if reason else ""
    if not hit.via:
        return said
    first = f"{hit.via[0]} ({hit.via_circle})" if hit.via_circle else hit.via[0]
    return f"ask {', then '.join((first, *hit.via[1:]))}: {said}".removesuffix(": ")


def said_of(reason: "Reason", asked: str = "") -> str:
    """Return a reason in words; ``asked`` need not be named as its source once more."""
    field = WORDS[reason.field]
    text = f'"{reason.text}"' if field.sentence else reason.text
    if reason.source:
        bare = "" if reason.field == "linked" else text
        return bare if reason.source == asked else f"{reason.source}: {bare or 'knows them'}"
    return f"{field.lead}: {text}"


def could_be_done(hit: "Hit") -> str:
    """Return what the owner could do for a person, empty when nothing is known.

    Exchange is what a network lives of, and whoever is about to ask should know.
    """
    needs = "; ".join(hit.needs[:_NEEDS_TOLD])
    if hit.balance > 0:
        return "you could return the favour" + (f": they need {needs}" if needs else "")
    return f"you could help with what they need: {needs}" if needs else ""
