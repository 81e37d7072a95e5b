"""Leaves out the copies of notes that sync programs and systems made in a folder.

A name that says so is enough; where another person could have the name as well, the texts of
the two notes must be alike.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path

from mdnet.model.conflict_copies import are_alike, is_conflict_copy, original_of
from mdnet.model.contact import Problem
from mdnet.util.safe_read import read_small

_FIX = "merge it and delete it"


def take_copies_out(
    root: Path, folder: str, names: Sequence[str], stamps: MutableMapping[str, bytes]
) -> list[Problem]:
    """Remove the copies among some notes of a folder from ``stamps``; return a problem for each.

    Args:
        root: the vault.
        folder: the folder of the notes, ending with ``/``.
        names: of notes that may be copies.
        stamps: of all notes of the folder and others, by path.
    """
    problems = list(_copies(root, folder, names, stamps))
    for problem in problems:
        del stamps[problem.path]
    return problems


def _copies(
    root: Path, folder: str, names: Sequence[str], stamps: MutableMapping[str, bytes]
) -> Iterator[Problem]:
    for name in names:
        path = folder + name
        if path not in stamps:
            continue
        if is_conflict_copy(name):
            message = "a sync program's conflict copy of a note"
            yield Problem(path, 1, 1, "conflict-copy", message, _FIX)
            continue
        original = original_of(name)
        if original is None or folder + original.name not in stamps:
            continue
        if original.is_sure or _have_like_texts(root, path, folder + original.name):
            yield Problem(path, 1, 1, "conflict-copy", f"a copy of {original.name}", _FIX)


def _have_like_texts(root: Path, one: str, other: str) -> bool:
    try:
        texts = [read_small(root / path, root).decode(errors="replace") for path in (one, other)]
    except OSError:
        return False
    return are_alike(*texts)
