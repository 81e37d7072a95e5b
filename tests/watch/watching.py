"""A watch in a process of its own, and what a test may wait for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from mdnet.index.cache import cache_home, vault_cache
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Store
from mdnet.vault.root import open_vault
from mdnet.vault.walk import UNSEEN, scan
from tests.index.whole import contents, rebuilt

# A test that works never waits so long; it is for machines that are very busy.
DEADLINE = 30.0
_PAUSE = 0.02


def until(condition: Callable[[], object], what: str = "", patience: float = DEADLINE) -> None:
    """Wait until a condition holds; fail when it never does."""
    latest = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < latest, f"waited in vain for {what or condition}"
        time.sleep(_PAUSE)


class Watching:
    """``mdnet watch`` under way; ends with the block."""

    def __init__(
        self,
        root: Path,
        *options: str,
        program: Sequence[str] = (sys.executable, "-P", "-m", "mdnet"),
        patience: float = DEADLINE,
    ) -> None:
        self._root = root
        self._patience = patience
        self._folder = root.parent / f"watch-{time.monotonic_ns()}"
        self._folder.mkdir()
        command = [*program, "-C", str(root), "watch", *options]
        with self._file("out").open("wb") as out, self._file("err").open("wb") as err:
            self.process = subprocess.Popen(command, stdout=out, stderr=err)

    def __enter__(self) -> Self:
        started = lambda: "Watching" in self.err or self.process.poll() is not None  # noqa: E731
        until(started, "the start", self._patience)
        assert self.process.poll() is None, self.err
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    @property
    def out(self) -> str:
        return self._file("out").read_text()

    @property
    def err(self) -> str:
        return self._file("err").read_text()

    @property
    def lines(self) -> list[str]:
        """Return the lines about notes without the time and what it took."""
        return [line[9:].partition(" · ")[0] for line in self.out.splitlines()]

    def tells(self, line: str, times: int = 1) -> None:
        """Wait until it told this so many times."""
        until(lambda: self.lines.count(line) >= times, f"{line!r} in {self.out!r}\n{self.err}")

    def is_right(self) -> None:
        """Wait until the index, as it lies there, is as if it were rebuilt."""
        until(lambda: is_fresh(self._root), f"a fresh index; {self.out[-2000:]}\n{self.err}")

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(self._patience)

    def _file(self, name: str) -> Path:
        return self._folder / name


def is_fresh(root: Path) -> bool:
    """Tell whether an index is right, without bringing it up to date."""
    vault = open_vault(root)
    stamps = scan(vault.root, vault.config).stamps
    try:
        snapshot = Store(vault_cache(cache_home(os.environ), vault.root)).open()
    except DamagedIndexError:  # it is being written
        return False
    if snapshot is None:
        return False
    try:
        held = snapshot.catalogue.stamps()
        if held.keys() != stamps.keys():
            return False
        if any(stamp not in {stamps[path], UNSEEN} for path, stamp in held.items()):
            return False
        return contents(snapshot) == rebuilt(root)
    finally:
        snapshot.reader.close()
