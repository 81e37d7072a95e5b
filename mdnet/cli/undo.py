"""``mdnet undo``: steps back through mdnet's edits."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, json_option, this_command, vault_option

if TYPE_CHECKING:
    from mdnet.history.stack import KeptEdit
    from mdnet.history.undo import Undone


@click.command("undo", short_help="Undo mdnet's last edit; repeat to go further back.")
@click.argument("edit", default="")
@click.option("--dry-run", is_flag=True, help="Show what would change, but write nothing.")
@click.option("--force", is_flag=True, help="Also restore notes that have changed since.")
@click.option("--list", "as_list", is_flag=True, help="List the edits, the newest first.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, /, edit: str, *, dry_run: bool, force: bool, as_list: bool, as_json: bool
) -> None:
    """Undo the last edit that mdnet made, or the one called EDIT (see --list).

    Examples:

    \b
      mdnet undo --list
      mdnet undo --dry-run
      mdnet undo

    Each undo goes back one more edit; mdnet redo goes forward again, until you make a new edit.
    Notes are restored byte for byte, including those that were merged or renamed. A note that has
    changed since is left alone unless you use --force, and no other note is ever overwritten. If
    --force replaces something, mdnet redo brings it back.

    Backups of at least the last 100 edits are kept in .mdnet/undo. An edit marked "cut short" was
    interrupted; undo takes back the part that was done.
    """
    vault = current_vault(ctx)
    if as_list:
        from mdnet.history.backups import entries_of
        from mdnet.history.stack import stack_of

        stack = stack_of(entries_of(vault.root))
        _list([*stack.undone, *reversed(stack.done)], as_json=as_json)
        return
    from mdnet.history.undo import undo

    done = undo(vault, this_command(ctx), which=edit, force=force, dry_run=dry_run)
    put_step(done, "restore", as_json=as_json, dry_run=dry_run)
    if not done.edit:
        output.say("There is nothing to undo.")


def put_step(done: "Undone", restoring: str, *, as_json: bool, dry_run: bool) -> None:
    """Print what a step back or forward did, or would do.

    ``restoring`` is the word for notes that are not deleted: restore, or change.
    """
    verbs = dict.fromkeys(done.restored, restoring) | dict.fromkeys(done.removed, "remove")
    rows = [(f"would {verbs[path]}" if dry_run else f"{verbs[path]}d", path) for path in done.paths]
    if as_json:
        edit = {"edit": done.edit, "command": done.command, "time": _moment(done.time)}
        output.put_json([{"path": path, "action": action, **edit} for action, path in rows])
    else:
        output.put_rows(rows)
    if done.edit:
        back = restoring == "restore"
        said = "Undid" if back else "Redid"
        said = f"Would {'undo' if back else 'redo'}" if dry_run else said
        output.say(f"{said} {_called(done.command)} ({_moment(done.time)}).")
    if dry_run and done.edit:
        output.say("Nothing was written.")


def _list(edits: "list[KeptEdit]", *, as_json: bool) -> None:
    """Print edits; in JSON, an object for each note."""
    if as_json:
        output.put_json([row for edit in edits for row in _as_json(edit)])
    else:
        output.put_rows([_row(edit) for edit in edits])
    if not edits:
        output.say("There is nothing to undo.")


def _row(edit: "KeptEdit") -> tuple[str, ...]:
    paths = _paths(edit)
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    moment = _moment(edit.origin.time)
    return edit.name, moment, edit.state, _called(edit.origin.command), f"{paths[0]}{more}"


def _as_json(edit: "KeptEdit") -> "list[dict[str, Any]]":
    origin = edit.origin
    what = {"edit": edit.name, "time": _moment(origin.time), "action": edit.state}
    return [{**what, "path": path, "command": origin.command} for path in _paths(edit)]


def _paths(edit: "KeptEdit") -> list[str]:
    """Each path once, as an edit may both change and rename a note."""
    steps = edit.origin.steps
    notes = [step for step in steps if step.kind not in {"made", "removed"}]
    return [*dict.fromkeys(step.path for step in notes or steps)]


def _called(command: str) -> str:
    return command or "an edit"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ006 - the user's own clock
