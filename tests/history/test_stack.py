"""Steps back through edits and forward again, whatever came in between."""

import json
import random
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.history import stack
from mdnet.history.backups import UNDO_PATH, digest, entries_of
from mdnet.history.journal import Command
from mdnet.history.stack import stack_of
from mdnet.history.transaction import Transaction, rewrite, write_new
from mdnet.history.undo import redo, undo
from mdnet.model.errors import EditConflictError
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault, examples
from tests.history.edits import change_one

NOW = 1_790_000_000.0
DAY = 24 * 3600.0
Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    files = (path for path in root.rglob("*") if path.is_file())
    below = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in below.items() if not path.startswith(".mdnet")}


def folders(root: Path) -> set[str]:
    below = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}
    return {path for path in below if not path.startswith(".mdnet")}


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return open_vault(make_vault({"Ana.md": "0"}))


def edit(vault: Vault, text: str, now: float = NOW) -> None:
    assert rewrite(vault, "Ana.md", lambda _: text.encode(), Command(text, now))


def text(vault: Vault) -> str:
    return (vault.root / "Ana.md").read_text()


def undone(vault: Vault, **how: bool) -> str:
    return undo(vault, Command("undo", NOW), **how).command  # type: ignore[arg-type]


def redone(vault: Vault, **how: bool) -> str:
    return redo(vault, Command("redo", NOW), **how).command


def test_undo_goes_back_and_back_and_redo_forward_again(vault: Vault) -> None:
    for number in "123":
        edit(vault, number)
    for _ in range(2):
        assert [undone(vault) for _ in range(4)] == ["3", "2", "1", ""]
        assert text(vault) == "0"
        assert [redone(vault) for _ in range(4)] == ["1", "2", "3", ""]
        assert text(vault) == "3"
    assert len(entries_of(vault.root)) == 3  # there and back leaves nothing behind


def test_a_new_edit_ends_what_can_be_done_again(vault: Vault) -> None:
    edit(vault, "1")
    edit(vault, "2")
    undone(vault)
    edit(vault, "3")
    assert redone(vault) == ""
    assert [undone(vault) for _ in range(3)] == ["3", "1", ""]
    assert [redone(vault) for _ in range(3)] == ["1", "3", ""]


def test_a_note_that_is_new_is_an_edit_like_any_other(vault: Vault) -> None:
    edit(vault, "1")
    before = tree(vault.root), folders(vault.root)
    write_new(vault, "People/Far/Zed.md", "zed", Command('new "Zed"', NOW))
    assert undone(vault) == 'new "Zed"'
    assert (tree(vault.root), folders(vault.root)) == before
    assert redone(vault) == 'new "Zed"'
    assert tree(vault.root)["People/Far/Zed.md"] == b"zed"


def test_what_force_replaces_is_kept(vault: Vault) -> None:
    edit(vault, "1")
    (vault.root / "Ana.md").write_text("by hand")
    with pytest.raises(EditConflictError, match="mdnet undo --force"):
        undone(vault)
    assert undone(vault, force=True) == "1"
    assert text(vault) == "0"
    (vault.root / "Ana.md").write_text("again")
    with pytest.raises(EditConflictError, match="mdnet redo --force"):
        redone(vault)
    assert redone(vault, force=True) == "1"
    assert text(vault) == "by hand"
    assert undone(vault) == "1"
    assert text(vault) == "again"


def _with(more: bytes, data: bytes) -> bytes:
    return data + more


def _change(vault: Vault, chance: random.Random, command: Command) -> None:
    """Make an edit of some steps, as commands do."""
    notes = tree(vault.root)
    with Transaction(vault, command) as transaction:
        for path in chance.sample(sorted(notes), min(len(notes), chance.randrange(3))):
            more = b"%d" % chance.randrange(100)
            for _ in range(2):
                change_one(transaction, path, partial(_with, more))
        free = [f"{chance.choice('ABC')}/{number}.md" for number in range(9)]
        new = [path for path in free if not (vault.root / path).exists()][: chance.randrange(3)]
        transaction.create([(path, path.encode()) for path in new], 0o644)
        if notes and chance.randrange(2):
            path = chance.choice(sorted(tree(vault.root)))
            if chance.randrange(2):
                transaction.delete([(path, digest((vault.root / path).read_bytes()))])
            else:
                folder = path.rpartition("/")[0]
                transaction.move(path, f"{folder}/to {chance.randrange(10**9)}.md".lstrip("/"))


@examples(25)
@given(seed=st.integers(0, 2**32), steps=st.lists(st.sampled_from("euur"), max_size=12))
def test_any_steps_come_to_what_a_list_of_states_says(
    seed: int, steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    vault, chance = open_vault(tmp_path_factory.mktemp("vault")), random.Random(seed)
    (vault.root / "Ana.md").write_bytes(b"ana")
    states, at = [tree(vault.root)], 0
    for number, step in enumerate(steps):
        if step == "e":
            command = Command(str(number), NOW + chance.uniform(-9, 9) * DAY)
            _change(vault, chance, command)
            now = tree(vault.root)
            if now == states[at]:
                # What it made it took away again, if anything; that is an edit all the same.
                states = states[: at + 1] if command.wrote else states
                continue
            states, at = [*states[: at + 1], now], at + 1
        elif step == "u":
            assert bool(undo(vault, Command("undo", NOW)).edit) == (at > 0)
            at = max(at - 1, 0)
        else:
            assert bool(redo(vault, Command("redo", NOW)).edit) == (at < len(states) - 1)
            at = min(at + 1, len(states) - 1)
        assert tree(vault.root) == states[at]


# What is kept


@pytest.mark.parametrize("days", [0, 30, -1])
def test_the_newest_edits_are_kept_whatever_the_clock_says(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(stack, "KEPT", 5)
    for number in range(1, 40):
        edit(vault, str(number), NOW + number * days * DAY)
    assert 5 <= len(entries_of(vault.root)) <= 11
    for number in range(39, 34, -1):
        assert text(vault) == str(number)
        assert undone(vault) == str(number)
    edit(vault, "new", NOW + 50 * days * DAY)
    assert undone(vault) == "new"
    assert text(vault) == "34"


def test_undoing_pushes_no_edit_out(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "KEPT", 5)
    for number in range(1, 6):
        edit(vault, str(number))
    assert [undone(vault) for _ in range(5)] == [*"54321"]
    for _ in range(12):
        assert redone(vault) == "1"
        assert undone(vault) == "1"
    assert [redone(vault) for _ in range(5)] == [*"12345"]


@pytest.mark.parametrize(
    "name", ["20991231T235959Z-999999999", "20260101T000000Z-999999999", "20991231T235959Z-001"]
)
def test_a_folder_that_came_with_the_vault_is_not_in_the_way(vault: Vault, name: str) -> None:
    folder = vault.root / UNDO_PATH / name
    folder.mkdir(parents=True)
    (folder / "x").write_text("theirs")
    for number in "123":
        edit(vault, number)
    assert [undone(vault) for _ in range(4)] == ["3", "2", "1", ""]
    assert [path.read_text() for path in (vault.root / UNDO_PATH).glob("*/x")] == ["theirs"]


@pytest.mark.parametrize("path", ["/etc/x.md", "../x.md", "People/../../x.md", ".git/x.md", "x"])
@pytest.mark.parametrize("kind", ["changed", "created", "deleted", "moved", "made"])
def test_a_manifest_that_leads_elsewhere_is_not_in_the_way(
    vault: Vault, path: str, kind: str
) -> None:
    edit(vault, "1")
    folder = vault.root / UNDO_PATH / "20990101T000000Z-001"
    folder.mkdir()
    (folder / "1.md").write_text("theirs")
    step = {"path": path, "after": "", "kind": kind, "to": "b.md" if kind == "moved" else ""}
    step["backup"] = "1.md" if kind in {"changed", "deleted"} else ""
    if kind == "made" and path == "x":
        pytest.skip("that is a folder like any other")
    (folder / "manifest.json").write_text(json.dumps({"undoes": "", "notes": [step]}))
    assert undone(vault) == "1"
    edit(vault, "2")
    assert undone(vault) == "2"


def test_manifests_of_earlier_versions_are_read(vault: Vault) -> None:
    texts = ["0", "1", "0", "1"]  # an edit, undone, and that undone
    for number, (before, after) in enumerate(pairwise(texts), 1):
        folder = vault.root / UNDO_PATH / f"20260101T000000Z-00{number}"
        folder.mkdir(parents=True)
        (folder / "1.md").write_text(before)
        step = {
            "path": "Ana.md", "backup": "1.md", "after": digest(after.encode()),
            "kind": "changed", "to": "",
        }  # fmt: skip
        undoes = f"20260101T000000Z-00{number - 1}" if number > 1 else ""
        (folder / "manifest.json").write_text(
            json.dumps({"undoes": undoes, "whole": True, "notes": [step]})
        )
    (vault.root / "Ana.md").write_text("1")
    (only,) = stack_of(entries_of(vault.root)).done
    assert (only.name, only.state) == ("20260101T000000Z-001", "done")
    assert undo(vault, Command("undo", NOW)).edit == only.name
    assert text(vault) == "0"
    assert redo(vault, Command("redo", NOW)).edit == only.name
    assert text(vault) == "1"
