"""Steps back through the edits of mdnet, and forward again.

An undo is an edit like any other: it is recorded before it is done, and the next undo or redo
continues it if it was cut short. Knows the stack of edits, not the contents of notes.
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
    """What an undo or redo did or would do; empty if there was nothing to do.

    Attributes:
        edit: the name of the edit.
        command: the command line behind it; empty if unknown.
        time: when it ran, in seconds since 1970.
        restored: paths of the restored notes, sorted.
        removed: paths of the removed notes, sorted.
    """

    edit: str = ""
    command: str = ""
    time: float = 0.0
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all affected notes, sorted."""
        return tuple(sorted({*self.restored, *self.removed}))


def undo(
    vault: Vault,
    command: Command,
    *,
    which: str = "",
    force: bool = False,
    dry_run: bool = False,
) -> Undone:
    """Undo an edit, byte for byte.

    Skips edits that changed nothing or were reverted by hand.

    Args:
        vault: the vault.
        command: the command line behind the undo.
        which: the name of the edit; by default the last one.
        force: restore even notes that changed since, and back up their current text.
        dry_run: write nothing.

    Raises:
        EditConflictError: a note has changed since (without ``force``), or another note is
            in its place; nothing is written.
        RefusedError: a note is read-only, or there is no such edit.
        VaultBusyError: another mdnet process is writing.
    """
    return _Step(vault, command, redo=False).take(which, force, dry_run)


def redo(
    vault: Vault,
    command: Command,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Undone:
    """Redo the edit that was undone last, byte for byte; see ``undo``."""
    return _Step(vault, command, redo=True).take("", force, dry_run)


class _Step:
    """One step back or forward."""

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
                    continue  # nothing left to do
                if not force:
                    self._refuse_changed(restores)
                if not dry_run:
                    self._carry_out(transaction, edit, restores)
                return _told(edit, restores)
        return Undone()

    def _candidates(self, which: str) -> Sequence[KeptEdit]:
        """The edits to consider, the next one first."""
        stack = stack_of(entries_of(self._vault.root))
        if which:
            named = stack.named(which)
            if named is None:
                self._refuse_unknown(which)
                return ()
            if not named.applied:
                raise RefusedError(f"{which} is already undone. To do it again: mdnet redo")
            return (named,)
        half = [stack.half] if stack.half else []
        rest = stack.undone if self._redo else stack.done
        return [*half, *(edit for edit in reversed(rest) if edit not in half)]

    def _refuse_unknown(self, which: str) -> None:
        if which:
            raise RefusedError(f"There is no edit {which} to undo. To list all: mdnet undo --list")

    def _layers(self, edit: KeptEdit) -> list[Entry]:
        return edit.taken if self._redo else edit.applied

    def _refuse_changed(self, restores: Iterable[Restore]) -> None:
        for one in restores:
            if one.was_changed:
                raise EditConflictError(
                    f"{one.path} has changed since; nothing was restored. To restore it "
                    f"anyway, with a backup of the current version: mdnet {self._name} --force"
                )

    @property
    def _name(self) -> str:
        return "redo" if self._redo else "undo"

    def _carry_out(
        self, transaction: Transaction, edit: KeptEdit, restores: Sequence[Restore]
    ) -> None:
        """Do it as an edit; if it was cut short at its very end, only complete it."""
        if not restores:
            self._end(edit)
            return
        transaction.journal.takes_back(edit.name, edit.origin, redo=self._redo)
        for _, some in groupby(restores, key=_sort_of):
            _carry_out_alike(transaction, [*some])
        if self._redo and not edit.origin.undoes and not any(one.was_changed for one in restores):
            # The notes are as that edit left them, so only that edit is kept.
            transaction.journal.replaces(reversed(edit.entries[1:]))

    def _end(self, edit: KeptEdit) -> None:
        """Mark a half-undone edit with nothing left to do as complete."""
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
    """The effect on notes; a note that is removed and created again counts as restored."""
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
    """Do the actions of one kind, in order."""
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
            raise EditConflictError(f"{one.path} was changed in the meantime. Try again.")
        return one.data

    return change
