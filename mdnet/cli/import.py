"""``mdnet import``: address books, tables, mailboxes and calendars become notes."""

import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import (
    Bar,
    current_vault,
    json_option,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.model import Problem
    from mdnet.transfer.plan import Outcome, Planner
    from mdnet.transfer.sources import Wishes
    from mdnet.vault.root import Vault

_FORMATS = ("vcard", "linkedin", "google", "outlook", "monica", "csv", "mbox", "ics")


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from mdnet.formats.generic import TARGETS

    columns = {}
    for text in given:
        column, _sign, key = (part.strip() for part in text.rpartition("="))
        if not column or key not in TARGETS:
            raise click.BadParameter(
                f'"{output.safe(text)}" is not COLUMN=KEY; KEY is one of '
                f"{', '.join(sorted(TARGETS))}."
            )
        columns[column] = key
    return columns


@click.command("import", short_help="Make notes of address books and other files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--from", "form", type=click.Choice(_FORMATS), help="The format, if not found out.")
@click.option(
    "--map", "columns", multiple=True, metavar="COLUMN=KEY", callback=_columns,
    help="What a column of any other table is.",
)  # fmt: skip
@click.option("--me", "own", multiple=True, metavar="ADDRESS", help="Your own mail address.")
@click.option("--circle", "circles", multiple=True, help="A circle for all who come in.")
@click.option("--tag", "tags", multiple=True, help="A tag for all who come in.")
@click.option("--into", default="", metavar="FOLDER", help="Where new notes go.")
@click.option("--dry-run", is_flag=True, help="Print a diff of the notes, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str | None, columns: dict[str, str],
    own: tuple[str, ...], circles: tuple[str, ...], tags: tuple[str, ...], into: str,
    *, dry_run: bool, yes: bool, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Make notes of the people in FILE, or add to the notes that they have.

    Examples:

    \b
      mdnet import contacts.vcf --dry-run
      mdnet import Connections.csv --circle work
      mdnet import members.csv --map "Full name=name" --map "Mail=emails" --tag choir
      mdnet import mail.mbox --me ana@example.org

    FILE is a vCard file, or a folder of them; Connections.csv of LinkedIn; contacts of
    Google, Outlook or Monica; any other table with --map; a mailbox or a calendar, which
    only tell of contacts that have a note when you were last in touch. - reads stdin.

    Who has a note is known by address, number or identifier. Nothing in a note is
    overwritten, who might be several people is reported and left alone, and a second
    import changes nothing. mdnet undo takes all of it back.
    """
    from mdnet.transfer.sources import Wishes

    vault = current_vault(ctx)
    wishes = Wishes(today, form or "", columns, own)
    planner, problems = _planned(vault, files, wishes, (circles, tags), into)
    refused, made_folder = _written(vault, planner, dry_run=dry_run, yes=yes, as_json=as_json)
    _tell(planner.outcomes, problems, refused, dry_run=dry_run, as_json=as_json)
    output.say_where_undo_lies(made=made_folder)
    failed = any(problem.code in ("unreadable", "format", "columns", "no-cards", "no-own",
                                  "no-heading") for problem in problems)  # fmt: skip
    ctx.exit(1 if failed or not planner.outcomes else 0)


def _planned(
    vault: "Vault",
    files: tuple[str, ...],
    wishes: "Wishes",
    more: tuple[tuple[str, ...], tuple[str, ...]],
    into: str,
) -> tuple["Planner", list["Problem"]]:
    """Read all files and decide on everybody."""
    from mdnet.cli.new import folder_for_people
    from mdnet.transfer.importing import planner_for
    from mdnet.transfer.sources import is_days_only, read_sources

    folder = folder_for_people(vault, into).as_posix()
    with Bar() as bar:
        planner = planner_for(vault, folder, circles=more[0], tags=more[1], progress=bar.show)
    problems: list[Problem] = []
    stdin = sys.stdin.buffer
    for found, reading in read_sources(files, stdin, wishes):
        problems += reading.problems
        planner.new_notes = not is_days_only(found)
        for one in reading.people:
            planner.take(one)
    planner.finish()
    return planner, problems


def _written(
    vault: "Vault", planner: "Planner", *, dry_run: bool, yes: bool, as_json: bool
) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Write the notes, or show what they would be; return what was refused."""
    from mdnet.transfer.importing import carry_out, diff

    if dry_run:
        if not as_json:
            for line in diff(vault, planner):
                output.put(line)
        return (), False
    if not planner.changed:
        return (), False
    if planner.asks and not yes and sys.stdin.isatty():
        notes = output.counted(len(planner.changed), "note")
        click.confirm(f"Write the last contact into {notes}?", default=True, abort=True, err=True)
    with Bar("Writing notes") as bar:
        done = carry_out(vault, planner, now=time.time(), progress=bar.show)
    return done.refused, done.made_folder


def _tell(
    outcomes: list["Outcome"],
    problems: list["Problem"],
    refused: tuple[tuple[str, str], ...],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from mdnet.transfer.report import as_data, counts_of, lost_lines

    for problem in problems:
        output.say(str(problem))
    if as_json:
        output.put_json(as_data(outcomes, problems, refused, dry_run=dry_run))
    elif not dry_run:
        shown = [one for one in outcomes if one.action in ("created", "merged")]
        output.put_rows([(one.action, one.path, ", ".join(one.added)) for one in shown])
    for one in outcomes:
        for line in _lines(one):
            output.say(line)
    for line in (*lost_lines(outcomes), *(f"{path}: {reason}" for path, reason in refused)):
        output.say(line)
    told = output.joined(
        (f"{count} {action}" for action, count in counts_of(outcomes).items() if count), ", "
    )
    output.say(
        f"{'Nothing was written; it would be: ' if dry_run else ''}{told or 'Nobody came in'}."
    )


def _lines(one: "Outcome") -> list[str]:
    lines = [
        f"{one.place}: {one.name}: {kept.key} {kept.value} was left out; "
        f"{one.path} says {kept.there}."
        for kept in one.kept
    ]
    if one.action == "ambiguous":
        who = " or ".join(one.candidates[:3])
        lines.append(
            f"{one.place}: {one.name} was left out: {one.reason} ({who}). If it is one of them, "
            "put the mail address or number into that note and import again."
        )
    return lines
