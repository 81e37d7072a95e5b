"""What measures works: a phase whose end was renamed would be measured to the end of the process."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "bench"
VAULT = str(ROOT / "vault-example")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that imports a module of the folder of benchmarks."""
    monkeypatch.syspath_prepend(str(BENCH))
    return import_module


def run(*command: str, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python program of the folder of benchmarks."""
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "MDNET_CACHE_DIR": str(cache)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_search_comes_to_the_end_of_each_phase(bench: Any, tmp_path: Path) -> None:
    phases, until = bench("phases").PHASES, bench("until")
    run("-m", "mdnet", "-C", VAULT, "index", cache=tmp_path)
    for phase, point in phases.items():
        words = (str(BENCH / "until.py"), *point.split(), "-C", VAULT, "search", "dentist")
        done = run(*words, cache=tmp_path)
        is_last = point == "enter -"
        assert done.returncode == (0 if is_last else until.REACHED), (phase, done.stderr)
        assert ("Ana Diaz" in done.stdout) is is_last


def test_the_floor_finds_who_has_the_word_and_notices_a_change(tmp_path: Path) -> None:
    note, database = tmp_path / "Ana Diaz.md", str(tmp_path / "fts.db")
    note.write_text("A dentist in Lugano.\n")
    (tmp_path / "Bob Rossi.md").write_text("A plumber.\n")
    floor = (str(BENCH / "fts.py"), str(tmp_path), database)
    assert run(*floor, cache=tmp_path).returncode == 0
    assert run(*floor, "dentists", cache=tmp_path).stdout == "Ana Diaz\tA dentist in Lugano.\n"
    note.write_text("A baker in Lugano.\n")
    assert run(*floor, "dentist", cache=tmp_path).returncode == 1


def test_the_memory_of_a_command_is_that_of_all_its_processes(bench: Any) -> None:
    speed = bench("speed")
    megabytes = 40
    # Each fills so much that is its own, and waits until it was looked at a few times.
    fill = f"import time; held = bytearray(b'x' * {megabytes << 20}); time.sleep(0.6)"
    start = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {fill!r}])"
    alone = speed.run_together([sys.executable, "-c", fill], dict(os.environ))
    both = speed.run_together(
        [sys.executable, "-c", f"{start}; {fill}; child.wait()"], dict(os.environ)
    )
    assert alone.memory >= megabytes
    if Path("/proc/self/smaps_rollup").exists():
        assert both.memory >= 2 * megabytes
    with pytest.raises(RuntimeError, match="ended with 3"):
        speed.run_together([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))


def test_a_ratio_is_that_of_runs_of_one_turn(bench: Any) -> None:
    """A machine that was three times as slow for a while changes the times, but no ratio."""
    speed = bench("speed")
    paces = [1, 1, 3]
    turns = {
        name: [speed.Run(cpu * pace, wall * pace, 20 + pace) for pace in paces]
        for name, cpu, wall in ((speed.CLICK, 0.1, 0.2), (speed.FLOOR, 0.05, 0.1), ("own", 0.2, 1))
    }
    assert speed.row("own", turns) == "| own | 200 | 2.00 | 4.00 | 1000 | 5.00 | 10.00 | 23 |"
