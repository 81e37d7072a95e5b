"""Times the main job on generated vaults, against the best that the machine can do.

The yardsticks are `import click`, with which every command begins, and `fts.py`, the least that
a search in Python can do. All commands take turns, and each is compared with the yardsticks of
its own turn, so that a machine that is busy for a while slows all of them. Quote the ratios;
the times are this machine's.

    python bench/speed.py [--people 1000 10000 30000] [--runs 9] [--write docs/speed.md]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generate import write_vault

PYTHON = sys.executable
MDNET = [PYTHON, "-m", "mdnet"]
FTS = [PYTHON, str(Path(__file__).parent / "fts.py")]
CLICK, FLOOR = "python -c 'import click'", "SQLite FTS5, and a look at every file"
HEAD = """\
| people | command | CPU ms | to click | to FTS5 | wall ms | to click | to FTS5 | MB |
|---:|---|---:|---:|---:|---:|---:|---:|---:|"""


class Run(NamedTuple):
    """One run of a command: seconds of CPU and by the clock, the most megabytes it held."""

    cpu: float
    wall: float
    memory: float


Turns = dict[str, list[Run]]
"""The runs of each command, turn by turn."""


def run(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command to its end; return its time and memory.

    Raises:
        RuntimeError: it failed.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def run_together(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command as ``run`` does; the memory is what it and its processes held together.

    Looked at twenty times a second, so a short peak may be missed. What several processes share
    counts once. Where the system does not say, it is the largest process.
    """
    most = 0.0
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            most = max(most, sum(map(held_by, with_children(process.pid))))
            time.sleep(0.05)
        wall = time.perf_counter() - started
        _, status, usage = ended
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, wall, most or usage.ru_maxrss / 1024)


def with_children(pid: int) -> list[int]:
    """A process and those that it started, and so on."""
    found = [pid]
    for one in found:
        try:
            text = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, text.split())
    return found


def held_by(pid: int) -> float:
    """The megabytes that a process holds, with its share of what others hold, too."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    pages = [line.split() for line in text.split("\n") if line.startswith("Pss:")]
    return sum(int(kilobytes) for _, kilobytes, _ in pages) / 1024


def in_turns(commands: dict[str, list[str]], environment: dict[str, str], runs: int) -> Turns:
    """Run the commands in turns, after one warm-up each."""
    taken: Turns = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = run(command, environment)
            if turn:
                taken[name].append(result)
    return taken


def row(people: int, name: str, turns: Turns) -> str:
    """The row of a command: medians of its runs, and of their ratios turn by turn."""
    cells = [f"{people:,}", name]
    measures: tuple[Callable[[Run], float], ...] = (lambda one: one.cpu, lambda one: one.wall)
    for measure in measures:
        own = [measure(one) for one in turns[name]]
        cells.append(f"{statistics.median(own) * 1000:.0f}")
        for yardstick in (CLICK, FLOOR):
            other = [measure(one) for one in turns[yardstick]]
            ratios = [mine / its for mine, its in zip(own, other, strict=True)]
            cells.append(f"{statistics.median(ratios):.2f}")
    cells.append(f"{max(one.memory for one in turns[name]):.0f}")
    return f"| {' | '.join(cells)} |"


def commands_on(vault: Path, database: Path) -> dict[str, list[str]]:
    """The commands to measure, by their names in the table."""
    mdnet = [*MDNET, "-C", str(vault)]
    return {
        "python -c pass": [PYTHON, "-c", "pass"],
        CLICK: [PYTHON, "-c", "import click"],
        "grep -ril dentist": ["grep", "-ril", "dentist", str(vault)],
        FLOOR: [*FTS, str(vault), str(database), "dentist"],
        "mdnet --version": [*MDNET, "--version"],
        "mdnet --help": [*MDNET, "--help"],
        "mdnet index (unchanged)": [*mdnet, "index"],
        "mdnet search dentist": [*mdnet, "search", "dentist"],
        "mdnet search my tooth hurts": [*mdnet, "search", "my", "tooth", "hurts"],
        "mdnet search (without a hit)": [*mdnet, "search", "zzyzx", "qwrtp"],
        "mdnet show": [*mdnet, "show", "Ada Abara"],
        "mdnet list": [*mdnet, "list"],
    }


def measured(people: int, runs: int) -> tuple[list[str], str]:
    """Make a vault of this size and measure it.

    Returns:
        the rows of the table, and a sentence on what a new index takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        vault, database = Path(folder) / "vault", Path(folder) / "fts.db"
        write_vault(vault, people)
        environment = {**os.environ, "MDNET_CACHE_DIR": str(Path(folder) / "cache")}
        # Without the compiled files that pip installs, every start would compile again.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        floor = run([*FTS, str(vault), str(database)], environment)
        build = run_together([*MDNET, "-C", str(vault), "index", "--rebuild"], environment)
        turns = in_turns(commands_on(vault, database), environment, runs)
    told = (
        f"* A new index of {people:,} people takes {build.cpu:.1f} s of CPU, "
        f"{build.cpu / people * 1000:.2f} ms a note, {build.wall:.1f} s by the clock\n"
        f"  and {build.memory:.0f} MB in all of its processes together; that of SQLite "
        f"takes {floor.cpu:.1f} s of CPU, {floor.wall:.1f} s by the clock, {floor.memory:.0f} MB."
    )
    return [row(people, name, turns) for name in turns], told


def machine() -> str:
    """The machine and its load, in words."""
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    except OSError:
        rows = []
    models = {line.partition(": ")[2] for line in rows if line.startswith("model name")}
    return (
        f"{os.cpu_count()} cores ({', '.join(sorted(models)) or platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} when it began"
    )


def report(sizes: list[int], runs: int) -> Iterator[str]:
    """Yield the page, line by line."""
    yield "# Speed\n"
    yield f"Measured on {date.today().isoformat()}: {machine()}.\n"  # noqa: DTZ011 - of this machine
    yield (
        f"Medians of {runs} runs in turns, written by `make bench`. *To click* is the ratio to "
        "importing click\nalone, with which every command begins. *To FTS5* is the ratio to "
        "[bench/fts.py](../bench/fts.py), the\nleast that a search in Python can do: a look at "
        "every file, and a query of SQLite's full text index.\n"
    )
    yield HEAD
    builds = []
    for people in sizes:
        rows, told = measured(people, runs)
        yield from rows
        builds.append(told)
    yield from ("", *builds)


def main() -> None:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 10_000, 30_000])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page to write it to")
    wanted = parser.parse_args()
    lines = []
    for line in report(wanted.people, wanted.runs):
        print(line, flush=True)
        lines.append(line)
    if wanted.write:
        wanted.write.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
