"""``mdnet index``: the refresh by hand, with what was found wrong."""

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option


@click.command("index", short_help="Bring the index up to date by hand.")
@click.option("--rebuild", is_flag=True, help="Read every note anew.")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, rebuild: bool, as_json: bool) -> None:
    """Bring the index up to date by hand, and tell which notes have something wrong.

    Examples:

    \b
      mdnet index
      mdnet index --rebuild
      mdnet index --json

    Every command refreshes the index itself; nobody needs to call this. It prints one
    line for each note that is new, changed or gone since the last time, and one for each
    in which something is wrong; mdnet check tells all of it.
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
