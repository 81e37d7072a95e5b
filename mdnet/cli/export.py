"""``mdnet export``: contacts as files for other programs."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import PersonName
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    no_private_option,
    today_option,
    vault_option,
)
from mdnet.cli.filters import filter_options, say_unknown, selection_of
from mdnet.formats.writers import WRITERS, Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mdnet.formats.cleaning import Cleaning
    from mdnet.transfer.exporting import Chosen


@click.command("export", short_help="Export contacts to other programs.")
@click.argument("names", nargs=-1, type=PersonName(), metavar="[NAME]...")
@click.option(
    "--format", "kind", type=click.Choice([*WRITERS]), default="vcard", show_default=True,
    help="The format of the file.",
)  # fmt: skip
@click.option(
    "--vcard", "version", type=click.Choice(["3.0", "4.0"]), default="4.0", show_default=True,
    help="The vCard version; iOS needs 3.0.",
)  # fmt: skip
@click.option(
    "--csv", "layout", type=click.Choice(["google", "linkedin"]), default="google",
    show_default=True, help="Whose columns to use for csv.",
)  # fmt: skip
@click.option(
    "--index-name",
    default="contacts",
    show_default=True,
    help="The name of the index, for opensearch.",
)
@click.option("-o", "--output", "target", metavar="FILE", help="Write to FILE instead of stdout.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.option(
    "--include-private", is_flag=True, help="Include private people and what notes say about them."
)
@click.option("--with-log", is_flag=True, help="Include the logs, which also say a lot about you.")
@click.option("--archived", is_flag=True, help="Include archived people.")
@filter_options
@no_private_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    names: tuple[str, ...],
    target: str | None,
    force: bool,
    include_private: bool,
    with_log: bool,
    archived: bool,
    today: date,
    **more: Any,
) -> None:
    """Export contacts as vCards, tables, a calendar of reminders, or search documents.

    Examples:

    \b
      mdnet export -o contacts.vcf
      mdnet export Ana Diaz Ben Frost --vcard 3.0 -o two.vcf
      mdnet export --format csv --circle neighbour -o neighbours.csv
      mdnet export --format ics --force -o ~/reminders.ics

    Without NAME, everyone who matches the filters is exported. Private people are left out, and
    so is what other notes say about them. The text of each note is included; its log is not.

    A calendar (ics) contains birthdays, anniversaries, follow-ups and people to reconnect with,
    each with an alarm at 9 in the morning. Overdue reminders appear today, without an alarm. You
    can import the file again at any time: every reminder keeps its UID.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.formats.cleaning import Cleaning
    from mdnet.network.people import People
    from mdnet.transfer.exporting import Exporter, choose
    from mdnet.transfer.outfile import check_target

    vault = current_vault(ctx)
    to_file = target not in (None, "-")
    real = check_target(Path(target or ""), vault.root, force=force) if to_file else None
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, today))
    paths = frozenset(map(finder.note, finder.names_in(names))) if names else None
    writer = WRITERS[more.pop("kind")]
    version, columns, index = (more.pop(name) for name in ("version", "layout", "index_name"))
    layout = Layout(version, columns, index, today)
    wanted = selection_of(more, archived=archived)
    chosen = choose(snapshot.catalogue.cards(), wanted, paths, include_private=include_private)
    exporter = Exporter(vault, snapshot, include_private=include_private)
    day = today if writer.takes_reminders else None
    with_text = writer.takes_text(layout)
    people = exporter.people(chosen.cards, with_text=with_text, with_log=with_log, reminders_on=day)
    cleaning = Cleaning()
    if not writer.is_json:  # which can safely contain such characters
        people = cleaning.people(people)
    _write_out(real, writer.write(people, layout), is_json=writer.is_json)
    output.say(_told(chosen))
    say_unknown(snapshot.catalogue.cards(), wanted)
    _say_what_was_removed(cleaning)


def _write_out(target: Path | None, parts: "Iterable[str]", *, is_json: bool) -> None:
    """Write the parts of a file to ``target``, or print them."""
    from mdnet.transfer.outfile import write_out

    if is_json:
        parts = map(output.escaped_json, parts)
    if target is None:
        output.put_parts(parts)
    else:
        write_out(target, (part.encode("utf-8", "replace") for part in parts))


def _say_what_was_removed(cleaning: "Cleaning") -> None:
    if cleaning.removed:
        removed = output.counted(cleaning.removed, "control character")
        output.say(f"Removed {removed} from {output.counted(cleaning.values, 'value')}")


def _told(chosen: "Chosen") -> str:
    left = [
        f"{count} {what} left out ({option})"
        for count, what, option in (
            (chosen.private, "private", "--include-private"),
            (chosen.archived, "archived", "--archived"),
        )
        if count
    ]
    people = output.counted(len(chosen.cards), "person", "people")
    return ", ".join([f"{people} exported", *left])
