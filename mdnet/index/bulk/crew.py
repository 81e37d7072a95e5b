"""Has the notes of a build read, by processes of their own where there are many notes and cores.

The processes get orders on their stdin, line by line, and report on their stdout what is
done: see ``mdnet.index.bulk.reading``. What they read they leave in files.
"""

import json
import os
import select
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self

from mdnet.index.bulk.runs import Run, write_run
from mdnet.model.errors import MdnetError
from mdnet.vault.root import Vault, open_vault, settings_of

Told = Callable[[], None]
# Fewer notes are read before the processes have started.
_MANY = 600
_MOST_PROCESSES = 2
# With the next run at hand nobody waits for us.
_AHEAD = 2
_PIECE = 1 << 16


class ReadersEndedError(MdnetError):
    """A process that read notes ended before it was through."""

    def __init__(self, code: int) -> None:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        super().__init__(
            f"A process that was reading notes {how}; the index is as it was before. Try again."
        )


def read_runs(vault: Vault, looked_at: int, runs: Sequence[Run], told: Told) -> Iterator[Run]:
    """Have some runs read; yield each when its files are there, in their order.

    Args:
        vault: whose notes they are.
        looked_at: when the walk began, in nanoseconds.
        runs: what to read.
        told: called for each note that was read.

    Raises:
        ReadersEndedError: a process ended before it was through.
        OSError: the disk is full or the like.
    """
    count = _processes_for(sum(len(run.notes) for run in runs))
    if count and settings_of(open_vault(vault.root)) == settings_of(vault):
        try:
            crew = Crew(vault, looked_at, count)
        except OSError:
            pass  # no more processes are allowed
        else:
            with crew:
                yield from crew.read(runs, told)
            return
    yield from _read_here(vault, looked_at, runs, told)


def _processes_for(notes: int) -> int:
    """How many processes shall read so many notes; none if it is done here."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        cores = os.cpu_count() or 1
    return min(cores, _MOST_PROCESSES) if cores > 1 and notes >= _MANY and sys.executable else 0


def _read_here(vault: Vault, looked_at: int, runs: Sequence[Run], told: Told) -> Iterator[Run]:
    from mdnet.index.analysis import Analyzer
    from mdnet.index.intake import Intake

    intake = Intake(vault, Analyzer(vault.config.language), looked_at)
    for run in runs:
        write_run(intake, run, told)
        yield run


class Crew:
    """Some processes that read notes; as a context manager, since it ends them."""

    def __init__(self, vault: Vault, looked_at: int, count: int) -> None:
        """Start the processes.

        Raises:
            OSError: one cannot be started; none is left.
        """
        beginning = {
            "root": str(vault.root),
            "settings": settings_of(vault),
            "looked at": looked_at,
        }
        self._readers: dict[int, _Reader] = {}
        try:
            for _ in range(count):
                reader = _Reader()
                self._readers[reader.fileno()] = reader
                reader.tell(beginning)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, runs: Sequence[Run], told: Told) -> Iterator[Run]:
        """Have runs read; see ``read_runs``."""
        waiting, finished = deque(enumerate(runs)), set[int]()
        for number, run in enumerate(runs):
            while number not in finished:
                self._share_out(waiting)
                for answer in self._answers():
                    for _ in range(answer["read"]):
                        told()
                    finished.update(answer.get("finished", ()))
            self._share_out(waiting)
            yield run

    def _share_out(self, waiting: "deque[tuple[int, Run]]") -> None:
        """Give each process as many runs as it shall have at hand."""
        for reader in self._readers.values():
            while waiting and reader.at_hand < _AHEAD:
                reader.give(*waiting.popleft())

    def _answers(self) -> Iterator[Mapping[str, Any]]:
        """Wait for some process and yield what it tells."""
        ready, _, _ = select.select(list(self._readers), (), ())
        for descriptor in ready:
            yield from self._readers[descriptor].answers()

    def _end(self) -> None:
        for reader in self._readers.values():
            reader.end()
        self._readers.clear()


class _Reader:
    """One process."""

    def __init__(self) -> None:
        # A group of its own: Ctrl-C is for us, and we end it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mdnet.index.bulk.reading"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            process_group=0,
        )
        self._rest = b""
        self.at_hand = 0

    def fileno(self) -> int:
        """The descriptor that tells when there are answers."""
        assert self._process.stdout
        return self._process.stdout.fileno()

    def give(self, number: int, run: Run) -> None:
        """Have a run read."""
        notes = [(path, stamp.hex()) for path, stamp in run.notes]
        self.tell({"run": number, "place": str(run.place), "notes": notes})
        self.at_hand += 1

    def answers(self) -> Iterator[Mapping[str, Any]]:
        """Yield what the process tells, after a wait if there is nothing yet.

        Raises:
            ReadersEndedError: it ended.
            OSError: the error it reported.
        """
        data = os.read(self.fileno(), _PIECE)
        if not data:
            raise ReadersEndedError(self._process.wait())
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            answer = json.loads(line)
            if "error" in answer:
                raise OSError(*answer["error"])
            self.at_hand -= "finished" in answer
            yield answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def tell(self, what: Mapping[str, Any]) -> None:
        """Write a line to the process.

        Raises:
            ReadersEndedError: it ended.
        """
        data = memoryview(json.dumps(what).encode() + b"\n")
        assert self._process.stdin
        try:
            while data:
                data = data[self._process.stdin.write(data) or 0 :]
        except BrokenPipeError:
            raise ReadersEndedError(self._process.wait()) from None
