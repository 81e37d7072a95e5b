"""Measures a watch on a large vault: from save to line, to search, to pages, and its memory.

    python bench/watch.py [--people 10000] [--saves 1000] [--timed 40] [--no-pages]

It makes a vault of its own in a temporary folder. A save is timed until the line of the watch
is there, until a search by another process has found a new word in it, and until the line on the
pages. Beside it stands what the machine needs for nothing: the start of a Python process. On a
busy machine only the CPU is worth reading.
"""

import argparse
import json
import os
import queue
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from generate import write_vault

# What the first look at all notes and the giving back of memory need after a save.
_REST = 1.5
# A build of the pages of a large vault takes seconds; on a busy machine minutes.
_PATIENCE = 300.0
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch:
    """A watch under way, its lines read as they come."""

    def __init__(self, vault: Path, environment: dict[str, str], *, pages: bool) -> None:
        option = "--pages" if pages else "--no-pages"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mdnet", "-C", str(vault), "watch", "--json", option],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr
        print(self.process.stderr.readline().rstrip().replace(str(vault), "the vault"))
        self._lines: dict[str, queue.SimpleQueue[float]] = {
            "changed": queue.SimpleQueue(), "pages": queue.SimpleQueue()
        }  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines[json.loads(line)["event"]].put(time.perf_counter())

    def line(self) -> float:
        """Wait for the next line on changes; return when it came."""
        return self._lines["changed"].get()

    def pages_line(self) -> float | None:
        """Wait for the next line on pages; return when it came, None if it does not come."""
        try:
            return self._lines["pages"].get(timeout=_PATIENCE)
        except queue.Empty:
            return None

    def megabytes(self) -> float:
        """The memory it holds now."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * _PAGE / 1e6

    def peak(self) -> float:
        """The most memory it ever held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6

    def cpu(self) -> float:
        """The seconds of CPU it used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> int:
        """End it; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)


class Saves:
    """Saves one note after the other, in no order, each with a word that is nowhere else."""

    def __init__(self, notes: list[Path]) -> None:
        self._notes = notes
        self._chance = random.Random(1)
        self._number = 0

    def save(self) -> str:
        """Save a note; return the word."""
        note = self._chance.choice(self._notes)
        self._number += 1
        word = f"zwirbel{self._number}"
        note.write_text(f"{note.read_text()}Line {word}.\n")
        return word


def measure_saves(watch: Watch, saves: Saves, count: int) -> None:
    """Print how long it takes from a save to the line of the watch, and the CPU of a save."""
    taken, empty, before = [], [], watch.cpu()
    for _ in range(count):
        started = time.perf_counter()
        saves.save()
        taken.append(watch.line() - started)
        time.sleep(_REST)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        empty.append(time.perf_counter() - started)
    cpu = (watch.cpu() - before) / count
    wall, nothing = statistics.median(taken), statistics.median(empty)
    print(f"save to line: median {wall * 1000:.0f} ms, 20 ms of it the quiet period,")
    print(f"worst {max(taken) * 1000:.0f} ms; {cpu * 1000:.0f} ms of CPU a save, all told;")
    print(f"{wall / nothing:.1f} times the start of Python ({nothing * 1000:.0f} ms)")


def measure_search(
    watch: Watch, saves: Saves, search: list[str], environment: dict[str, str], count: int
) -> None:
    """Print how long it takes from a save until a search that starts at the line has found it."""
    taken, missed = [], 0
    for _ in range(count):
        started = time.perf_counter()
        word = saves.save()
        watch.line()
        ran = subprocess.run(
            [*search, word], env=environment, check=False, capture_output=True, text=True
        )
        taken.append(time.perf_counter() - started)
        missed += word not in ran.stdout
        time.sleep(_REST)
    wall = statistics.median(taken)
    print(f"save to found by a search that starts at the line: median {wall * 1000:.0f} ms,")
    print(f"{missed} of {count} not found")


def measure_pages(watch: Watch, saves: Saves) -> None:
    """Print how long it takes from a save to the line on its pages."""
    watch.pages_line()  # those that it makes when it starts
    started = time.perf_counter()
    saves.save()
    line, pages = watch.line() - started, watch.pages_line()
    told = "never" if pages is None else f"{pages - started:.1f} s"
    print(f"save to line {line * 1000:.0f} ms, to the line on its pages {told}")


def measure_memory(watch: Watch, saves: Saves, count: int) -> None:
    """Print the memory of the watch over many saves, one after the other."""
    print(f"memory: {watch.megabytes():.0f} MB at first,", end=" ", flush=True)
    for number in range(1, count + 1):
        saves.save()
        watch.line()
        if number % (count // 5) == 0:
            time.sleep(0.5)
            print(f"{watch.megabytes():.0f} MB after {number} saves,", end=" ", flush=True)
    print(f"{watch.peak():.0f} MB at most")


def main() -> None:
    """Make a vault, watch it, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=1000)
    parser.add_argument("--timed", type=int, default=40)
    parser.add_argument("--no-pages", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, wanted.people)
        environment = {**os.environ, "MDNET_CACHE_DIR": str(Path(folder) / "cache")}
        saves = Saves(sorted(vault.rglob("*.md")))
        for first in (True, False):
            print("with no index yet" if first else "\nwith an index")
            watch = Watch(vault, environment, pages=not first and not wanted.no_pages)
            time.sleep(1)
            print(f"{watch.megabytes():.0f} MB now, {watch.peak():.0f} MB at most")
            if first:
                print(f"ended with {watch.end()}")
        if not wanted.no_pages:
            measure_pages(watch, saves)
        measure_saves(watch, saves, wanted.timed)
        search = [sys.executable, "-m", "mdnet", "-C", str(vault), "search", "--json"]
        measure_search(watch, saves, search, environment, max(1, wanted.timed // 8))
        measure_memory(watch, saves, wanted.saves)
        print(f"ended with {watch.end()}")


if __name__ == "__main__":
    main()
