import os

import pytest

from mdnet.vault.files import READ_LIMIT, read_bytes
from mdnet.vault.walk import stamp_of
from tests.conftest import MakeVault


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
