"""The lines of a log that mention a lead, and the person named as its giver.

"Flat over the bike room via [[Lotte van Dijk]]" comes from Lotte; without such a word, a link
may also be the person that the lead is about. Knows the lines of one log.
"""

import re
from collections.abc import Iterable

from mdnet.model.contact import LogEntry
from mdnet.model.summary import Lead
from mdnet.util.text import fold

LEAD_KINDS = frozenset(("tip", "lead", "referral", "intro"))

_VIA = re.compile(r"\b(?:via|through) ")
_FIRST_WORD = re.compile(r"\w+")
_SAYS = re.compile(r"\b(?:from|by|thanks to|says|said|according to) ")


def leads_of(log: Iterable[LogEntry]) -> tuple[Lead, ...]:
    """The leads in a log, in its order."""
    return tuple(
        Lead(entry.day.isoformat(), entry.kind, giver_of(entry), entry.links)
        for entry in log
        if entry.kind in LEAD_KINDS
    )


def giver_of(entry: LogEntry) -> str:
    """The link after ``via`` or the like in a line; empty without one."""
    text = fold(entry.text)
    for pattern in (_VIA, _SAYS):
        for found in pattern.finditer(text):
            for link in entry.links:
                if _begins_with(text[found.end() :], link):
                    return link
    return ""


def _begins_with(text: str, link: str) -> bool:
    """Whether a text begins with what a link shows: its name, or the first word of it."""
    name = fold(link.rpartition("/")[2]).strip()
    first = _FIRST_WORD.match(name)
    begins = _FIRST_WORD.match(text)
    return bool(name) and (
        text.startswith(name) or bool(first and begins and first[0] == begins[0])
    )
