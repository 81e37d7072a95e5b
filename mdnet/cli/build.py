"""``mdnet build``: writes the summary pages, or tells which are not up to date."""

import os
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.model import Problem
    from mdnet.pages.build import Change

_REFUSED = 5


@click.command("build", short_help="Write the summary pages of the network.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page is not up to date.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--page", metavar="NAME", help="Only this page.")
@click.option("--force", is_flag=True, help="Replace files that mdnet did not write, too.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    page: str | None,
    *,
    check: bool,
    diff: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write pages that sum up the network into the folder Network of the vault.

    Examples:

    \b
      mdnet build
      mdnet build --page circles
      mdnet build --diff
      mdnet build --check

    A page is written only when it changes, and only over a page that mdnet wrote. Private
    and archived people are in none. Pages reckon from the latest day that a note tells of,
    so that they change only when the notes do. Your own templates: docs/templates.md.

    The keys of --json: path and action (written, removed; with --check or --diff: missing,
    stale, "left over"; refused).
    """
    from mdnet.pages.build import build, plan_of

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    if check or diff:
        plan = plan_of(vault, snapshot, os.environ, force=force, only=page)
        rows = [(change.state, change.path) for change in plan.changes]
        refused, problems, unchanged = plan.refused, plan.problems, plan.unchanged
    else:
        built = build(vault, snapshot, os.environ, force=force, only=page)
        rows = [("written", path) for path in built.written]
        rows += [("removed", path) for path in built.removed]
        refused, problems, unchanged = built.refused, built.problems, built.unchanged
    if as_json:
        rows += [("refused", path) for path in refused]
        output.put_json([{"path": path, "action": action} for action, path in rows])
    elif diff:
        _put_diff(plan.changes)
    else:
        output.put_rows(rows)
    _say(len(rows), unchanged, looking=check or diff)
    _end(ctx, refused, problems, found=check and bool(rows))


def _put_diff(changes: "Sequence[Change]") -> None:
    from difflib import unified_diff

    for change in changes:
        old, new = _lines(change.old), _lines(change.new)
        before = f"a/{change.path}" if change.old is not None else "/dev/null"
        after = f"b/{change.path}" if change.new is not None else "/dev/null"
        for line in unified_diff(old, new, before, after, lineterm=""):
            output.put(line)


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").split("\n")[:-1]


def _say(changes: int, unchanged: int, *, looking: bool) -> None:
    what = "would change" if looking else "changed"
    output.say(f"{output.counted(changes, 'page')} {what}, {unchanged} as they should be")


def _end(
    ctx: click.Context, refused: "Sequence[str]", problems: "Sequence[Problem]", *, found: bool
) -> None:
    for problem in problems:
        output.say(problem.message)
    for path in refused:
        output.say(f"{path} was not written by mdnet and stays; move it, or use --force.")
    if refused:
        ctx.exit(_REFUSED)
    if problems or found:
        ctx.exit(1)
