"""Puts what a watch has to tell into words: lines for people, objects for programs.

Pure. The lines hold text of notes as it is; whoever prints them makes them safe.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from mdnet.model.contact import Problem
from mdnet.watch.batch import Batch, Built, Changed

_FEW_NOTES = 5
_FEW_PROBLEMS = 20
_FEW_NAMES = 3
_INDENT = " " * len("14:02:11 ")


def batch_lines(batch: Batch) -> Iterator[str]:
    """Yield the lines on a batch, the first with the time."""
    changes = batch.changes
    took = f" · index {_span(batch.seconds)}"
    if changes and len(changes) <= _FEW_NOTES:
        *others, last = (f"{_time(batch.at)} {one.name} {one.change}" for one in changes)
        yield from others
        yield last + took
    elif changes:
        yield f"{_time(batch.at)} {_summed_up(changes)}{took}"
        names = [one.name for one in changes[:_FEW_NAMES]]
        yield f"{_INDENT}{', '.join(names)} and {len(changes) - len(names)} more"
    yield from map(str, batch.problems[:_FEW_PROBLEMS])
    more = len(batch.problems) - _FEW_PROBLEMS
    if more > 0:
        yield f"and {more} more {_plural(more, 'problem')}: mdnet check lists them all"


def built_line(built: Built) -> str:
    """The line on the pages that a build changed."""
    pages = f"{built.count} {_plural(built.count, 'page')}"
    return f"{_time(built.at)} {pages} · {_span(built.seconds)}"


def batch_object(batch: Batch) -> dict[str, Any]:
    """A batch as JSON has it."""
    return {
        "event": "changed",
        "time": _stamp(batch.at),
        "changes": [
            {"change": one.change, "path": one.path, "name": one.name} for one in batch.changes
        ],
        "problems": [_problem(problem) for problem in batch.problems],
        "seconds": round(batch.seconds, 3),
    }


def built_object(built: Built) -> dict[str, Any]:
    """A build as JSON has it."""
    return {
        "event": "pages",
        "time": _stamp(built.at),
        "written": list(built.written),
        "removed": list(built.removed),
        "refused": list(built.refused),
        "seconds": round(built.seconds, 3),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
        "severity": problem.severity,
    }


def _summed_up(changes: tuple[Changed, ...]) -> str:
    """Return ``512 notes changed``, or ``512 notes: 3 added, 509 changed``."""
    counts = Counter(one.change for one in changes)
    notes = f"{len(changes)} notes"
    if len(counts) == 1:
        return f"{notes} {changes[0].change}"
    return f"{notes}: " + ", ".join(f"{counts[change]} {change}" for change in sorted(counts))


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _span(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 0.9995 else f"{seconds:.1f} s"


def _time(at: datetime) -> str:
    return at.strftime("%H:%M:%S")


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
