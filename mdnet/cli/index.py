"""``mdnet index``: updates the index by hand, and lists problems."""

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option


@click.command("index", short_help="Update the index by hand.")
@click.option("--rebuild", is_flag=True, help="Read every note again.")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, rebuild: bool, as_json: bool) -> None:
    """Update the index by hand, and list notes with problems.

    Examples:

    \b
      mdnet index
      mdnet index --rebuild
      mdnet index --json

    You rarely need this: every command updates the index itself. It prints a line for each note
    that is new, changed or gone since last time, and one for each note with problems; mdnet check
    shows all of them.
    """
    from mdnet.index.troubles import troubles_in

    vault = current_vault(ctx)
    refreshed = fresh_index(vault, rebuild=rebuild)
    changes = refreshed.changes
    rows = [
        *(("added", path) for path in changes.added),
        *(("changed", path) for path in changes.changed),
        *(("removed", path) for path in changes.removed),
    ]
    if as_json:
        output.put_json([{"change": change, "path": path} for change, path in rows])
    else:
        output.put_rows(rows)
    snapshot = refreshed.snapshot
    for path in snapshot.catalogue.troubled():
        troubles = troubles_in(snapshot, path)
        more = " … and more: mdnet check" if len(troubles) > 1 else ""
        for first in troubles[:1]:
            output.say(f"{first}{more}")
    for skipped in refreshed.skipped:
        output.say(str(skipped))
    output.say(output.counted(len(snapshot.catalogue), "note") + " in the index")
