"""The edits as a stack: what ``undo`` takes back next, and what ``redo`` does again.

Each undo and redo is itself a stored edit, so it can be cut short like any other. Read in
order, they show which edits are done and which are undone. After a new edit, nothing can be
redone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mdnet.history.backups import Entry, entry_at, names_in, remove

KEPT = 100
"""At least this many edits are kept, however old they are."""


@dataclass(slots=True, eq=False)
class KeptEdit:
    """One edit and what became of it since.

    Attributes:
        name: for the user.
        origin: the entry with its command and time.
        applied: the entries to take back, last first, to undo it.
        taken: the entries to take back, last first, to redo it.
        entries: everything stored about it, oldest first.
    """

    name: str
    origin: Entry
    applied: list[Entry] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_half(self) -> bool:
        """Whether an undo or redo of it was cut short."""
        return bool(self.applied and self.taken)

    @property
    def state(self) -> str:
        """``done``, ``undone`` or ``cut short``."""
        if not self.applied:
            return "undone"
        if self.is_half or not all(entry.whole for entry in self.applied):
            return "cut short"
        return "done"


@dataclass(slots=True)
class Stack:
    """The edits that are done and those that can be redone, the next one last in each.

    ``passed`` are undone edits that a later one made impossible to redo.
    """

    done: list[KeptEdit] = field(default_factory=list)
    undone: list[KeptEdit] = field(default_factory=list)
    passed: list[KeptEdit] = field(default_factory=list)

    @property
    def half(self) -> KeptEdit | None:
        """The edit whose undo or redo was cut short, if there is one."""
        return next((edit for edit in reversed(self.done) if edit.is_half), None)

    def named(self, name: str) -> KeptEdit | None:
        """The edit of that name."""
        edits = (*self.done, *self.undone, *self.passed)
        return next((edit for edit in edits if edit.name == name), None)


def stack_of(entries: Iterable[Entry]) -> Stack:
    """The stack that ``entries``, oldest first, add up to."""
    stack = Stack()
    owners: dict[str, KeptEdit] = {}
    for entry in entries:
        edit = owners.get(entry.undoes) if entry.undoes else None
        if not entry.undoes:
            edit = KeptEdit(entry.name, entry, applied=[entry])
            _push(stack, edit)
        elif edit is None:
            edit = _orphan(stack, entry)
        elif entry.redo or entry.undoes in {taken.name for taken in edit.taken}:
            _redone(stack, edit, entry)
        else:
            _undone(stack, edit, entry)
        edit.entries.append(entry)
        owners[entry.name] = edit
        owners.setdefault(edit.name, edit)
    return stack


def _push(stack: Stack, edit: KeptEdit) -> None:
    """Add a new edit; nothing undone before it can be redone."""
    if stack.half:
        stack.half.taken.clear()
    stack.passed += stack.undone
    stack.undone = []
    stack.done.append(edit)


def _orphan(stack: Stack, entry: Entry) -> KeptEdit:
    """Add an undo or redo of an edit that is no longer stored."""
    edit = KeptEdit(entry.undoes, entry)
    if entry.redo:
        edit.applied.append(entry)
        stack.done.append(edit)
    else:
        edit.taken.append(entry)
        stack.undone.append(edit)
    return edit


def _undone(stack: Stack, edit: KeptEdit, entry: Entry) -> None:
    edit.taken.append(entry)
    if entry.whole:
        edit.applied = []
        _move(edit, stack, stack.undone)


def _redone(stack: Stack, edit: KeptEdit, entry: Entry) -> None:
    edit.applied.append(entry)
    if entry.whole:
        edit.taken = []
    _move(edit, stack, stack.done)


def _move(edit: KeptEdit, stack: Stack, to: list[KeptEdit]) -> None:
    """Move an edit to where it belongs now."""
    if edit in to:
        return
    for edits in (stack.done, stack.undone, stack.passed):
        if edit in edits:
            edits.remove(edit)
    to.append(edit)


def prune(folder: Path) -> None:
    """Delete the oldest edits, with their undos, once there are twice as many as needed."""
    names = names_in(folder)
    if len(names) <= 2 * KEPT:
        return
    entries = [entry for name in names if (entry := entry_at(folder / name))]
    stack = stack_of(entries)
    edits = (*stack.done, *stack.undone, *stack.passed)
    begun = sorted(names.index(edit.entries[0].name) for edit in edits)
    for name in names[: begun[-KEPT]] if len(begun) > KEPT else ():
        remove(folder / name)
