import json
import re
import time
from pathlib import Path

import pytest

from mdnet.notes.edit import add_line_under, append
from mdnet.vault.rewrite import Edits, rewrite
from mdnet.vault.root import open_vault
from tests.conftest import Run

ANA, BEN = "People/Ana Diaz.md", "People/Ben Frost.md"


@pytest.fixture
def edited(example_vault: Path) -> Path:
    """Return the example vault after an edit of two notes."""
    with Edits(open_vault(example_vault), now=time.time()) as edits:
        edits.rewrite(ANA, lambda data: add_line_under(data, "Log", "2026-11-23 call: hello"))
        edits.rewrite(BEN, lambda data: append(data, "interests", "chess"))
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
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == f"restored\t{ANA}\nrestored\t{BEN}\n"
    before = texts(edited)
    assert b"2026-11-23 call" not in before[0]
    assert before[0] != changed[0]
    assert run("undo", cwd=edited).code == 0
    assert texts(edited) == changed


def test_json(edited: Path, run: Run) -> None:
    shown = json.loads(run("undo", "--dry-run", "--json", cwd=edited).stdout)
    assert shown == [{"path": path, "action": "would restore"} for path in (ANA, BEN)]
    done = json.loads(run("undo", "--json", cwd=edited).stdout)
    assert done == [{"path": path, "action": "restored"} for path in (ANA, BEN)]


def test_a_dry_run_writes_nothing(edited: Path, run: Run) -> None:
    changed = texts(edited)
    ran = run("undo", "--dry-run", cwd=edited)
    assert (ran.code, ran.stderr) == (0, "Nothing was written.\n")
    assert ran.stdout == f"would restore\t{ANA}\nwould restore\t{BEN}\n"
    assert texts(edited) == changed


@pytest.mark.parametrize("args", [[], ["--dry-run"]])
def test_a_note_changed_since_is_left_alone(args: list[str], edited: Path, run: Run) -> None:
    with (edited / BEN).open("a") as file:
        file.write("by hand\n")
    changed = texts(edited)
    ran = run("undo", *args, cwd=edited)
    assert (ran.code, ran.stdout) == (5, "")
    assert ran.stderr.startswith(f"mdnet: {BEN} was changed since; nothing was restored.")
    assert texts(edited) == changed
    assert run("undo", "--force", cwd=edited).code == 0
    assert "by hand" not in (edited / BEN).read_text()


def test_the_list_names_the_edits(edited: Path, run: Run) -> None:
    assert run("undo", cwd=edited).code == 0
    rows = [line.split("\t") for line in run("undo", "--list", cwd=edited).stdout.splitlines()]
    assert [row[2:] for row in rows] == [
        ["undone", f"{BEN} and 1 more"], ["edited", f"{ANA} and 1 more"],
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row[1]) for row in rows)
    listed = json.loads(run("undo", "--list", "--json", cwd=edited).stdout)
    assert [(item["edit"], item["action"], item["path"]) for item in listed] == [
        (rows[0][0], "undone", BEN), (rows[0][0], "undone", ANA),
        (rows[1][0], "edited", ANA), (rows[1][0], "edited", BEN),
    ]  # fmt: skip
    assert list(listed[0]) == ["edit", "time", "action", "path"]


def test_an_edit_is_undone_by_its_name(example_vault: Path, run: Run) -> None:
    vault, before = open_vault(example_vault), texts(example_vault)
    for path in (ANA, BEN):
        rewrite(vault, path, lambda data: data + b"\n", now=time.time())
    last, first = run("undo", "--list", cwd=example_vault).stdout.splitlines()
    assert run("undo", first.split("\t")[0], cwd=example_vault).stdout == f"restored\t{ANA}\n"
    assert run("undo", last.split("\t")[0], cwd=example_vault).stdout == f"restored\t{BEN}\n"
    assert texts(example_vault) == before
    assert run("undo", "20200101T000000Z-001", cwd=example_vault).code == 5


def test_what_is_shown_is_safe(example_vault: Path, run: Run) -> None:
    name = "People/\x1b[31mRed\u202e.md"
    (example_vault / name).write_text("x\n")
    rewrite(open_vault(example_vault), name, lambda data: data + b"y\n", now=time.time())
    for args in (["--list"], ["--dry-run"], []):
        shown = run("undo", *args, cwd=example_vault).stdout
        assert "\\x1b[31mRed\\u202e" in shown
        assert "\x1b" not in shown
