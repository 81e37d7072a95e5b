"""What an edit does, written down before it is done: one folder of ``.mdnet/undo`` at work.

The folder is made and the vault locked for other mdnets when the first step is written
down. Knows steps and backups; how notes are changed is the business of ``rewrite`` and
``many``.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mdnet.vault import backups
from mdnet.vault.backups import Saved
from mdnet.vault.lock import writer_lock
from mdnet.vault.root import Vault


class Journal:
    """The steps of one edit, and whether any of them was done."""

    def __init__(self, vault: Vault, *, now: float, undoes: str, whole: bool) -> None:
        self.root = vault.root
        self.moment = now
        self.made_folder = False
        self.saved: list[Saved] = []
        self._undoes = undoes
        self._whole = whole
        self._held = ExitStack()
        self._folder: Path | None = None
        self._entry: Path | None = None
        self._count = 0
        self._done = False

    def close(self, *, failed: bool) -> None:
        """Unlock the vault; leave no folder of an edit that did nothing.

        Raises:
            OSError: the disk is full; the edit stays known as cut short.
        """
        with self._held:
            if self._entry is None:
                return
            if not self._done and not backups.has_backups(self._entry):
                backups.remove(self._entry)
            elif not self._whole and not failed:
                self._whole = True
                self._write()

    def next_backup(self) -> Path:
        """Return where the next backup goes."""
        entry = self._opened()
        self._count += 1
        return entry / f"{self._count}.md"

    def step(self, saved: list[Saved], act: Callable[[], bool]) -> bool:
        """Write down ``saved``, all steps with the next one, and do that; tell if it was done."""
        before, done = self.saved, False
        self._opened()
        self.saved = saved
        try:
            self._write()
            done = act()
        finally:
            self._done = self._done or done
            if not done:
                self._back_to(before)
        return done

    @contextmanager
    def steps(self, new: Sequence[Saved]) -> Iterator[set[int]]:
        """Write down many steps at once, before the first of them.

        Yields a set that the numbers of those that were done belong into.
        """
        before = self.saved
        self._opened()
        self.saved = [*before, *new]
        done: set[int] = set()
        try:
            self._write()
            yield done
        finally:
            self._done = self._done or bool(done)
            if len(done) < len(new):
                some = (one for number, one in enumerate(new) if number in done)
                self._back_to([*before, *some])

    def _back_to(self, saved: list[Saved]) -> None:
        self.saved = saved
        if saved:
            with suppress(OSError):  # the disk may be full
                self._write()

    def _opened(self) -> Path:
        """Return the folder of this edit; lock the vault for mdnet when it is new."""
        if self._folder is None:
            folder, self.made_folder = backups.open_folder(self.root)
            self._held.enter_context(writer_lock(folder / "lock"))
            backups.prune(folder, self.moment)
            backups.drop_unfinished(self.root)
            self._folder = folder
        if self._entry is None:
            self._entry = backups.new_entry(self._folder, self.moment)
        return self._entry

    def _write(self) -> None:
        backups.write_manifest(self._opened(), self.saved, self._undoes, whole=self._whole)
