"""The record of a running edit: each step is written to ``.mdnet/undo`` before it is done.

Recording the first step creates the folder and locks the vault for other mdnet processes. A
step is only forgotten if it surely was not done; an exception alone proves nothing. Knows
steps and backups; ``transaction`` changes the notes.
"""

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

from mdnet.history import backups
from mdnet.history.backups import Entry, Saved
from mdnet.history.lock import writer_lock
from mdnet.history.places import Places
from mdnet.history.recovery import was_done
from mdnet.history.stack import prune
from mdnet.util.held_folder import HeldFolder, Place


@dataclass(slots=True)
class Command:
    """The command line behind an edit.

    Attributes:
        text: the part that is stored: the command and its subject.
        time: when it runs, in seconds since 1970.
        wrote: whether a note was changed, or may have been.
        is_over: whether it was completed.
        made_folder: whether ``.mdnet`` was created, so that the user can be told.
    """

    text: str
    time: float
    wrote: bool = False
    is_over: bool = False
    made_folder: bool = False


class Journal:
    """The steps of one edit, and which of them were done."""

    def __init__(self, places: Places, command: Command) -> None:
        self.moment = command.time
        self._places = places
        self._command = command
        text = command.text[: backups.LONGEST_COMMAND]
        self._content = Entry(places.root / backups.UNDO_PATH, command.time, (), text)
        self._steps: dict[Saved, bool] = {}
        self._lock = ExitStack()
        self._undo: HeldFolder | None = None
        self._entry: HeldFolder | None = None
        self._count = 0
        self._name = ""
        self._is_needless = False

    def takes_back(self, name: str, of: Entry, *, redo: bool) -> None:
        """Mark this edit as an undo or redo of the edit ``name``.

        ``of`` is that edit or an undo of it; this edit takes over its command and time.
        """
        known = replace(self._content, command=of.command, time=of.time)
        self._content = replace(known, undoes=name, redo=redo)

    def lock(self) -> HeldFolder:
        """Lock the vault, unless it is locked already, and return the folder of backups.

        Raises:
            VaultBusyError: another mdnet process is writing.
            RefusedError: the folder of backups is a link.
            OSError: it cannot be written there.
        """
        if self._undo is None:
            folder, made = backups.open_undo(self._places.root)
            self._lock.callback(folder.close)
            self._lock.enter_context(writer_lock(Place(folder, "lock")))
            self._command.made_folder |= made
            self._clean_up(folder)
            self._undo = folder
            self._reopen(folder)
        return self._undo

    def next_backup(self) -> Place:
        """The place of the next backup."""
        entry = self._opened()
        self._count += 1
        return Place(entry, f"{self._count}.md")

    def write_down(self, steps: Iterable[Saved]) -> None:
        """Record the next steps.

        Raises:
            OSError: they cannot be recorded, so none may be done.
        """
        entry = self._opened()
        self._steps.update(dict.fromkeys(steps, False))
        backups.write_manifest(entry, replace(self._content, steps=tuple(self._steps)))
        self._command.wrote, self._command.is_over = True, False

    def did(self, step: Saved) -> None:
        """Mark a step as done."""
        self._steps[step] = True

    def drop(self, step: Saved) -> None:
        """Forget a step that was not done and left no trace."""
        del self._steps[step]

    def replaces(self, others: Iterable[Entry]) -> None:
        """Drop ``others`` and this edit, because together they changed nothing."""
        backups.mark_whole(self._opened())
        for other in others:
            backups.remove(other.folder)
        self._is_needless = True

    def let_go(self) -> None:
        """Unlock the vault while the user thinks; later steps belong to the same edit.

        If another mdnet process makes an edit in between, they start a new one.
        """
        name = self._entry.path.name if self._entry else ""
        self.close(failed=False)
        self._name = name if self._steps else ""

    def close(self, *, failed: bool) -> None:
        """Unlock the vault, and remove the folder of an edit that did nothing.

        Raises:
            OSError: the disk is full, or worse; the edit still counts as cut short.
        """
        with self._lock:
            self._undo = None
            entry, self._entry = self._entry, None
            if entry is not None:
                with entry:
                    self._finish(entry, failed=failed)

    def _finish(self, entry: HeldFolder, *, failed: bool) -> None:
        if self._is_needless:
            backups.remove(entry.path)
            self._command.is_over = True
            return
        for step, done in [*self._steps.items()]:
            if not done and not was_done(self._places, entry, step):
                self.drop(step)
        if failed:
            self._remove_lone_folders()
        if not self._steps:
            self._command.wrote = False
            backups.remove(entry.path)
        elif not failed:
            backups.mark_whole(entry)
            self._command.is_over = True

    def _remove_lone_folders(self) -> None:
        if all(step.kind == "made" for step in self._steps):
            for step in reversed([*self._steps]):
                self._places.remove_folder(step.path)
            self._steps.clear()

    def _reopen(self, folder: HeldFolder) -> None:
        """Resume the released edit if it is still the last one."""
        name, self._name = self._name, ""
        if name and backups.names_in(folder.path)[-1:] == [name]:
            self._entry = HeldFolder(folder.path / name, inside=folder)
            backups.mark_unfinished(self._entry)
        else:
            self._steps.clear()
            self._count = 0

    def _opened(self) -> HeldFolder:
        """The folder of this edit, created with the first step."""
        folder = self.lock()
        if self._entry is None:
            self._entry = backups.new_entry(folder, self.moment)
        return self._entry

    def _clean_up(self, folder: HeldFolder) -> None:
        """Clean up after a process that died, and drop edits of long ago."""
        prune(folder.path)
        for name in backups.names_in(folder.path)[-1:]:
            last = backups.entry_at(folder.path / name)
            if last is None:
                with suppress(OSError):
                    folder.remove_folder(name)  # there is nothing in it yet
            elif not last.whole:
                self._see_to(last, folder)

    def _see_to(self, last: Entry, folder: HeldFolder) -> None:
        with suppress(OSError), HeldFolder(last.folder, inside=folder) as entry:
            done = [was_done(self._places, entry, step) for step in last.steps]
            if not any(done):
                backups.remove(last.folder)
