import json
import re
import time
from pathlib import Path

import pytest

from mdnet.editing.keys import add_line_under, append
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction, rewrite
from mdnet.vault.root import open_vault
from tests.conftest import Run
from tests.history.edits import change_one

ANA, BEN = "People/Ana Diaz.md", "People/Ben Frost.md"


@pytest.fixture
def edited(example_vault: Path) -> Path:
    """The example vault after an edit of two notes."""
    with Transaction(open_vault(example_vault), Command('log "Ana"', time.time())) as edits:
        change_one(edits, ANA, lambda data: add_line_under(data, "Log", "2026-11-23 call: hello"))
        change_one(edits, BEN, lambda data: append(data, "interests", "chess"))
    return example_vault


def texts(vault: Path) -> tuple[bytes, bytes]:
    return (vault / ANA).read_bytes(), (vault / BEN).read_bytes()


@pytest.mark.parametrize(
    ("args", "stdout"), [([], ""), (["--json"], "[]\n"), (["--list"], ""), (["--list", "--json"], "[]\n")]
)  # fmt: skip
def test_nothing_to_undo(args: list[str], stdout: str, example_vault: Path, run: Run) -> None:
    ran = run("undo", *args, cwd=example_vault)
    assert (ran.code, ran.stdout, ran.stderr) == (0, stdout, "There is nothing to undo.\n")
    assert not (example_vault / ".mdnet/undo").exists()


def test_the_last_edit_is_undone_and_done_again(edited: Path, run: Run) -> None:
    changed = texts(edited)
    ran = run("undo", cwd=edited)
    assert ran.code == 0
    assert re.fullmatch(r'Undid log "Ana" \(20\d\d-\d\d-\d\d \d\d:\d\d\)\.\n', ran.stderr)
    assert ran.stdout == f"restored\t{ANA}\nrestored\t{BEN}\n"
    before = texts(edited)
    assert b"2026-11-23 call" not in before[0]
    assert before[0] != changed[0]
    ran = run("redo", cwd=edited)
    assert (ran.code, ran.stdout) == (0, f"changed\t{ANA}\nchanged\t{BEN}\n")
    assert ran.stderr.startswith('Redid log "Ana" (20')
    assert texts(edited) == changed
    assert run("redo", cwd=edited).stderr == "There is nothing to redo.\n"


def test_json(edited: Path, run: Run) -> None:
    shown = json.loads(run("undo", "--dry-run", "--json", cwd=edited).stdout)
    assert [(one["path"], one["action"]) for one in shown] == [
        (path, "would restore") for path in (ANA, BEN)
    ]
    done = json.loads(run("undo", "--json", cwd=edited).stdout)
    assert [(one["path"], one["action"]) for one in done] == [
        (path, "restored") for path in (ANA, BEN)
    ]
    assert [*done[0]] == ["path", "action", "edit", "command", "time"]
    assert {one["command"] for one in done} == {'log "Ana"'}


def test_a_dry_run_writes_nothing(edited: Path, run: Run) -> None:
    changed = texts(edited)
    ran = run("undo", "--dry-run", cwd=edited)
    assert ran.code == 0
    assert re.fullmatch(r'Would undo log "Ana" \(.*\)\.\nNothing was written\.\n', ran.stderr)
    assert ran.stdout == f"would restore\t{ANA}\nwould restore\t{BEN}\n"
    assert texts(edited) == changed


@pytest.mark.parametrize("args", [[], ["--dry-run"]])
def test_a_note_changed_since_is_left_alone(args: list[str], edited: Path, run: Run) -> None:
    with (edited / BEN).open("a") as file:
        file.write("by hand\n")
    changed = texts(edited)
    ran = run("undo", *args, cwd=edited)
    assert (ran.code, ran.stdout) == (5, "")
    assert ran.stderr.startswith(f"mdnet: {BEN} has changed since; nothing was restored.")
    assert texts(edited) == changed
    assert run("undo", "--force", cwd=edited).code == 0
    assert "by hand" not in (edited / BEN).read_text()


def test_the_list_shows_the_stack(edited: Path, run: Run) -> None:
    assert run("new", "Zed One", cwd=edited).code == 0
    assert run("undo", cwd=edited).code == 0
    rows = [line.split("\t") for line in run("undo", "--list", cwd=edited).stdout.splitlines()]
    assert [row[2:] for row in rows] == [
        ["undone", 'new "Zed One"', "People/Zed One.md"],
        ["done", 'log "Ana"', f"{ANA} and 1 more"],
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row[1]) for row in rows)
    listed = json.loads(run("undo", "--list", "--json", cwd=edited).stdout)
    assert [(item["edit"], item["action"], item["path"]) for item in listed] == [
        (rows[0][0], "undone", "People/Zed One.md"),
        (rows[1][0], "done", ANA),
        (rows[1][0], "done", BEN),
    ]
    assert [*listed[0]] == ["edit", "time", "action", "path", "command"]


def test_what_was_written_last_is_what_is_undone(example_vault: Path, run: Run) -> None:
    for words in (["log", "Ana Diaz", "met", "tea"], ["new", "Typo Nmae"], ["goal", "new", "Sail"]):
        assert run(*words, cwd=example_vault).code == 0
    said = [run("undo", cwd=example_vault).stderr.partition(" (")[0] for _ in range(4)]
    assert said == [
        "Undid goal new Sail", 'Undid new "Typo Nmae"', 'Undid log "Ana Diaz"',
        "There is nothing to undo.\n",
    ]  # fmt: skip


def test_init_can_be_undone(tmp_path: Path, run: Run) -> None:
    vault = tmp_path / "vault"
    (vault / "People").mkdir(parents=True)
    assert run("init", "--obsidian", "--templates", "--yes", str(vault)).code == 0
    there = sorted(path for path in vault.rglob("*") if ".mdnet/undo" not in str(path))
    assert run("undo", cwd=vault).stderr.startswith("Undid init (")
    left = [path for path in vault.rglob("*") if ".mdnet/undo" not in str(path)]
    assert sorted(left) == [vault / ".mdnet", vault / "People"]
    assert run("redo", cwd=vault).code == 0
    assert sorted(path for path in vault.rglob("*") if ".mdnet/undo" not in str(path)) == there


def test_an_edit_is_undone_by_its_name(example_vault: Path, run: Run) -> None:
    vault, before = open_vault(example_vault), texts(example_vault)
    for path in (ANA, BEN):
        rewrite(vault, path, lambda data: data + b"\n", Command("test", time.time()))
    last, first = run("undo", "--list", cwd=example_vault).stdout.splitlines()
    assert run("undo", first.split("\t")[0], cwd=example_vault).stdout == f"restored\t{ANA}\n"
    assert run("undo", last.split("\t")[0], cwd=example_vault).stdout == f"restored\t{BEN}\n"
    assert texts(example_vault) == before
    assert run("undo", "20200101T000000Z-001", cwd=example_vault).code == 5


def test_what_is_shown_is_safe(example_vault: Path, run: Run) -> None:
    name = "People/\x1b[31mRed\u202e.md"
    (example_vault / name).write_text("x\n")
    rewrite(
        open_vault(example_vault), name, lambda data: data + b"y\n", Command("test", time.time())
    )
    for args in (["--list"], ["--dry-run"], []):
        shown = run("undo", *args, cwd=example_vault).stdout
        assert "\\x1b[31mRed\\u202e" in shown
        assert "\x1b" not in shown
