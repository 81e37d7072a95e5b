"""``mdnet build``: writes the summary pages, or lists those out of date."""

from typing import TYPE_CHECKING, NamedTuple

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, json_option, this_command, vault_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.history.journal import Command
    from mdnet.index.store import Snapshot
    from mdnet.model.contact import Problem
    from mdnet.pages.build import Change
    from mdnet.vault.root import Vault

_REFUSED = 5


@click.command("build", short_help="Write summary pages about your network.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a page is out of date.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change as a diff.")
@click.option("--page", metavar="NAME", help="Build only this page.")
@click.option("--regions", is_flag=True, help="Fill in marked regions of your own notes instead.")
@click.option("--force", is_flag=True, help="Also replace files that mdnet did not write.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    page: str | None,
    *,
    check: bool,
    diff: bool,
    regions: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write summary pages about your network into the folder Network of the vault.

    Examples:

    \b
      mdnet build
      mdnet build --page circles
      mdnet build --diff
      mdnet build --check
      mdnet build --regions

    A page is only written if it changes, and only ever replaces a page that mdnet wrote. Private
    and archived people never appear. Pages count from the newest date in your notes, so they only
    change when your notes do. To write your own templates, see docs/templates.md.

    With --regions, mdnet writes into your own notes, but only between the markers you put there,
    such as <!-- mdnet:begin circles --> and <!-- mdnet:end circles -->. mdnet undo takes it back.

    The keys of --json: path and action (written, removed; with --check or --diff: missing,
    stale, "left over"; refused).
    """
    from mdnet.pages.build import chosen_kinds

    vault = current_vault(ctx)
    chosen_kinds(vault, page)  # report a typo before doing any work
    snapshot = fresh_index(vault).snapshot
    look = check or diff
    if look:
        done = _looked(vault, snapshot, page, regions=regions, force=force)
    else:
        command = this_command(ctx, "--regions") if regions else None
        done = _built(vault, snapshot, page, command, force=force)
    if as_json:
        rows = [*done.rows, *(("refused", path) for path in done.refused)]
        output.put_json([{"path": path, "action": action} for action, path in rows])
    elif diff:
        _put_diff(done.changes)
    else:
        output.put_rows(done.rows)
    _say(done, "note" if regions else "page", looking=look)
    _end(ctx, done, found=check and bool(done.rows))


class _Done(NamedTuple):
    """What was done or found, as rows of an action and a path."""

    rows: "Sequence[tuple[str, str]]"
    unchanged: int
    refused: "Sequence[str]"
    problems: "Sequence[Problem]"
    changes: "Sequence[Change]" = ()


def _looked(
    vault: "Vault", snapshot: "Snapshot", page: str | None, *, regions: bool, force: bool
) -> _Done:
    from mdnet.pages.build import plan_of
    from mdnet.pages.regions import plan_of_regions

    if regions:
        plan = plan_of_regions(vault, snapshot, only=page)
    else:
        plan = plan_of(vault, snapshot, force=force, only=page)
    rows = [(change.state, change.path) for change in plan.changes]
    return _Done(rows, plan.unchanged, plan.refused, plan.problems, plan.changes)


def _built(
    vault: "Vault",
    snapshot: "Snapshot",
    page: str | None,
    regions: "Command | None",
    *,
    force: bool,
) -> _Done:
    from mdnet.pages.build import build
    from mdnet.pages.regions import build_regions

    if regions:
        built = build_regions(vault, snapshot, regions, only=page)
    else:
        built = build(vault, snapshot, force=force, only=page)
    rows = [("written", path) for path in built.written]
    rows += [("removed", path) for path in built.removed]
    return _Done(rows, built.unchanged, built.refused, built.problems)


def _put_diff(changes: "Sequence[Change]") -> None:
    from mdnet.util.diffs import diff_of_file

    for change in changes:
        for line in diff_of_file(change.old, change.new, change.path):
            output.put(line)


def _say(done: _Done, what: str, *, looking: bool) -> None:
    if looking:
        said = f"{output.counted(len(done.rows), what)} would change"
    else:
        removed = sum(action == "removed" for action, _ in done.rows)
        said = f"{output.counted(len(done.rows) - removed, what)} written"
        said += f", {removed} removed" if removed else ""
    output.say(f"{said}, {done.unchanged} unchanged")


def _end(ctx: click.Context, done: _Done, *, found: bool) -> None:
    for problem in done.problems:
        output.say(problem.message if problem.code == "template" else str(problem))
    for path in done.refused:
        output.say(f"{path} was not written by mdnet and stays; move it, or use --force.")
    if done.refused:
        ctx.exit(_REFUSED)
    if done.problems or found:
        ctx.exit(1)
