"""What an import did, put in figures and in plain data for a program. Knows no terminal."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from mdnet.model import Problem
from mdnet.transfer.plan import Action, Outcome

ACTIONS: tuple[str, ...] = get_args(Action)


def counts_of(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return how many people came to which end."""
    counted = Counter(one.action for one in outcomes)
    return {action: counted[action] for action in get_args(Action)}


def lost_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """Return one sentence for each sort of thing that found no place in a note."""
    named: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        for lost in one.lost:
            if not lost.technical:
                named.setdefault((lost.name, lost.reason), []).append(one)
    lines = []
    for (name, reason), people in named.items():
        more = f" and {len(people) - 1} more" if len(people) > 1 else ""
        lines.append(f"{people[0].place}: {name} of {people[0].name}{more} was left out: {reason}")
    technical = sum(lost.technical for one in outcomes for lost in one.lost)
    if technical:
        lines.append(f"Left out without loss: {technical} marks of programs (--json lists them).")
    return lines


def as_data(
    outcomes: Sequence[Outcome],
    problems: Sequence[Problem],
    refused: Sequence[tuple[str, str]],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Return the whole report as an object; see docs/json.md."""
    return {
        "dry_run": dry_run,
        **counts_of(outcomes),
        "people": [_person(one) for one in outcomes],
        "problems": [
            {"place": f"{one.path}:{one.line}", "code": one.code, "message": one.message,
             "fix": one.fix, "severity": one.severity}
            for one in problems
        ],
        "refused": [{"path": path, "reason": reason} for path, reason in refused],
    }  # fmt: skip


def _person(one: Outcome) -> dict[str, Any]:
    return {
        "place": one.place,
        "name": one.name,
        "action": one.action,
        "path": one.path or None,
        "added": [*one.added],
        "kept_out": [
            {"key": kept.key, "value": kept.value, "there": kept.there} for kept in one.kept
        ],
        "lost": [
            {"name": lost.name, "value": lost.value, "reason": lost.reason} for lost in one.lost
        ],
        "candidates": [*one.candidates],
        "reason": one.reason,
    }
