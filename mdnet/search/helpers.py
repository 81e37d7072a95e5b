"""The search itself: from the words of a goal to the people who can help.

Words become ideas, ideas become leaves in notes, leaves become cases of people, and
cases become hits with their reasons and the way in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from mdnet.index.store import Snapshot
from mdnet.model import Contact, Note
from mdnet.network.ghosts import GHOST
from mdnet.search import weights
from mdnet.search.answer import Answer, Band, Evidence, Hit, Reason, Sum
from mdnet.search.evidence import EVERYWHERE, Case, Gathering, Leaves
from mdnet.search.goal import Wanted
from mdnet.search.ground import Ground, ground_of
from mdnet.search.ideas import Idea
from mdnet.search.likeness import Likeness
from mdnet.search.people import People
from mdnet.search.rank import Score, alike_score, band_of, combined, tilt, typed_score
from mdnet.search.reading import Reading, read
from mdnet.search.reasons import evidence_of, reasons_against, reasons_for
from mdnet.search.texts import Texts, texts_in
from mdnet.search.understanding import Understanding

_MOST_APART = 20
# What may speak for a person without a word of the goal in it.
_SPEAKING = ("roles", "skills", "offers", "interests", "about", "via")
_BANDS = ("strong", "good", "maybe", "weak", "not a helper")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search down; None and empty do not."""

    circle: str = ""
    group: str = ""
    near: str = ""
    kind: str = ""
    limit: int | None = 10
    all: bool = False
    """Show weak hits and archived people as well."""
    explain: bool = False
    """Tell of each hit what its score is made of."""


def find_helpers(
    snapshot: Snapshot,
    understanding: Understanding,
    text: str,
    *,
    today: date,
    filters: Filters | None = None,
) -> Answer:
    """Return who can help with a goal, best first.

    Args:
        snapshot: the index, fresh.
        understanding: what goals are understood by.
        text: the goal as typed; any text is one.
        today: the date that ties fade by.
        filters: what to narrow the answer to.
    """
    return helpers_on(ground_of(snapshot, understanding, today), text, filters or Filters())


def helpers_on(ground: Ground, text: str, filters: Filters) -> Answer:
    """Return who can help with a goal, best first, as ``find_helpers`` does."""
    wide = ground.scope == EVERYWHERE
    reader = ground.snapshot.reader if wide else None
    reading = read(text, ground.understanding, ground.lookup, reader, near=filters.near)
    if not reading.goal.wanted and not any(idea.alternatives for idea in reading.ideas):
        return Answer(empty=True)
    senses = ground.understanding.senses
    likeness = Likeness(
        reading.vector,
        ground.snapshot.catalogue.senses() if reading.vector else (),
        senses.vectors if senses else None,
    )
    return _Search(ground, reading, filters, likeness).answer()


class _Judged(NamedTuple):
    """A case with what it comes to, before it is put into words."""

    case: Case
    name: str
    band: Band
    value: float
    through: tuple[str, ...]
    """The keys of whom to ask, nearest to the owner first."""
    sum: Sum


FindReasons = Callable[[Case, Sequence[Idea], People, Texts], tuple[Reason, ...]]


class _Search:
    """One search: the goal as read, and where to look."""

    def __init__(
        self, ground: Ground, reading: Reading, filters: Filters, likeness: Likeness
    ) -> None:
        self._reading = reading
        self._ideas = (*reading.ideas, *reading.alike)
        self._kind = filters.kind or reading.kind
        self._filters = filters
        self._lookup = ground.lookup
        self._people = ground.people
        self._texts = ground.texts
        self._scope = ground.scope
        self._likeness = likeness

    def answer(self) -> Answer:
        """Run the search."""
        gathering = Gathering(self._ideas, self._lookup, self._people, self._texts, self._scope)
        cases = gathering.cases()
        for path in self._likeness.standing_out():
            cases.setdefault(path, Case(path))
        judged = [self._judged(case) for case in cases.values() if self._fits(case)]
        judged.sort(key=_order)
        helpers = [one for one in judged if self._is_shown(one)]
        helpers = _without_bare_connectors(helpers)[: self._filters.limit]
        apart = [
            one
            for one in judged
            if one.band == "not a helper" and one.sum.against >= weights.APART_LEAST
        ]
        return Answer(
            hits=tuple(self._hit(one, reasons_for) for one in helpers),
            apart=tuple(self._hit(one, reasons_against) for one in apart[:_MOST_APART]),
            read_as=tuple(self._reading.read_as),
            ignored=tuple(self._reading.unknown),
        )

    def _judged(self, case: Case) -> _Judged:
        """Return what a case comes to, and the way to the person if the owner needs one."""
        people, key = self._people, case.key
        contact = people.contact(key)
        made_of = self._sum(case)
        score = Score(combined(made_of.typed, made_of.alike) + made_of.likeness, made_of.against)
        through: tuple[str, ...] = ()
        tie, kind = 1.0, 1.0
        if contact is None or contact.stub:
            way = people.way_to(key)
            through = way.through if way else ()
            first = people.strength(through[0]) if through else 0.0
            tie = weights.GHOST_BASE + weights.GHOST_TIE * first
        else:
            primary = contact.group == "primary"
            kind = tilt(self._kind, people.strength(key), primary=primary)
        made_of = made_of._replace(place=self._nearness(contact), kind=kind, tie=tie)
        scale = weights.WITH_SENSES if self._reading.vector else 1.0
        literal = 0.0 if score.against else made_of.literal
        value = max(score.value * scale, literal) * made_of.place * kind * tie
        band = "not a helper" if score.looks_for_the_same else band_of(value)
        return _Judged(case, people.name(key), band, value, through, made_of)

    def _sum(self, case: Case) -> Sum:
        """Return what speaks for and against a case, before place, kind and tie."""
        ideas, alike = self._reading.ideas, self._reading.alike
        typed = typed_score(case.leaves, ideas)
        known = [idea for idea in ideas if idea.alternatives]
        if len(known) > 1 and self._in_one_passage(case):
            typed *= weights.WHOLE_GOAL_IN_ONE_PASSAGE
        against = combined(
            typed_score(case.against, ideas), alike_score(case.against, alike, len(ideas))
        )
        needs = alike_score(case.leaves, alike, len(ideas))
        # Whoever is merely like the goal is no clear helper, however like.
        most = max(combined(typed, needs), weights.LIKE_BY_ITSELF)
        return Sum(
            typed=typed,
            alike=needs,
            likeness=min(self._likeness.bonus(case.key), most),
            against=against,
            literal=typed_score(_as_typed(case.leaves), ideas),
        )

    def _is_shown(self, judged: _Judged) -> bool:
        if judged.band == "not a helper" or judged.value <= 0:
            return False
        return judged.band != "weak" or self._filters.all

    def _hit(self, judged: _Judged, find_reasons: FindReasons) -> Hit:
        people, key = self._people, judged.case.key
        contact = people.contact(key)
        note = people.note_at(key) if contact else None
        through = judged.through or self._warmer_way(key, contact)
        return Hit(
            name=judged.name,
            path=key if contact else None,
            band=judged.band,
            score=round(judged.value, 4),
            via=tuple(people.name(other) for other in through),
            via_paths=through,
            via_circle=self._circle(through),
            reasons=find_reasons(judged.case, self._ideas, people, self._texts)
            or self._likeness_alone(note),
            last_contact=people.last_contact(key) if contact else None,
            sum=judged.sum if self._filters.explain else None,
            evidence=self._evidence(judged.case) if self._filters.explain else (),
            **_told_of(contact, note),
        )

    def _likeness_alone(self, note: Note | None) -> tuple[Reason, ...]:
        """Return what in a note is most like the goal, where no word of it is met."""
        if note is None:
            return ()
        places = {text: field for field in _SPEAKING for text in texts_in(note, field) if text}
        nearest = self._likeness.nearest(places)
        return (Reason("similar", places[nearest], nearest, ()),) if nearest else ()

    def _evidence(self, case: Case) -> tuple[Evidence, ...]:
        return evidence_of(case, self._ideas, self._people, self._texts)

    def _warmer_way(self, key: str, contact: Contact | None) -> tuple[str, ...]:
        """Return the way to somebody one hardly knows through somebody one knows well."""
        if contact is None or self._scope != EVERYWHERE:
            return ()
        if self._people.strength(key) >= weights.WEAK_TIE:
            return ()
        way = self._people.mutual_friend(key)
        return way.through if way else ()

    def _circle(self, through: Sequence[str]) -> str:
        contact = self._people.contact(through[0]) if through else None
        return contact.circles[0] if contact and contact.circles else ""

    def _fits(self, case: Case) -> bool:
        """Tell whether a person passes the filters and everything that was demanded."""
        contact = self._people.contact(case.key)
        if contact is None and not case.key.startswith(GHOST):
            return False  # of a note that this search does without
        if contact and contact.archived and not self._filters.all:
            return False
        if not self._passes_filters(contact):
            return False
        if any(self._holds(case, wanted) for wanted in self._reading.goal.unwanted):
            return False
        return all(
            case.leaves.get(at) and self._holds(case, idea.wanted[0])
            for at, idea in enumerate(self._reading.ideas)
            if idea.demanded
        )

    def _passes_filters(self, contact: Contact | None) -> bool:
        wanted = self._filters
        if wanted.group and (contact is None or contact.group != wanted.group):
            return False
        if not wanted.circle:
            return True
        terms = self._texts.terms(wanted.circle)
        return contact is not None and any(
            self._texts.holds(circle, terms) for circle in contact.circles
        )

    def _holds(self, case: Case, wanted: Wanted) -> bool:
        """Tell whether a word or quoted words stand in what is known of a person."""
        terms = self._texts.terms(wanted.text)
        if any(self._texts.row_in(told.text, terms) for told in case.told):
            return True
        if self._people.contact(case.key):
            note = self._people.note_at(case.key)
            return note is not None and self._texts.in_a_row(note, wanted.field, terms)
        return self._texts.row_in(self._people.name(case.key), terms)

    def _in_one_passage(self, case: Case) -> bool:
        """Tell whether every idea of the goal is met by one passage or item."""
        known = [at for at, idea in enumerate(self._reading.ideas) if idea.alternatives]
        if not all(case.leaves.get(at) for at in known):
            return False
        groups = [
            frozenset(term for leaf in case.leaves[at] for term in leaf.alternative.terms)
            for at in known
        ]
        if self._people.contact(case.key):
            note = self._people.note_at(case.key)
            if note and self._texts.any_with_all(note, groups):
                return True
        return any(
            all(self._texts.holds_one_of(text, group) for group in groups)
            for text in dict.fromkeys(told.text for told in case.told)
        )

    def _nearness(self, contact: Contact | None) -> float:
        """Return how far a place named in the goal speaks for somebody."""
        if not self._reading.places or contact is None or not contact.city:
            return 1.0
        here = any(
            self._texts.holds(contact.city, other.terms)
            for place in self._reading.places
            for other in place.alternatives
            if other.typed
        )
        return weights.IN_TOWN if here else weights.OUT_OF_TOWN


def _as_typed(leaves: Leaves) -> Leaves:
    """Return only the leaves that met the words as they were typed, whole."""
    whole = weights.CORRECTED
    return {
        at: kept
        for at, some in leaves.items()
        if (
            kept := [
                leaf for leaf in some if leaf.alternative.typed and leaf.alternative.weight >= whole
            ]
        )
    }


def _told_of(contact: Contact | None, note: Note | None) -> dict[str, Any]:
    """Return the fields of a hit that come straight from the note."""
    if contact is None or note is None:
        return {}
    gave = sum(entry.weight for entry in note.log if entry.kind == "gave")
    got = sum(entry.weight for entry in note.log if entry.kind == "got")
    return {
        "group": contact.group,
        "circles": contact.circles,
        "roles": contact.roles,
        "organizations": contact.organizations,
        "city": contact.city,
        "closeness": contact.closeness,
        "balance": got - gave,
        "needs": () if contact.stub else contact.needs,
        "private": contact.private,
    }


def _order(judged: _Judged) -> tuple[int, bool, float, str]:
    """Sort by band, the people one knows before introductions, then by score and name."""
    return _BANDS.index(judged.band), bool(judged.through), -judged.value, judged.name


def _without_bare_connectors(judged: Sequence[_Judged]) -> list[_Judged]:
    """Drop those who are known only to lead to somebody who is shown anyway.

    Whoever has a sentence about a ghost matches by that sentence; they and the ghost are
    one result, under the name of the ghost.
    """
    introduced = [one for one in judged if one.through]
    leading = {one.through[0] for one in introduced}
    leading |= {told.source for one in introduced for told in one.case.told}
    return [
        one
        for one in judged
        if one.case.key not in leading
        or any(leaf.field != "via" for leaves in one.case.leaves.values() for leaf in leaves)
    ]
