"""Fills in the templates of a vault; users' templates run in a process with limits.

A template can loop forever or produce gigabytes, by mistake or because the vault came from a
stranger. All templates of one sandbox share one budget of processor time, so that a thousand
endless loops cost no more than one. Only our own data goes to the process; what comes back is
read as text. It does not matter what a template is for.
"""

import json
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from mdnet.rendering.templates import BadTemplateError, Filters, is_users_own, render

SECONDS = 10.0
"""The processor time for all templates of a sandbox together."""
WALL_SECONDS = 300.0
"""The limit in real time, generous enough for a busy machine; only a hanging disk exceeds it."""
MEGABYTES = 1024
"""The most memory that the process may use."""
MOST_BYTES = 4 * 1024 * 1024
"""The largest size of a page or a note."""
# One template may take half of what is left, so that others can follow one that loops.
_SHARE = 0.5
_LEAST_SHARE = 1.0


class Sandbox:
    """Fills in the templates of one vault; a context manager, because it keeps a process.

    The process starts with the first template of the user, and again after one had to be
    stopped.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._left = SECONDS
        self._deadline = 0.0
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def render(
        self,
        template: str,
        values: Mapping[str, Any],
        filters: Filters = MappingProxyType({}),
        known: Iterable[str] = (),
    ) -> str:
        """The template filled with ``values``; the arguments are those of ``render``.

        ``filters`` must be module-level functions, because the process imports them.

        Raises:
            BadTemplateError: the template is missing or wrong; or a user's template exceeds a
                limit, or earlier ones have used up the budget.
        """
        if not is_users_own(self._root, template):
            return render(self._root, template, values, filters, known)
        if self._left <= 0:
            raise BadTemplateError(
                f"The template {template} was skipped: those before it used up the {SECONDS:g} s "
                "of processor time allowed for all. Make them do less."
            )
        order = (self._root, template, dict(values), dict(filters), tuple(known))
        answer = self._answer(template, order)
        if "error" in answer:
            raise BadTemplateError(answer["error"])
        return str(answer["text"])

    def _answer(self, template: str, order: tuple[Any, ...]) -> dict[str, Any]:
        """The answer of the process, which gets a share of the budget for it."""
        share = min(self._left, max(self._left * _SHARE, _LEAST_SHARE))
        if self._worker is None:
            self._worker = _Worker()
        self._deadline = self._deadline or time.monotonic() + WALL_SECONDS
        try:
            answer = self._worker.ask(share, order, self._deadline - time.monotonic())
        except TimeoutError:
            self._left = 0.0
            self._stop()
            raise BadTemplateError(
                f"The template {template} was stopped: it did not finish within {WALL_SECONDS:g} s."
            ) from None
        except EOFError:
            self._left -= share
            why = self._why_it_ended(share)
            raise BadTemplateError(f"The template {template} was stopped{why}") from None
        self._left -= answer["seconds"]
        return answer

    def _why_it_ended(self, share: float) -> str:
        code, last = self._stop()
        if code == -signal.SIGPROF:
            return f": it took more than {share:g} s of processor time. Make it do less."
        return f": it uses too much memory. Make it do less. ({last or f'exit {code}'})"

    def _stop(self) -> tuple[int, str]:
        """End the process, if any, and return its exit code and its last line."""
        worker, self._worker = self._worker, None
        return worker.stop() if worker else (0, "")


class _Worker:
    """A process of ``mdnet.rendering.worker`` and the pipes to it and back."""

    def __init__(self) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop
        # -P prevents imports from the current folder, which may be the vault.
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "mdnet.rendering.worker", f"{MEGABYTES}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env=_environment(),
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        # It may stop reading in the middle of an order, and nobody should wait longer than planned.
        os.set_blocking(self._to.fileno(), False)

    def ask(self, share: float, order: tuple[Any, ...], patience: float) -> dict[str, Any]:
        """The answer to an order, for which there are ``share`` seconds of work.

        Raises:
            TimeoutError: there is no answer after ``patience`` seconds.
            EOFError: the process ended.
        """
        deadline = time.monotonic() + patience
        try:
            self._send(pickle.dumps((share, MOST_BYTES, order)), deadline)
            line = self._received(deadline)
        except BrokenPipeError:
            raise EOFError from None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _send(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            _wait(self._to.fileno(), select.POLLOUT, deadline)
            left = left[os.write(self._to.fileno(), left) :]

    def _received(self, deadline: float) -> bytes:
        """One line of the process."""
        line = bytearray()
        while not line.endswith(b"\n"):
            _wait(self._from.fileno(), select.POLLIN, deadline)
            some = os.read(self._from.fileno(), 1 << 16)
            if not some:
                raise EOFError
            line += some
        return bytes(line)

    def stop(self) -> tuple[int, str]:
        """End the process, and return its exit code and its last line on stderr."""
        self._process.kill()  # does nothing if it has already ended
        code = self._process.wait()
        self._to.close()
        self._from.close()
        with self._stderr as stderr:
            stderr.seek(0)
            last = stderr.read().decode(errors="replace").strip().rpartition("\n")[2]
        return code, last


def _wait(descriptor: int, event: int, deadline: float) -> None:
    """Wait until a pipe can be written to or read from.

    Raises:
        TimeoutError: it cannot in time.
    """
    left = deadline - time.monotonic()
    poll = select.poll()
    poll.register(descriptor, event)
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _environment() -> dict[str, str]:
    """The environment, with the location of this mdnet on the path."""
    here = str(Path(__file__).parent.parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
