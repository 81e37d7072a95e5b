"""A file that is written is there as a whole, or as it was."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdnet.util.atomic_write import write_whole
from mdnet.util.held_folder import Place


def test_a_new_file_has_the_mode_that_was_asked_for(tmp_path: Path) -> None:
    write_whole(tmp_path / "mine", (b"a", b"b"), draft=".d-")
    write_whole(tmp_path / "ours", (b"c",), draft=".d-", mode=0o644, durable=True)
    assert [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())] == [
        ("mine", b"ab"),
        ("ours", b"c"),
    ]
    assert [path.stat().st_mode & 0o777 for path in sorted(tmp_path.iterdir())] == [0o600, 0o644]


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, (b"new",), draft=".d-", mode=0o644)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_what_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"n"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_whole(target, chunks(), draft=".d-")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_ctrl_c_just_when_the_draft_is_there_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Place.open

    def interrupted(place: Place, flags: int, mode: int = 0o600) -> int:
        os.close(really_open(place, flags, mode))
        raise KeyboardInterrupt

    monkeypatch.setattr(Place, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "all.vcf", [b"x"], draft=".draft-")
    assert os.listdir(tmp_path) == []
