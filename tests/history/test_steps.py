"""Edits that delete, move and create notes, and their undoing; cut short at every step."""

import contextlib
import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from mdnet.history import moves
from mdnet.history.backups import UNDO_PATH, digest, entries_of
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction
from mdnet.history.undo import redo, undo
from mdnet.model.errors import EditConflictError, RefusedError
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault
from tests.history.edits import change_one

NOW = 1_790_000_000.0
FILES = {"People/Ana.md": b"ana\r\n\xff", "People/Bob.md": b"bob", "Note.md": b"note\n"}


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return open_vault(make_vault(FILES))


def texts(vault: Vault) -> dict[str, bytes]:
    return {
        path.relative_to(vault.root).as_posix(): path.read_bytes()
        for path in vault.root.rglob("*.md")
        if ".mdnet" not in path.parts
    }


def all_steps(vault: Vault) -> None:
    """Do one step of each kind that commands know."""
    with Transaction(vault, Command("test", NOW)) as edits:
        change_one(edits, "Note.md", lambda data: data + b"more")
        change_one(edits, "People/Ana.md", lambda data: data + b"!")
        edits.move("People/Ana.md", "People/Anna.md")
        edits.delete([("People/Bob.md", digest(b"bob"))])


AFTER = {"People/Anna.md": b"ana\r\n\xff!", "Note.md": b"note\nmore"}


def test_all_comes_back_and_goes_again(vault: Vault) -> None:
    (vault.root / "People/Bob.md").chmod(0o640)
    all_steps(vault)
    assert texts(vault) == AFTER
    for _ in range(3):
        undone = undo(vault, Command("undo", NOW))
        assert texts(vault) == FILES
        assert set(undone.paths) == set(FILES)
        redo(vault, Command("redo", NOW))
        assert texts(vault) == AFTER
    undo(vault, Command("undo", NOW))
    assert (vault.root / "People/Bob.md").stat().st_mode & 0o777 == 0o640


def test_a_dry_run_of_an_undo_writes_nothing(vault: Vault) -> None:
    all_steps(vault)
    assert set(undo(vault, Command("undo", NOW), dry_run=True).paths) == set(FILES)
    assert texts(vault) == AFTER


@pytest.mark.parametrize("path", ["People/Bob.md", "People/bob.md", "People/Ana.md"])
@pytest.mark.parametrize("force", [False, True])
def test_undoing_puts_no_note_over_another(vault: Vault, path: str, *, force: bool) -> None:
    all_steps(vault)
    (vault.root / path).write_bytes(b"new")
    with pytest.raises(EditConflictError, match="nothing was restored"):
        undo(vault, Command("undo", NOW), force=force)
    assert texts(vault) == {**AFTER, path: b"new"}


def test_a_moved_note_that_is_gone_is_told(vault: Vault) -> None:
    all_steps(vault)
    (vault.root / "People/Anna.md").unlink()
    with pytest.raises(EditConflictError, match=r"Anna.md is gone"):
        undo(vault, Command("undo", NOW))


def test_what_was_moved_back_by_hand_is_restored(vault: Vault) -> None:
    all_steps(vault)
    (vault.root / "People/Anna.md").rename(vault.root / "People/Ana.md")
    undo(vault, Command("undo", NOW))
    assert texts(vault) == FILES


def test_a_moved_note_that_was_changed_is_left_alone(vault: Vault) -> None:
    all_steps(vault)
    (vault.root / "People/Anna.md").write_bytes(b"by hand")
    with pytest.raises(EditConflictError, match="changed since"):
        undo(vault, Command("undo", NOW))
    assert undo(vault, Command("undo", NOW), force=True).paths
    assert texts(vault) == FILES
    redo(vault, Command("redo", NOW))
    assert texts(vault) == {**AFTER, "People/Anna.md": b"by hand"}


@pytest.mark.parametrize("to", ["People/Bob.md", "People/BOB.md", "Note.md"])
def test_a_note_moves_to_no_taken_name(vault: Vault, to: str) -> None:
    with (
        pytest.raises(RefusedError, match="already exists"),
        Transaction(vault, Command("test", NOW)) as edits,
    ):
        edits.move("People/Ana.md", to)
    assert texts(vault) == FILES
    assert not entries_of(vault.root)


@pytest.mark.parametrize("to", ["../x.md", ".git/x.md", "People/x.txt", "/x.md", "People/../.x.md"])
def test_a_note_moves_nowhere_else(vault: Vault, to: str) -> None:
    with pytest.raises(RefusedError), Transaction(vault, Command("test", NOW)) as edits:
        edits.move("People/Ana.md", to)
    assert texts(vault) == FILES


@pytest.mark.parametrize("to", ["People/ANA.md", "People/Zoë.md", "People/Zoe\u0308.md"])
def test_a_note_moves_to_its_own_name_in_another_case(vault: Vault, to: str) -> None:
    with Transaction(vault, Command("test", NOW)) as edits:
        edits.move("People/Ana.md", to)
    assert to.rpartition("/")[2] in os.listdir(vault.root / "People")
    undo(vault, Command("undo", NOW))
    assert texts(vault) == FILES


def test_a_note_that_changed_is_not_deleted(vault: Vault) -> None:
    with pytest.raises(EditConflictError), Transaction(vault, Command("test", NOW)) as edits:
        edits.delete([("People/Ana.md", digest(b"as it was"))])
    assert texts(vault) == FILES


def test_a_save_at_the_very_moment_of_a_deletion_is_kept(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = vault.root / "People/Bob.md"

    def saved_after_the_look(*_: object) -> bool:
        path.write_bytes(b"saved")
        return True

    monkeypatch.setattr(moves, "is_unchanged", saved_after_the_look)
    with pytest.raises(EditConflictError), Transaction(vault, Command("test", NOW)) as edits:
        edits.delete([("People/Bob.md", digest(b"bob"))])
    assert path.read_bytes() == b"saved"


def test_a_link_is_neither_moved_nor_deleted(vault: Vault) -> None:
    (vault.root / "Link.md").symlink_to(vault.root / "Note.md")
    with (
        pytest.raises(RefusedError, match="link"),
        Transaction(vault, Command("test", NOW)) as edits,
    ):
        edits.move("Link.md", "L.md")
    with (
        pytest.raises(RefusedError, match="link"),
        Transaction(vault, Command("test", NOW)) as edits,
    ):
        edits.delete([("Link.md", digest(b"note\n"))])
    assert (vault.root / "Link.md").is_symlink()


@pytest.mark.parametrize(
    "change",
    [
        {"path": "../out.md"}, {"path": ".git/hooks/x.md"}, {"path": "People/x.sh"},
        {"path": "/tmp/out.md"}, {"path": "Out/x.md"}, {"kind": "odd"}, {"kind": "created"},
        {"to": "x.md"}, {"backup": ""}, {"backup": "../1.md"},
    ],
)  # fmt: skip
def test_a_foreign_manifest_brings_nothing_where_no_notes_are(
    vault: Vault, tmp_path: Path, change: dict[str, str]
) -> None:
    (tmp_path / "outside").mkdir()
    (vault.root / "Out").symlink_to(tmp_path / "outside")
    with Transaction(vault, Command("test", NOW)) as edits:
        edits.delete([("People/Bob.md", digest(b"bob"))])
    manifest = entries_of(vault.root)[-1].folder / "manifest.json"
    data = json.loads(manifest.read_text())
    data["notes"][0].update(change)
    manifest.write_text(json.dumps(data))
    before = sorted(vault.root.parent.rglob("*"))
    with contextlib.suppress(RefusedError):
        assert undo(vault, Command("undo", NOW), force=True).paths == ()
    assert sorted(vault.root.parent.rglob("*")) == before
    assert not os.path.lexists("/tmp/out.md")


# What is called in turn while all steps are done and taken back: killed at each of them.
CALLS = ("os.fsync", "os.link", "os.rename", "os.replace", "os.unlink", "os.open", "os.mkdir")


def _killed_at(vault: Vault, number: int, what: str) -> bool:
    """Do it in a process that dies at the given system call; tell whether it came to that."""
    child = os.fork()
    if child == 0:
        import sys

        left = [number]

        def hook(event: str, _: object) -> None:
            if event in CALLS or event.startswith("open"):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            all_steps(vault) if what == "edit" else undo(vault, Command("undo", NOW))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("what", ["edit", "undo"])
def test_whenever_it_is_killed_undoing_brings_back_what_was(
    vault: Vault, tmp_path: Path, what: str
) -> None:
    fresh = tmp_path / "fresh"
    if what == "undo":
        all_steps(vault)
    before = texts(vault)
    shutil.copytree(vault.root, fresh)
    seen = set()
    for number in range(1, 200):
        shutil.rmtree(vault.root)
        shutil.copytree(fresh, vault.root)
        if not _killed_at(vault, number, what):
            break
        cut = texts(vault) not in (FILES, AFTER)
        seen.add(cut)
        if cut:
            assert not entries_of(vault.root)[-1].whole  # and mdnet undo --list says so
        if texts(vault) != before:
            undo(vault, Command("undo", NOW))
            if what == "undo":  # which went on with the one that was cut short
                assert texts(vault) == FILES
                redo(vault, Command("redo", NOW))
        assert texts(vault) == before
        assert not [p for p in (vault.root / UNDO_PATH).rglob("*.md") if p.stat().st_nlink > 2]
    else:
        pytest.fail("it never came to an end")
    assert seen == {True, False}
    assert number > 20
