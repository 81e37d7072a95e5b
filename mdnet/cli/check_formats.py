"""How ``mdnet check`` prints: for people, for programs, for the checks of GitHub."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdnet.cli import output
from mdnet.model.contact import Problem

if TYPE_CHECKING:
    from mdnet.check.fix_notes import NoteFixes
    from mdnet.check.fixing import Change
    from mdnet.check.rules import Rule

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_MOST_LINES = 6
"""At most this many lines of a fix are shown."""


def shown_path(root: Path, path: str) -> str:
    """A path as seen from here: relative to the current folder if the vault is below it.

    Editors and GitHub look for it there.
    """
    here = Path(os.path.realpath(Path.cwd()))
    return (root / path).relative_to(here).as_posix() if root.is_relative_to(here) else path


def put_text(problems: Iterable[Problem], root: Path) -> None:
    """Print a line for each problem: place, severity, rule, message and fix."""
    for one in problems:
        place = f"{shown_path(root, one.path)}:{one.line}:{one.column}: "
        fix = f" ({one.fix})" if one.fix else ""
        severity = output.styled(one.severity, fg=_COLOURS[one.severity])
        rule = output.styled(one.code, bold=True)
        output.put_styled(f"{output.safe(place)}{severity} {rule} {output.safe(one.message + fix)}")


def put_github(problems: Iterable[Problem], root: Path) -> None:
    """Print workflow commands, which GitHub shows beside the lines of a change.

    The format is described under workflow commands in the documentation of GitHub Actions.
    """
    for one in problems:
        fix = f" ({one.fix})" if one.fix else ""
        properties = {
            "file": shown_path(root, one.path),
            "line": str(one.line),
            "col": str(one.column),
            "title": f"mdnet {one.code}",
        }
        told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        output.put(f"::{_LEVELS[one.severity]} {told}::{_data(one.message + fix)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def json_rows(
    problems: Sequence[Problem], fixes: Sequence["NoteFixes"], *, dry_run: bool
) -> list[dict[str, Any]]:
    """A row for each fix and for each remaining problem."""
    status = "would be mended" if dry_run else "mended"
    rows = [
        _row(change.problem, status, change) for one in fixes for change in one.changes
    ]  # fmt: skip
    return rows + [_row(problem, "open") for problem in problems]


def _row(problem: Problem, status: str, change: "Change | None" = None) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "rule": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "fix": problem.fix or None,
        "status": status,
        "before": list(change.before) if change else [],
        "after": list(change.after) if change else [],
    }


def put_fixes(fixes: Iterable["NoteFixes"], root: Path) -> None:
    """Print the lines of each fix, before and after."""
    for one in fixes:
        for change in one.changes:
            place = f"{shown_path(root, one.path)}:{change.problem.line}"
            output.put(f"{place}: {change.problem.code}")
            _put_lines("-", change.before, "red")
            _put_lines("+", change.after, "green")


def _put_lines(sign: str, lines: Sequence[str], colour: str) -> None:
    for line in lines[:_MOST_LINES]:
        output.put_styled(output.styled(f"{sign} {line}", fg=colour))
    if len(lines) > _MOST_LINES:
        output.put(f"{sign} … and {output.counted(len(lines) - _MOST_LINES, 'line')} more")


def put_rules(rules: Iterable["Rule"]) -> None:
    """Print the rules, one line each."""
    output.put_rows(
        [(rule.id, rule.severity, "fixable" if rule.fixable else "", rule.what) for rule in rules]
    )


def put_rule(rule: "Rule") -> None:
    """Print everything about a rule."""
    output.put(f"{rule.id} ({rule.severity})")
    output.put(rule.what)
    output.put()
    for line in rule.example.split("\n"):
        output.put(f"    {line}")
    output.put()
    output.put(rule.fix)
    if rule.fixable:
        output.put("mdnet check --fix fixes this where the fix is clear-cut.")
