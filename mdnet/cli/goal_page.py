"""The page of one goal: who can help now, who was asked, and what its leads became."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import fresh_index, resources_of

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.network.goal_notes import GoalLead, GoalNote
    from mdnet.network.people import People
    from mdnet.search.results import Hit
    from mdnet.vault.root import Vault


def put_page(vault: "Vault", name: str, limit: int, today: date, *, as_json: bool) -> None:
    """Print the page of the goal called ``name``."""
    from mdnet.network.goal_notes import find_goal, goal_at, leads_of
    from mdnet.network.people import People

    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, today)
    goal = goal_at(find_goal(name, snapshot.catalogue), people)
    assert goal is not None
    leads = leads_of(goal, snapshot, people)
    helpers = _helpers(goal, vault, snapshot, limit, today)
    if as_json:
        output.put_json(_as_json(goal, helpers, leads, people))
        return
    _put_goal(goal)
    _put_helpers(helpers, leads)
    _put_leads(leads, people)


def _helpers(
    goal: "GoalNote", vault: "Vault", snapshot: "Snapshot", limit: int, today: date
) -> "list[Hit]":
    from mdnet.search.filters import Filters
    from mdnet.search.goal_helpers import helpers_for

    language = resources_of(vault)
    filters = Filters(limit=limit)
    return helpers_for(goal.goal, snapshot, language, today=today, filters=filters)


def _put_goal(goal: "GoalNote") -> None:
    due = f"due {goal.goal.due}" if goal.goal.due else ""
    facts = output.joined((goal.goal.status, goal.goal.kind, due, ", ".join(goal.goal.wants)))
    click.echo(output.styled(goal.name, bold=True))
    click.echo(output.styled(facts, dim=True))


def _put_helpers(helpers: "Sequence[Hit]", leads: "Sequence[GoalLead]") -> None:
    from mdnet.cli.hits import summary_of, why_shown
    from mdnet.network.ghosts import GHOST
    from mdnet.network.goal_notes import asked_on
    from mdnet.util.text import name_key

    asked = asked_on(leads)
    rows = []
    for hit in helpers:
        day = asked.get(hit.path or GHOST + name_key(hit.name))
        mark = f"asked {day}" if day else ""
        rows.append((hit.name, summary_of(hit), hit.band, output.joined((mark, why_shown(hit)))))
    output.put()
    output.put("who can help")
    output.put_rows([(f"  {name}", *rest) for name, *rest in rows])
    if not rows:
        output.say("Nobody in your notes seems able to help with that yet.")


def _put_leads(leads: "Sequence[GoalLead]", people: "People") -> None:
    from mdnet.network.goal_notes import outcome_of

    if not leads:
        output.say("No leads yet. Who will you ask first?")
        return
    output.put()
    output.put("leads")
    rows = []
    for lead in leads:
        outcome = outcome_of(lead, leads, people)
        # A later line on the goal is listed itself; other lines are shown after the arrow.
        after = f" → {outcome.day} {_said(outcome, people)}" if outcome else ""
        rows.append((f"  {lead.day}", lead.kind, f"{_text(lead, people)}{after}"))
    output.put_rows(rows)


def _text(lead: "GoalLead", people: "People") -> str:
    return f"{people.name(lead.source)}: {lead.text}" if lead.source else lead.text


def _said(lead: "GoalLead", people: "People") -> str:
    return f"{lead.kind}: {_text(lead, people)}" if lead.kind else _text(lead, people)


def goal_as_json(goal: "GoalNote") -> dict[str, Any]:
    """The keys of ``--json`` that come from the note of a goal."""
    due = goal.goal.due
    return {
        "name": goal.name,
        "path": goal.path,
        "status": goal.goal.status,
        "kind": goal.goal.kind or None,
        "due": due.isoformat() if due else None,
        "wants": list(goal.goal.wants),
    }


def _as_json(
    goal: "GoalNote", helpers: "Sequence[Hit]", leads: "Sequence[GoalLead]", people: "People"
) -> Mapping[str, Any]:
    from mdnet.cli.hits import hit_as_json

    return {
        **goal_as_json(goal),
        "helpers": [hit_as_json(hit) for hit in helpers],
        "leads": [
            {
                "day": lead.day.isoformat(),
                "kind": lead.kind,
                "text": lead.text,
                "people": [people.name(person) for person in lead.people],
                "source": people.name(lead.source) if lead.source else None,
            }
            for lead in leads
        ],
    }
