"""Times an import of thousands of cards: the first, the next, one that adds, and the undo.

    python bench/transfer.py [--people 10000] [--runs 3]

It writes a vault, exports it and imports the cards into an empty one; the figures are medians.
Beside them stand the times to start Python, and to write as many files.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from generate import write_vault
from speed import MDNET, PYTHON, Run, run

FILES = (
    "import sys, pathlib\n"
    "for n in range(int(sys.argv[2])):\n"
    "    pathlib.Path(sys.argv[1], f'{n}.md').write_bytes(b'x' * 1200)\n"
)


def measured(folder: Path, people: int, runs: int) -> dict[str, list[Run]]:
    """The time and memory of each command, run by run; each run begins with an empty vault."""
    environment = {**os.environ, "MDNET_CACHE_DIR": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    source, cards, vault = folder / "source", folder / "cards.vcf", folder / "vault"
    write_vault(source, people)
    run([*MDNET, "-C", str(source), "export", "-o", str(cards)], environment)
    importing = [*MDNET, "-C", str(vault), "import", str(cards)]
    commands = {
        "python -c pass": [PYTHON, "-c", "pass"],
        "as many files written": [PYTHON, "-c", FILES, str(folder / "files"), str(people)],
        "first import": importing,
        "second import": importing,
        "index": [*MDNET, "-C", str(vault), "index"],
        "third import, the index fresh": importing,
        "import --tag: all gain one": [*importing, "--tag", "new"],
        "its undo": [*MDNET, "-C", str(vault), "undo"],
    }
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for used in (vault, folder / "files"):
            shutil.rmtree(used, ignore_errors=True)
        (vault / ".mdnet").mkdir(parents=True)
        (folder / "files").mkdir()
        for name, command in commands.items():
            result = run(command, environment)
            if turn:
                taken[name].append(result)
    notes = sum(1 for _ in vault.rglob("People/*.md"))
    if notes != people:
        sys.exit(f"{people} cards made {notes} notes")
    return taken


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        taken = measured(Path(folder), wanted.people, wanted.runs)
    base = statistics.median(one.wall for one in taken["as many files written"])
    print(f"\n{wanted.people} cards, {time.strftime('%Y-%m-%d')}\n")
    print("| command | wall s | CPU s | MB | wall against writing the files |")
    print("|---|---:|---:|---:|---:|")
    for name, runs in taken.items():
        wall = statistics.median(one.wall for one in runs)
        cpu = statistics.median(one.cpu for one in runs)
        memory = max(one.memory for one in runs)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {wall / base:.1f} |")


if __name__ == "__main__":
    main()
