"""``mdnet merge``: two notes about the same person become one, and all links lead to it."""

from datetime import date
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.completion import two_names
from mdnet.cli.context import current_vault, fresh_index, json_option, this_command, vault_option
from mdnet.cli.planned import plan_options, settle

if TYPE_CHECKING:
    from mdnet.vault.root import Vault


@click.command("merge", short_help="Merge two notes about the same person, with all links.")
@click.option(
    "--all", "band", type=click.Choice(["sure"]), is_eager=True,
    help="Merge all pairs that mdnet duplicates calls sure.",
)  # fmt: skip
@two_names("KEEP OTHER", unless="band")
@plan_options
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], band: str | None, *, dry_run: bool, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Merge two notes about the same person: OTHER goes into KEEP.

    Examples:

    \b
      mdnet merge "Ana Diaz" "A. Diaz" --dry-run
      mdnet merge "Ana Diaz" "A. Diaz"
      mdnet merge "Ana Diaz" "Friends/Ana Diaz.md"
      mdnet merge Ana Diaz Ana Dias
      mdnet merge --all sure --dry-run

    Nothing is lost: lists are combined, the log is put in order, the other name becomes an alias,
    and the other text goes under its own heading. If the two notes disagree, the value in KEEP
    wins, and the other is kept in the text. Links to OTHER now lead to KEEP but look the same as
    before. If OTHER has no note, only the links change. mdnet undo takes it all back.

    With --all sure, all pairs that mdnet duplicates calls sure are merged as one edit. If more
    than two notes are about the same person, the most detailed one stays.

    The keys of --json, one object for each step: path, action (changed or deleted; with
    --dry-run "would change" and "would delete"), to (null).
    """
    from mdnet.cli.person import NameFinder
    from mdnet.identity.merging import plan_ghost_merging, plan_merging
    from mdnet.network.ghosts import GHOST
    from mdnet.network.people import People

    vault = current_vault(ctx)
    if band:
        _merge_all(ctx, vault, dry_run=dry_run, yes=yes, as_json=as_json)
        return
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, date.min)
    finder = NameFinder(vault, snapshot, people)
    keep, other = names if len(names) == 2 else finder.names_in(names, 2)
    first, second = finder.note(keep), finder.person(other, unlisted_first=True)
    if second.startswith(GHOST):
        plan = plan_ghost_merging(vault, snapshot, first, second.removeprefix(GHOST))
    else:
        plan = plan_merging(vault, snapshot, first, second)
    settle(vault, plan, this_command(ctx, keep, other), dry_run=dry_run, yes=yes, as_json=as_json)


def _merge_all(
    ctx: click.Context, vault: "Vault", *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Merge all notes that are surely about the same person, as one edit."""
    from mdnet.identity.draft import Draft
    from mdnet.identity.finding import sure_groups
    from mdnet.identity.merging import add_merging
    from mdnet.model.errors import MdnetError
    from mdnet.util.text import one_line

    snapshot = fresh_index(vault).snapshot
    draft = Draft(vault, snapshot)
    for group in sure_groups(snapshot, vault.config.country):
        if group.dispute:
            output.say(
                f"{' and '.join((group.keep, *group.gone))} were not merged: {group.dispute}."
            )
            continue
        for gone in group.gone:
            try:
                add_merging(draft, group.keep, gone)
            except MdnetError as error:
                why = one_line(str(error))
                output.say(f"{group.keep} and {gone} were not merged: {why}")
    settle(vault, draft.plan(), this_command(ctx), dry_run=dry_run, yes=yes, as_json=as_json)
