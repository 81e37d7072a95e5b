"""Fixes problems whose solution is clear, if nothing else in the note changes.

A fix takes the bytes of a note and a problem, and returns new bytes. They are read again:
the problem must be gone, no new one may appear, and all other values, links and text must be
the same; otherwise the note stays as it is. Writes no files.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mdnet.check import escaped_links, fixes
from mdnet.check.verify import same_but_one_link, same_but_one_value, same_text, same_values
from mdnet.model.contact import Problem

MOST_FIXED = 200
"""A note with more problems is left alone, because each fix rereads the whole note."""

Find = Callable[[bytes], Sequence[Problem]]


class Change(NamedTuple):
    """One fix: its problem, and the changed lines before and after."""

    problem: Problem
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A note after its fixes."""

    data: bytes
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fix:
    """How to fix problems of one rule, and how to check that it worked."""

    apply: Callable[[bytes, Problem], bytes | None]
    is_safe: Callable[[bytes, bytes], bool]
    reveals: bool = False
    """Whether the fix may reveal problems that were hidden before."""


_FIXES = {
    # These hide all the others, so they come first.
    "never-closed": _Fix(fixes.closed, same_values, reveals=True),
    "late-front-matter": _Fix(fixes.moved_up, fixes.only_blank_lines_gone, reveals=True),
    "broken-yaml": _Fix(fixes.parsed, fixes.only_values_rewritten, reveals=True),
    "byte-order-mark": _Fix(fixes.without_mark, same_text),
    "mixed-line-ends": _Fix(fixes.with_one_line_end, same_text),
    "closing-dots": _Fix(fixes.with_dashes, same_text),
    "double-colon": _Fix(fixes.with_one_colon, same_text),
    "unquoted-link": _Fix(fixes.with_written_value, same_text),
    "number-like": _Fix(fixes.with_written_value, same_text),
    "lost-text": _Fix(fixes.with_written_value, same_but_one_value),
    "date-form": _Fix(fixes.with_usual_date, same_but_one_value),
    "escaped-link": _Fix(
        escaped_links.unescaped, escaped_links.only_backslashes_gone, reveals=True
    ),
    "alias-link": _Fix(fixes.with_written_link, same_but_one_link),
}
FIXABLE_RULES = frozenset(_FIXES)


def fixed(
    data: bytes, find: Find, rules: Collection[str] = FIXABLE_RULES, *, most: int = MOST_FIXED
) -> Fixed:
    """A note with the problems of some rules fixed where that is safe.

    Args:
        data: the whole note.
        find: returns the problems of a note, given its bytes; if more than ``MOST_FIXED``,
            nothing is fixed.
        rules: the ids of the rules to fix.
        most: how many fixes are tried; each reads the whole note several times.
    """
    changes: list[Change] = []
    refused: set[tuple[str, int, int]] = set()
    problems = find(data)
    if len(problems) > MOST_FIXED:
        return Fixed(data)
    for _ in range(most):
        problem = _next(problems, rules, refused)
        if problem is None:
            break
        result = _tried(data, problem, problems, find)
        if result is None:
            refused.add((problem.code, problem.line, problem.column))
            continue
        changes.append(Change(problem, *_changed_lines(data, result[0])))
        data, problems = result
    return Fixed(data, tuple(changes))


def _next(
    problems: Sequence[Problem], rules: Collection[str], refused: set[tuple[str, int, int]]
) -> Problem | None:
    """The problem to fix next, in the order of ``_FIXES``, then of the lines."""
    order = [*_FIXES]
    left = [
        one for one in problems
        if one.code in _FIXES and one.code in rules
        and (one.code, one.line, one.column) not in refused
    ]  # fmt: skip
    return min(left, key=lambda one: (order.index(one.code), one.line, one.column), default=None)


def _tried(
    data: bytes, problem: Problem, problems: Sequence[Problem], find: Find
) -> tuple[bytes, Sequence[Problem]] | None:
    fix = _FIXES[problem.code]
    new = fix.apply(data, problem)
    if new is None or new == data or not fix.is_safe(data, new):
        return None
    before, after = _codes(problems), _codes(found := find(new))
    if after[problem.code] >= before[problem.code]:
        return None
    if not fix.reveals and not after <= before:
        return None
    return new, found


def _codes(problems: Sequence[Problem]) -> Counter[str]:
    return Counter(problem.code for problem in problems)


def _changed_lines(old: bytes, new: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines from the first difference to the last, before and after."""
    before = old.decode(errors="replace").split("\n")
    after = new.decode(errors="replace").split("\n")
    top = 0
    while top < min(len(before), len(after)) and before[top] == after[top]:
        top += 1
    bottom = 0
    while bottom < min(len(before), len(after)) - top and before[-1 - bottom] == after[-1 - bottom]:
        bottom += 1
    return tuple(before[top : len(before) - bottom]), tuple(after[top : len(after) - bottom])
