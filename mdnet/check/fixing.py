"""Mends what is plainly meant, and only when it can be shown that nothing else changes.

A mend takes the bytes of a note and a problem and returns new bytes. They are read again:
the problem must be gone, no other may have come, and all other values, links and text must
be what they were; else the note stays as it is. Writes no files.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mdnet.check import escaped_links, fixes
from mdnet.check.verify import same_but_one_link, same_but_one_value, same_text, same_values
from mdnet.model.contact import Problem

MOST_FIXED = 200
"""Problems of a note that is mended; each of its mends is proved anew."""

Find = Callable[[bytes], Sequence[Problem]]


class Change(NamedTuple):
    """One mend: of which problem, and the lines before and after that it changed."""

    problem: Problem
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A note after its mends."""

    data: bytes
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fix:
    """How problems of one rule are mended, and what proves that it went well."""

    apply: Callable[[bytes, Problem], bytes | None]
    is_safe: Callable[[bytes, bytes], bool]
    reveals: bool = False
    """Whether the mend may bring to light what could not be seen before."""


_FIXES = {
    # First what hides all the rest.
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
    """A note with the problems of some rules mended where that is safe.

    Args:
        data: the whole note.
        find: returns the problems of the note, given its bytes; more than ``MOST_FIXED``
            where there are more, and then nothing is mended.
        rules: the ids of the rules to mend.
        most: how many mends are tried; each reads the whole note several times.
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
    """The problem to mend next: by the order of the ways, then of the lines."""
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
    way = _FIXES[problem.code]
    new = way.apply(data, problem)
    if new is None or new == data or not way.is_safe(data, new):
        return None
    before, after = _codes(problems), _codes(found := find(new))
    if after[problem.code] >= before[problem.code]:
        return None
    if not way.reveals and not after <= before:
        return None
    return new, found


def _codes(problems: Sequence[Problem]) -> Counter[str]:
    return Counter(problem.code for problem in problems)


def _changed_lines(old: bytes, new: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines from the first to the last that differ, before and after."""
    before = old.decode(errors="replace").split("\n")
    after = new.decode(errors="replace").split("\n")
    top = 0
    while top < min(len(before), len(after)) and before[top] == after[top]:
        top += 1
    bottom = 0
    while bottom < min(len(before), len(after)) - top and before[-1 - bottom] == after[-1 - bottom]:
        bottom += 1
    return tuple(before[top : len(before) - bottom]), tuple(after[top : len(after) - bottom])
