"""The search itself: from the words of a goal to the people who can help.

Words become ideas, ideas become leaves in notes, leaves become cases of people, and
cases become hits with their reasons and the way in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from mdnet.index.analysis import Analyzer
from mdnet.index.store import Snapshot
from mdnet.model import Contact, Note
from mdnet.search import weights
from mdnet.search.answer import Answer, Band, Hit, Reason
from mdnet.search.evidence import Case, gather
from mdnet.search.goal import Goal, Wanted, read_goal
from mdnet.search.ideas import Idea, ideas_of
from mdnet.search.lookup import Lookup
from mdnet.search.people import People
from mdnet.search.rank import after_aversion, band_of, score_of
from mdnet.search.reasons import reasons_against, reasons_for
from mdnet.search.texts import all_texts, texts_in

_MOST_APART = 20
_BANDS = ("strong", "good", "maybe", "weak", "not a helper")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search down; None and empty do not."""

    circle: str = ""
    group: str = ""
    limit: int | None = 10
    all: bool = False
    """Show weak hits, archived people and those who look for the same as well."""


def find_helpers(
    snapshot: Snapshot,
    text: str,
    *,
    today: date,
    language: str = "en",
    filters: Filters | None = None,
) -> Answer:
    """Return who can help with a goal, best first.

    Args:
        snapshot: the index, fresh.
        text: the goal as typed; any text is one.
        today: the date that ties fade by.
        language: the language of the vault.
        filters: what to narrow the answer to.
    """
    search = _Search(snapshot, text, today, language, filters or Filters())
    return search.answer()


class _Judged(NamedTuple):
    """A case with what it comes to, before it is put into words."""

    case: Case
    name: str
    band: Band
    value: float
    through: tuple[str, ...]
    """The keys of whom to ask, nearest to the owner first."""


FindReasons = Callable[[Case, Sequence[Idea], People, Analyzer], tuple[Reason, ...]]


class _Search:
    """One search: what it reads from and what it has found so far."""

    def __init__(
        self, snapshot: Snapshot, text: str, today: date, language: str, filters: Filters
    ) -> None:
        self._reader = snapshot.reader
        self._lookup = Lookup(snapshot.reader)
        self._people = People(snapshot, today)
        self._analyzer = Analyzer(language)
        self._goal: Goal = read_goal(text, language)
        self._filters = filters

    @cached_property
    def _all_ideas(self) -> list[Idea]:
        return ideas_of(self._goal, self._analyzer, self._lookup, self._reader)

    @cached_property
    def _places(self) -> list[Idea]:
        """The words that are cities of the vault, unless there is nothing else."""
        cities = [idea for idea in self._all_ideas if self._is_city(idea)]
        return cities if len(cities) < len(self._all_ideas) else []

    @cached_property
    def _ideas(self) -> list[Idea]:
        return [idea for idea in self._all_ideas if idea not in self._places]

    def answer(self) -> Answer:
        """Run the search."""
        if not self._goal.wanted:
            return Answer(empty=True)
        cases = gather(self._ideas, self._lookup, self._people, self._analyzer)
        judged = sorted(
            (self._judged(case) for case in cases.values() if self._fits(case)), key=_order
        )
        helpers = [one for one in judged if self._is_shown(one)]
        helpers = _without_bare_connectors(helpers)[: self._filters.limit]
        apart = [one for one in judged if one.band == "not a helper"]
        return Answer(
            hits=tuple(self._hit(one, reasons_for) for one in helpers),
            apart=tuple(self._hit(one, reasons_against) for one in apart[:_MOST_APART]),
            read_as=tuple(self._read_as()),
            ignored=tuple(idea.wanted.text for idea in self._all_ideas if not idea.alternatives),
        )

    def _judged(self, case: Case) -> _Judged:
        """Return what a case comes to, and the way to the person if the owner needs one."""
        people, key = self._people, case.key
        contact = people.contact(key)
        whole = len(self._ideas) > 1 and self._in_one_passage(case)
        score = score_of(case, self._ideas, whole_goal=whole)
        value = after_aversion(score) * self._nearness(contact)
        through: tuple[str, ...] = ()
        if contact is None or contact.stub:
            way = people.way_to(key)
            through = way.through if way else ()
            tie = people.strength(through[0]) if through else 0.0
            value *= weights.GHOST_BASE + weights.GHOST_TIE * tie
        band = "not a helper" if score.looks_for_the_same else band_of(value)
        return _Judged(case, people.name(key), band, value, through)

    def _is_shown(self, judged: _Judged) -> bool:
        if judged.band == "not a helper" or judged.value <= 0:
            return False
        return judged.band != "weak" or self._filters.all

    def _hit(self, judged: _Judged, find_reasons: FindReasons) -> Hit:
        people, key = self._people, judged.case.key
        contact = people.contact(key)
        note = people.note_at(key) if contact else None
        return Hit(
            name=judged.name,
            path=key if contact else None,
            band=judged.band,
            score=round(judged.value, 4),
            via=tuple(people.name(other) for other in judged.through),
            via_circle=self._circle(judged.through),
            reasons=find_reasons(judged.case, self._ideas, people, self._analyzer),
            last_contact=people.last_contact(key) if contact else None,
            **_told_of(contact, note),
        )

    def _circle(self, through: Sequence[str]) -> str:
        contact = self._people.contact(through[0]) if through else None
        return contact.circles[0] if contact and contact.circles else ""

    def _fits(self, case: Case) -> bool:
        """Tell whether a person passes the filters and everything that was demanded."""
        contact = self._people.contact(case.key)
        if contact and contact.archived and not self._filters.all:
            return False
        if not self._passes_filters(contact):
            return False
        if any(self._holds(case, wanted) for wanted in self._goal.unwanted):
            return False
        demanded = [
            at for at, idea in enumerate(self._ideas) if idea.wanted.quoted or idea.wanted.field
        ]
        return all(
            case.leaves.get(at) and self._holds(case, self._ideas[at].wanted) for at in demanded
        )

    def _passes_filters(self, contact: Contact | None) -> bool:
        wanted = self._filters
        if wanted.group and (contact is None or contact.group != wanted.group):
            return False
        if not wanted.circle:
            return True
        term = set(self._analyzer.terms(wanted.circle))
        circles = contact.circles if contact else ()
        return any(term <= set(self._analyzer.terms(circle)) for circle in circles)

    def _holds(self, case: Case, wanted: Wanted) -> bool:
        """Tell whether a word or quoted words stand in what is known of a person."""
        terms = [self._analyzer.term(word) for word in wanted.words]
        note = self._people.note_at(case.key) if self._people.contact(case.key) else None
        texts = [told.text for told in case.told]
        if note:
            texts += texts_in(note, wanted.field) if wanted.field else all_texts(note)
        else:
            texts.append(self._people.name(case.key))
        return any(_in_a_row(self._analyzer.index_terms(text), terms) for text in texts)

    def _in_one_passage(self, case: Case) -> bool:
        """Tell whether every idea of the goal is met by one passage or item."""
        if len(case.leaves) < len([idea for idea in self._ideas if idea.alternatives]):
            return False
        wanted = [
            {term for leaf in leaves for term in leaf.alternative.terms}
            for leaves in case.leaves.values()
        ]
        note = self._people.note_at(case.key) if self._people.contact(case.key) else None
        texts = {told.text for told in case.told}
        texts.update(all_texts(note) if note else ())
        return any(
            all(terms & held for terms in wanted)
            for held in (set(self._analyzer.index_terms(text)) for text in texts)
        )

    def _nearness(self, contact: Contact | None) -> float:
        """Return how far a place named in the goal speaks for somebody."""
        if not self._places:
            return 1.0
        here = set(self._analyzer.index_terms(contact.city)) if contact else set()
        for place in self._places:
            if any(set(other.terms) <= here for other in place.alternatives):
                return weights.IN_TOWN
        return weights.OUT_OF_TOWN if here else 1.0

    def _is_city(self, idea: Idea) -> bool:
        return (
            not idea.wanted.field
            and not idea.wanted.quoted
            and any(self._lookup.matches("city", other.terms) for other in idea.alternatives)
            and not any(
                self._lookup.matches(field, other.terms)
                for other in idea.alternatives
                for field in ("roles", "skills", "offers")
            )
        )

    def _read_as(self) -> list[str]:
        return [
            f"{idea.wanted.text} → {', '.join(idea.read_as)}"
            for idea in self._ideas
            if idea.read_as
        ]


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
        "private": contact.private,
    }


def _in_a_row(held: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return any(list(held[at : at + length]) == list(wanted) for at in range(len(held) - length + 1))


def _order(judged: _Judged) -> tuple[int, bool, float, str]:
    """Sort by band, the people one knows before introductions, then by score and name."""
    return _BANDS.index(judged.band), bool(judged.through), -judged.value, judged.name


def _without_bare_connectors(judged: Sequence[_Judged]) -> list[_Judged]:
    """Drop those who are known only to lead to somebody who is shown anyway.

    Whoever has a sentence about a ghost matches by that sentence; they and the ghost are
    one result, under the name of the ghost.
    """
    leading = {one.through[0] for one in judged if one.through}
    return [
        one
        for one in judged
        if one.case.key not in leading
        or any(leaf.field != "via" for leaves in one.case.leaves.values() for leaf in leaves)
    ]
