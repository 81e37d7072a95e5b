"""``mdnet import``: address books, tables, mailboxes and calendars become notes."""

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.completion import VaultValue
from mdnet.cli.context import (
    Bar,
    current_vault,
    json_option,
    this_command,
    today_option,
    vault_option,
)
from mdnet.formats.registry import FORMATS

if TYPE_CHECKING:
    from mdnet.formats.person import Options
    from mdnet.history.journal import Command
    from mdnet.model.contact import Problem
    from mdnet.transfer.plan import Outcome, Planner, SameName
    from mdnet.vault.root import Vault

# A terminal lists at most this many notes.
_SHOWN = 30


def _columns(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from mdnet.formats.generic import TARGETS

    columns = {}
    for text in given:
        column, _sign, key = (part.strip() for part in text.rpartition("="))
        if not column or key not in TARGETS:
            raise click.BadParameter(
                f'"{output.safe(text)}" is not COLUMN=KEY, where KEY is one of '
                f"{', '.join(sorted(TARGETS))}."
            )
        columns[column] = key
    return columns


def _charset(_: click.Context, __: click.Parameter, given: str) -> str:
    from mdnet.formats.charsets import is_charset

    if given and not is_charset(given):
        raise click.BadParameter(f'"{output.safe(given)}" is not a known character encoding.')
    return given


@click.command("import", short_help="Import contacts from address books and other files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--from", "form", type=click.Choice([*FORMATS]), metavar="FORMAT",
    help=f"The format, if mdnet does not recognise it: {', '.join(FORMATS)}.",
)  # fmt: skip
@click.option(
    "--map", "columns", multiple=True, metavar="COLUMN=KEY", callback=_columns,
    help="What a column of the table contains. Can be repeated.",
)  # fmt: skip
@click.option(
    "--encoding", "charset", default="", metavar="NAME", callback=_charset,
    help="The character encoding, such as cp1250, if mdnet guesses wrong.",
)  # fmt: skip
@click.option("--me", "own", multiple=True, metavar="ADDRESS", help="Your own email address.")
@click.option(
    "--circle",
    "circles",
    multiple=True,
    type=VaultValue("circle"),
    help="Put everyone imported into this circle.",
)
@click.option(
    "--tag", "tags", multiple=True, type=VaultValue("tag"), help="Give everyone imported this tag."
)
@click.option(
    "--same-name", type=click.Choice(["merge", "new", "skip"]),
    help="What to do with people who only share their full name with a note.",
)  # fmt: skip
@click.option("--into", default="", metavar="FOLDER", help="The folder for new notes.")
@click.option("--photos", is_flag=True, help="Also save the photos in vCards.")
@click.option("--dry-run", is_flag=True, help="Print the changes as a diff, but write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
@click.option(
    "--report", type=click.Choice(["text", "json"]), help="How to report the result; "
    "json is the same as --json.",
)  # fmt: skip
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str | None, columns: dict[str, str],
    own: tuple[str, ...], circles: tuple[str, ...], tags: tuple[str, ...], into: str,
    charset: str, same_name: "SameName | None", report: str | None, *, photos: bool,
    dry_run: bool, yes: bool, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Create notes for the people in FILE, or update the notes they already have.

    Examples:

    \b
      mdnet import contacts.vcf --dry-run
      mdnet import Connections.csv --circle work
      mdnet import members.csv
      mdnet import members.csv --map "Full name=name" --map "Mail=emails" --tag choir
      mdnet import mail.mbox --me ana@example.org --dry-run
      mdnet import phone.vcf --same-name merge
      mdnet import phone.vcf --photos --report json

    FILE is an address book from a phone, Google, Outlook, Thunderbird, Monica, HubSpot, Notion,
    Facebook or LinkedIn (a zip or a folder will do); vCards; LDIF; or any table whose column
    names are clear, in eight languages, or explained with --map. A mailbox or calendar only
    updates when you were last in touch with people who already have a note; mdnet asks first. Use
    - for stdin.

    People who already have a note are recognised by email, phone or ID. If only the full name
    matches and nothing contradicts it, mdnet asks once for all such people; --same-name answers
    in advance, and --yes merges. Everyone else gets a new note. Anyone who cannot be imported is
    listed, and the exit code is 1. Nothing in a note is overwritten, and importing a file again
    changes nothing. mdnet undo takes it all back.
    """
    from mdnet.formats.person import Options
    from mdnet.model.errors import RefusedError
    from mdnet.transfer.sources import is_failure

    vault = current_vault(ctx)
    options = Options(today, form or "", columns, own, charset, photos)
    planner, problems = _planned(vault, files, options, (circles, tags), into)
    planner.same_name = same_name or _wanted_of_namesakes(planner.namesakes(), yes=yes)
    planner.finish()
    may_write = not dry_run and _may_write(planner, yes=yes)
    writing = this_command(ctx, *files)
    refused = _carried_out(vault, planner, writing) if may_write else ()
    if as_json or report == "json":
        _put_json(planner, problems, refused, dry_run=not may_write)
    else:
        _put_notes(vault, planner, dry_run=dry_run, written=may_write)
    _tell(planner, problems, refused, written=may_write)
    output.say_where_undo_lies(made=writing.made_folder)
    if not may_write and not dry_run:
        output.say("A mailbox or calendar only changes notes if you agree. To agree: --yes")
        ctx.exit(RefusedError.exit_code)
    failed = any(map(is_failure, problems)) or any(
        one.action == "failed" or one.is_left_out for one in planner.outcomes
    )
    ctx.exit(1 if failed or not planner.outcomes else 0)


def _planned(
    vault: "Vault",
    files: tuple[str, ...],
    options: "Options",
    more: tuple[tuple[str, ...], tuple[str, ...]],
    into: str,
) -> tuple["Planner", list["Problem"]]:
    """Read all files and decide what to do about each person."""
    from mdnet.transfer.importing import planner_for
    from mdnet.transfer.sources import is_days_only, read_sources
    from mdnet.vault.folders import folder_for_people

    folder = folder_for_people(vault, into).as_posix()
    with Bar() as bar:
        planner = planner_for(
            vault, folder, os.environ, circles=more[0], tags=more[1], progress=bar.show
        )
    problems: list[Problem] = []
    stdin = sys.stdin.buffer
    for found, reading in read_sources(files, stdin, options):
        problems += reading.problems
        planner.new_notes = not is_days_only(found)
        for one in reading.people:
            planner.take(one)
    return planner, problems


def _wanted_of_namesakes(namesakes: "list[Outcome]", *, yes: bool) -> "SameName":
    """Ask once about all who only share a full name; without a terminal, leave them out."""
    if not namesakes or yes:
        return "merge"
    if not _is_asked():
        return "skip"
    for one in namesakes[:_SHOWN]:
        output.say(f"  {one.place}  {one.name}  {one.candidates[0]}")
    if len(namesakes) > _SHOWN:
        output.say(f"  … and {len(namesakes) - _SHOWN} more")
    people = output.counted(len(namesakes), "person", "people")
    output.say(
        f"{people} with the same full name as a note, and nothing to contradict it. Merge them "
        "into these notes, create new notes, or skip them?"
    )
    wanted: SameName = click.prompt(
        "Same name", type=click.Choice(["merge", "new", "skip"]), default="merge", err=True
    )
    return wanted


def _is_asked() -> bool:
    """Whether somebody sits at a terminal who can answer."""
    return sys.stdin.isatty()


def _may_write(planner: "Planner", *, yes: bool) -> bool:
    """Ask before a mailbox or calendar changes notes; without a terminal, change nothing.

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
    if not _is_asked():
        return False
    notes = output.counted(len(planner.changed), "note")
    click.confirm(f"Write into {notes}?", default=True, abort=True, err=True)
    return True


def _carried_out(
    vault: "Vault", planner: "Planner", command: "Command"
) -> tuple[tuple[str, str], ...]:
    """Write the notes, and return those that were refused, with the reason."""
    from mdnet.transfer.importing import carry_out

    if not planner.changed:
        return ()
    with Bar("Writing notes") as bar:
        return carry_out(vault, planner, command, progress=bar.show)


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
    """Print the notes that were written, or would be."""
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
        output.say("No contacts were imported.")
    else:
        output.say(f"{'' if written else 'Nothing was written. Planned: '}{told}.")
