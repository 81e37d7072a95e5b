"""``mdnet log``: one more dated line in somebody's log."""

import time
from datetime import date
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.completion import PersonName
from mdnet.cli.context import current_vault, fresh_index, json_option, today_option, vault_option
from mdnet.model import LOG_KINDS

if TYPE_CHECKING:
    from mdnet.index.catalogue import Catalogue
    from mdnet.index.store import Snapshot
    from mdnet.search.people import People

# Plain contact has no word in a log; on the command line it needs one.
_PLAIN = "contact"


@click.command("log", short_help="Add a dated line to somebody's log.")
@click.argument("name", type=PersonName())
@click.argument("kind", metavar="KIND")
@click.argument("text", nargs=-1)
@click.option(
    "--date",
    "day",
    default="today",
    metavar="DAY",
    help="When: today, yesterday, last friday, 2026-11-03.",
)
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
    name: str,
    kind: str,
    text: tuple[str, ...],
    day: str,
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
      mdnet log "Ana Diaz" got fixed a tooth on a Sunday --weight 2
      mdnet log ben gave lent the drill --date yesterday
      mdnet log "Elena Frey" met coffee at the station --with "Ben Frost"
      mdnet log ana promised I will send her the recipe

    KIND is one of gave, got, met, call, mail, intro, asked, tip, lead, referral, promised,
    or contact for anything else. Only that line is added; everything else in the note
    stays as it is, and mdnet undo takes it back.
    """
    from mdnet.notes.log_edit import add_line_under
    from mdnet.search.goal_notes import find_goal
    from mdnet.search.people import People
    from mdnet.vault.rewrite import rewrite

    vault = current_vault(ctx)
    when = _day(day, today)
    word = _kind(kind)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, today)
    path = _path_of(name, people, snapshot)
    linked = [_link(_path_of(other, people, snapshot), snapshot.catalogue) for other in others]
    purpose = _link(find_goal(goal, snapshot.catalogue), snapshot.catalogue) if goal else ""
    line = _line(when, word, " ".join(text), linked, purpose, weight)
    heading = vault.config.log_heading
    done = rewrite(vault, path, lambda data: add_line_under(data, heading, line), now=time.time())
    if as_json:
        output.put_json([{"path": path, "line": line}])
    else:
        output.put(f"{path}: {line}")
    output.say_where_undo_lies(made=done.made_folder)


def _day(text: str, today: date) -> date:
    from mdnet.when import parse_day

    try:
        return parse_day(text, today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None


def _kind(word: str) -> str:
    kind = word.casefold().rstrip(":")
    if kind == _PLAIN:
        return ""
    if kind not in LOG_KINDS:
        allowed = ", ".join((*LOG_KINDS, _PLAIN))
        raise click.BadParameter(f'"{output.safe(word)}" is none of {allowed}.', param_hint="KIND")
    return kind


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


def _path_of(name: str, people: "People", snapshot: "Snapshot") -> str:
    """Return the path of a person's note; a ghost has none to write in.

    Raises:
        MdnetError: there is no such person, there are several, or they have no note.
    """
    from mdnet.errors import NoNoteError
    from mdnet.search.names import find_person

    key = find_person(name, people, snapshot.catalogue, snapshot.reader)
    if people.contact(key) is None:
        raise NoNoteError(people.name(key))
    return key


def _link(path: str, catalogue: "Catalogue") -> str:
    """Return the shortest link that leads to a note."""
    from mdnet.text import name_key
    from mdnet.vault.names import stem_of

    stem = stem_of(path)
    alone = catalogue.by_name(name_key(stem)) == [path]
    return f"[[{stem}]]" if alone else f"[[{path[:-3]}|{stem}]]"
