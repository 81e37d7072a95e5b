"""What a merge or a renaming would do, and doing it: all of it or, by ``undo``, nothing.

A plan holds every note as it is and as it will be. It is carried out only while the notes
are still what they were when it was made. Knows bytes and paths, and no names or links.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mdnet.diffs import diff_of_file
from mdnet.errors import EditConflictError, MdnetError
from mdnet.vault.many import rewrite_many
from mdnet.vault.rewrite import Edit, Edits, real_note, refuse_special
from mdnet.vault.root import Vault
from mdnet.vault.seen import ChangingError, look_at


class Change(NamedTuple):
    """A note before and after."""

    path: str
    before: bytes
    after: bytes


class Plan(NamedTuple):
    """Changes of notes, then one that moves or one that goes.

    ``deleted`` is the note that goes, as it is; its ``after`` is empty. ``notices`` are
    sentences for the user.
    """

    changes: tuple[Change, ...] = ()
    moved: tuple[str, str] | None = None
    deleted: Change | None = None
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not (self.changes or self.moved or self.deleted)

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        """Return what becomes of which note: the action, its path, and its new one if any."""
        steps = [("change", change.path, "") for change in self.changes]
        if self.moved:
            steps.append(("move", *self.moved))
        if self.deleted:
            steps.append(("delete", self.deleted.path, ""))
        return steps

    @property
    def notes(self) -> int:
        """Return how many notes are touched."""
        return len({path for _, path, _ in self.steps})


def carry_out(vault: Vault, plan: Plan, *, now: float) -> bool:
    """Do what a plan says, as one edit; return whether ``.mdnet`` was made for it.

    Raises:
        EditConflictError: a note is no longer what it was; nothing is written, or the
            sentence says what was.
        MdnetError, OSError: it cannot be done; the same.
    """
    for change in (*plan.changes, *([plan.deleted] if plan.deleted else [])):
        _refuse_unready(vault, change)
    done = 0
    try:
        with Edits(vault, now=now, several=len(plan.steps) > 1) as edits:
            failures = rewrite_many(edits, [(one.path, _to(one)) for one in plan.changes])
            done = len(plan.changes) - len(failures)
            if failures:
                raise failures[0][1]
            if plan.moved:
                edits.move(*plan.moved)
            if plan.deleted:
                edits.delete(plan.deleted.path, plan.deleted.before)
            return edits.made_folder
    except (MdnetError, OSError) as error:
        if not done:
            raise
        reason = error.strerror if isinstance(error, OSError) else error
        raise EditConflictError(
            f"{reason}\nOf {len(plan.steps)} steps {done} were done. To take them back: mdnet undo"
        ) from error


def _refuse_unready(vault: Vault, change: Change) -> None:
    try:
        seen = look_at(real_note(vault.root, change.path))
    except ChangingError:
        seen = None
    if seen is None or seen.data != change.before:
        message = f"{change.path} was changed meanwhile; nothing was written. Try again."
        raise EditConflictError(message)
    refuse_special(change.path, seen)


def _to(change: Change) -> Edit:
    def edit(data: bytes) -> bytes:
        if data != change.before:
            raise EditConflictError(f"{change.path} was changed meanwhile.")
        return change.after

    return edit


def diff_of(plan: Plan) -> Iterator[str]:
    """Yield the lines of a unified diff of all that a plan does."""
    moved = dict([plan.moved]) if plan.moved else {}
    for change in plan.changes:
        yield from diff_of_file(
            change.before, change.after, change.path, moved.get(change.path, ""), context=1
        )
    if plan.moved:
        yield f"rename from {plan.moved[0]}"
        yield f"rename to {plan.moved[1]}"
    if plan.deleted:
        yield from diff_of_file(plan.deleted.before, None, plan.deleted.path, context=1)
