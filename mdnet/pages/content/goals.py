"""The facts of the page on goals: who can help with each, and what came of asking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mdnet.network.ghosts import GHOST
from mdnet.pages.content.said import reason_of
from mdnet.pages.ground import Ground, PersonRef
from mdnet.pages.links import link_target
from mdnet.search.answer import Hit
from mdnet.search.goal_helpers import goal_helpers_on
from mdnet.search.goal_notes import GoalLead, GoalNote, all_goals, asked_on, leads_of, outcome_of
from mdnet.search.ground import Ground as SearchGround
from mdnet.search.ground import ground_of
from mdnet.search.helpers import Filters
from mdnet.text import name_key

_HELPERS = 6
_LEADS = 10
_DONE = 20
# A search of a large vault takes a tenth of a second; so many are made for one page.
_SEARCHES = 16


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who can help: how sure it is, whom to ask for them, and what speaks for them.

    ``asked`` is the last day on which they were asked for this goal.
    """

    person: PersonRef
    band: str
    via: tuple[PersonRef, ...]
    reason: str
    asked: date | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A line on a goal: ``source`` is in whose log it stands, ``became`` what came of it."""

    day: date
    kind: str
    text: str
    source: PersonRef | None = None
    became: "Lead | None" = None


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """A goal that is open. ``helpers`` is None when nobody was looked for: see ``Goals``."""

    note: PersonRef
    kind: str
    due: date | None
    wants: tuple[str, ...]
    helpers: tuple[Helper, ...] | None
    leads: tuple[Lead, ...]
    earlier: int
    """How many leads are not shown."""
    untried: bool
    """No line tells of anything yet, not even one that must not be shown."""


@dataclass(frozen=True, slots=True)
class DoneGoal:
    """A goal that was reached, with the last line that says how, if there is one."""

    note: PersonRef
    how: Lead | None


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of a network, those due first before the others; the last ones done first.

    ``limited`` tells that helpers were looked for only for the first of many goals.
    """

    open: tuple[OpenGoal, ...]
    done: tuple[DoneGoal, ...]
    done_before: int
    """How many done goals are not shown."""
    limited: bool


def goals(ground: Ground) -> Goals:
    """Return the goals that speak of nobody private, with their helpers and leads."""
    shown = {card.path for card in ground.goals}
    notes = [note for note in all_goals(ground.names, ground.people) if note.path in shown]
    told = _Told(ground)
    still_open = [told.open_goal(note) for note in notes if note.goal.status == "open"]
    done = [told.done_goal(note) for note in notes if note.goal.status == "done"]
    done.sort(key=lambda goal: goal.how.day if goal.how else date.min, reverse=True)
    return Goals(
        tuple(still_open), tuple(done[:_DONE]), len(done[_DONE:]),
        limited=any(goal.helpers is None for goal in still_open),
    )  # fmt: skip


class _Told:
    """Puts goals into the words of the page; all searches share one ground."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._search: SearchGround | None = None
        self._searches = 0

    def open_goal(self, note: GoalNote) -> OpenGoal:
        ground = self._ground
        leads = leads_of(note, ground.snapshot, ground.people)
        wants = ground.allowed(note.goal.wants, note.path)
        lines = [line for lead in leads if (line := self._line(lead, note, leads))]
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
        ends = (self._line(lead, note) for lead in leads if lead.kind == "done")
        return DoneGoal(self._ref(note), next(filter(None, ends), None))

    def _ref(self, note: GoalNote) -> PersonRef:
        return PersonRef(
            note.name, note.path, link_target(note.name, note.path, self._ground.names)
        )

    def _helpers(
        self, note: GoalNote, wants: tuple[str, ...], leads: Sequence[GoalLead]
    ) -> tuple[Helper, ...] | None:
        if self._searches and self._searches + len(wants) > _SEARCHES:
            return None
        self._searches += len(wants)
        if self._search is None:
            ground = self._ground
            self._search = ground_of(
                ground.snapshot, ground.understanding, ground.as_of,
                without_private=True, without_archived=True,
            )  # fmt: skip
        asked = asked_on(leads)
        goal = replace(note.goal, wants=wants)
        hits = goal_helpers_on(self._search, goal, Filters(limit=None))
        found = (self._helper(hit, asked) for hit in hits)
        return tuple(helper for helper in found if helper)[:_HELPERS]

    def _helper(self, hit: Hit, asked: dict[str, date]) -> Helper | None:
        """Return a hit for the page; None when nothing that speaks for them may be told."""
        ground = self._ground
        key = hit.path or GHOST + name_key(hit.name)
        reason = reason_of(hit, ground)
        if key not in ground.graph.people or not reason:
            return None
        via = tuple(ground.ref(path) for path in hit.via_paths)
        return Helper(ground.ref(key), hit.band, via, reason, asked.get(key))

    def _line(self, lead: GoalLead, note: GoalNote, leads: Sequence[GoalLead] = ()) -> Lead | None:
        """Return a line on a goal for the page, with what became of it if ``leads`` are given."""
        source = lead.source or note.path
        if not self._ground.allows(lead.text, source):
            return None
        became = outcome_of(lead, leads, self._ground.people) if leads else None
        return Lead(
            lead.day,
            lead.kind,
            lead.text,
            self._ground.ref(lead.source) if lead.source else None,
            self._line(became, note) if became else None,
        )
