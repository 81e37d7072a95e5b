"""Times the main job on generated vaults, against what the machine can do at best.

Every figure is the median of runs that take turns with the baselines, so that a machine
that is busy for a while slows all of them. Quote the ratios; the times are this machine's.

    python bench/speed.py [--people 1000 10000 30000] [--runs 9]
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from generate import write_vault

PYTHON = sys.executable
MDNET = [PYTHON, "-m", "mdnet"]


class Figure(NamedTuple):
    """One command: median wall and CPU seconds, and the largest memory in megabytes."""

    wall: float
    cpu: float
    memory: float


class Run(NamedTuple):
    """One run of a command."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command to its end and return what it took."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return Run(
        time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    )


def in_turns(
    commands: dict[str, list[str]], environment: dict[str, str], runs: int
) -> dict[str, Figure]:
    """Run the commands in turns after one warm-up each; return a figure for each."""
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = run(command, environment)
            if turn:
                taken[name].append(result)
    return {
        name: Figure(
            statistics.median(one.wall for one in some),
            statistics.median(one.cpu for one in some),
            max(one.memory for one in some),
        )
        for name, some in taken.items()
    }


def measure(people: int, runs: int) -> None:
    """Make a vault of this size, measure it, print a table."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, people)
        environment = {**os.environ, "MDNET_CACHE_DIR": str(Path(folder) / "cache")}
        # Without compiled files at hand, as pip installs them, every start compiles anew.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        build = run([*MDNET, "-C", str(vault), "index", "--rebuild"], environment)
        figures = in_turns(
            {
                "python -c pass": [PYTHON, "-c", "pass"],
                "python -c 'import click'": [PYTHON, "-c", "import click"],
                "grep -ril dentist": ["grep", "-ril", "dentist", str(vault)],
                "mdnet search dentist": [*MDNET, "-C", str(vault), "search", "dentist"],
                "mdnet search used car": [*MDNET, "-C", str(vault), "search", "used", "car"],
                "mdnet index (unchanged)": [*MDNET, "-C", str(vault), "index"],
                "mdnet list": [*MDNET, "-C", str(vault), "list"],
                "mdnet --version": [*MDNET, "--version"],
            },
            environment,
            runs,
        )
    click = figures["python -c 'import click'"].wall
    print(f"\n{people} people: index built in {build.cpu / people * 1000:.2f} ms of CPU a note, ")
    print(f"{build.wall:.1f} s wall, {build.memory:.0f} MB\n")
    print("| command | wall ms | CPU ms | MB | wall against import click |")
    print("|---|---:|---:|---:|---:|")
    for name, figure in figures.items():
        print(
            f"| {name} | {figure.wall * 1000:.0f} | {figure.cpu * 1000:.0f} "
            f"| {figure.memory:.0f} | {figure.wall / click:.2f} |"
        )


def main() -> None:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 10_000, 30_000])
    parser.add_argument("--runs", type=int, default=9)
    wanted = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {resource.getpagesize()} byte pages")
    for people in wanted.people:
        measure(people, wanted.runs)


if __name__ == "__main__":
    main()
