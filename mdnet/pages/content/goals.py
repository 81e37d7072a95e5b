"""The facts of the page Goals: who can help with each, and what came of asking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mdnet.network.ghosts import GHOST
from mdnet.network.goal_notes import GoalLead, GoalNote, all_goals, asked_on, leads_of, outcome_of
from mdnet.pages.content.said import reason_of
from mdnet.pages.ground import Ground, PersonRef
from mdnet.search.context import SearchContext, search_context
from mdnet.search.filters import Filters
from mdnet.search.goal_helpers import goal_helpers_on
from mdnet.search.results import Hit
from mdnet.util.text import name_key

_HELPERS = 6
_LEADS = 10
_DONE = 20
# A search of a large vault takes a tenth of a second, so limit their number for one page.
_SEARCHES = 16


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who can help: how surely, who to ask for an introduction, and why.

    ``asked`` is the last day on which they were asked about this goal.
    """

    person: PersonRef
    band: str
    via: tuple[PersonRef, ...]
    reason: str
    asked: date | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead for a goal: ``source`` is whose log it is in, ``became`` what came of it."""

    day: date
    kind: str
    text: str
    source: PersonRef | None = None
    became: "Lead | None" = None


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """An open goal. ``helpers`` is None if no search was made: see ``Goals``."""

    note: PersonRef
    kind: str
    due: date | None
    wants: tuple[str, ...]
    helpers: tuple[Helper, ...] | None
    leads: tuple[Lead, ...]
    earlier: int
    """How many leads are not shown."""
    untried: bool
    """Whether there are no leads yet."""


@dataclass(frozen=True, slots=True)
class DoneGoal:
    """A goal that was reached, with the last lead that says how, if any."""

    note: PersonRef
    how: Lead | None


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of a network: open ones, the most urgent first, and done ones, the newest first.

    ``limited`` means that helpers were only searched for the first of many goals.
    """

    open: tuple[OpenGoal, ...]
    done: tuple[DoneGoal, ...]
    done_before: int
    """How many done goals are not shown."""
    limited: bool


def goals(ground: Ground) -> Goals:
    """The goals, with their helpers and leads."""
    notes = all_goals(ground.names, ground.people)
    told = _Told(ground)
    still_open = [told.open_goal(note) for note in notes if note.goal.status == "open"]
    done = [told.done_goal(note) for note in notes if note.goal.status == "done"]
    done.sort(key=lambda goal: goal.how.day if goal.how else date.min, reverse=True)
    return Goals(
        tuple(still_open), tuple(done[:_DONE]), len(done[_DONE:]),
        limited=any(goal.helpers is None for goal in still_open),
    )  # fmt: skip


class _Told:
    """Turns goals into data for the page; all searches share one ground."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._search: SearchContext | None = None
        self._searches = 0

    def open_goal(self, note: GoalNote) -> OpenGoal:
        ground = self._ground
        leads = leads_of(note, ground.snapshot, ground.people)
        wants = note.goal.wants
        lines = self._lines(leads)
        return OpenGoal(
            note=self._ref(note),
            kind=note.goal.kind,
            due=note.goal.due,
            wants=tuple(want for want in wants if name_key(want) != name_key(note.name)),
            helpers=self._helpers(note, wants, leads),
            leads=tuple(lines[:_LEADS]),
            earlier=len(lines[_LEADS:]),
            untried=not leads,
        )

    def done_goal(self, note: GoalNote) -> DoneGoal:
        leads = leads_of(note, self._ground.snapshot, self._ground.people)
        ends = (self._line(lead) for lead in leads if lead.kind == "done")
        return DoneGoal(self._ref(note), next(ends, None))

    def _ref(self, note: GoalNote) -> PersonRef:
        return self._ground.named(note.name, note.path)

    def _helpers(
        self, note: GoalNote, wants: tuple[str, ...], leads: Sequence[GoalLead]
    ) -> tuple[Helper, ...] | None:
        if self._searches and self._searches + len(wants) > _SEARCHES:
            return None
        self._searches += len(wants)
        if self._search is None:
            ground = self._ground
            self._search = search_context(
                ground.snapshot, ground.language, ground.as_of, without_archived=True
            )
        asked = asked_on(leads)
        goal = replace(note.goal, wants=wants)
        hits = goal_helpers_on(self._search, goal, Filters(limit=None))
        found = (self._helper(hit, asked) for hit in hits)
        return _each_reason_once(helper for helper in found if helper)

    def _helper(self, hit: Hit, asked: dict[str, date]) -> Helper | None:
        """A hit for the page; None if no note supports it."""
        ground = self._ground
        key = hit.path or GHOST + name_key(hit.name)
        reason = reason_of(hit)
        if key not in ground.graph.people or not reason:
            return None
        via = tuple(ground.ref(path) for path in hit.via_paths)
        return Helper(ground.ref(key), hit.band, via, reason, asked.get(key))

    def _lines(self, leads: Sequence[GoalLead]) -> list[Lead]:
        """The leads of a goal for the page, each with what became of it.

        An outcome is only shown after the last lead that led to it.
        """
        became: dict[GoalLead, GoalLead] = {}
        outcomes: set[GoalLead] = set()
        for lead in sorted(leads, key=lambda one: one.day, reverse=True):
            outcome = outcome_of(lead, leads, self._ground.people)
            if outcome is not None and outcome not in outcomes:
                became[lead] = outcome
                outcomes.add(outcome)
        return [
            self._line(lead, became.get(lead))
            for lead in leads
            if lead not in outcomes or lead in became
        ]

    def _line(self, lead: GoalLead, became: GoalLead | None = None) -> Lead:
        """A line on a goal for the page."""
        source = self._ground.ref(lead.source) if lead.source else None
        outcome = self._line(became) if became else None
        return Lead(lead.day, lead.kind, lead.text, source, outcome)


def _each_reason_once(found: Iterable[Helper]) -> tuple[Helper, ...]:
    """The first helpers, without those who are only there to introduce another helper."""
    shown: list[Helper] = []
    for helper in found:
        if any(helper.reason == one.reason and helper.person in one.via for one in shown):
            continue
        shown.append(helper)
        if len(shown) == _HELPERS:
            break
    return tuple(shown)
