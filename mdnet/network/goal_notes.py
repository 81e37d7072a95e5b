"""Goals as notes: which one a name means, what leads there are, and what became of them.

A goal's leads stand under its own heading, and in the logs of contacts where a line links
to the goal. Finding helpers is handled by ``mdnet.search.goal_helpers``.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from mdnet.index.catalogue import Catalogue
from mdnet.index.fields import LINK
from mdnet.index.store import Snapshot
from mdnet.model.contact import Goal, LogEntry, Note
from mdnet.model.errors import AmbiguousNameError, NoGoalError
from mdnet.network.ghosts import GHOST
from mdnet.network.people import People
from mdnet.notes.leads import LEAD_KINDS, giver_of
from mdnet.util.text import fold, name_key
from mdnet.vault.names import link_key, resolve, stem_of

_SUGGESTED = 3
_ALIKE = 60


class GoalLead(NamedTuple):
    """A line on a goal, with the keys of the people it names.

    ``source`` is the key of the contact whose log it stands in, empty for the goal's own;
    ``giver`` that of the person named after ``via`` or the like.
    """

    day: date
    kind: str
    text: str
    people: tuple[str, ...]
    source: str = ""
    giver: str = ""

    @property
    def is_lead(self) -> bool:
        """Whether it leads somewhere, and is not a question, an ending or a plain remark."""
        return self.kind in LEAD_KINDS


class GoalNote(NamedTuple):
    """A goal with its note."""

    path: str
    name: str
    goal: Goal
    log: tuple[LogEntry, ...]


def find_goal(name: str, catalogue: Catalogue) -> str:
    """The path of the goal called ``name``.

    Raises:
        AmbiguousNameError: the name fits several goals; the error lists them.
        NoGoalError: it fits none; the error suggests goals with similar names.
    """
    key = name_key(name)
    goals = {card.path: card.name for card in catalogue.cards() if card.kind == "goal"}
    linked = resolve(name, "", catalogue).path if "/" in name else None
    tiers = (
        [linked] if linked else [],
        catalogue.by_name(key),
        catalogue.by_alias(key),
        catalogue.by_prefix(key) if key else [],
    )
    for paths in tiers:
        found = sorted({path for path in paths if path in goals})
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(name, [f"{goals[path]} ({path})" for path in found])
    raise NoGoalError(name, _alike(name, goals.values()))


def all_goals(catalogue: Catalogue, people: People) -> list[GoalNote]:
    """The goals of a vault: the open ones first, each by the day it is due."""
    cards = (card for card in catalogue.cards() if card.kind == "goal")
    goals = [note for card in cards if (note := goal_at(card.path, people))]
    return sorted(goals, key=_order)


def goal_at(path: str, people: People) -> GoalNote | None:
    """The goal whose note is at ``path``; None when there is no such goal."""
    note = people.note_at(path)
    if note is None or note.goal is None:
        return None
    return GoalNote(path, note.name, note.goal, note.log)


def leads_of(goal: GoalNote, snapshot: Snapshot, people: People) -> list[GoalLead]:
    """Every line on a goal, the newest first: its own, and those of contacts' logs."""
    own = [_lead(entry, goal.path, people) for entry in goal.log]
    told = {(lead.day, lead.kind, person) for lead in own for person in lead.people}
    others = [
        lead
        for note in _linking_to(goal, snapshot, people)
        for lead in _lines_on(goal, note, snapshot, people)
        # A lead noted in both places is one lead.
        if (lead.day, lead.kind, lead.source) not in told
    ]
    return sorted((*own, *others), key=lambda lead: lead.day, reverse=True)


def asked_on(leads: Iterable[GoalLead]) -> dict[str, date]:
    """The keys of people asked about a goal, with the latest day; the most recent first."""
    asked: dict[str, date] = {}
    for lead in sorted(leads, key=lambda lead: lead.day, reverse=True):
        if lead.kind == "asked" and lead.people:
            asked.setdefault(lead.people[0], lead.day)
    return asked


def outcome_of(lead: GoalLead, leads: Iterable[GoalLead], people: People) -> GoalLead | None:
    """The line that says what came of a lead; None when there is none.

    That is a ``done:`` line that names one of its people, else the last later line on the
    goal that does, else the last one of any log.
    """
    about = {*lead.people, lead.source}
    later = [
        other for other in leads if other.day > lead.day and not about.isdisjoint(other.people)
    ]
    done = [other for other in later if other.kind == "done"]
    found = done or later or [*_later_lines(lead, people)]
    return max(found, key=lambda other: other.day, default=None)


def _later_lines(lead: GoalLead, people: People) -> Iterator[GoalLead]:
    """Yield the later log lines that name a person of a lead, or stand in that person's log."""
    for key in lead.people:
        own = None if key.startswith(GHOST) else people.note_at(key)
        for note in (*([own] if own else []), *people.linking_to(key)):
            for entry in note.log if note.contact else ():
                line = _lead(entry, note.path, people, note.path)
                if _follows(line, lead) and (key in line.people or _is_fruit(line, lead, key)):
                    yield line


def _follows(line: GoalLead, lead: GoalLead) -> bool:
    """Whether a line is later; somebody who is asked may help on the same day."""
    return line.day > lead.day or (line.day == lead.day and lead.kind == "asked")


def _is_fruit(line: GoalLead, lead: GoalLead, key: str) -> bool:
    """Whether a line in somebody's own log can be what came of a lead.

    For the person it leads to, every line can; for somebody who was asked, only what they
    gave. The person who gave the lead is met for many other reasons.
    """
    if line.source != key:
        return False
    leads_there = lead.kind in {"lead", "referral", "intro"} and key != lead.giver
    return leads_there or line.is_lead or (lead.kind == "asked" and line.kind == "got")


def _lead(entry: LogEntry, path: str, people: People, source: str = "") -> GoalLead:
    keys = (people.person(link, path) for link in entry.links)
    named = tuple(dict.fromkeys(key for key in keys if key))
    giver = people.person(giver_of(entry), path) if entry.links else None
    return GoalLead(entry.day, entry.kind, entry.text, named, source, giver or "")


def _linking_to(goal: GoalNote, snapshot: Snapshot, people: People) -> list[Note]:
    """The notes of contacts that link to a goal."""
    keys = {link_key(stem_of(goal.path)), link_key(goal.name)}
    numbers = {number for key in keys for number, _ in snapshot.reader.postings(LINK, key)}
    return [note for number in sorted(numbers) if (note := people.note(number)).contact]


def _lines_on(goal: GoalNote, note: Note, snapshot: Snapshot, people: People) -> Iterator[GoalLead]:
    for entry in note.log:
        links = (resolve(link, note.path, snapshot.catalogue).path for link in entry.links)
        if goal.path in links:
            lead = _lead(entry, note.path, people, note.path)
            yield lead._replace(people=tuple(dict.fromkeys((note.path, *lead.people))))


def _order(goal: GoalNote) -> tuple[bool, date, str]:
    return goal.goal.status != "open", goal.goal.due or date.max, name_key(goal.name)


def _alike(name: str, goals: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    names = {fold(goal): goal for goal in goals}
    found = process.extract(
        fold(name), list(names), scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=_ALIKE
    )
    return [names[match] for match, _, _ in found]
