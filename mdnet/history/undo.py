"""Steps back through the edits of mdnet, and forward again.

An undo is an edit like any other: written down before it is done, and gone on with by the
next one if it is cut short. Knows the stack of edits, and nothing of what stands in a note.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from mdnet.history.backups import Entry, digest, entries_of, has_backups, mark_whole, remove
from mdnet.history.journal import Command
from mdnet.history.restore import Restore, restores_of
from mdnet.history.stack import KeptEdit, stack_of
from mdnet.history.transaction import Edit, Transaction
from mdnet.model.errors import EditConflictError, RefusedError
from mdnet.util.held_folder import HeldFolder
from mdnet.vault.root import Vault


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did, or would do; all is empty when there was nothing to do.

    Attributes:
        edit: the name of the edit.
        command: the command line that made it; empty if that is not known.
        time: when it ran, in seconds since 1970.
        restored: paths of the notes that are again what they were, sorted.
        removed: paths of the notes that are gone again, sorted.
    """

    edit: str = ""
    command: str = ""
    time: float = 0.0
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all notes that are touched, sorted."""
        return tuple(sorted({*self.restored, *self.removed}))


def undo(
    vault: Vault,
    command: Command,
    *,
    which: str = "",
    force: bool = False,
    dry_run: bool = False,
) -> Undone:
    """Take back an edit, byte for byte.

    Edits that changed nothing, or were taken back by hand, are passed over.

    Args:
        vault: the vault.
        command: the command line that asks for it.
        which: the name of the edit; the last one that is done when empty.
        force: restore also what was changed since, and keep what it is now.
        dry_run: look at all of it, and write nothing.

    Raises:
        EditConflictError: a note was changed since, and not ``force``, or there is another
            note where one would come back; nothing is written.
        RefusedError: a note is read-only, or there is no such edit to take back.
        VaultBusyError: another mdnet is writing.
    """
    return _Step(vault, command, redo=False).take(which, force, dry_run)


def redo(
    vault: Vault,
    command: Command,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Undone:
    """Do again, byte for byte, the edit that was taken back last; see ``undo``."""
    return _Step(vault, command, redo=True).take("", force, dry_run)


class _Step:
    """One step, back or forward."""

    def __init__(self, vault: Vault, command: Command, *, redo: bool) -> None:
        self._vault = vault
        self._command = command
        self._redo = redo

    def take(self, which: str, force: bool, dry_run: bool) -> Undone:  # noqa: FBT001
        if not has_backups(self._vault.root):
            self._refuse_unknown(which)
            return Undone()
        with Transaction(self._vault, self._command) as transaction:
            if not dry_run:
                transaction.journal.lock()
            for edit in self._candidates(which):
                restores = restores_of(transaction.places, self._layers(edit))
                if not (restores or edit.is_half):
                    continue  # all is so already
                if not force:
                    self._refuse_changed(restores)
                if not dry_run:
                    self._carry_out(transaction, edit, restores)
                return _told(edit, restores)
        return Undone()

    def _candidates(self, which: str) -> Sequence[KeptEdit]:
        """The edits that come into question, the next one first."""
        stack = stack_of(entries_of(self._vault.root))
        if which:
            named = stack.named(which)
            if named is None:
                self._refuse_unknown(which)
                return ()
            if not named.applied:
                raise RefusedError(f"{which} is undone already. To do it again: mdnet redo")
            return (named,)
        half = [stack.half] if stack.half else []
        rest = stack.undone if self._redo else stack.done
        return [*half, *(edit for edit in reversed(rest) if edit not in half)]

    def _refuse_unknown(self, which: str) -> None:
        if which:
            raise RefusedError(f"There is no edit {which} to undo. To see all: mdnet undo --list")

    def _layers(self, edit: KeptEdit) -> list[Entry]:
        return edit.taken if self._redo else edit.applied

    def _refuse_changed(self, restores: Iterable[Restore]) -> None:
        for one in restores:
            if one.was_changed:
                raise EditConflictError(
                    f"{one.path} was changed since; nothing was restored. To restore it and "
                    f"keep a backup of what it is now: mdnet {self._name} --force"
                )

    @property
    def _name(self) -> str:
        return "redo" if self._redo else "undo"

    def _carry_out(
        self, transaction: Transaction, edit: KeptEdit, restores: Sequence[Restore]
    ) -> None:
        """Do it, as an edit of its own; do nothing but end it if it was cut short at its end."""
        if not restores:
            self._end(edit)
            return
        transaction.journal.takes_back(edit.name, edit.origin, redo=self._redo)
        for _, some in groupby(restores, key=_sort_of):
            _carry_out_alike(transaction, [*some])
        if self._redo and not edit.origin.undoes and not any(one.was_changed for one in restores):
            # The notes are what that edit made of them, so it alone is kept.
            transaction.journal.replaces(reversed(edit.entries[1:]))

    def _end(self, edit: KeptEdit) -> None:
        """Have an edit that is half undone, with nothing left to be done, be known as whole."""
        again = [entry for entry in edit.applied if entry.redo]
        if self._redo:
            finished, needless = again, edit.taken
        else:
            finished, needless = edit.taken[-1:], again
        for entry in needless:
            remove(entry.folder)
        for entry in finished:
            with HeldFolder(entry.folder) as folder:
                mark_whole(folder)


def _told(edit: KeptEdit, restores: Iterable[Restore]) -> Undone:
    """What becomes of notes; a note that goes and comes back is restored."""
    restored = {one.to or one.path for one in restores if one.kind in _RESTORING}
    removed = {one.path for one in restores if one.kind == "delete"} - restored
    origin = edit.origin
    return Undone(
        edit.name,
        origin.command,
        origin.time,
        tuple(sorted(restored)),
        tuple(sorted(removed)),
    )


_RESTORING = frozenset(("move", "change", "create"))


def _sort_of(one: Restore) -> tuple[str, int]:
    return one.kind, one.mode


def _carry_out_alike(transaction: Transaction, some: Sequence[Restore]) -> None:
    """Do things of one kind, in their order."""
    kind = some[0].kind
    if kind == "make":
        transaction.make_folders([one.path for one in some])
    elif kind == "remove":
        transaction.remove_folders([one.path for one in some])
    elif kind == "delete":
        transaction.delete([(one.path, one.expected) for one in some])
    elif kind == "create":
        transaction.create([(one.path, one.data) for one in some], some[0].mode)
    elif kind == "change":
        for _, error in transaction.change([(one.path, _to(one)) for one in some]).failures:
            raise error
    else:
        for one in some:
            transaction.move(one.path, one.to)


def _to(one: Restore) -> Edit:
    def change(data: bytes) -> bytes:
        if data != one.data and digest(data) != one.expected:
            raise EditConflictError(f"{one.path} was changed meanwhile. Try again.")
        return one.data

    return change
