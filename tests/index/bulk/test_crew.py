"""Processes that read notes: they are there when they pay, and none is left when they end."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.index.bulk import crew, runs
from mdnet.index.bulk.crew import ReadersEndedError
from mdnet.index.refresh import Refreshed, refresh
from mdnet.model.config import Config
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, BOB, VAULT
from tests.index.whole import contents, rebuilt, refreshed

NOTES = {f"People/{at:02d}.md": f"{ANA if at % 3 else BOB}Number {at}.\n" for at in range(40)}
ODD: dict[str, str | bytes] = {
    **VAULT,
    **NOTES,
    "Templates/Person.md": "---\nroles: []\n---\n",
    "People/empty.md": "",
    "People/Zoë 林\n.md": "---\nroles: [dentist]\n---\n",
    "People/\udcff.md": "---\nroles: [baker]\n---\n",
    "People/broken.md": b"\xff\xfe---\n\x00",
}

Readers = Callable[..., None]


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Readers:
    """Return a function that has so many processes read, in runs of a few notes."""

    def use(count: int, notes: int = 5) -> None:
        monkeypatch.setattr(crew, "_processes_for", lambda _: count)
        monkeypatch.setattr(runs, "_LEAST", notes)

    return use


def rebuild(root: Path) -> Refreshed:
    return refreshed(root, rebuild=True)


def files_of(own_home: Path) -> dict[str, bytes]:
    """Return the flat files of the only index by kind; its seal names times and inodes."""
    (folder,) = (own_home / "cache").iterdir()
    kinds = ("catalogue", "postings")
    return {kind: path.read_bytes() for kind in kinds for path in folder.glob(f"{kind}-*")}


def left_over(own_home: Path) -> list[Path]:
    return list((own_home / "cache").rglob("draft-*"))


def test_however_many_processes_read_the_index_is_the_same_to_the_byte(
    make_vault: MakeVault, own_home: Path, readers: Readers
) -> None:
    root = make_vault(ODD)
    time.sleep(0.03)  # a note as young as the look at it would be read again, now and then
    found = []
    for count, notes in ((0, 1000), (0, 1), (0, 7), (2, 5), (3, 1)):
        readers(count, notes)
        told = contents(rebuild(root).snapshot)
        assert not left_over(own_home)
        found.append((files_of(own_home), told))
    assert len(found[0][0]) == 2
    assert all(one == found[0] for one in found[1:])
    assert found[0][1] == rebuilt(root)


@pytest.mark.parametrize(
    ("cores", "notes", "count"), [(1, 10_000, 0), (2, 599, 0), (2, 600, 2), (64, 10_000, 2)]
)
def test_processes_are_for_many_notes_and_cores(
    cores: int, notes: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert crew._processes_for(notes) == count
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert crew._processes_for(notes) == count


def test_progress_counts_the_notes_of_all_processes(
    make_vault: MakeVault, readers: Readers
) -> None:
    readers(2)
    told: list[tuple[int, int]] = []
    root = make_vault(NOTES)
    refreshed(root, progress=lambda *count: told.append(count))
    assert told == [(at, len(NOTES)) for at in range(1, len(NOTES) + 1)]


def test_a_vault_with_other_settings_than_its_file_has_is_read_here(
    make_vault: MakeVault, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(2)
    monkeypatch.setattr(crew, "Crew", None)
    vault = Vault(open_vault(make_vault(NOTES)).root, Config(language="de"))
    assert len(refresh(vault, os.environ).snapshot.catalogue) == len(NOTES)


@pytest.mark.parametrize("fails", [1, 2])
def test_where_no_process_can_be_started_the_notes_are_read_here(
    make_vault: MakeVault, readers: Readers, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    readers(2)
    started = []
    start = subprocess.Popen

    def limited(*args: object, **options: object) -> object:
        started.append(1)
        if len(started) == fails:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return start(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", limited)
    root = make_vault(NOTES)
    assert contents(refreshed(root).snapshot) == rebuilt(root)
    assert len(started) == fails
    assert_no_children()


# How they end


def children() -> list[int]:
    """Return the processes of this one, those included that ended and were not waited for."""
    return [
        int(child)
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def assert_no_children() -> None:
    if Path("/proc/self/task").is_dir():
        assert children() == []


class EndedError(Exception):
    """What a test has the progress raise."""


def raising(_done: int, _total: int) -> None:
    raise EndedError


def test_when_the_build_is_broken_off_no_process_is_left(
    make_vault: MakeVault, own_home: Path, readers: Readers
) -> None:
    readers(2)
    root = make_vault(NOTES)
    before = contents(refreshed(root).snapshot)
    (root / "People/new.md").write_text(BOB)
    with pytest.raises(EndedError):
        refreshed(root, rebuild=True, progress=raising)
    assert_no_children()
    after = refreshed(root)
    assert not after.notices
    assert set(contents(after.snapshot)["records"]) == {*before["records"], "People/new.md"}
    assert not left_over(own_home)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs the list of processes")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_when_a_process_is_killed_the_build_ends_with_a_sentence(
    make_vault: MakeVault, own_home: Path, readers: Readers, number: int
) -> None:
    readers(2)
    root = make_vault(NOTES)
    before = contents(refreshed(root).snapshot)

    def kill(done: int, _: int) -> None:
        if done == 1:
            os.kill(children()[0], number)

    with pytest.raises(ReadersEndedError, match=rf"ended by signal {int(number)};.*Try again\.$"):
        refreshed(root, rebuild=True, progress=kill)
    assert_no_children()
    found = refreshed(root)
    assert not found.notices
    assert contents(found.snapshot) == before
    assert contents(rebuild(root).snapshot) == before
    assert not left_over(own_home)


def test_what_a_process_cannot_write_is_an_error_here(
    make_vault: MakeVault, readers: Readers, tmp_path: Path
) -> None:
    readers(2)
    root = make_vault(NOTES)
    some = runs.runs_of(dict.fromkeys(NOTES, bytes(32)), tmp_path / "nowhere")
    with pytest.raises(OSError, match="No such file") as raised:
        list(crew.read_runs(open_vault(root), 0, some, lambda: None))
    assert raised.value.filename
    assert_no_children()


WATCHED = """
import os, sys
from mdnet.index.bulk import crew, runs
crew._processes_for = lambda _: 2
runs._LEAST = 5
from mdnet.cli import cli
cli(sys.argv[1:], prog_name="mdnet")
"""


def started(root: Path) -> subprocess.Popen[str]:
    """Start a build and return when its processes are there."""
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED, "-C", str(root), "index", "--rebuild"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(children_of(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.005)
    return process


def children_of(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs the list of processes")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_when_the_build_is_ended_its_processes_end(make_vault: MakeVault, number: int) -> None:
    root = make_vault({f"People/{at}.md": ANA for at in range(400)})
    with started(root) as process:
        readers = children_of(process.pid)
        assert len(readers) == 2
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").is_dir() for pid in readers) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(Path(f"/proc/{pid}").is_dir() for pid in readers)
    if number == signal.SIGKILL:
        assert process.returncode == -number
        assert said == ""
    else:
        assert process.returncode
        assert said.strip() == "Aborted!"
