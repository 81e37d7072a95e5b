"""Groups of kept lines, such as ``item1.``, when lines of two sources come together.

A label speaks of all lines of its group: two sources must not share one. Knows no meanings.
"""

import re
from collections.abc import Iterable, Sequence

_GROUPED = re.compile(r"([A-Za-z0-9_-]+)\.(?=[A-Za-z])")


def regrouped(lines: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
    """Kept lines, with groups renamed so that they do not clash with ``beside``.

    A group whose lines are all there already takes the name that it has there, so that the
    same lines, brought twice, are the same.

    Args:
        lines: new lines for the key ``vcard`` of a note.
        beside: the lines that the note has.
    """
    theirs, ours = _groups(beside), _groups(lines)
    known = {content: group for group, content in theirs.items()}
    names = {group: known[content] for group, content in ours.items() if content in known}
    taken = {group.lower() for group in (*theirs, *ours)}
    lowered = {group.lower() for group in theirs}
    for group in ours:
        if group not in names and group.lower() in lowered:
            number = next(n for n in range(1, len(taken) + 2) if f"item{n}" not in taken)
            names[group] = f"item{number}"
            taken.add(f"item{number}")
    return tuple(_renamed(line, names) for line in lines)


def _groups(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """The groups with what their lines say."""
    groups: dict[str, set[str]] = {}
    for line in lines:
        if group := _group(line):
            groups.setdefault(group, set()).add(line[len(group) :])
    return {group: frozenset(content) for group, content in groups.items()}


def _group(line: str) -> str:
    found = _GROUPED.match(line)
    return found[1] if found else ""


def _renamed(line: str, names: dict[str, str]) -> str:
    group = _group(line)
    return f"{names[group]}{line[len(group) :]}" if group in names else line
