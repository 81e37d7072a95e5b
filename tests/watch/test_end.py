"""How a watch ends: by a signal with 0, by the loss of its vault with 1, never by a fault."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_vault_untouched import tree_of
from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, VAULT
from tests.index.whole import contents, rebuilt, refreshed
from tests.watch.watching import Watching, until


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it(number: int, make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    before = tree_of(root)
    with Watching(root) as watch:
        assert watch.end(number) == 0
    assert tree_of(root) == before
    assert watch.out == ""
    assert len(watch.err.splitlines()) == 1


def test_a_signal_while_the_index_is_built(make_vault: MakeVault, own_home: Path) -> None:
    root = make_vault({f"People/{n}.md": ANA + "word " * 200 for n in range(1500)})
    watch = Watching(root)
    until(lambda: list(own_home.glob("cache/*/lock")), "the first step of the index")
    assert watch.end() == 0
    assert "Watching" not in watch.err
    found = refreshed(root)
    assert not found.notices
    assert len(found.snapshot.catalogue.paths) == 1500


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A child that nobody waited for is as good as gone.
    return f"{pid} (" in Path(f"/proc/{pid}/stat").read_text().replace(") Z", "")


def test_the_command_is_ended_too(make_vault: MakeVault, tmp_path: Path) -> None:
    root, pids = make_vault(VAULT), tmp_path / "pids"
    # A shell that starts another program, both deaf to SIGTERM.
    command = f"trap '' TERM; echo $$ >> '{pids}'; sleep 600; true"
    with Watching(root, "--exec", command) as watch:
        (root / "People/Ana Diaz.md").write_text("")
        until(lambda: pids.exists() and pids.read_text().strip(), "the command")
        assert watch.end() == 0
    [pid] = map(int, pids.read_text().split())
    until(lambda: not is_alive(pid), "the end of the command")


def test_a_vault_that_is_deleted(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root) as watch:
        shutil.rmtree(root)
        assert watch.process.wait(30) == 1
        assert f"mdnet: {root} is gone" in watch.err


def test_a_vault_that_is_renamed(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root) as watch:
        root.rename(root.with_name("elsewhere"))
        assert watch.process.wait(30) == 1
        assert "is gone" in watch.err
        assert "removed" not in watch.out


def test_a_vault_that_is_replaced(make_vault: MakeVault, tmp_path: Path) -> None:
    """As when another disk is mounted there: its notes are not those of this vault."""
    root = make_vault(VAULT)
    (tmp_path / "other").mkdir()
    with Watching(root, "--poll") as watch:
        root.rename(root.with_name("elsewhere"))
        (tmp_path / "other").rename(root)
        assert watch.process.wait(30) == 1
        assert "removed" not in watch.out


def test_the_command_runs_once_at_a_time_and_is_told_what_changed(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root, log = make_vault(VAULT), tmp_path / "log"
    command = (
        f"echo begin >> '{log}'; echo \"$MDNET_CHANGED\" >> '{log}'; sleep 0.4; "
        f"echo end >> '{log}'; echo to be seen; exit 3"
    )
    with Watching(root, "--exec", command) as watch:
        (root / "People/Ana Diaz.md").write_text("")
        until(log.exists, "the command")
        for name in ("Bob Rossi", "Cleo", "Dora"):
            (root / f"People/{name}.md").write_text("# x")
            watch.tells(f"{name} {'changed' if name == 'Bob Rossi' else 'added'}")
        until(lambda: "Dora" in log.read_text() and log.read_text().endswith("end\n"))
        assert watch.end() == 0
    told = log.read_text().splitlines()
    marks = [line for line in told if line in {"begin", "end"}]
    assert marks == ["begin", "end"] * (len(marks) // 2)
    assert {line for line in told if line.startswith("People/")} == {
        f"People/{name}.md" for name in ("Ana Diaz", "Bob Rossi", "Cleo", "Dora")
    }
    assert "to be seen" in watch.err
    assert "The command of --exec ended with exit code 3." in watch.err
    assert "to be seen" not in watch.out


def test_json_is_an_object_a_line(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root, "--json") as watch:
        (root / "People/Ana Diaz.md").write_text("---\nroles: [\n---\n")
        until(lambda: watch.out.endswith("\n"), "a line")
        [line] = watch.out.splitlines()
        told = json.loads(line)
        assert list(told) == ["event", "time", "changes", "problems", "seconds"]
        assert told["event"] == "changed"
        assert told["changes"] == [
            {"change": "changed", "path": "People/Ana Diaz.md", "name": "Ana Diaz"}
        ]
        [problem] = told["problems"]
        assert list(problem) == ["path", "line", "column", "code", "message", "fix", "severity"]
        assert watch.end() == 0


def test_polling(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root, "--poll") as watch:
        (root / "People/Ana Diaz.md").write_text("---\nroles: [juggler]\n---\n")
        watch.tells("Ana Diaz changed")
        watch.is_right()


def test_a_closed_stdout_ends_it(make_vault: MakeVault) -> None:
    """As in ``mdnet watch | head -1``; no traceback, no process left behind."""
    root = make_vault(VAULT)
    reading, writing = os.pipe()
    with Watching(root) as idle:
        idle.end()
    with subprocess.Popen(
        [sys.executable, "-m", "mdnet", "-C", str(root), "watch"],
        stdout=writing, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        os.close(writing)
        os.close(reading)
        assert process.stderr
        assert "Watching" in process.stderr.readline()
        (root / "People/Ana Diaz.md").write_text("")
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 1


KILLS = 30


def test_kills_at_any_moment_leave_an_index_that_mends_itself(
    make_vault: MakeVault, own_home: Path
) -> None:
    root = make_vault({f"People/{n}.md": ANA for n in range(6)})
    refreshed(root)
    killed = 0
    for number in range(KILLS):
        (root / f"People/{number % 6}.md").write_text(f"{ANA}Changed {number} times.\n")
        pid = os.fork()
        if pid == 0:
            _refresh_and_die(root, number + 1)
        _, status = os.waitpid(pid, 0)
        killed += os.WIFSIGNALED(status)
        found = refreshed(root)
        assert len(found.notices) <= 1
        assert contents(found.snapshot) == rebuilt(root)
        found.snapshot.reader.close()
    assert killed >= KILLS // 3


def _refresh_and_die(root: Path, moment: int) -> None:
    """Refresh in this process, and be killed at the n-th thing that is done to a file."""
    left = moment

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in {"open", "os.rename", "os.remove", "os.truncate", "os.scandir"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(1)

    sys.addaudithook(hook)
    refreshed(root)
    os._exit(0)
