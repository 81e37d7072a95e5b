"""``mdnet check``: problems in the notes, and their fixes."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    Bar,
    current_vault,
    fresh_index,
    json_option,
    this_command,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.check.fix_notes import NoteFixes
    from mdnet.history.journal import Command
    from mdnet.index.refresh import Refreshed
    from mdnet.model.contact import Problem
    from mdnet.vault.root import Vault


def _rule_ids(_: click.Context, param: click.Parameter, values: Sequence[str]) -> frozenset[str]:
    """The ids of rules, given one by one or separated by commas."""
    from mdnet.check.rules import RULES

    ids = [part for value in values for name in value.split(",") if (part := name.strip())]
    for rule in ids:
        if rule not in RULES:
            raise click.BadParameter(_no_rule(rule), param=param)
    return frozenset(ids)


def _no_rule(name: str) -> str:
    from mdnet.check.rules import rule_like

    near = rule_like(name)
    hint = f'Did you mean "{near}"?' if near else "To see all: mdnet check --rules"
    return f'There is no rule "{output.safe(name)}". {hint}'


def _ending(show: Callable[[str], None]) -> Callable[..., None]:
    """A callback for an option that prints something and ends the command."""

    def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            show(value)
            ctx.exit()

    return callback


def _show_rules(_: str) -> None:
    from mdnet.check.rules import RULES
    from mdnet.cli.check_formats import put_rules

    put_rules(RULES.values())


def _show_rule(name: str) -> None:
    from mdnet.check.rules import RULES
    from mdnet.cli.check_formats import put_rule

    if name not in RULES:
        raise click.BadParameter(_no_rule(name), param_hint="--explain")
    put_rule(RULES[name])


def _show_schema(kind: str) -> None:
    from mdnet.notes.schema import schema_of

    output.put_json(schema_of(kind))


@click.command("check", short_help="Find problems in your notes, and fix them.")
@click.argument("files", nargs=-1)
@click.option("--fix", is_flag=True, help="Fix what is clear-cut; mdnet undo takes it back.")
@click.option("--dry-run", is_flag=True, help="Show what --fix would change, but write nothing.")
@click.option(
    "--rule",
    "only",
    multiple=True,
    metavar="ID",
    callback=_rule_ids,
    help="Check only these rules.",
)
@click.option(
    "--no-rule",
    "without",
    multiple=True,
    metavar="ID",
    callback=_rule_ids,
    help="Skip these rules.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well as errors.")
@click.option("-v", "--info", is_flag=True, help="Show hints as well as errors and warnings.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    help="How to print the problems (default: text).",
)  # fmt: skip
@click.option(
    "--rules", is_flag=True, is_eager=True, expose_value=False, callback=_ending(_show_rules),
    help="List all rules.",
)  # fmt: skip
@click.option(
    "--explain", metavar="ID", is_eager=True, expose_value=False, callback=_ending(_show_rule),
    help="Explain one rule.",
)  # fmt: skip
@click.option(
    "--schema", type=click.Choice(["contact", "goal"]), is_eager=True, expose_value=False,
    callback=_ending(_show_schema), help="Print the JSON Schema of the front matter.",
)  # fmt: skip
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, /, files: tuple[str, ...], *, fix: bool, dry_run: bool,
    only: frozenset[str], without: frozenset[str], strict: bool, info: bool, form: str,
    as_json: bool, today: date,
) -> None:  # fmt: skip
    """Find problems in the notes of the vault, or only in FILES (which may be folders).

    Examples:

    \b
      mdnet check
      mdnet check "People/Ana Diaz.md"
      mdnet check --fix --dry-run
      mdnet check --fix
      mdnet check --rule dead-link,alias-link
      mdnet check --explain lost-text

    Each problem comes with its file, line and fix; --fix applies the fixes that are clear-cut. A
    fix only changes the lines it shows, and is skipped if it could change the meaning of anything
    else.

    The exit code is 1 if there are errors; with --strict, also if there are warnings. Hints are
    only shown with -v, or for rules that you ask for. To change the severity of a rule, use
    [check] in .mdnet/config.toml.
    """
    vault = current_vault(ctx, settings_too=False)
    choice = _Choice(files, only, without, info=info)
    writing = this_command(ctx, "--fix", *files)
    refreshed = fresh_index(vault)
    problems = _found(vault, refreshed, choice, today)
    fixes: list[NoteFixes] = []
    if fix or dry_run:
        fixes = _fixed(vault, refreshed, problems, choice, writing, dry_run=dry_run)
        _say_refusals(fixes)
        output.say_where_undo_lies(made=writing.made_folder)
        if not dry_run and any(one.changes for one in fixes):
            refreshed = fresh_index(vault)
            problems = _found(vault, refreshed, choice, today)
    form = "json" if as_json else form
    _print(vault, problems, fixes, choice, form=form, dry_run=dry_run)
    held, named = refreshed.snapshot.catalogue.paths, choice.paths(vault, refreshed)
    checked = len(held if named is None else named.intersection(held))
    _tell(problems, fixes, checked, choice, dry_run=dry_run)
    if not fix and not dry_run and form == "text":
        _say_what_can_be_fixed(vault, refreshed, problems, choice)
    counts = Counter(problem.severity for problem in problems)
    if counts["error"] or (strict and counts["warning"]) or any(one.refusal for one in fixes):
        ctx.exit(1)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was asked for: which files, by which rules, and whether hints are shown."""

    files: tuple[str, ...]
    only: frozenset[str]
    without: frozenset[str]
    info: bool

    def takes(self, rule: str) -> bool:
        return rule not in self.without and (not self.only or rule in self.only)

    def shows(self, problem: "Problem") -> bool:
        return problem.severity != "info" or self.info or problem.code in self.only

    def paths(self, vault: "Vault", refreshed: "Refreshed") -> set[str] | None:
        """The paths of the named files, relative to the vault; None for all."""
        if not self.files:
            return None
        below = [_below(vault.root, file) for file in self.files]
        if "" in below:
            return None
        held = [*refreshed.snapshot.catalogue.paths, *(one.path for one in refreshed.skipped)]
        folders = tuple(f"{path}/" for path in below)
        return {*below, *(path for path in held if path.startswith(folders))}


def _below(root: Path, file: str) -> str:
    """The path of a file relative to the vault; empty for the vault itself."""
    path = Path(file)
    # If the name itself is a link, the walk deals with it.
    real = Path(os.path.realpath(path.parent)) / path.name if path.name != ".." else path
    real = Path(os.path.realpath(path)) if path.name in ("", "..") else real
    if not real.is_relative_to(root):
        raise click.BadParameter(f'"{output.safe(file)}" is outside the vault {root}.')
    if not os.path.lexists(real):
        raise click.BadParameter(f'There is no "{output.safe(file)}".')
    below = real.relative_to(root).as_posix()
    return "" if below == "." else below


def _found(vault: "Vault", refreshed: "Refreshed", choice: _Choice, today: date) -> "list[Problem]":
    from mdnet.check.run import problems_of

    paths = choice.paths(vault, refreshed)
    with Bar("Checking notes") as bar:
        found = problems_of(vault, refreshed.snapshot, paths, today=today, progress=bar.show)
    return [problem for problem in found if choice.takes(problem.code)]


def _fixed(
    vault: "Vault", refreshed: "Refreshed", problems: "list[Problem]", choice: _Choice,
    command: "Command", *, dry_run: bool,
) -> "list[NoteFixes]":  # fmt: skip
    from mdnet.check.fix_notes import fix_notes

    rules = _rules(vault, choice)
    return fix_notes(
        vault,
        refreshed.snapshot,
        problems,
        rules=rules,
        command=command,
        dry_run=dry_run,
    )


def _rules(vault: "Vault", choice: _Choice) -> list[str]:
    """The ids of the rules that were asked for and are not turned off."""
    from mdnet.check.run import severities

    return [rule for rule in severities(vault.config) if choice.takes(rule)]


def _say_refusals(fixes: "list[NoteFixes]") -> None:
    for one in fixes:
        if one.refusal:
            output.say(one.refusal)


def _print(
    vault: "Vault", problems: "list[Problem]", fixes: "list[NoteFixes]", choice: _Choice,
    *, form: str, dry_run: bool,
) -> None:  # fmt: skip
    from mdnet.cli import check_formats

    shown = [problem for problem in problems if choice.shows(problem)]
    if form == "json":
        output.put_json(check_formats.json_rows(shown, fixes, dry_run=dry_run))
    elif form == "github":
        check_formats.put_github(shown, vault.root)
    else:
        check_formats.put_fixes(fixes, vault.root)
        if not dry_run:
            check_formats.put_text(shown, vault.root)


def _tell(
    problems: "list[Problem]", fixes: "list[NoteFixes]", checked: int, choice: _Choice,
    *, dry_run: bool,
) -> None:  # fmt: skip
    counts = Counter(problem.severity for problem in problems)
    fixed = sum(len(one.changes) for one in fixes)
    if fixed or dry_run:
        what = output.counted(fixed, "problem")
        output.say(f"Would fix {what}. Nothing was written." if dry_run else f"Fixed {what}.")
    errors, warnings = counts["error"], counts["warning"]
    told = f"{output.counted(errors, 'error')}, {output.counted(warnings, 'warning')}"
    output.say(f"{told} in {output.counted(checked, 'note')}")
    hidden = sum(not choice.shows(problem) for problem in problems)
    if hidden:
        output.say(f"{output.counted(hidden, 'hint')} not shown. To see them: mdnet check -v")


def _say_what_can_be_fixed(
    vault: "Vault",
    refreshed: "Refreshed",
    problems: "list[Problem]",
    choice: _Choice,
) -> None:
    """Say how many problems --fix would fix, by fixing and verifying them in memory."""
    from mdnet.check.fix_notes import count_fixable

    rules = _rules(vault, choice)
    fixable = count_fixable(vault, refreshed.snapshot, problems, rules=rules)
    if fixable.number:
        what = output.counted(fixable.number, "problem")
        least = "" if fixable.is_all else "At least "
        output.say(f"{least}{what} can be fixed. To see how: mdnet check --fix --dry-run")
