"""``mdnet merge``: two notes on one person become one, and every link leads to it."""

from datetime import date

import click

from mdnet.cli.completion import PersonName
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option
from mdnet.cli.planned import plan_options, settle


@click.command("merge", short_help="Make one note of two, and take over every link.")
@click.argument("keep", metavar="KEEP", type=PersonName())
@click.argument("other", metavar="OTHER", type=PersonName())
@plan_options
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, keep: str, other: str, *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Make one note of two that are about one person: KEEP stays and takes over OTHER.

    Examples:

    \b
      mdnet merge "Ana Diaz" "A. Diaz" --dry-run
      mdnet merge "Ana Diaz" "A. Diaz"
      mdnet merge "Ana Diaz" "Friends/Ana Diaz.md"

    Nothing is lost: lists are united, the log is put in order, the other name becomes an
    alias, and the other text stands under a heading of its own. Where the two say
    different things KEEP counts, and the other word is kept below it. Links to OTHER lead
    to KEEP and show what they showed. OTHER may have no note: then only links change.
    The note that goes is kept for seven days: mdnet undo takes all of it back.

    The keys of --json, one object for each step: path, action (changed or deleted; with
    --dry-run "would change" and "would delete"), to (null).
    """
    from mdnet.errors import NoNoteError
    from mdnet.identity.merging import plan_ghost_merging, plan_merging
    from mdnet.network.ghosts import GHOST
    from mdnet.search.names import find_person
    from mdnet.search.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, date.min)
    first, second = (
        find_person(name, people, snapshot.catalogue, snapshot.reader) for name in (keep, other)
    )
    if first.startswith(GHOST):
        raise NoNoteError(people.name(first))
    if second.startswith(GHOST):
        plan = plan_ghost_merging(vault, snapshot, first, second.removeprefix(GHOST))
    else:
        plan = plan_merging(vault, snapshot, first, second)
    settle(vault, plan, dry_run=dry_run, yes=yes, as_json=as_json)
