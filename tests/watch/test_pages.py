"""The build of the pages beside the loop, with a stand-in for the command that builds."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdnet.vault.root import open_vault
from mdnet.watch.batch import Batch, Built
from mdnet.watch.bell import Bell, Pace
from mdnet.watch.child import Child, Ended
from mdnet.watch.follow import Follower
from mdnet.watch.loop import Loop, Parts
from mdnet.watch.pages import build_command, built, has_pages
from mdnet.watch.runner import CommandRunner, PagesRunner, _listed
from mdnet.watch.start import Wishes, make_loop
from mdnet.watch.wakeup import WakeUp
from tests.conftest import MakeVault
from tests.index.test_refresh import VAULT
from tests.watch.watching import until

AT = datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC)
PAGE = "---\ngenerated: true\ngenerator: mdnet\n---\n# People\n"
# Waits while there is a file "wait", notes each run and prints what a build would.
BUILD = """
import json, pathlib, sys, time
root = pathlib.Path(sys.argv[1])
with (root / "runs").open("a") as runs:
    runs.write("begin\\n")
    runs.flush()
    while (root / "wait").exists():
        time.sleep(0.01)
    runs.write("end\\n")
print(json.dumps([{"path": "Network/People.md", "action": "written"}]))
"""


@dataclass
class Told:
    """What a watch told."""

    told: list[tuple[str, int | None]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def changed(self, batch: Batch) -> None:
        self.told.append((" ".join(change.name for change in batch.changes), None))

    def pages(self, built: Built) -> None:
        self.told.append(("pages", built.count))

    def say(self, text: str) -> None:
        self.said.append(text)


@contextmanager
def looping(loop: Loop, bell: Bell) -> Iterator[None]:
    """Run a loop in a thread; it is ready when the block begins."""
    ready = threading.Event()
    thread = threading.Thread(
        target=loop.run, args=(lambda *_: None, lambda *_: ready.set()), daemon=True
    )
    thread.start()
    assert ready.wait(30)
    try:
        yield
    finally:
        bell.stop()
        thread.join(30)
    assert not thread.is_alive()


def a_loop(root: Path, build: list[str], told: Told, bell: Bell, *, pages: bool | None) -> Loop:
    """Return a loop that is woken by the bell alone, and builds by this command."""
    vault, pace = open_vault(root), Pace()
    parts = Parts(
        Follower(vault, os.environ, lambda: AT),
        bell,
        WakeUp(None, bell, pace, told.say),
        PagesRunner(bell, build, os.environ, told.say),
        CommandRunner(bell, "", os.environ, told.say),
    )
    return Loop(parts, told, lambda: AT, pace, want_pages=pages)


def save(root: Path, bell: Bell, name: str) -> None:
    (root / f"People/{name}.md").write_text("---\ncity: Bern\n---\n")
    bell.ring()


def builder(tmp_path: Path) -> list[str]:
    return [sys.executable, "-c", BUILD, str(tmp_path)]


def runs(tmp_path: Path) -> list[str]:
    path = tmp_path / "runs"
    return path.read_text().split() if path.exists() else []


def test_a_change_is_told_before_its_pages_are_built(make_vault: MakeVault, tmp_path: Path) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    with looping(a_loop(root, builder(tmp_path), told, bell, pages=True), bell):
        until(lambda: told.told == [("pages", 1)], "the pages of the start")
        (tmp_path / "wait").touch()
        save(root, bell, "Cleo")
        until(lambda: told.told[1:] == [("Cleo", None)], "a change while its pages are built")
        until(lambda: runs(tmp_path)[2:] == ["begin"], "the build")
        (tmp_path / "wait").unlink()
        until(lambda: told.told[2:] == [("pages", 1)], "the pages of a change")
    assert not told.said


def test_changes_during_a_build_have_one_build_afterwards(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    (tmp_path / "wait").touch()
    with looping(a_loop(root, builder(tmp_path), told, bell, pages=True), bell):
        until(lambda: runs(tmp_path) == ["begin"], "the first build")
        for number, name in enumerate(("Cleo", "Dora", "Emil"), start=1):
            save(root, bell, name)
            until(lambda n=number: len(told.told) == n, name)  # type: ignore[misc]
        (tmp_path / "wait").unlink()
        until(lambda: runs(tmp_path) == ["begin", "end"] * 2, "the second build")
        until(lambda: len(told.told) == 5)
    assert told.told == [("Cleo", None), ("Dora", None), ("Emil", None), ("pages", 1), ("pages", 1)]


def test_a_build_under_way_is_ended_with_the_loop(make_vault: MakeVault, tmp_path: Path) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    (tmp_path / "wait").touch()
    with looping(a_loop(root, builder(tmp_path), told, bell, pages=True), bell):
        save(root, bell, "Cleo")
        until(lambda: runs(tmp_path) == ["begin"], "the build")
        until(lambda: (root / "People/Cleo.md").exists() and not bell.rung)
    assert runs(tmp_path) == ["begin"]


@pytest.mark.parametrize("generated", [True, False])
def test_only_a_vault_with_pages_gets_pages(
    generated: bool,  # noqa: FBT001
    make_vault: MakeVault,
    tmp_path: Path,
) -> None:
    page = PAGE if generated else "# My own page\n\ngenerated: true\n"
    root, told, bell = make_vault({**VAULT, "Network/People.md": page}), Told(), Bell()
    assert has_pages(open_vault(root)) == generated
    with looping(a_loop(root, builder(tmp_path), told, bell, pages=None), bell):
        save(root, bell, "Cleo")
        until(lambda: "Cleo" in [name for name, _ in told.told])
        if generated:
            until(lambda: "end" in runs(tmp_path), "the build")
    assert ("end" in runs(tmp_path)) == generated
    # And never where it was not wanted.
    (tmp_path / "runs").unlink(missing_ok=True)
    bell = Bell()
    with looping(a_loop(root, builder(tmp_path), told, bell, pages=False), bell):
        save(root, bell, "Dora")
        until(lambda: ("Dora", None) in told.told)
    assert not runs(tmp_path)


@pytest.mark.parametrize("folder", ["Nowhere", "People/Ana Diaz.md", "..", ""])
def test_odd_folders_of_pages_hold_none(folder: str, make_vault: MakeVault) -> None:
    root = make_vault({**VAULT, ".mdnet/config.toml": f"pages = '{folder}'\n"})
    assert not has_pages(open_vault(root))


def test_a_build_that_fails_is_told_once(make_vault: MakeVault, tmp_path: Path) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    command = [sys.executable, "-c", "import sys; sys.exit('mdnet: no room \\x1b left')"]
    with looping(a_loop(root, command, told, bell, pages=True), bell):
        for name in ("Cleo", "Dora"):
            save(root, bell, name)
            until(lambda n=name: n in [one for one, _ in told.told])  # type: ignore[misc]
        until(lambda: len(told.said) > 1)
    assert told.said == ["The pages could not be built.", "mdnet: no room \x1b left"]


def test_a_build_that_cannot_be_started(make_vault: MakeVault) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    with looping(a_loop(root, ["/nowhere"], told, bell, pages=True), bell):
        save(root, bell, "Cleo")
        until(lambda: ("Cleo", None) in told.told)
    assert {*told.said} == {"The pages cannot be built: No such file or directory."}


def test_a_fault_in_a_round_does_not_end_the_loop(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    really = Follower.look
    faults = [ZeroDivisionError("x"), OSError("disk on fire"), ZeroDivisionError("x")]

    def look(follower: Follower, *arguments: object) -> object:
        if faults:
            raise faults.pop()
        return really(follower, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Follower, "look", look)
    with looping(a_loop(root, [], told, bell, pages=False), bell):
        save(root, bell, "Cleo")
        # It is tried again without another save.
        until(lambda: told.told == [("Cleo", None)])
    assert told.said == [
        "The index could not be refreshed (ZeroDivisionError: x).",
        "The index could not be refreshed (OSError: disk on fire).",
        "The index could not be refreshed (ZeroDivisionError: x).",
    ]


def test_a_cache_that_cannot_be_used(make_vault: MakeVault, tmp_path: Path) -> None:
    """Then every note is read each time, and the changes are still right."""
    root, told, bell = make_vault(VAULT), Told(), Bell()
    environment = {**os.environ, "MDNET_CACHE_DIR": os.devnull}
    loop = make_loop(open_vault(root), environment, lambda: AT, Wishes(pages=False), bell, told)
    with looping(loop, bell):
        save(root, bell, "Cleo")
        until(lambda: told.told == [("Cleo", None)])
        (root / "People/Cleo.md").unlink()
        until(lambda: told.told == [("Cleo", None)] * 2)
    [notice] = told.said
    assert "cannot be kept" in notice


def ended(stdout: object, stderr: str = "", code: int = 0) -> Ended:
    text = stdout if isinstance(stdout, str) else json.dumps(stdout)
    return Ended(Child(Bell()), code, text.encode(), stderr.encode(), 1.5)


def test_what_a_build_prints_is_understood() -> None:
    rows = [
        {"path": "Network/a.md", "action": "written"},
        {"path": "Network/b.md", "action": "removed"},
        {"path": "Network/c.md", "action": "refused"},
    ]
    done = built(ended(rows, "c.md stays\n", 5), AT)
    assert (done.written, done.removed) == (("Network/a.md",), ("Network/b.md",))
    assert (done.refused, done.count) == (("Network/c.md",), 2)
    assert (done.said, done.seconds) == (("c.md stays",), 1.5)
    assert built(ended([], "1 page"), AT) == Built(AT, seconds=1.5)


@pytest.mark.parametrize("wrong", ["", "{", "null", "3", '{"a": 1}', "[1]", '[{"path": "x"}]'])
def test_other_output_is_a_failure(wrong: str) -> None:
    done = built(ended(wrong, "", 2), AT)
    assert done.said == ("The pages could not be built.", "mdnet build ended with 2.")


def test_the_command_is_that_of_this_python() -> None:
    assert build_command(Path("/v")) == [
        sys.executable, "-P", "-m", "mdnet", "-C", "/v", "build", "--json",
    ]  # fmt: skip


def test_too_many_changed_paths_are_not_listed() -> None:
    assert _listed({"b.md", "a.md"}) == "a.md\nb.md"
    assert _listed({"a\nb.md", "c.md"}) == ""
    assert _listed({f"People/{number:050}.md" for number in range(3000)}) == ""
    assert len(_listed({f"{number:050}" for number in range(1900)})) < 128 * 1024
