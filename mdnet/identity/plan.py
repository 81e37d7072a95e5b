"""The plan of a merge or rename, and carrying it out as one edit.

A plan contains every note before and after. It is only carried out if the notes are still as
they were. Knows bytes and paths, but no names or links.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mdnet.history.backups import digest, has_backups
from mdnet.history.journal import Command
from mdnet.history.places import Places
from mdnet.history.snapshot import ChangingError, look_at
from mdnet.history.transaction import Edit, Transaction, refuse_read_only
from mdnet.model.errors import EditConflictError
from mdnet.util.diffs import diff_of_file
from mdnet.vault.root import Vault


class Change(NamedTuple):
    """A note before and after."""

    path: str
    before: bytes
    after: bytes


class Plan(NamedTuple):
    """Changes to notes, and then a move or some deletions.

    ``deleted`` are the notes to delete; their ``after`` is empty. ``notices`` are sentences
    for the user.
    """

    changes: tuple[Change, ...] = ()
    moved: tuple[str, str] | None = None
    deleted: tuple[Change, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.changes or self.moved or self.deleted)

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        """What happens to each note: the action, its path, and its new path if any."""
        steps = [("change", change.path, "") for change in self.changes]
        if self.moved:
            steps.append(("move", *self.moved))
        return steps + [("delete", change.path, "") for change in self.deleted]

    @property
    def notes(self) -> int:
        """How many notes are affected."""
        return len({path for _, path, _ in self.steps})


def carry_out(vault: Vault, plan: Plan, command: Command) -> None:
    """Carry out a plan as one edit.

    Raises:
        EditConflictError: a note has changed; nothing is written unless that happened in
            between.
        MdnetError, OSError: it cannot be done; likewise.
    """
    if not has_backups(vault.root):
        _refuse_unready(vault, plan)  # before their folder is created
    with Transaction(vault, command) as transaction:
        transaction.journal.lock()
        # This may have waited for another mdnet process.
        _refuse_unready(vault, plan)
        done = transaction.change([(one.path, _to(one)) for one in plan.changes])
        for _, error in done.failures:
            raise error
        if plan.moved:
            transaction.move(*plan.moved)
        if plan.deleted:
            transaction.delete([(one.path, digest(one.before)) for one in plan.deleted])


def _refuse_unready(vault: Vault, plan: Plan) -> None:
    """Refuse a plan if any note has changed or must not be changed."""
    places = Places(vault.root)
    try:
        for change in (*plan.changes, *plan.deleted):
            try:
                seen = look_at(places.real(change.path))
            except ChangingError:
                seen = None
            if seen is None or seen.data != change.before:
                message = (
                    f"{change.path} was changed in the meantime; nothing was written. Try again."
                )
                raise EditConflictError(message)
            refuse_read_only(change.path, seen)
    finally:
        places.close()


def _to(change: Change) -> Edit:
    def edit(data: bytes) -> bytes:
        if data != change.before:
            raise EditConflictError(f"{change.path} was changed in the meantime.")
        return change.after

    return edit


def diff_of(plan: Plan) -> Iterator[str]:
    """Yield the lines of a unified diff of everything a plan does."""
    moved = dict([plan.moved]) if plan.moved else {}
    for change in plan.changes:
        yield from diff_of_file(
            change.before, change.after, change.path, moved.get(change.path, ""), context=1
        )
    if plan.moved:
        yield f"rename from {plan.moved[0]}"
        yield f"rename to {plan.moved[1]}"
    for change in plan.deleted:
        yield from diff_of_file(change.before, None, change.path, context=1)
