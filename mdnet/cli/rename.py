"""``mdnet rename``: another name for a person or a goal, in their note and in all links."""

from datetime import date

import click

from mdnet.cli import output
from mdnet.cli.completion import two_names
from mdnet.cli.context import current_vault, fresh_index, json_option, this_command, vault_option
from mdnet.cli.planned import plan_options, settle


@click.command("rename", short_help="Rename a person or a goal, and update all links.")
@two_names("OLD NEW")
@click.option("--keep-alias", is_flag=True, help="Keep the old name as an alias.")
@plan_options
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], *, keep_alias: bool, dry_run: bool, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Rename the person or goal OLD to NEW: the note, and every link to it.

    Examples:

    \b
      mdnet rename "Ana Diaz" "Ana Moss" --dry-run
      mdnet rename "Ana Diaz" "Ana Moss" --keep-alias
      mdnet rename Mr. Okoye Daniel Okoye

    This also works for people without a note, such as Mr. Okoye: all links to them change. If a
    link shows some other text than the name, that text stays, and links in code are left alone.
    If NEW already exists, nothing happens: use mdnet merge. mdnet undo takes it all back.

    The keys of --json, one object for each step: path, action (changed or renamed; with
    --dry-run "would change" and the like), to (the new path, or null).
    """
    from mdnet.capture.people import name_and_stem
    from mdnet.cli.person import NameFinder
    from mdnet.identity.renaming import plan_ghost_renaming, plan_renaming
    from mdnet.network.ghosts import GHOST
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, date.min))
    old, new = names if len(names) == 2 else finder.names_in(names, 2)
    name = name_and_stem(new)[0]
    key = finder.person_or_goal(old, unlisted_first=True)
    if key.startswith(GHOST):
        plan = plan_ghost_renaming(vault, snapshot, key.removeprefix(GHOST), name)
        if keep_alias:
            output.say(f"{old} has no note to keep an alias in.")
    else:
        plan = plan_renaming(vault, snapshot, key, name, keep_alias=keep_alias)
    settle(vault, plan, this_command(ctx, old, new), dry_run=dry_run, yes=yes, as_json=as_json)
