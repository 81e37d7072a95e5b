"""``mdnet redo``: steps forward again through edits that were undone."""

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, json_option, this_command, vault_option


@click.command("redo", short_help="Do again what was undone last.")
@click.option("--dry-run", is_flag=True, help="Show what would become of notes, and write nothing.")
@click.option("--force", is_flag=True, help="Change notes that were changed since as well.")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, dry_run: bool, force: bool, as_json: bool) -> None:
    """Do again the edit that mdnet undo took back last.

    Examples:

    \b
      mdnet redo --dry-run
      mdnet redo

    Each redo goes one edit further forward, up to the last one. Once a new edit is made,
    what was undone before it cannot be done again. A note that was changed since is left
    alone, unless you say --force; then mdnet undo brings back what it was.
    """
    from mdnet.cli.undo import put_step
    from mdnet.history.undo import redo

    vault = current_vault(ctx)
    done = redo(vault, this_command(ctx), force=force, dry_run=dry_run)
    put_step(done, "change", as_json=as_json, dry_run=dry_run)
    if not done.edit:
        output.say("There is nothing to redo.")
