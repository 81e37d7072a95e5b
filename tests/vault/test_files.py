import os
import resource
import signal
from pathlib import Path

import pytest

from mdnet.errors import RefusedError
from mdnet.vault.files import READ_LIMIT, read_bytes, write_new
from mdnet.vault.walk import stamp_of
from tests.conftest import MakeVault


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_note_is_read_with_its_stamp(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana.md": "text\r\n\x00\xff"})
    data, stamp = read_bytes(root, "People/Ana.md")
    assert data == "text\r\n\x00\xff".encode()
    assert stamp == stamp_of((root / "People/Ana.md").stat())


def test_of_a_huge_file_the_beginning_is_read(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": b"x" * (READ_LIMIT + 5_000)})
    data, _ = read_bytes(root, "a.md")
    assert len(data) == READ_LIMIT


@pytest.mark.parametrize("path", ["fifo.md", "folder.md", "gone.md", "loop.md", "zero.md"])
def test_what_is_no_regular_file_is_an_error_at_once(make_vault: MakeVault, path: str) -> None:
    root = make_vault({})
    os.mkfifo(root / "fifo.md")
    (root / "folder.md").mkdir()
    (root / "loop.md").symlink_to("loop.md")
    (root / "zero.md").symlink_to("/dev/zero")
    with pytest.raises(OSError):
        read_bytes(root, path)


def test_reading_leaves_no_file_open(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": "x"})
    (root / "folder.md").mkdir()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        read_bytes(root, "a.md")
        with pytest.raises(OSError):
            read_bytes(root, "folder.md")
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_new_note_is_written_with_its_folders(make_vault: MakeVault) -> None:
    root = make_vault({})
    written = write_new(root, "People/Family/Zoë.md", "Grüße\n")
    assert written == root / "People/Family/Zoë.md"
    assert written.read_bytes() == "Grüße\n".encode()


def test_an_existing_note_is_never_overwritten(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana.md": "old"})
    with pytest.raises(RefusedError, match="exists already"):
        write_new(root, "People/Ana.md", "new")
    assert (root / "People/Ana.md").read_text() == "old"


def test_a_link_is_not_written_through(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    (root / "Ana.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(RefusedError):
        write_new(root, "Ana.md", "new")
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
        write_new(root, str(tmp_path / "abs/x.md") if path == "ABSOLUTE" else path, "x")
    assert everything(tmp_path) == before


def test_a_vault_behind_a_link_can_be_written(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({})
    (tmp_path / "link").symlink_to(root)
    write_new(tmp_path / "link", "People/Ana.md", "x")
    assert (root / "People/Ana.md").read_text() == "x"


def test_a_file_in_the_place_of_a_folder_is_an_error(make_vault: MakeVault) -> None:
    root = make_vault({"People": "a file"})
    with pytest.raises(OSError):
        write_new(root, "People/Ana.md", "x")
    assert (root / "People").read_text() == "a file"


def test_half_a_note_is_taken_away_when_the_disk_is_full(make_vault: MakeVault) -> None:
    root = make_vault({})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(OSError):
            write_new(root, "Ana.md", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert everything(root) == set()
    assert write_new(root, "Ana.md", "x").read_text() == "x"


def test_half_a_note_is_taken_away_when_it_cannot_be_synced(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault({})

    def fsync(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(OSError):
        write_new(root, "Ana.md", "x")
    assert everything(root) == set()


def test_text_that_cannot_be_written_leaves_no_empty_note(make_vault: MakeVault) -> None:
    root = make_vault({})
    with pytest.raises(RefusedError, match="UTF-8"):
        write_new(root, "Ana.md", "bad \udc80 byte")
    assert everything(root) == set()
