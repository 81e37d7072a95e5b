"""Measures a watch on a large vault: from save to searchable, and its memory over many saves.

    python bench/watch.py [--people 10000] [--saves 1000] [--timed 40]

It makes a vault of its own in a temporary folder. A save is timed until the line of the watch
is there, and so is the start of a Python process, for comparison.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generate import write_vault

_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch:
    """A watch under way, its lines read as they come."""

    def __init__(self, vault: Path, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mdnet", "-C", str(vault), "watch", "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr
        print(self.process.stderr.readline().rstrip().replace(str(vault), "the vault"))

    def line(self) -> str:
        """Wait for the next line."""
        assert self.process.stdout
        return self.process.stdout.readline()

    def megabytes(self) -> float:
        """The memory it holds now."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * _PAGE / 1e6

    def peak(self) -> float:
        """The most memory it has held."""
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


def saves(notes: list[Path]) -> Iterator[None]:
    """Save one note after another, in no order, for ever."""
    chance = random.Random(1)
    number = 0
    while True:
        note = chance.choice(notes)
        note.write_text(f"{note.read_text()}Line {number}.\n")
        number += 1
        yield


def measure_saves(watch: Watch, saving: Iterator[None], count: int) -> None:
    """Print how long it takes from a save to the line of the watch."""
    taken, empty, before = [], [], watch.cpu()
    for _ in range(count):
        time.sleep(0.2)  # the last round frees its memory
        started = time.perf_counter()
        next(saving)
        watch.line()
        taken.append(time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        empty.append(time.perf_counter() - started)
    cpu = (watch.cpu() - before) / count
    wall, nothing = statistics.median(taken), statistics.median(empty)
    print(f"save to searchable: median {wall * 1000:.0f} ms, 100 ms of it the quiet period,")
    print(f"worst {max(taken) * 1000:.0f} ms; {cpu * 1000:.0f} ms of CPU a save;")
    print(f"{wall / nothing:.1f} times the start of Python ({nothing * 1000:.0f} ms)")


def measure_memory(watch: Watch, saving: Iterator[None], count: int) -> None:
    """Print the memory of the watch over many saves, one after the other."""
    print(f"memory: {watch.megabytes():.0f} MB at first,", end=" ", flush=True)
    for number in range(1, count + 1):
        next(saving)
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
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, wanted.people)
        environment = {**os.environ, "MDNET_CACHE_DIR": str(Path(folder) / "cache")}
        saving = saves(sorted(vault.rglob("*.md")))
        for first in (True, False):
            print("with no index yet" if first else "\nwith an index")
            watch = Watch(vault, environment)
            time.sleep(1)
            print(f"{watch.megabytes():.0f} MB now, {watch.peak():.0f} MB at most")
            if first:
                print(f"ended with {watch.end()}")
        measure_saves(watch, saving, wanted.timed)
        measure_memory(watch, saving, wanted.saves)
        print(f"ended with {watch.end()}")


if __name__ == "__main__":
    main()
