"""Counts the instructions of each phase of a cold search, with valgrind.

    python bench/phases.py [--people 1000] [--goal dentist]

Instructions are the same on a busy machine as on a quiet one, so a change of one percent shows.
They leave out the work of the system, above all looking at every file: that is in the times of
``speed.py``. A phase is the difference between a run to its end and a run to the end of the
phase before; modules imported in a phase belong to it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generate import write_vault
from until import REACHED

_UNTIL = str(Path(__file__).parent / "until.py")
# The phases of a search in their order, and the point at which each is over.
PHASES = {
    "start Python, import click and the command line": "enter mdnet.cli:main",
    "import the search, find the vault": "enter mdnet.index.refresh:refresh",
    "open the index": "enter mdnet.vault.walk:scan",
    "walk the vault": "leave mdnet.vault.walk:scan",
    "compare the stamps": "leave mdnet.index.refresh:refresh",
    "load words and needs": "enter mdnet.search.engine:search",
    "read the goal": "leave mdnet.search.reading:read",
    "find candidates": "leave mdnet.search.retrieval:Retriever.candidates",
    "judge, give reasons": "leave mdnet.search.engine:search",
    "print, end": "enter -",
}


def instructions(command: Sequence[str], environment: dict[str, str]) -> float:
    """The millions of instructions that a Python process takes.

    Raises:
        RuntimeError: it failed.
    """
    valgrind = (
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
    )
    run = subprocess.run(
        [*valgrind, sys.executable, *command],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    counted = re.search(r"I +refs: +([\d,]+)", run.stderr)
    if counted is None or run.returncode not in {0, REACHED}:
        raise RuntimeError(run.stderr)
    return int(counted[1].replace(",", "")) / 1e6


def measure(vault: Path, goal: str, environment: dict[str, str]) -> None:
    """Print a table of the phases of a search."""
    search = ["-C", str(vault), "search", goal]
    print(f"python -c pass: {instructions(['-c', 'pass'], environment):.0f}")
    print(f"python -c 'import click': {instructions(['-c', 'import click'], environment):.0f}")
    print("\n| phase | million instructions | so far |\n|---|---:|---:|")
    before = 0.0
    for phase, until in PHASES.items():
        so_far = instructions([_UNTIL, *until.split(), *search], environment)
        print(f"| {phase} | {so_far - before:.0f} | {so_far:.0f} |", flush=True)
        before = so_far


def main() -> None:
    """Make a vault and its index, and measure a search of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--goal", default="dentist")
    wanted = parser.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        write_vault(vault, wanted.people)
        environment = {**os.environ, "MDNET_CACHE_DIR": f"{folder}/cache", "PYTHONHASHSEED": "0"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # Makes the index and compiles every module.
        for words in (["index"], ["search", wanted.goal]):
            command = [sys.executable, "-m", "mdnet", "-C", str(vault), *words]
            subprocess.run(command, env=environment, capture_output=True, check=True)
        print(f"{wanted.people} people, a search for {wanted.goal}, millions of instructions\n")
        measure(vault, wanted.goal, environment)


if __name__ == "__main__":
    main()
