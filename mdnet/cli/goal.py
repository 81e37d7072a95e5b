"""``mdnet goal``: goals as notes, with who can help and the leads so far."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import goal_argument
from mdnet.cli.context import (
    current_vault,
    day_option,
    fresh_index,
    json_option,
    limit_option,
    no_private_option,
    this_command,
    today_option,
    vault_option,
)
from mdnet.model.contact import GOAL_KINDS

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.network.goal_notes import GoalNote
    from mdnet.network.people import People


@click.group("goal", short_help="Write down goals, and follow up the leads.")
@vault_option
def command() -> None:
    """Write down goals, see who can help now, and follow up the leads.

    Examples:

    \b
      mdnet goal new Find an apartment --want flat --want "housing co-op" --due 2027-06-30
      mdnet goal list
      mdnet goal show find
      mdnet goal done "Find an apartment"

    A goal is a note. Under its heading Leads, write what came of asking people, one dated line
    each: asked, tip, lead, referral or done. Or use mdnet log NAME KIND TEXT --goal NAME, which
    puts the lead into the log of the person who gave it.
    """


@command.command("new", short_help="Create a note for a goal.")
@click.argument("text", nargs=-1, required=True)
@click.option("--want", "wants", multiple=True, help="What to search for (default: TEXT).")
@click.option("--kind", type=click.Choice(GOAL_KINDS), help="The kind of help you need.")
@day_option("--due", told="When you want to reach it by", ahead=True)
@click.option("-e", "--edit", is_flag=True, help="Open the note in $VISUAL or $EDITOR.")
@json_option
@today_option
@vault_option
@click.pass_context
def new(
    ctx: click.Context,
    /,
    text: tuple[str, ...],
    wants: tuple[str, ...],
    kind: str | None,
    due: date | None,
    *,
    edit: bool,
    as_json: bool,
    **_: Any,
) -> None:
    """Create a note for the goal TEXT, and print its path.

    Examples:

    \b
      mdnet goal new Learn to sail
      mdnet goal new "A good used car" --want "used car" --kind resource --due "march 2027"

    The note is yours: change anything in it, in any editor. An existing note is never
    overwritten.
    """
    from mdnet.capture.people import name_and_stem
    from mdnet.history.transaction import write_new
    from mdnet.rendering.sandbox import Sandbox
    from mdnet.vault.folders import folder_for_goals
    from mdnet.vault.gate import refuse_unread

    name, stem = name_and_stem(" ".join(text))
    vault = current_vault(ctx)
    path = (folder_for_goals(vault) / f"{stem}.md").as_posix()
    day = due.isoformat() if due else ""
    asked = [shown for want in wants if (shown := " ".join(want.split()))]
    values = {"name": name, "stem": stem, "wants": asked, "kind": kind, "due": day}
    with Sandbox(vault.root) as sandbox:
        note = sandbox.render("goal.md.j2", values)
    refuse_unread(vault, path, note.encode(errors="replace"), "goal")
    writing = this_command(ctx, name)
    target = write_new(vault, path, note, writing)
    if as_json:
        output.put_json([{"name": name, "path": path}])
    else:
        output.put(str(target))
    output.say_where_undo_lies(made=writing.made_folder)
    if edit:
        from mdnet.cli.editor import edit_file

        edit_file(target)


@command.command("list", short_help="List goals, the most urgent first.")
@click.option("--all", "show_all", is_flag=True, help="Include goals that are done or dropped.")
@no_private_option
@json_option
@vault_option
@click.pass_context
def list_goals(ctx: click.Context, *, show_all: bool, as_json: bool) -> None:
    """List open goals with their leads, the most urgent first.

    Examples:

    \b
      mdnet goal list
      mdnet goal list --all --json

    The keys of --json: name, path, status, kind, due, wants, leads (how many), asked (the person
    you asked last, or null) and asked_on.
    """
    from mdnet.network.goal_notes import all_goals
    from mdnet.network.people import People

    snapshot = fresh_index(current_vault(ctx)).snapshot
    people = People(snapshot, date.max)
    goals = all_goals(snapshot.catalogue, people)
    listed = [
        _listed(goal, snapshot, people) for goal in goals if show_all or goal.goal.status == "open"
    ]
    if as_json:
        output.put_json(listed)
    else:
        output.put_rows([_row(one, show_all=show_all) for one in listed])
    output.say(output.counted(len(listed), "goal" if show_all else "open goal"))
    if not goals:
        output.say("What do you want to achieve? To add a goal: mdnet goal new Learn to sail")


def _listed(goal: "GoalNote", snapshot: "Snapshot", people: "People") -> dict[str, Any]:
    from mdnet.cli.goal_page import goal_as_json
    from mdnet.network.goal_notes import asked_on, leads_of

    leads = leads_of(goal, snapshot, people)
    person, day = next(iter(asked_on(leads).items()), (None, None))
    return {
        **goal_as_json(goal),
        "leads": sum(lead.is_lead for lead in leads),
        "asked": people.name(person) if person else None,
        "asked_on": day.isoformat() if day else None,
    }


def _row(listed: dict[str, Any], *, show_all: bool) -> tuple[str, ...]:
    asked = f"asked {listed['asked']} last, {listed['asked_on']}" if listed["asked"] else ""
    status = (listed["status"],) if show_all else ()
    leads = output.counted(listed["leads"], "lead")
    return listed["name"], *status, listed["due"] or "", leads, asked


@command.command("show", short_help="Show who can help with a goal, and the leads so far.")
@goal_argument()
@limit_option(10, "Show no more than this many people.")
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def show(ctx: click.Context, name: str, limit: int, *, as_json: bool, today: date) -> None:
    """Show who can help with the goal NAME, who you have asked, and what came of it.

    Examples:

    \b
      mdnet goal show "Find an apartment"
      mdnet goal show find -n 5
      mdnet goal show find --json

    NAME is the name of a goal, or its beginning if only one goal matches. Log lines of people
    that link to the goal count as leads, too. After the arrow (→) you see what became of a lead:
    the last later line that names the same person.
    """
    from mdnet.cli.goal_page import put_page

    put_page(current_vault(ctx), name, limit, today, as_json=as_json)


@command.command("done", short_help="Mark a goal as done or dropped.")
@goal_argument()
@click.option("--dropped", is_flag=True, help="Mark it as dropped instead.")
@json_option
@vault_option
@click.pass_context
def done(ctx: click.Context, name: str, *, dropped: bool, as_json: bool) -> None:
    """Mark the goal NAME as done. Nothing else in its note changes.

    Examples:

    \b
      mdnet goal done "Find an apartment"
      mdnet goal done find --dropped

    mdnet undo takes it back.
    """
    from mdnet.editing.keys import set_scalar
    from mdnet.history.transaction import rewrite
    from mdnet.model.keys import GOAL
    from mdnet.network.goal_notes import find_goal

    vault = current_vault(ctx)
    path = find_goal(name, fresh_index(vault).snapshot.catalogue)
    status = "dropped" if dropped else "done"
    writing = this_command(ctx, name)
    changed = rewrite(
        vault,
        path,
        lambda data: set_scalar(data, "status", status, fields=GOAL),
        writing,
    )
    if as_json:
        output.put_json([{"path": path, "status": status, "changed": changed}])
    else:
        output.put_rows([(status, path)])
    if not changed:
        output.say(f"It was already {status}.")
    output.say_where_undo_lies(made=writing.made_folder)
