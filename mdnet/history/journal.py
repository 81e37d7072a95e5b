"""What an edit does, written down before it is done: one folder of ``.mdnet/undo`` at work.

The folder is made and the vault locked for other mdnets when the first step is written
down. What was written down is taken back only when a step is known not to have been done:
that something was raised proves nothing. Knows steps and backups; how notes are changed is
decided by ``transaction``.
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
    """The command line that makes an edit.

    Attributes:
        text: what is kept of it: the command, and what it is about.
        time: when it runs, in seconds since 1970.
        wrote: whether a note was changed, or may have been.
        is_over: whether all of it was done.
        made_folder: whether there was no ``.mdnet`` before; the user should hear of it.
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
        """Say that this edit takes back the edit ``name``, or does it again.

        ``of`` is the edit, or one that took it back; its command and time are kept.
        """
        known = replace(self._content, command=of.command, time=of.time)
        self._content = replace(known, undoes=name, redo=redo)

    def lock(self) -> HeldFolder:
        """Lock the vault for other mdnets, if it is not locked, and return the folder of backups.

        Raises:
            VaultBusyError: another mdnet is writing.
            RefusedError: backups would lie behind a link.
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
        """Where the next backup goes."""
        entry = self._opened()
        self._count += 1
        return Place(entry, f"{self._count}.md")

    def write_down(self, steps: Iterable[Saved]) -> None:
        """Write down steps that are to be done next.

        Raises:
            OSError: it cannot be written down, so none may be done.
        """
        entry = self._opened()
        self._steps.update(dict.fromkeys(steps, False))
        backups.write_manifest(entry, replace(self._content, steps=tuple(self._steps)))
        self._command.wrote, self._command.is_over = True, False

    def did(self, step: Saved) -> None:
        """Take note that a step was done."""
        self._steps[step] = True

    def drop(self, step: Saved) -> None:
        """Forget a step that was not done, and left nothing behind."""
        del self._steps[step]

    def replaces(self, others: Iterable[Entry]) -> None:
        """Say that all is as if ``others`` and this edit had never been: none is kept."""
        backups.mark_whole(self._opened())
        for other in others:
            backups.remove(other.folder)
        self._is_needless = True

    def let_go(self) -> None:
        """Unlock the vault while the user thinks; what comes later belongs to the same edit.

        Unless another mdnet has made one in between: then it begins a new one.
        """
        name = self._entry.path.name if self._entry else ""
        self.close(failed=False)
        self._name = name if self._steps else ""

    def close(self, *, failed: bool) -> None:
        """Unlock the vault; leave no folder of an edit that did nothing.

        Raises:
            OSError: the disk is full, or worse; the edit stays known as cut short.
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
        """Go on with the edit that was let go, if it still is the last one."""
        name, self._name = self._name, ""
        if name and backups.names_in(folder.path)[-1:] == [name]:
            self._entry = HeldFolder(folder.path / name, inside=folder)
            backups.mark_unfinished(self._entry)
        else:
            self._steps.clear()
            self._count = 0

    def _opened(self) -> HeldFolder:
        """The folder of this edit, made with the first step."""
        folder = self.lock()
        if self._entry is None:
            self._entry = backups.new_entry(folder, self.moment)
        return self._entry

    def _clean_up(self, folder: HeldFolder) -> None:
        """See to what the last edit left behind if its process died, and to edits of long ago."""
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
