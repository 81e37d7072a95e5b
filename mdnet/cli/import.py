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

# As many notes are listed on a terminal.
_SHOWN = 30
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
@click.option("--photos", is_flag=True, help="Write the pictures of vCards, too.")
@click.option("--dry-run", is_flag=True, help="Print a diff of the notes, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--report", type=click.Choice(["text", "json"]), help="How to tell what was done; "
    "json is the same as --json.",
)  # fmt: skip
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str | None, columns: dict[str, str],
    own: tuple[str, ...], circles: tuple[str, ...], tags: tuple[str, ...], into: str,
    report: str | None, *, photos: bool, dry_run: bool, yes: bool, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Make notes of the people in FILE, or add to the notes that they have.

    Examples:

    \b
      mdnet import contacts.vcf --dry-run
      mdnet import Connections.csv --circle work
      mdnet import members.csv --map "Full name=name" --map "Mail=emails" --tag choir
      mdnet import mail.mbox --me ana@example.org --dry-run
      mdnet import phone.vcf --photos --report json

    FILE is a vCard file, or a folder of them; Connections.csv of LinkedIn; contacts of
    Google, Outlook or Monica; any other table with --map; a mailbox or a calendar, which
    only tell of contacts that have a note when you were last in touch; before they
    change a note you are asked. - reads stdin.

    Who has a note is known by address, number or identifier. Nothing in a note is
    overwritten, who might be several people is reported and left alone, and a second
    import changes nothing. mdnet undo takes all of it back.
    """
    from mdnet.errors import RefusedError
    from mdnet.transfer.sources import Wishes, is_failure

    vault = current_vault(ctx)
    wishes = Wishes(today, form or "", columns, own, photos)
    planner, problems = _planned(vault, files, wishes, (circles, tags), into)
    may_write = not dry_run and _may_write(planner, yes=yes)
    refused, made_folder = _carried_out(vault, planner) if may_write else ((), False)
    if as_json or report == "json":
        _put_json(planner, problems, refused, dry_run=not may_write)
    else:
        _put_notes(vault, planner, dry_run=dry_run, written=may_write)
    _tell(planner, problems, refused, written=may_write)
    output.say_where_undo_lies(made=made_folder)
    if not may_write and not dry_run:
        output.say("A mailbox or calendar changes notes only if you agree: add --yes.")
        ctx.exit(RefusedError.exit_code)
    failed = any(map(is_failure, problems))
    ctx.exit(1 if failed or not planner.outcomes else 0)


def _planned(
    vault: "Vault",
    files: tuple[str, ...],
    wishes: "Wishes",
    more: tuple[tuple[str, ...], tuple[str, ...]],
    into: str,
) -> tuple["Planner", list["Problem"]]:
    """Read all files and decide on everybody."""
    from mdnet.transfer.importing import planner_for
    from mdnet.transfer.sources import is_days_only, read_sources
    from mdnet.vault.folders import folder_for_people

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


def _may_write(planner: "Planner", *, yes: bool) -> bool:
    """Ask before notes change by what only tells of contact; without a terminal, do not.

    Raises:
        click.Abort: the user did not agree.
    """
    if not planner.asks or yes:
        return True
    merged = [one for one in planner.outcomes if one.action == "merged"]
    for one in merged[:_SHOWN]:
        output.say(f"  {one.path}  {_what_is_new(one)}")
    if len(merged) > _SHOWN:
        output.say(f"  … and {len(merged) - _SHOWN} more")
    if not sys.stdin.isatty():
        return False
    notes = output.counted(len(planner.changed), "note")
    click.confirm(f"Write into {notes}?", default=True, abort=True, err=True)
    return True


def _carried_out(vault: "Vault", planner: "Planner") -> tuple[tuple[tuple[str, str], ...], bool]:
    """Write the notes; return what was refused, and whether ``.mdnet`` is new."""
    from mdnet.transfer.importing import carry_out

    if not planner.changed:
        return (), False
    with Bar("Writing notes") as bar:
        done = carry_out(vault, planner, now=time.time(), progress=bar.show)
    return done.refused, done.made_folder


def _put_json(
    planner: "Planner",
    problems: list["Problem"],
    refused: tuple[tuple[str, str], ...],
    *,
    dry_run: bool,
) -> None:
    from mdnet.transfer.report import as_data

    pictures = planner.pictures.new
    output.put_json(as_data(planner.outcomes, problems, refused, pictures, dry_run=dry_run))


def _put_notes(vault: "Vault", planner: "Planner", *, dry_run: bool, written: bool) -> None:
    """Print the notes that were written, or what would become of them."""
    from mdnet.transfer.importing import diff

    if dry_run:
        for line in diff(vault, planner):
            output.put(line)
    if not written:
        return
    changed = [one for one in planner.outcomes if one.action in ("created", "merged")]
    rows = [(str(one.action), one.path, _what_is_new(one)) for one in changed]
    rows += [("picture", path, "") for path in planner.pictures.new]
    if output.is_terminal() and len(rows) > _SHOWN:
        output.put_rows(rows[:_SHOWN])
        output.say(f"… and {len(rows) - _SHOWN} more.")
    else:
        output.put_rows(rows)


def _what_is_new(one: "Outcome") -> str:
    times = f"(in touch {output.counted(one.times, 'time')})" if one.times else ""
    return output.joined((", ".join(one.added), times), " ")


def _tell(
    planner: "Planner",
    problems: list["Problem"],
    refused: tuple[tuple[str, str], ...],
    *,
    written: bool,
) -> None:
    from mdnet.transfer.report import counts_of, lines_of

    for line in lines_of(planner.outcomes, problems, refused):
        output.say(line)
    counts = counts_of(planner.outcomes).items()
    told = output.joined((f"{count} {action}" for action, count in counts if count), ", ")
    if not told:
        output.say("Nobody came in.")
    else:
        output.say(f"{'' if written else 'Nothing was written; it would be: '}{told}.")
