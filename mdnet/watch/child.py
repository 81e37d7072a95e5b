"""Runs one command at a time beside the loop, and tells by the bell when it ended.

The command gets a process group of its own, so that all of it can be ended. Knows nothing
of what the commands are.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mdnet.watch.bell import Bell

_PATIENCE = 0.4
_STDERR = 2
_GENTLE = 5


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that ended. Without ``capture`` there is no output here."""

    child: "Child"
    code: int
    stdout: bytes
    stderr: bytes
    seconds: float


class Child:
    """A place for one running command."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._process: subprocess.Popen[bytes] | None = None
        self._waiter: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether a command runs, or ended and was not yet taken off by ``done``."""
        return self._process is not None

    def start(
        self,
        command: Sequence[str] | str,
        environment: Mapping[str, str],
        *,
        capture: bool,
        gently: bool = False,
    ) -> None:
        """Run a command: a list as it is, a text by the shell.

        Its output is captured, or goes to stderr. It reads nothing. A command that runs
        ``gently`` leaves the processor to whatever else wants it.

        Raises:
            OSError: it cannot be started.
        """
        assert self._process is None
        self._process = subprocess.Popen(  # noqa: S603 - our own, or what the user typed
            command,
            shell=isinstance(command, str),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else _STDERR,
            stderr=subprocess.PIPE if capture else None,
            start_new_session=True,
        )
        if gently:
            with contextlib.suppress(OSError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _GENTLE)
        self._waiter = threading.Thread(target=self._wait, args=(self._process,), daemon=True)
        self._waiter.start()

    def done(self) -> None:
        """Take off a command that ended, so that the next can start."""
        self._process = None

    def stop(self) -> None:
        """End the command with all that it started, if it still runs."""
        process, waiter = self._process, self._waiter
        if process is None or waiter is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if waiter.is_alive():
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, sign)
                waiter.join(_PATIENCE)
        self._process = None

    def kill(self) -> None:
        """End the command at once and do not wait for it; for a process about to end."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        started = time.monotonic()
        stdout, stderr = process.communicate()
        seconds = time.monotonic() - started
        self._bell.post(Ended(self, process.returncode, stdout or b"", stderr or b"", seconds))
