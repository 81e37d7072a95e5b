"""Thousands of notes made, changed or taken away in one edit, in seconds.

All of them, or some hundred at a time, are written down before the first is touched, so
that an edit of n notes writes its manifest once and not n times. What is not done in the
end is passed over by an undo. Knows nothing of what stands in a note.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mdnet.errors import MdnetError
from mdnet.vault import places
from mdnet.vault.backups import Saved, digest
from mdnet.vault.replace import replace_note, sweep, sync_folder
from mdnet.vault.rewrite import (
    Edit,
    Edits,
    changed_meanwhile,
    expected_note,
    real_note,
    refuse_special,
    refuse_two_at_once,
    taken,
)
from mdnet.vault.seen import ChangingError, Seen, look_at

Progress = Callable[[int, int], None]
Failure = tuple[str, MdnetError | OSError]

# Progress is told of as many notes at a time.
_TOLD = 100
# As many old and new texts are held in memory.
_AT_ONCE = 1000


class _Change(NamedTuple):
    """A note that is to be changed: where it lies, what it was, what it will be."""

    path: str
    target: Path
    seen: Seen
    new: bytes
    edit: Edit


def create_many(
    edits: Edits, notes: Sequence[tuple[str, bytes]], mode: int, progress: Progress | None = None
) -> None:
    """Write notes that are not there, as ``Edits.create`` does.

    Args:
        edits: the edit that this is a part of.
        notes: paths and texts; no two paths may differ in case alone.
        mode: the permissions of all of them.
        progress: is told how many of how many are done.

    Raises:
        RefusedError: a path is taken, perhaps in another case, or lies outside of the
            vault; nothing is written unless it came up in between.
        OSError: the disk is full, or worse; the notes before stay.
    """
    targets = places.free_notes(edits.journal.root, [path for path, _ in notes])
    new = [Saved(path, "", digest(data), "created") for path, data in notes]
    sync = len(notes) < _TOLD  # one by one it takes ten times as long
    with edits.journal.steps(new) as done, _synced(targets, done):
        for number, (target, (path, data)) in enumerate(zip(targets, notes, strict=True)):
            try:
                places.put_new(target, data, mode, sync=sync)
            except FileExistsError as error:
                raise taken(path) from error
            done.add(number)
            if progress and len(done) % _TOLD == 0:
                progress(len(done), len(notes))


def delete_many(edits: Edits, notes: Sequence[tuple[str, bytes]]) -> None:
    """Take notes away, as ``Edits.delete`` does; ``notes`` are paths with what they hold.

    Raises:
        EditConflictError: a note does not hold it; those before are gone.
        RefusedError, OSError: as ``Edits.delete``.
    """
    root = edits.journal.root
    targets = [places.own_note(root, path) for path, _ in notes]
    kept = [edits.journal.next_backup() for _ in notes]
    new = [
        Saved(path, backup.name, "", "deleted")
        for (path, _), backup in zip(notes, kept, strict=True)
    ]
    with edits.journal.steps(new) as done, _synced(targets, done):
        for number, ((path, data), backup) in enumerate(zip(notes, kept, strict=True)):
            target, seen = expected_note(root, path, data)
            if not places.take_away(target, seen, backup, sync=False):
                raise changed_meanwhile(path)
            done.add(number)


def rewrite_many(
    edits: Edits, notes: Sequence[tuple[str, Edit]], progress: Progress | None = None
) -> list[Failure]:
    """Change notes, as ``Edits.rewrite`` does; return those that it failed for, and why.

    Args:
        edits: the edit that this is a part of.
        notes: paths, and what changes each.
        progress: is told how many of how many are done.

    Raises:
        OSError: it cannot be written down, so no more notes were changed.
    """
    failures: list[Failure] = []
    for start in range(0, len(notes), _AT_ONCE):
        some = notes[start : start + _AT_ONCE]
        changes, others = _planned(edits, some)
        if changes:
            others += _replaced(edits, changes, failures)
        for path, edit in others:
            try:
                edits.rewrite(path, edit)
            except (MdnetError, OSError) as error:
                failures.append((path, error))
        if progress:
            progress(start + len(some), len(notes))
    return failures


def _planned(
    edits: Edits, notes: Iterable[tuple[str, Edit]]
) -> tuple[list[_Change], list[tuple[str, Edit]]]:
    """Return what becomes of notes, and those with which anything is out of the ordinary."""
    changes: list[_Change] = []
    others: list[tuple[str, Edit]] = []
    root = edits.journal.root
    known = {one.path for one in edits.journal.saved}
    for path, edit in notes:
        try:
            target = real_note(root, path)
            seen = look_at(target)
            refuse_special(path, seen)
            new = edit(seen.data)
        except (MdnetError, OSError, ChangingError):
            others.append((path, edit))
            continue
        real = target.relative_to(root).as_posix()
        if real in known or not seen.data:  # an editor that saves may have emptied it
            others.append((path, edit))
        elif new != seen.data:
            known.add(real)
            changes.append(_Change(path, target, seen, new, edit))
    return changes, others


def _replaced(
    edits: Edits, changes: Sequence[_Change], failures: list[Failure]
) -> list[tuple[str, Edit]]:
    """Put the new texts in place; return the notes that somebody else changed meanwhile."""
    journal = edits.journal
    kept = [journal.next_backup() for _ in changes]
    new = [
        Saved(one.target.relative_to(journal.root).as_posix(), backup.name, digest(one.new))
        for one, backup in zip(changes, kept, strict=True)
    ]
    for folder in {one.target.parent for one in changes}:
        sweep(folder, journal.moment)
    others: list[tuple[str, Edit]] = []
    with journal.steps(new) as done, _synced([one.target for one in changes], done):
        for number, (one, backup) in enumerate(zip(changes, kept, strict=True)):
            try:
                if not replace_note(one.target, one.seen, one.new, backup):
                    others.append((one.path, one.edit))
                    continue
                done.add(number)
                refuse_two_at_once(journal.root, one.path, one.seen, backup)
            except (MdnetError, OSError) as error:
                failures.append((one.path, error))
    return others


@contextmanager
def _synced(targets: Sequence[Path], done: set[int]) -> Iterator[None]:
    """Make sure, in the end, that the names of what was done are on the disk."""
    try:
        yield
    finally:
        for folder in {targets[number].parent for number in done}:
            sync_folder(folder)
