"""What ``merge`` and ``rename`` share: show a plan, ask, carry it out, and report."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli import output

if TYPE_CHECKING:
    from mdnet.history.journal import Command
    from mdnet.identity.plan import Plan
    from mdnet.vault.root import Vault

Function = TypeVar("Function", bound=Callable[..., Any])

_DONE = {"change": "changed", "move": "renamed", "delete": "deleted"}


def plan_options(function: Function) -> Function:
    """Add ``--dry-run`` and ``--yes``."""
    yes = click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
    dry = click.option(
        "--dry-run", is_flag=True, help="Print the changes as a diff, but write nothing."
    )
    return dry(yes(function))


def settle(
    vault: "Vault", plan: "Plan", command: "Command", *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Show a plan, or carry it out; the user must agree if it changes several notes.

    Raises:
        click.Abort: the user did not agree.
        MdnetError: it cannot be carried out.
    """
    from mdnet.identity.plan import carry_out

    for notice in plan.notices:
        output.say(notice)
    if plan.is_empty:
        output.say("Nothing to change.")
    steps = plan.steps
    if dry_run or plan.is_empty:
        _show(plan, as_json=as_json)
        return
    if plan.notes > 1 and not yes and sys.stdin.isatty():
        for action, path, to in steps:
            output.say(f"  {action}  {path}{f' -> {to}' if to else ''}")
        click.confirm(f"Change {plan.notes} notes?", default=True, abort=True, err=True)
    carry_out(vault, plan, command)
    if as_json:
        output.put_json([_as_json(step, done=True) for step in steps])
    else:
        output.put_rows([_row(_DONE[action], path, to) for action, path, to in steps])
    output.say_where_undo_lies(made=command.made_folder)


def _show(plan: "Plan", *, as_json: bool) -> None:
    from mdnet.identity.plan import diff_of

    if as_json:
        output.put_json([_as_json(step, done=False) for step in plan.steps])
    else:
        for line in diff_of(plan):
            output.put(line)
    if not plan.is_empty:
        output.say(f"Nothing was written; {output.counted(plan.notes, 'note')} would change.")


def _row(action: str, path: str, to: str) -> tuple[str, str]:
    return action, f"{path} -> {to}" if to else path


def _as_json(step: tuple[str, str, str], *, done: bool) -> dict[str, Any]:
    action, path, to = step
    return {"path": path, "action": _DONE[action] if done else f"would {action}", "to": to or None}
