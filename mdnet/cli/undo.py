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
@click.option("--dry-run", is_flag=True, help="Show what would become of notes, and write nothing.")
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

    undone = undo(vault, now=time.time(), which=edit, force=force, dry_run=dry_run)
    actions = dict.fromkeys(undone.restored, "would restore" if dry_run else "restored")
    actions |= dict.fromkeys(undone.removed, "would remove" if dry_run else "removed")
    if as_json:
        output.put_json([{"path": path, "action": actions[path]} for path in undone.paths])
    else:
        output.put_rows([(actions[path], path) for path in undone.paths])
    if not actions:
        output.say("There is nothing to undo.")
    elif dry_run:
        output.say("Nothing was written.")


def _list(vault: "Vault", *, as_json: bool) -> None:
    """Print the edits, the last one first; as JSON an object for each note."""
    from mdnet.vault.backups import entries_of

    entries = entries_of(vault.root)[::-1]
    rows = [(entry.name, _moment(entry.time), _action(entry), _paths(entry)) for entry in entries]
    if as_json:
        output.put_json([
            {"edit": name, "time": when, "action": action, "path": path}
            for name, when, action, paths in rows for path in paths
        ])  # fmt: skip
    elif rows:
        output.put_rows([(*row, _shown(paths)) for *row, paths in rows])
    if not rows:
        output.say("There is nothing to undo.")


def _paths(entry: "Entry") -> list[str]:
    """Return each path once: a note may be changed and renamed in one edit."""
    return [*dict.fromkeys(saved.path for saved in entry.saved)]


def _shown(paths: list[str]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}" if paths else ""


def _action(entry: "Entry") -> str:
    if not entry.whole:
        return "cut short"
    return "undone" if entry.undoes else "edited"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ006 - the user's own clock
