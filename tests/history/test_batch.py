"""Thousands of notes in one edit: written down once, taken back, and brought back."""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from mdnet.history.backups import digest, entries_of
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction
from mdnet.history.undo import redo, undo
from mdnet.model.errors import MdnetError, RefusedError
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault


def test_many_notes_are_one_edit(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault({}))
    # So many that what is written down of them is longer than settings may be.
    notes = [(f"People/{'long name ' * 6}{number}.md", b"text\n") for number in range(5000)]
    with Transaction(vault, Command("test", time.time())) as edits:
        edits.create(notes, 0o644)
    assert len([*vault.root.glob("People/*.md")]) == len(notes)
    assert len(undo(vault, Command("undo", time.time())).paths) == len(notes)
    assert [*vault.root.glob("People/*")] == []


def test_a_taken_name_writes_nothing(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault({"People/ana.md": "hers"}))
    notes = [("People/Ben.md", b""), ("People/Ana.md", b"")]
    with pytest.raises(RefusedError), Transaction(vault, Command("test", time.time())) as edits:
        edits.create(notes, 0o644)
    assert [path.name for path in vault.root.glob("People/*")] == ["ana.md"]
    assert not (vault.root / ".mdnet").exists()


OLD = {f"People/{number}.md": b"old %d\n" % number for number in range(4)}
NEW = {f"People/new {number}.md": b"new\n" for number in range(3)}
AFTER = {**{path: text + b"more\n" for path, text in OLD.items()}, **NEW}
CALLS = ("os.fsync", "os.link", "os.rename", "os.replace", "os.unlink", "os.open", "os.mkdir")


def more(data: bytes) -> bytes:
    return data + b"more\n"


def edit_all(vault: Vault) -> None:
    with Transaction(vault, Command("test", time.time())) as edits:
        edits.create([*NEW.items()], 0o644)
        assert edits.change([(path, more) for path in OLD]).failures == ()


def texts(vault: Vault) -> dict[str, bytes]:
    return {
        path.relative_to(vault.root).as_posix(): path.read_bytes()
        for path in vault.root.glob("People/*")
    }


def test_many_notes_are_changed_and_come_back(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault(OLD))
    edit_all(vault)
    assert texts(vault) == AFTER
    assert len(undo(vault, Command("undo", time.time())).paths) == len(AFTER)
    assert texts(vault) == OLD
    redo(vault, Command("redo", time.time()))
    assert texts(vault) == AFTER
    assert all(path.stat().st_nlink == 1 for path in vault.root.glob("People/*"))


def test_notes_that_cannot_be_changed_are_told_and_the_others_are_changed(
    make_vault: MakeVault,
) -> None:
    vault = open_vault(make_vault(OLD))
    (vault.root / "People/1.md").chmod(0o444)
    with Transaction(vault, Command("test", time.time())) as edits:
        notes = [*OLD, "People/nobody.md", "../out.md"]
        failures = edits.change([(path, more) for path in notes]).failures
    assert [path for path, _ in failures] == ["People/1.md", "People/nobody.md", "../out.md"]
    assert texts(vault) == {**{path: more(OLD[path]) for path in OLD}, "People/1.md": b"old 1\n"}
    assert undo(vault, Command("undo", time.time())).paths == (
        "People/0.md",
        "People/2.md",
        "People/3.md",
    )


def test_what_others_save_meanwhile_is_kept(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault(OLD))
    note = vault.root / "People/2.md"

    def slow(data: bytes) -> bytes:
        if data == OLD["People/2.md"]:
            note.write_bytes(b"theirs\n")
        return more(data)

    with Transaction(vault, Command("test", time.time())) as edits:
        assert edits.change([(path, slow) for path in OLD]).failures == ()
    assert note.read_bytes() == b"theirs\nmore\n"
    undo(vault, Command("undo", time.time()))
    assert texts(vault) == {**OLD, "People/2.md": b"theirs\n"}


def test_a_note_behind_two_paths_is_changed_twice_and_undone_at_once(
    make_vault: MakeVault,
) -> None:
    vault = open_vault(make_vault({"People/a.md": b"a"}))
    (vault.root / "People/b.md").symlink_to("a.md")
    with Transaction(vault, Command("test", time.time())) as edits:
        assert edits.change([("People/a.md", more), ("People/b.md", more)]).failures == ()
    assert (vault.root / "People/a.md").read_bytes() == b"amore\nmore\n"
    undo(vault, Command("undo", time.time()))
    assert (vault.root / "People/a.md").read_bytes() == b"a"


def test_a_note_of_another_text_is_not_deleted(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault(OLD))
    with (
        pytest.raises(MdnetError, match=r"1\.md was changed"),
        Transaction(vault, Command("test", 1.0)) as edits,
    ):
        edits.delete([("People/0.md", digest(b"old 0\n")), ("People/1.md", digest(b"other"))])
    assert "People/1.md" in texts(vault)
    undo(vault, Command("undo", time.time()))
    assert texts(vault) == OLD


def killed_at(vault: Vault, number: int, what: str) -> bool:
    """Do it in a process that dies at the given system call; tell whether it came to that."""
    child = os.fork()
    if child == 0:
        left = [number]

        def hook(event: str, _: object) -> None:
            if event in CALLS or event.startswith("open"):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            edit_all(vault) if what == "edit" else undo(vault, Command("undo", time.time()))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("what", ["edit", "undo"])
def test_whenever_it_is_killed_every_note_is_old_or_new_and_comes_back(
    make_vault: MakeVault, tmp_path: Path, what: str
) -> None:
    vault = open_vault(make_vault(OLD))
    if what == "undo":
        edit_all(vault)
    before, fresh, cut = texts(vault), tmp_path / "fresh", 0
    shutil.copytree(vault.root, fresh)
    for number in range(1, 300):
        shutil.rmtree(vault.root)
        shutil.copytree(fresh, vault.root)
        if not killed_at(vault, number, what):
            break
        found = {path: text for path, text in texts(vault).items() if path.endswith(".md")}
        assert all(text in (OLD.get(path), AFTER[path]) for path, text in found.items())
        if found not in (OLD, AFTER):
            cut += 1
            assert not entries_of(vault.root)[-1].whole
        if found != before:
            undo(vault, Command("undo", time.time()))
            if what == "undo":  # which went on with the one that was cut short
                assert {
                    path: text for path, text in texts(vault).items() if path[-3:] == ".md"
                } == OLD
                redo(vault, Command("redo", time.time()))
        assert {path: text for path, text in texts(vault).items() if path[-3:] == ".md"} == before
    else:
        pytest.fail("it never came to an end")
    assert cut > 5
