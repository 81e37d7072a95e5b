"""``mdnet redo``: steps forward through edits that were undone."""

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, json_option, this_command, vault_option


@click.command("redo", short_help="Redo the edit that you undid last.")
@click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")
@click.option("--force", is_flag=True, help="Also change notes that have changed since.")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, dry_run: bool, force: bool, as_json: bool) -> None:
    """Redo the edit that mdnet undo took back last.

    Examples:

    \b
      mdnet redo --dry-run
      mdnet redo

    Each redo goes forward one more edit, up to the last one. After a new edit, edits that you
    undid before it cannot be redone. A note that has changed since is left alone unless you use
    --force; mdnet undo then brings back what was there.
    """
    from mdnet.cli.undo import put_step
    from mdnet.history.undo import redo

    vault = current_vault(ctx)
    done = redo(vault, this_command(ctx), force=force, dry_run=dry_run)
    put_step(done, "change", as_json=as_json, dry_run=dry_run)
    if not done.edit:
        output.say("There is nothing to redo.")
