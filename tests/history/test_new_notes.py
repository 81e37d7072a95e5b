"""Notes that are new: whole or not there, and never over another."""

import resource
import signal
from pathlib import Path

import pytest

from mdnet.history.backups import entries_of
from mdnet.history.journal import Command
from mdnet.history.transaction import write_new
from mdnet.model.errors import RefusedError
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault


def everything(folder: Path) -> set[str]:
    """The paths of all files and folders, but for those of the journal."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return {path for path in paths if not path.startswith(".mdnet")}


def test_a_new_note_is_written_with_its_folders(make_vault: MakeVault) -> None:
    root = make_vault({})
    written = write_new(open_vault(root), "People/Family/Zoë.md", "Grüße\n", Command("new", 1e9))
    assert written == root / "People/Family/Zoë.md"
    assert written.read_bytes() == "Grüße\n".encode()


def test_an_existing_note_is_never_overwritten(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana.md": "old"})
    with pytest.raises(RefusedError, match="already exists"):
        write_new(open_vault(root), "People/Ana.md", "new", Command("new", 1e9))
    assert (root / "People/Ana.md").read_text() == "old"


def test_a_link_is_not_written_through(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    (root / "Ana.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(RefusedError):
        write_new(open_vault(root), "Ana.md", "new", Command("new", 1e9))
    assert not (tmp_path / "outside.md").exists()


@pytest.mark.parametrize(
    "path", ["../x.md", "../new/x.md", "out/x.md", "out/new/x.md", "a/../../x.md", "ABSOLUTE"]
)
def test_nothing_is_made_outside_the_vault(
    make_vault: MakeVault, tmp_path: Path, path: str
) -> None:
    root = make_vault({})
    (tmp_path / "outside").mkdir()
    (root / "out").symlink_to(tmp_path / "outside")
    before = everything(tmp_path)
    with pytest.raises(RefusedError, match="outside the vault"):
        write_new(
            open_vault(root),
            str(tmp_path / "abs/x.md") if path == "ABSOLUTE" else path,
            "x",
            Command("new", 1e9),
        )
    assert everything(tmp_path) == before


def test_a_vault_behind_a_link_can_be_written(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    (tmp_path / "link").symlink_to(root)
    write_new(open_vault(tmp_path / "link"), "People/Ana.md", "x", Command("new", 1e9))
    assert (root / "People/Ana.md").read_text() == "x"


def test_a_file_in_the_place_of_a_folder_is_an_error(make_vault: MakeVault) -> None:
    root = make_vault({"People": "a file"})
    with pytest.raises(OSError):
        write_new(open_vault(root), "People/Ana.md", "x", Command("new", 1e9))
    assert (root / "People").read_text() == "a file"


def test_half_a_note_is_taken_away_when_the_disk_is_full(make_vault: MakeVault) -> None:
    root = make_vault({})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(OSError):
            write_new(open_vault(root), "Ana.md", "x" * 100_000, Command("new", 1e9))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert everything(root) == set()
    assert entries_of(root) == []
    assert write_new(open_vault(root), "Ana.md", "x", Command("new", 1e9)).read_text() == "x"


def test_half_a_note_is_taken_away_when_it_cannot_be_synced(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault({})

    def fsync(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(OSError):
        write_new(open_vault(root), "Ana.md", "x", Command("new", 1e9))
    assert everything(root) == set()
    assert entries_of(root) == []


def test_text_that_cannot_be_written_leaves_no_empty_note(make_vault: MakeVault) -> None:
    root = make_vault({})
    with pytest.raises(RefusedError, match="UTF-8"):
        write_new(open_vault(root), "Ana.md", "bad \udc80 byte", Command("new", 1e9))
    assert everything(root) == set()
    assert entries_of(root) == []
