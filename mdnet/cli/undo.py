"""``mdnet undo``: puts notes back to what they were before the last edit."""

import time
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, json_option, vault_option

if TYPE_CHECKING:
    from mdnet.vault.backups import Entry
    from mdnet.vault.root import Vault


@click.command("undo", short_help="Undo the last edit of mdnet.")
@click.argument("edit", default="")
@click.option("--dry-run", is_flag=True, help="Show what would be restored, and write nothing.")
@click.option("--force", is_flag=True, help="Restore notes that were changed since as well.")
@click.option("--list", "as_list", is_flag=True, help="List the edits that can be undone.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, /, edit: str, *, dry_run: bool, force: bool, as_list: bool, as_json: bool
) -> None:
    """Undo the last edit that mdnet made to notes, or the EDIT of that name.

    Examples:

    \b
      mdnet undo --list
      mdnet undo --dry-run
      mdnet undo

    Notes become what they were, byte for byte; those that were merged or renamed come
    back. A note that was changed since is left alone, unless you say --force, and none is
    ever put over another. An undo is an edit too: undo it to have the change back.
    Backups lie in .mdnet/undo for seven days. An edit that was "cut short" did not end:
    to undo it takes back what it had done.
    """
    vault = current_vault(ctx)
    if as_list:
        _list(vault, as_json=as_json)
        return
    from mdnet.vault.undo import undo

    paths = undo(vault, now=time.time(), which=edit, force=force, dry_run=dry_run)
    action = "would restore" if dry_run else "restored"
    if as_json:
        output.put_json([{"path": path, "action": action} for path in paths])
    else:
        output.put_rows([(action, path) for path in paths])
    if not paths:
        output.say("There is nothing to undo.")
    elif dry_run:
        output.say("Nothing was written.")


def _list(vault: "Vault", *, as_json: bool) -> None:
    """Print the edits, the last one first, one line for each note."""
    from mdnet.vault.backups import entries_of

    told = (
        (entry.name, _moment(entry.time), _action(entry), saved.path)
        for entry in reversed(entries_of(vault.root))
        for saved in entry.saved
    )
    rows = [*dict.fromkeys(told)]  # a note may be changed and renamed in one edit
    if as_json:
        keys = ("edit", "time", "action", "path")
        output.put_json([dict(zip(keys, row, strict=True)) for row in rows])
    elif rows:
        output.put_rows(rows)
    if not rows:
        output.say("There is nothing to undo.")


def _action(entry: "Entry") -> str:
    if not entry.whole:
        return "cut short"
    return "undone" if entry.undoes else "edited"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ006 - the user's own clock
