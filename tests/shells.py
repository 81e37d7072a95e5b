"""Real shells on pseudo-terminals, with the completion of mdnet set up as the README says.

What is typed goes in as keys. ``mdnet`` on the path of such a shell completes as the real one
does, and otherwise writes down the arguments that it got.
"""

import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.conftest import ROOT

NAMES = ("bash", "zsh", "fish")
TAB = "\t"
ENTER = "\r"

# A test that works never waits so long; it is for machines that are very busy.
_DEADLINE = 30.0
_END_OF_WORD = "\x1f"
_END_OF_LINE = "\x1e"
_PROGRAM = f"""#!/bin/sh
if [ -n "$_MDNET_COMPLETE" ]; then exec "{sys.executable}" -P -m mdnet "$@"; fi
for word; do printf '%s\\037' "$word"; done >> "$RECORD"
printf '\\036' >> "$RECORD"
"""
_START_FILES = {
    "bash": (".bashrc", ["bash", "--noprofile", "-i"]),
    "zsh": (".zshrc", ["zsh", "-d", "-i"]),
    "fish": (".config/fish/config.fish", ["fish", "-i"]),
}


def set_up_lines(shell: str) -> str:
    """The lines that the README gives for a shell."""
    found = re.search(
        rf"^# {shell}: (\S+)\n((?:[^#`].*\n)+)", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert found
    assert found[1] == f"~/{_START_FILES[shell][0]}"
    return found[2]


class Shell:
    """A shell under way in a folder; ends with the block."""

    def __init__(self, name: str, folder: Path, scratch: Path) -> None:
        """Start it, with ``scratch`` as its home. The test is skipped where there is none."""
        if not shutil.which(name):
            pytest.skip(f"there is no {name} here")
        start_file, command = _START_FILES[name]
        (scratch / start_file).parent.mkdir(parents=True, exist_ok=True)
        (scratch / start_file).write_text(set_up_lines(name))
        program = scratch / "bin/mdnet"
        program.parent.mkdir(exist_ok=True)
        program.write_text(_PROGRAM)
        program.chmod(0o755)
        self._record = scratch / "record"
        self._record.write_text("")
        self._screen = b""
        self._count = 0
        environment = {
            **os.environ, "HOME": str(scratch), "RECORD": str(self._record), "TERM": "xterm",
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        for variable in ("ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ENV", "BASH_ENV"):
            environment.pop(variable, None)
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def __enter__(self) -> Self:
        assert self.arguments_of("mdnet ready") == ["ready"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def arguments_of(self, keys: str) -> list[str]:
        """Type keys and ENTER; return the arguments with which mdnet was then called."""
        os.write(self._terminal, (keys + ENTER).encode())
        self._count += 1
        latest = time.monotonic() + _DEADLINE
        while len(calls := self._record.read_text().split(_END_OF_LINE)) <= self._count:
            assert time.monotonic() < latest, f"{keys!r} called nothing:\n{self.screen[-2000:]}"
            self._look()
        assert len(calls) == self._count + 1, f"{keys!r} called it more than once"
        return calls[-2].split(_END_OF_WORD)[:-1]

    @property
    def screen(self) -> str:
        """What was shown up to now."""
        return self._screen.decode(errors="replace")

    def _look(self) -> None:
        ready, _, _ = select.select([self._terminal], [], [], 0.02)
        if ready:
            self._screen += os.read(self._terminal, 1 << 16)
