"""Writes the hits of a search, with their reasons and the way to them."""

from collections.abc import Iterable, Sequence
from typing import Any

from mdnet.index.fields import WORDS
from mdnet.model.contact import Contact, Note
from mdnet.network.facts import favours_in
from mdnet.network.people import People
from mdnet.network.ties import WEAK_TIE
from mdnet.search import ranker
from mdnet.search.context import EVERYWHERE, SearchContext
from mdnet.search.features import WeighedMatch
from mdnet.search.filters import Filters
from mdnet.search.judging import Judged
from mdnet.search.reading import GoalReading
from mdnet.search.results import Explanation, Hit, Reason, ReasonKind

MOST_REASONS = 3
_MOST_EXPLAINED = 12
# A passage that answers a need by less than this is shown for its words or its similarity.
_LEAST_NEED = 0.4
KINDS: dict[str, ReasonKind] = {
    "role": "does",
    "ability": "does",
    "work": "does",
    "others": "knows",
    "told": "knows",
    "log": "log",
}
"""The kind of a passage by the group of its field; all others say what somebody is."""


class HitWriter:
    """Writes the people judged for one goal as hits."""

    def __init__(self, context: SearchContext, reading: GoalReading, filters: Filters) -> None:
        self._reading = reading
        self._people = context.people
        self._needs = context.language.needs
        self._warmer = context.scope == EVERYWHERE
        self._explain = filters.explain

    def hit(self, judged: Judged, evidence: Sequence[WeighedMatch]) -> Hit:
        """A person as a hit, with the best of their evidence as reasons."""
        people, key = self._people, judged.candidate.key
        contact = people.contact(key)
        through = judged.through or self._warmer_way(key, contact)
        return Hit(
            name=judged.name,
            path=key if contact else None,
            band=judged.band,
            score=round(judged.score, 4),
            via=tuple(people.name(other) for other in through),
            via_paths=through,
            via_circle=self._circle(through),
            reasons=self._reasons(_strongest(evidence), MOST_REASONS) + _slots_met(judged),
            last_contact=people.last_contact(key) if contact else None,
            explanation=self._explanation(judged) if self._explain else None,
            **_told_of(contact, people.note_at(key) if contact else None),
        )

    def _reasons(self, evidence: Iterable[WeighedMatch], most: int) -> tuple[Reason, ...]:
        """The best passages as reasons, no passage twice."""
        found: dict[tuple[str, str], Reason] = {}
        for one in evidence:
            place = (one.match.field, one.match.text)
            if place not in found:
                found[place] = self._reason(one)
            if len(found) == most:
                break
        return tuple(found.values())

    def _reason(self, one: WeighedMatch) -> Reason:
        """A passage with its connection to the goal: words, or a need."""
        match, sought = one.match, self._reading.sought
        words = tuple(sorted({sought[at].clause.text for at in match.words}))
        named = self._needs and match.need >= 0 and one.need >= _LEAST_NEED
        need = self._needs.label(match.need) if self._needs and named else ""
        if not words and not need:
            kind: ReasonKind = "similar"
        elif match.source:
            kind = "knows"
        else:
            kind = KINDS.get(WORDS[match.field].group, "is")
        source = self._people.name(match.source) if match.source else ""
        text = f"{source} knows them" if match.field == "linked" else match.text
        return Reason(kind, match.field, text, words, source, match.source, need)

    def _explanation(self, judged: Judged) -> Explanation:
        return Explanation(
            round(judged.chance, 4),
            round(judged.factor, 4),
            ranker.shares(judged.features, judged.chance),
            self._reasons(judged.evidence, _MOST_EXPLAINED),
            self._reasons(judged.against, _MOST_EXPLAINED),
        )

    def _warmer_way(self, key: str, contact: Contact | None) -> tuple[str, ...]:
        """The way to somebody the owner hardly knows, through somebody they know well."""
        if contact is None or not self._warmer or self._people.strength(key) >= WEAK_TIE:
            return ()
        way = self._people.mutual_friend(key)
        return way.through if way else ()

    def _circle(self, through: Sequence[str]) -> str:
        contact = self._people.contact(through[0]) if through else None
        return contact.circles[0] if contact and contact.circles else ""


def _strongest(evidence: Sequence[WeighedMatch]) -> Sequence[WeighedMatch]:
    """The evidence without passages that are merely similar to the goal, if there is better."""
    telling = [one for one in evidence if one.words or one.need >= _LEAST_NEED]
    return telling or evidence


def _slots_met(judged: Judged) -> tuple[Reason, ...]:
    """The slots of the goal that somebody fulfils."""
    return tuple(
        Reason("knows" if slot.kind == "knows" else "is", slot.field, slot.text, (slot.text,))
        for slot in judged.candidate.slots
    )


def hit_of(people: People, key: str, reasons: tuple[Reason, ...]) -> Hit:
    """A person looked up by name as a hit: exact, so nothing is weighed."""
    return Hit(
        name=people.name(key),
        path=key,
        band="strong",
        score=1.0,
        reasons=reasons,
        last_contact=people.last_contact(key),
        **_told_of(people.contact(key), people.note_at(key)),
    )


def _told_of(contact: Contact | None, note: Note | None) -> dict[str, Any]:
    """The fields of a hit that come straight from the note."""
    if contact is None or note is None:
        return {}
    return {
        "group": contact.group,
        "circles": contact.circles,
        "roles": contact.roles,
        "organizations": contact.organizations,
        "city": contact.city,
        "closeness": contact.closeness,
        "balance": favours_in(note.log).balance,
        "needs": () if contact.stub else contact.needs,
        "private": contact.private,
    }
