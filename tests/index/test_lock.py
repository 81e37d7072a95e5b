import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdnet.index.lock import write_lock
from mdnet.model.errors import IndexBusyError
from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, VAULT
from tests.index.whole import contents, rebuilt, refreshed

HOLD = """
import sys
from pathlib import Path
from mdnet.index.lock import write_lock
with write_lock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(lock: Path) -> subprocess.Popen[str]:
    """Start another process that holds the lock until its stdin ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.fixture
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    with hold(lock) as process:
        yield process


def test_the_lock_says_who_holds_it(lock: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(IndexBusyError, match=rf"process {holder.pid}\b"), write_lock(lock, 0):
        pytest.fail("two have the lock")


def test_the_lock_is_free_when_its_holder_is_done(
    lock: Path, holder: subprocess.Popen[str]
) -> None:
    holder.communicate()
    with write_lock(lock, 0):
        assert lock.read_text() == str(os.getpid())
    assert lock.read_text() == ""


def test_the_lock_dies_with_its_holder(lock: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    assert lock.read_text() == str(holder.pid)
    with write_lock(lock, 0):
        pass


def test_an_error_frees_the_lock(lock: Path) -> None:
    with pytest.raises(KeyError), write_lock(lock, 0):
        raise KeyError
    with write_lock(lock, 0):
        pass


def test_who_waits_gets_the_lock(lock: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.stdin
    waiter = subprocess.Popen(
        [sys.executable, "-c", HOLD.replace(", 0)", ", 60)"), str(lock)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with waiter:
        holder.stdin.close()
        assert waiter.stdout
        assert waiter.stdout.read() == "held\n"
    assert waiter.returncode == 0


def test_a_link_in_the_place_of_the_lock_is_not_followed(lock: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    lock.symlink_to(tmp_path / "precious")
    with pytest.raises(OSError), write_lock(lock, 0):
        pytest.fail("the link was followed")
    assert (tmp_path / "precious").read_text() == "precious"


def test_without_an_index_a_busy_one_is_an_error(make_vault: MakeVault, own_home: Path) -> None:
    root = make_vault({})
    refreshed(root)
    (folder,) = (own_home / "cache").iterdir()
    (folder / "seal").unlink()
    with hold(folder / "lock") as other:
        with pytest.raises(IndexBusyError, match=str(other.pid)):
            refreshed(root, wait=0)
        other.communicate()
    assert not refreshed(root).notices


def test_a_stale_index_is_used_with_a_notice(make_vault: MakeVault, own_home: Path) -> None:
    root = make_vault(VAULT)
    before = contents(refreshed(root).snapshot)
    (root / "People/Cleo.md").write_text(ANA)
    (folder,) = (own_home / "cache").iterdir()
    with hold(folder / "lock") as other:
        found = refreshed(root, wait=0)
        (notice,) = found.notices
        assert str(other.pid) in notice
        assert "as it was before" in notice
        assert contents(found.snapshot) == before
        with pytest.raises(IndexBusyError):
            refreshed(root, wait=0, rebuild=True)
        other.communicate()
    assert contents(refreshed(root).snapshot) == rebuilt(root)


def test_an_index_that_is_up_to_date_asks_for_no_lock(
    make_vault: MakeVault, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: now() + 60_000_000_000)
    root = make_vault(VAULT)
    refreshed(root)
    (folder,) = (own_home / "cache").iterdir()
    with hold(folder / "lock") as other:
        assert not refreshed(root, wait=0).notices
        other.communicate()
