"""``mdnet log``: adds a dated line to somebody's log."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import GoalName, PersonAndKind, PersonName
from mdnet.cli.context import (
    current_vault,
    day_option,
    fresh_index,
    json_option,
    this_command,
    today_option,
    vault_option,
)
from mdnet.cli.key_options import key_options, said_under_keys

if TYPE_CHECKING:
    from mdnet.capture.log_lines import Typed

_KEYS = ("met", "met_at", "birthday", "cadence", "follow_up")


@click.command("log", short_help="Add a dated line to somebody's log.")
@click.argument(
    "words", nargs=-1, required=True, type=PersonAndKind(), metavar="NAME KIND [TEXT]..."
)
@day_option("--date", "day", told="When it happened (default: today)", or_today=True)
@click.option(
    "--with",
    "others",
    multiple=True,
    type=PersonName(),
    metavar="NAME",
    help="Somebody else who was there.",
)
@click.option(
    "--goal",
    type=GoalName(),
    metavar="NAME",
    help="The goal this is for; the line then counts as a lead.",
)
@click.option(
    "--weight",
    type=click.FloatRange(min=0, min_open=True),
    help="How much a favour counts (default: 1).",
)
@key_options(_KEYS)
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: tuple[str, ...],
    day: date,
    others: tuple[str, ...],
    goal: str | None,
    weight: float | None,
    *,
    as_json: bool,
    today: date,
    **said: Any,
) -> None:
    """Add a dated line to the log of NAME: what you gave, got, said or promised.

    Examples:

    \b
      mdnet log Ana Diaz got fixed a tooth on a Sunday --weight 2
      mdnet log ben gave lent the drill --date yesterday
      mdnet log Elena Frey, Ben Frost met coffee at the station
      mdnet log ana promised I will send her the recipe --follow-up "in 2 weeks"

    KIND is one of gave, got, met, call, mail, intro, asked, tip, lead, referral, promised, or
    contact for anything else. NAME ends at the first of these words, so put a name that contains
    one in quotes. If you name several people, the line goes into the first one's log and links to
    the others, as with --with. Options such as --follow-up set fields in the front matter. The
    rest of the note stays as it is, and mdnet undo takes everything back.
    """
    from mdnet.capture.log_lines import log_line, logged
    from mdnet.cli.person import NameFinder
    from mdnet.editing.links import link_to
    from mdnet.history.transaction import rewrite
    from mdnet.network.goal_notes import find_goal
    from mdnet.network.people import People

    vault = current_vault(ctx)
    typed = _typed(words)
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, today))
    name, *more = finder.names_typed(typed.names)
    path, names = finder.note(name), snapshot.catalogue
    linked = [link_to(finder.note(other), names, path) for other in (*more, *others)]
    purpose = link_to(find_goal(goal, names), names, path) if goal else ""
    line = log_line(day, typed.kind, typed.text, others=linked, goal=purpose, weight=weight)
    values = said_under_keys(said, _KEYS)
    heading = vault.config.log_heading
    writing = this_command(ctx, name)
    rewrite(vault, path, lambda data: logged(data, heading, line, values), writing)
    if as_json:
        output.put_json([{"path": path, "line": line}])
    else:
        output.put(f"{path}: {line}")
    for key, value in values.items():
        output.say(f"{key}: {value}")
    output.say_where_undo_lies(made=writing.made_folder)


def _typed(words: tuple[str, ...]) -> "Typed":
    """The parts of a log line: the names end at the first word for a kind."""
    from mdnet.capture.log_lines import KINDS, typed_line

    typed = typed_line(words)
    if typed is not None:
        return typed
    what = (
        f'"{output.safe(words[1])}" is not one of'
        if len(words) > 1
        else "after the name, say one of"
    )
    raise click.BadParameter(f"{what} {', '.join(KINDS)}.", param_hint="KIND")
