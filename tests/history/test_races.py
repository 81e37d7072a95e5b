"""A folder that is swapped for a link, between the look at it and the write, redirects nothing."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mdnet.history import moves, replace, transaction
from mdnet.history.backups import digest
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction
from mdnet.model.errors import MdnetError
from mdnet.pages.folder import PagesFolder
from mdnet.util import held_folder
from mdnet.vault.root import open_vault

ANA = b"ana\n"
COMMAND = Command("test", 1e9)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for folder in (root / "People", root / "Network", tmp_path / "out"):
        folder.mkdir(parents=True)
        (folder / "Ana.md").write_bytes(ANA)
    return root


def swapping(
    root: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, folder: str = "People"
) -> None:
    """Have a link to outside take the place of a folder as soon as a function is called."""
    real = getattr(module, name)

    def first_swap(*args: Any, **more: Any) -> Any:
        if not (root / folder).is_symlink():
            (root / folder).rename(root.parent / "away")
            (root / folder).symlink_to(root.parent / "out")
        return real(*args, **more)

    monkeypatch.setattr(module, name, first_swap)


def _new(edits: Transaction) -> None:
    edits.create([("People/Zed.md", b"x")], 0o644)


def _change(edits: Transaction) -> None:
    edits.change([("People/Ana.md", lambda data: data + b"more")])


def _delete(edits: Transaction) -> None:
    edits.delete([("People/Ana.md", digest(ANA))])


def _move(edits: Transaction) -> None:
    edits.move("People/Ana.md", "People/Anna.md")


@pytest.mark.parametrize(
    ("act", "module", "name"),
    [
        (_new, transaction, "put_new"),
        (_new, moves, "open_draft"),
        (_new, moves, "move_to_free"),
        (_change, transaction, "_seen"),
        (_change, transaction, "replace_note"),
        (_change, replace, "open_draft"),
        (_change, replace, "is_unchanged"),
        (_change, replace, "ready_exchange"),
        (_delete, transaction, "look_at"),
        (_delete, transaction, "take_away"),
        (_delete, moves, "is_unchanged"),
        (_move, transaction, "move_to_free"),
    ],
)
def test_no_note_is_written_elsewhere(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Transaction], None],
    module: Any,
    name: str,
) -> None:
    swapping(root, monkeypatch, module, name)
    with suppress(MdnetError, OSError), Transaction(open_vault(root), COMMAND) as edits:
        act(edits)
    assert (root / "People").is_symlink()  # so it came to that
    assert os.listdir(root.parent / "out") == ["Ana.md"]
    assert (root.parent / "out/Ana.md").read_bytes() == ANA


def test_no_page_is_written_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mdnet.pages import folder

    swapping(root, monkeypatch, folder, "write_whole_at", "Network")
    PagesFolder(root, "Network").write("Home.md", b"x")
    assert (root / "Network").is_symlink()
    assert os.listdir(root.parent / "out") == ["Ana.md"]


def test_where_folders_cannot_be_held_open_names_will_do(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdnet.history.undo import redo, undo

    monkeypatch.setattr(held_folder, "CAN_HOLD", False)
    vault = open_vault(root)
    with Transaction(vault, COMMAND) as edits:
        _new(edits)
        edits.change([("People/Ana.md", lambda data: data + b"more")])
        _move(edits)
    names = ["Anna.md", "Zed.md"]
    assert sorted(os.listdir(root / "People")) == names
    undo(vault, COMMAND)
    assert os.listdir(root / "People") == ["Ana.md"]
    assert (root / "People/Ana.md").read_bytes() == ANA
    redo(vault, COMMAND)
    assert sorted(os.listdir(root / "People")) == names
    PagesFolder(root, "Network").write("Sub/Home.md", b"x")
    assert (root / "Network/Sub/Home.md").read_bytes() == b"x"
