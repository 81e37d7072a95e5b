"""The edits as a stack: what ``undo`` takes back next, and what ``redo`` does again.

Each undo and each redo is kept as an edit of its own, so that it can be cut short like any
other. Read in their order, all of them say which edits are done now and which are undone.
A new edit ends what can be done again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mdnet.history.backups import Entry, entry_at, names_in, remove

KEPT = 100
"""As many edits are kept at least, however old they are and whatever a clock says."""


@dataclass(slots=True, eq=False)
class KeptEdit:
    """One edit and what became of it since.

    Attributes:
        name: by which it can be chosen.
        origin: what says which command made it, and when.
        applied: what has to be taken back, last first, for the notes to be as before it.
        taken: what has to be taken back, last first, to do it again.
        entries: all that is kept of it, the oldest first.
    """

    name: str
    origin: Entry
    applied: list[Entry] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_half(self) -> bool:
        """Whether an undo or redo of it was cut short, so that it is neither."""
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
    """The edits that are done, and those that can be done again; of both the next one last.

    ``passed`` are edits that were undone before another was made.
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
    """What ``entries``, the oldest first, come to."""
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
    """Add a new edit: what was undone before it cannot be done again."""
    if stack.half:
        stack.half.taken.clear()
    stack.passed += stack.undone
    stack.undone = []
    stack.done.append(edit)


def _orphan(stack: Stack, entry: Entry) -> KeptEdit:
    """Add an undo or redo of an edit that is not kept any more."""
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
    """Put an edit where it belongs now, unless it is there already."""
    if edit in to:
        return
    for edits in (stack.done, stack.undone, stack.passed):
        if edit in edits:
            edits.remove(edit)
    to.append(edit)


def prune(folder: Path) -> None:
    """Delete edits of long ago, with their undoing, once there are twice as many as are kept."""
    names = names_in(folder)
    if len(names) <= 2 * KEPT:
        return
    entries = [entry for name in names if (entry := entry_at(folder / name))]
    stack = stack_of(entries)
    edits = (*stack.done, *stack.undone, *stack.passed)
    begun = sorted(names.index(edit.entries[0].name) for edit in edits)
    for name in names[: begun[-KEPT]] if len(begun) > KEPT else ():
        remove(folder / name)
