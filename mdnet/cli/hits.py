"""A hit of a goal search in words and as JSON, for every command that shows hits."""

from typing import TYPE_CHECKING, Any

from mdnet.cli import output
from mdnet.index.fields import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.search.results import Hit, Reason

_NEEDS_TOLD = 2


def hit_as_json(hit: "Hit") -> dict[str, Any]:
    """A hit with the keys of ``search --json``."""
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
    """The keys that ``--explain`` adds."""
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


def facts_of(hit: "Hit") -> tuple[str, str, str, str]:
    """Two roles, the firm and the city of somebody, any of which may be empty; or their circles."""
    if hit.path is None:
        return ("you have not met", "", "", "")
    first, second = (*hit.roles[:2], "", "")[:2]
    firm = hit.organizations[0] if hit.organizations else ""
    if not (first or firm or hit.city):
        first, second = (*hit.circles[:2], "", "")[:2]
    return first, second, firm, hit.city


def summary_of(hit: "Hit") -> str:
    """What somebody does and where, in a few words."""
    return output.joined(facts_of(hit))


def way_to(hit: "Hit") -> str:
    """Who to ask for an introduction, in order; empty for somebody the owner knows well."""
    if not hit.via:
        return ""
    first = f"{hit.via[0]} ({hit.via_circle})" if hit.via_circle else hit.via[0]
    return f"ask {', then '.join((first, *hit.via[1:]))}"


def why_shown(hit: "Hit") -> str:
    """Who to ask for an introduction, if needed, and the passage that speaks for the person."""
    reason = hit.reasons[0] if hit.reasons else None
    said = said_of(reason, hit.via[0] if hit.via else "") if reason else ""
    return ": ".join(filter(None, (way_to(hit), said)))


def said_of(reason: "Reason", asked: str = "") -> str:
    """A reason in words; ``asked`` is not named again as its source."""
    return "".join(quoted(reason, asked))


def quoted(reason: "Reason", asked: str = "") -> tuple[str, str, str]:
    """A reason in words: the lead-in, the text of the note, and what follows it."""
    field = WORDS[reason.field]
    mark = '"' if field.sentence else ""
    if not reason.source:
        return f"{field.lead}: {mark}", reason.text, mark
    if reason.field == "linked":
        return ("" if reason.source == asked else f"{reason.source}: knows them"), "", ""
    lead = "" if reason.source == asked else f"{reason.source}: "
    return lead + mark, reason.text, mark


def left_out(apart: "Sequence[Hit]") -> str:
    """The names of people who cannot help, grouped by what speaks against them."""
    needing: list[str] = []
    others: list[str] = []
    for hit in apart:
        needs_it = any(reason.field == "needs" for reason in hit.reasons)
        (needing if needs_it else others).append(hit.name)
    groups = []
    if needing:
        verb = "needs" if len(needing) == 1 else "need"
        groups.append(f"{', '.join(needing)} ({verb} this too)")
    if others:
        who = "person" if len(others) == 1 else "people"
        groups.append(f"{', '.join(others)} (not the right {who} to ask)")
    return "; ".join(groups)


def could_be_done(hit: "Hit") -> str:
    """What the owner could do in return; empty if the person has no known needs."""
    needs = "; ".join(hit.needs[:_NEEDS_TOLD])
    if not needs:
        return ""
    if hit.balance > 0:
        return f"you could return the favour: they need {needs}"
    return f"you could help with what they need: {needs}"
