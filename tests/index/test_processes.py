"""Real processes at the same index: several at once, and some that are killed."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, BOB
from tests.index.whole import contents, rebuilt, refreshed

# Refreshes the index and is killed before the n-th thing it does to the cache or the n-th
# note it reads; prints how many of these there are when it gets to the end.
REFRESH = """
import os, signal, sys
from pathlib import Path
from mdnet.index.bulk import crew, runs
from mdnet.index.refresh import refresh
from mdnet.vault.root import open_vault

root, last, readers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
crew._processes_for = lambda _: readers
runs._LEAST = 4
cache, done = os.environ["MDNET_CACHE_DIR"], 0

def count(*_):
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)

def hook(event, arguments):
    if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate"}:
        if isinstance(arguments[0], str) and arguments[0].startswith(cache):
            count()

vault = open_vault(root)
sys.addaudithook(hook)
found = refresh(vault, os.environ, progress=count)
print(done, *found.notices)
"""
KILLS = 12


def start(root: Path, last: int = 0, readers: int = 0) -> subprocess.Popen[str]:
    arguments = [str(root), str(last), str(readers)]
    return subprocess.Popen(
        [sys.executable, "-c", REFRESH, *arguments], stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({f"People/{number}.md": ANA for number in range(12)})


def change(root: Path, number: int) -> None:
    """Change a note, add one and take one away."""
    (root / f"People/{number % 12}.md").write_text(f"{BOB}Changed {number} times.\n")
    (root / f"People/new {number}.md").write_text(ANA)
    (root / f"People/new {number - 3}.md").unlink(missing_ok=True)


def test_processes_that_refresh_at_once_all_succeed(root: Path) -> None:
    for number in range(2):
        processes = [start(root) for _ in range(3)]
        for process in processes:
            done, _ = process.communicate()
            assert process.returncode == 0
            assert not done.split()[1:]
        found = refreshed(root)
        assert not found.notices
        assert contents(found.snapshot) == rebuilt(root)
        change(root, number)


@pytest.mark.parametrize(
    ("first", "readers"),
    [(True, 0), (True, 2), (False, 0)],
    ids=["first index", "read by processes", "later change"],
)
def test_a_killed_refresh_leaves_an_index_that_mends_itself(
    root: Path, own_home: Path, readers: int, *, first: bool
) -> None:
    if not first:
        refreshed(root)
        change(root, 100)
    with start(root, 0, readers) as whole:
        assert whole.stdout
        steps = int(whole.stdout.read().split()[0])
    chance = random.Random(7)
    killed = 0
    for number in range(KILLS // 2):
        if first:
            for path in sorted((own_home / "cache").rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
        else:
            change(root, number)
        with start(root, chance.randint(1, steps), readers) as process:
            process.communicate()
        killed += process.returncode == -signal.SIGKILL
        found = refreshed(root)
        assert len(found.notices) <= 1
        assert contents(found.snapshot) == rebuilt(root)
        assert os.listdir(root) == ["People"]
    assert killed >= KILLS // 4
