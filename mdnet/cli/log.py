"""``mdnet log``: one more dated line in somebody's log."""

from datetime import date

import click

from mdnet.cli import output
from mdnet.cli.completion import PersonName
from mdnet.cli.context import (
    current_vault,
    day_option,
    fresh_index,
    json_option,
    this_command,
    today_option,
    vault_option,
)
from mdnet.model.contact import LOG_KINDS

# Plain contact has no word in a log; on the command line it needs one.
_PLAIN = "contact"


@click.command("log", short_help="Add a dated line to somebody's log.")
@click.argument("words", nargs=-1, required=True, type=PersonName(), metavar="NAME KIND [TEXT]...")
@day_option("--date", "day", told="When it was (default: today)")
@click.option("--with", "others", multiple=True, metavar="NAME", help="Who else was there.")
@click.option("--goal", metavar="NAME", help="The goal it was for; it counts as a lead.")
@click.option(
    "--weight", type=click.FloatRange(min=0, min_open=True), help="How much it counts (default 1)."
)
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    day: date,
    others: tuple[str, ...],
    goal: str | None,
    weight: float | None,
    *,
    as_json: bool,
    today: date,
) -> None:
    """Add a dated line to the log of NAME: what was given, received, said or promised.

    Examples:

    \b
      mdnet log Ana Diaz got fixed a tooth on a Sunday --weight 2
      mdnet log ben gave lent the drill --date yesterday
      mdnet log "Elena Frey" met coffee at the station --with "Ben Frost"
      mdnet log ana promised I will send her the recipe

    KIND is one of gave, got, met, call, mail, intro, asked, tip, lead, referral, promised,
    or contact for anything else. NAME ends at the first of these words; put a name that
    holds one in quotes. Only that line is added; everything else in the note stays as it
    is, and mdnet undo takes it back.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.editing.links import link_to
    from mdnet.editing.log import add_line_under
    from mdnet.history.transaction import rewrite
    from mdnet.network.goal_notes import find_goal
    from mdnet.network.people import People

    vault = current_vault(ctx)
    name, kind, text = _parted(words)
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, today))
    path, names = finder.note(name), snapshot.catalogue
    linked = [link_to(finder.note(other), names, path) for other in others]
    purpose = link_to(find_goal(goal, names), names, path) if goal else ""
    line = _line(day, kind, text, linked, purpose, weight)
    heading = vault.config.log_heading
    writing = this_command(ctx, name)
    rewrite(vault, path, lambda data: add_line_under(data, heading, line), writing)
    if as_json:
        output.put_json([{"path": path, "line": line}])
    else:
        output.put(f"{path}: {line}")
    output.say_where_undo_lies(made=writing.made_folder)


def _parted(words: tuple[str, ...]) -> tuple[str, str, str]:
    """Return the name, the kind and the text: the name ends at the first word for a kind."""
    for at, word in enumerate(words[1:], start=1):
        kind = word.casefold().rstrip(":")
        if kind in LOG_KINDS or kind == _PLAIN:
            return " ".join(words[:at]), kind if kind != _PLAIN else "", " ".join(words[at + 1 :])
    allowed = ", ".join((*LOG_KINDS, _PLAIN))
    what = (
        f'"{output.safe(words[1])}" is none of' if len(words) > 1 else "after the name comes one of"
    )
    raise click.BadParameter(f"{what} {allowed}.", param_hint="KIND")


def _line(
    day: date, kind: str, text: str, linked: list[str], purpose: str, weight: float | None
) -> str:
    """Return the line as it stands in the log."""
    said = [
        text,
        f"with {', '.join(linked)}" if linked else "",
        f"for {purpose}" if purpose else "",
    ]
    told = " ".join(part for part in said if part)
    start = f"{day.isoformat()} {kind}:" if kind else day.isoformat()
    weighed = f"(x{weight:g})" if weight and weight != 1 else ""
    return " ".join(part for part in (start, told, weighed) if part)
