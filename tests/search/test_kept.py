"""Files kept beside the index: reused when whole and of the same key, else made anew."""

from pathlib import Path

import pytest

from mdnet.search.kept import kept


class Counting:
    """Computes some bytes and counts how often."""

    def __init__(self, data: bytes = b"line one\nline two\x00\xff") -> None:
        self.data = data
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.data


def test_it_is_computed_once(tmp_path: Path) -> None:
    compute = Counting()
    for _ in range(3):
        assert kept(tmp_path / "some", "key 1", compute) == compute.data
    assert compute.times == 1
    assert [path.name for path in tmp_path.iterdir()] == ["some"]


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n", bytes(range(256)) * 40])
def test_bytes_come_back_as_they_were(tmp_path: Path, data: bytes) -> None:
    assert kept(tmp_path / "some", "key", Counting(data)) == data
    assert kept(tmp_path / "some", "key", Counting(b"other")) == data


def test_another_key_computes_anew(tmp_path: Path) -> None:
    kept(tmp_path / "some", "key 1", Counting(b"old"))
    assert kept(tmp_path / "some", "key 2", Counting(b"new")) == b"new"
    assert kept(tmp_path / "some", "key 2", Counting(b"newer")) == b"new"


def test_every_damage_is_noticed_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "some"
    kept(path, "key", Counting())
    whole = path.read_bytes()
    damaged = [whole[:length] for length in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for raw in (*damaged, whole + b"x", b"", b"\n"):
        path.write_bytes(raw)
        compute = Counting()
        assert kept(path, "key", compute) == compute.data
        assert compute.times == 1
        assert path.read_bytes() == whole


def test_nothing_is_kept_without_a_place() -> None:
    compute = Counting()
    assert kept(None, "key", compute) == kept(None, "key", compute)
    assert compute.times == 2


@pytest.mark.parametrize("place", ["missing/some", "a folder", "a file/some"])
def test_what_cannot_be_kept_is_computed_each_time(tmp_path: Path, place: str) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a file").touch()
    compute = Counting()
    for _ in range(2):
        assert kept(tmp_path / place, "key", compute) == compute.data
    assert compute.times == 2
