import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from mdnet.history.backups import UNDO_PATH, entries_of
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction, rewrite
from mdnet.history.undo import redo, undo
from mdnet.model.errors import EditConflictError, RefusedError
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault
from tests.history.edits import change_one

NOW = 1_790_000_000.0
TEXTS = [b"\xef\xbb\xbf---\r\na: 1 # c\r\n---\r\n\x00\xff", b"", b"second", b"third\n"]


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return open_vault(make_vault({"Ana.md": TEXTS[0]}))


@pytest.fixture
def note(vault: Vault) -> Path:
    return vault.root / "Ana.md"


def change(vault: Vault, data: bytes) -> None:
    assert rewrite(vault, "Ana.md", lambda _: data, Command("test", NOW))


def test_there_may_be_nothing_to_undo(vault: Vault) -> None:
    assert undo(vault, Command("undo", NOW)).paths == ()
    assert os.listdir(vault.root) == ["Ana.md"]


@pytest.mark.parametrize("data", TEXTS[1:])
def test_a_note_comes_back_byte_for_byte_and_goes_again(
    vault: Vault, note: Path, data: bytes
) -> None:
    mode = note.stat().st_mode
    change(vault, data)
    for _ in range(3):
        assert undo(vault, Command("undo", NOW)).paths == ("Ana.md",)
        assert note.read_bytes() == TEXTS[0]
        assert redo(vault, Command("redo", NOW)).paths == ("Ana.md",)
        assert note.read_bytes() == data
    assert note.stat().st_mode == mode


def test_an_older_edit_is_undone_by_its_name(vault: Vault, note: Path) -> None:
    for data in TEXTS[1:]:
        change(vault, data)
    names = [entry.name for entry in entries_of(vault.root)]
    with pytest.raises(EditConflictError, match="changed since"):
        undo(vault, Command("undo", NOW), which=names[0])
    for name, data in zip(reversed(names), reversed(TEXTS[:-1]), strict=True):
        assert undo(vault, Command("undo", NOW), which=name).paths == ("Ana.md",)
        assert note.read_bytes() == data
    with pytest.raises(RefusedError, match="is already undone"):
        undo(vault, Command("undo", NOW), which=names[0])
    with pytest.raises(RefusedError, match="no edit 2020"):
        undo(vault, Command("undo", NOW), which="2020")


def test_a_dry_run_only_looks(vault: Vault, note: Path) -> None:
    change(vault, TEXTS[2])
    before = sorted(vault.root.rglob("*"))
    assert undo(vault, Command("undo", NOW), dry_run=True).paths == ("Ana.md",)
    assert sorted(vault.root.rglob("*")) == before
    assert note.read_bytes() == TEXTS[2]


def test_what_was_changed_since_is_left_alone_unless_forced(vault: Vault, note: Path) -> None:
    change(vault, TEXTS[2])
    note.write_bytes(b"by hand")
    for dry_run in (True, False):
        with pytest.raises(EditConflictError, match=r"Ana.md has changed since.*--force"):
            undo(vault, Command("undo", NOW), dry_run=dry_run)
    assert note.read_bytes() == b"by hand"
    assert undo(vault, Command("undo", NOW), force=True).paths == ("Ana.md",)
    assert note.read_bytes() == TEXTS[0]
    assert redo(vault, Command("redo", NOW)).paths == ("Ana.md",)
    assert note.read_bytes() == b"by hand"


def test_what_is_changed_at_that_very_moment_is_left_alone(
    vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(vault, TEXTS[2])
    monkeypatch.setattr(
        "mdnet.history.undo._Step._refuse_changed", lambda *_: note.write_bytes(b"late")
    )
    with pytest.raises(EditConflictError, match="changed in the meantime"):
        undo(vault, Command("undo", NOW))
    assert note.read_bytes() == b"late"


def test_what_was_undone_by_hand_is_no_edit_any_more(vault: Vault, note: Path) -> None:
    change(vault, TEXTS[2])
    change(vault, TEXTS[3])
    note.write_bytes(TEXTS[2])
    assert undo(vault, Command("undo", NOW)).paths == ("Ana.md",)
    assert note.read_bytes() == TEXTS[0]


def test_a_note_that_is_gone_is_told_with_the_place_of_its_backup(vault: Vault, note: Path) -> None:
    change(vault, TEXTS[2])
    note.rename(vault.root / "Ann.md")
    with pytest.raises(EditConflictError, match="is gone") as gone:
        undo(vault, Command("undo", NOW), force=True)
    place = str(gone.value).rpartition(" ")[2]
    assert (vault.root / place).read_bytes() == TEXTS[0]


def test_one_of_several_that_was_changed_stops_all(vault: Vault, note: Path) -> None:
    (vault.root / "Bob.md").write_bytes(b"bob")
    with Transaction(vault, Command("test", NOW)) as edits:
        for name in ("Ana.md", "Bob.md"):
            change_one(edits, name, lambda data: data + b"!")
    (vault.root / "Bob.md").write_bytes(b"by hand")
    with pytest.raises(EditConflictError, match=r"Bob\.md"):
        undo(vault, Command("undo", NOW))
    assert note.read_bytes() == TEXTS[0] + b"!"


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"undoes": "", "notes": [1]}',
        '{"undoes": "", "notes": [{"path": "Ana.md", "backup": "../../../Ana.md", "after": ""}]}',
        '{"undoes": "", "notes": [{"path": "Ana.md", "backup": "9.md", "after": ""}]}',
    ],
)
def test_a_damaged_manifest_is_passed_over(vault: Vault, note: Path, manifest: str) -> None:
    change(vault, TEXTS[2])
    change(vault, TEXTS[3])
    (entries_of(vault.root)[-1].folder / "manifest.json").write_text(manifest)
    with pytest.raises(EditConflictError):
        undo(vault, Command("undo", NOW))
    assert note.read_bytes() == TEXTS[3]


@pytest.mark.parametrize("path", ["../outside.md", "ABSOLUTE", "out.md"])
def test_a_manifest_cannot_lead_out_of_the_vault(vault: Vault, tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"outside")
    (vault.root / "out.md").symlink_to(outside)
    change(vault, TEXTS[2])
    manifest = entries_of(vault.root)[-1].folder / "manifest.json"
    data = json.loads(manifest.read_text())
    data["notes"][0]["path"] = str(outside) if path == "ABSOLUTE" else path
    manifest.write_text(json.dumps(data))
    with suppress(RefusedError):
        assert undo(vault, Command("undo", NOW), force=True).paths == ()
    assert outside.read_bytes() == b"outside"


@pytest.mark.parametrize("name", ["20261399T000000Z-001", "x", "20260101T000000Z-1"])
def test_what_else_lies_there_is_left_alone(vault: Vault, name: str) -> None:
    change(vault, TEXTS[2])
    folder = vault.root / UNDO_PATH / name
    folder.mkdir()
    change(vault, TEXTS[3])
    assert len(entries_of(vault.root)) == 2
    assert folder.is_dir()
