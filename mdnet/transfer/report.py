"""The report of an import: as counts, as lines of text, and as plain data.

Of many similar lines only the first are shown and the rest counted; the data have all of
them. Knows no terminal.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from mdnet.model.contact import Problem
from mdnet.transfer.plan import Action, Outcome
from mdnet.transfer.sources import is_of_whole_file

ACTIONS: tuple[str, ...] = get_args(Action)
MOST = 10
"""Lines of one kind."""
_ALL = "--report json lists all"

Refused = Sequence[tuple[str, str]]


def counts_of(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many people had each outcome."""
    counted = Counter(one.action for one in outcomes)
    return {action: counted[action] for action in get_args(Action)}


def lines_of(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], refused: Refused
) -> list[str]:
    """What an import has to say besides the notes it wrote."""
    lines = _some([_sentence(problem) for problem in problems], "problems")
    lines += _kept_lines(outcomes)
    changed = [f"{one.name} ({one.job})" for one in outcomes if one.job]
    if changed:
        more = f" and {len(changed) - MOST} more; {_ALL}" if len(changed) > MOST else ""
        lines.append(f"Changed jobs: {', '.join(changed[:MOST])}{more}.")
    lines += _recognised_lines(outcomes)
    lines += _ambiguous_lines(outcomes)
    lines += _lost_lines(outcomes)
    lines += _some([_refusal(path, reason) for path, reason in refused], "notes")
    return lines + _contact_lines(outcomes)


def _refusal(path: str, reason: str) -> str:
    """Why something was not written; some reasons already name the note."""
    return reason if reason.startswith(path) else f"{path}: {reason}"


def _sentence(problem: Problem) -> str:
    """A problem as a sentence; for a whole file, without line and code."""
    if not is_of_whole_file(problem):
        return str(problem)
    fix = f" {problem.fix[:1].upper()}{problem.fix[1:]}." if problem.fix else ""
    return f"{problem.path} {problem.message}.{fix}"


def _some(lines: Sequence[str], what: str) -> list[str]:
    """The first lines, and how many more there are."""
    if len(lines) <= MOST:
        return [*lines]
    return [*lines[:MOST], f"… and {len(lines) - MOST} more {what}; {_ALL}."]


def _kept_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """A sentence for each value that differs from the note."""
    by_key: dict[str, list[str]] = {}
    for one in outcomes:
        for kept in one.kept:
            there = f"says {kept.there}" if kept.there else "does not say so"
            by_key.setdefault(kept.key, []).append(
                f"{one.place}: {one.name}: {kept.key} {kept.value} was left out; "
                f"{one.path} {there}."
            )
    return [line for key, lines in by_key.items() for line in _some(lines, f"values of {key}")]


def _ambiguous_lines(outcomes: Sequence[Outcome]) -> list[str]:
    lines = [
        f"{one.place}: {one.name} was left out: {one.reason} ({_either(one.candidates)})."
        for one in outcomes
        if one.action == "ambiguous"
    ]
    if not lines:
        return []
    left = [one for one in outcomes if one.action == "ambiguous"]
    lines = _some(lines, "people")
    if any(one.by_name for one in left):
        merge = "Add --same-name merge, or add" if any(one.can_merge for one in left) else "Add"
        lines.append(
            f"The same person? {merge} the email or phone to their note. "
            "Somebody else? Add --same-name new. Then import again."
        )
    if any(not one.by_name for one in left):
        lines.append(
            "Several notes share an email, phone or profile. Merge them (mdnet merge), or "
            "remove it from all but one. Then import again."
        )
    return lines


def _recognised_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """Who was matched by name alone, and who got a note beside a namesake."""
    known = [one.name for one in outcomes if one.by_name and one.action in ("merged", "unchanged")]
    lines = []
    if known:
        more = f" and {len(known) - MOST} more; {_ALL}" if len(known) > MOST else ""
        lines = [f"Matched by full name only: {', '.join(known[:MOST])}{more}."]
    apart = [
        f"{one.place}: {one.name} has a new note, {one.path} ({one.reason})."
        for one in outcomes
        if one.action == "created" and one.reason
    ]
    return [*lines, *_some(apart, "people")]


def _either(paths: Sequence[str]) -> str:
    more = f" or {len(paths) - 3} more" if len(paths) > 3 else ""
    return " or ".join(paths[:3]) + more


def _lost_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """A sentence for each kind of value that does not fit in a note."""
    named: dict[tuple[str, str], list[Outcome]] = {}
    for one in outcomes:
        for lost in one.lost:
            if not lost.technical:
                named.setdefault((lost.name, lost.reason), []).append(one)
    lines = []
    for (name, reason), people in named.items():
        more = f" and {len(people) - 1} more" if len(people) > 1 else ""
        lines.append(f"{people[0].place}: {name} of {people[0].name}{more} was left out: {reason}")
    technical = [lost.name for one in outcomes for lost in one.lost if lost.technical]
    return [*lines, _ignored(technical)] if technical else lines


def _ignored(names: Sequence[str]) -> str:
    """A sentence on the technical fields that were ignored, such as PRODID."""
    different = [*dict.fromkeys(names)]
    shown = ", ".join(different[:2]) + (" …" if len(different) > 2 else "")
    fields = "1 technical field" if len(names) == 1 else f"{len(names)} technical fields"
    return f"Ignored {fields} ({shown}); {_ALL}."


def _contact_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """The most frequent contacts without a note."""
    without = sorted(
        (one for one in outcomes if one.action == "skipped"), key=lambda one: -one.times
    )
    if not without:
        return []
    names = ", ".join(f"{one.name} ({one.times})" for one in without[:3])
    more = ", …" if len(without) > 3 else ""
    return [f"In touch, but no note yet: {names}{more}. To add one: mdnet new"]


def as_data(
    outcomes: Sequence[Outcome],
    problems: Sequence[Problem],
    refused: Refused,
    pictures: Iterable[str],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """The whole report as an object; see docs/json.md."""
    return {
        "dry_run": dry_run,
        **counts_of(outcomes),
        "people": [_person(one) for one in outcomes],
        "pictures": [*pictures],
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
        "times": one.times,
        "by_name": one.by_name,
        "job": one.job,
    }
