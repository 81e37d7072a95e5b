"""A damaged index: one sentence about it, and right answers all the same."""

import os
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mdnet.index.engine.whoosh_index import WhooshIndex
from mdnet.index.fields import FIELDS
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Store
from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, BOB, VAULT
from tests.index.test_store import seal_again
from tests.index.whole import contents, rebuilt, refreshed

# What is read, with how often damage to it is spoken of, and what that is recovered from.
PARTS = {
    "catalogue-*": 1,
    "postings-*": 1,
    "seal": 1,
    "words/_MAIN_*.toc": 0,
    "words/MAIN_*.seg": 0,
}
FLIPS = 40


def indexed(make_vault: MakeVault, own_home: Path) -> tuple[Path, Path]:
    """Return a vault and the folder of its index, which has changes in every part."""
    root = make_vault(VAULT)
    refreshed(root)
    (root / "People/Bob Rossi.md").write_text(BOB + "More.\n")
    refreshed(root)
    (folder,) = (own_home / "cache").iterdir()
    return root, folder


def assert_mended(root: Path, notices: int) -> None:
    found = refreshed(root)
    assert len(found.notices) == notices, found.notices
    assert contents(found.snapshot) == rebuilt(root)
    again = refreshed(root)
    assert not again.notices
    assert contents(again.snapshot) == contents(found.snapshot)
    # What nobody has read yet comes to light when it is written.
    (root / "People/Bob Rossi.md").write_text(BOB + "Still more.\n")
    assert len(refreshed(root).notices) <= 1
    (root / "People/Bob Rossi.md").write_text(BOB + "And more.\n")
    last = refreshed(root)
    assert not last.notices
    assert contents(last.snapshot) == rebuilt(root)


def flip(path: Path, at: int, mask: int) -> None:
    """Change one byte of a file as a fault would."""
    data = bytearray(path.read_bytes())
    data[at] ^= mask
    path.write_bytes(data)


def test_the_parts_are_all_there_is(make_vault: MakeVault, own_home: Path) -> None:
    _, folder = indexed(make_vault, own_home)
    files = {path for path in folder.rglob("*") if path.is_file() and path.stat().st_size}
    assert files == {path for part in PARTS for path in folder.glob(part)}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "left", [0, 1, 50, -1], ids=["empty", "one byte", "50 bytes", "all but one"]
)
def test_a_file_that_is_cut_short(
    make_vault: MakeVault, own_home: Path, part: str, left: int
) -> None:
    root, folder = indexed(make_vault, own_home)
    for path in folder.glob(part):
        path.write_bytes(path.read_bytes()[:left])
    assert_mended(root, PARTS[part])


@pytest.mark.parametrize("part", PARTS)
def test_a_file_that_holds_rubbish(make_vault: MakeVault, own_home: Path, part: str) -> None:
    root, folder = indexed(make_vault, own_home)
    for path in folder.glob(part):
        path.write_bytes(random.Random(1).randbytes(path.stat().st_size))
    assert_mended(root, PARTS[part])


@pytest.mark.parametrize(
    ("part", "notices"),
    [
        ("words/_MAIN_*.toc", 0),
        ("words/MAIN_*.seg", 0),
        ("catalogue-*", 1),
        ("postings-*", 1),
        ("seal", 0),  # as if there had never been an index
        ("lock", 0),
        ("words/*", 0),
    ],
)
def test_a_file_that_is_missing(
    make_vault: MakeVault, own_home: Path, part: str, notices: int
) -> None:
    root, folder = indexed(make_vault, own_home)
    for path in folder.glob(part):
        path.unlink()
    assert_mended(root, notices)


@pytest.mark.parametrize("number", range(FLIPS))
def test_a_byte_that_flipped(make_vault: MakeVault, own_home: Path, number: int) -> None:
    root, folder = indexed(make_vault, own_home)
    chance = random.Random(number)
    part = list(PARTS)[number % len(PARTS)]
    path = chance.choice(sorted(folder.glob(part)))
    flip(path, chance.randrange(path.stat().st_size), 1 << chance.randrange(8))
    found = refreshed(root)
    assert len(found.notices) <= 1
    assert contents(found.snapshot) == rebuilt(root)


@pytest.mark.parametrize("kind", ["catalogue", "postings"])
@pytest.mark.parametrize("tenth", range(10))
def test_a_byte_that_flipped_unseen(
    make_vault: MakeVault, own_home: Path, tenth: int, kind: str
) -> None:
    """The disk changed it behind the file system's back: only a checksum can tell."""
    root, folder = indexed(make_vault, own_home)
    for path in folder.glob(f"{kind}-*"):
        flip(path, path.stat().st_size * (2 * tenth + 1) // 20, 4)
    seal_again(folder)
    found = refreshed(root)
    try:
        assert contents(found.snapshot) == rebuilt(root)
    except DamagedIndexError:
        assert kind == "catalogue"  # the command ends with a sentence, and the next one is right
    found = refreshed(root)
    assert contents(found.snapshot) == rebuilt(root)
    assert not found.snapshot.is_recovered


class Poison:
    """What makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, int]]:
        return os.open, (str(self._mark), os.O_CREAT)


def poisoned(toc: bytes, mark: Path) -> bytes:
    """Return a table of contents whose list of segments is poison."""
    whole = pickle.dumps(Poison(mark), -1)
    return toc[: toc.rindex(whole[:2])] + whole


def test_the_poison_is_poison(make_vault: MakeVault, own_home: Path, tmp_path: Path) -> None:
    """Otherwise the tests below would show nothing."""
    _, folder = indexed(make_vault, own_home)
    (toc,) = folder.glob("words/*.toc")
    toc.write_bytes(poisoned(toc.read_bytes(), tmp_path / "mark"))
    with pytest.raises(DamagedIndexError):
        WhooshIndex(folder / "words", FIELDS).reader()
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("kind", ["replaced", "raw", "newer"])
def test_a_poisoned_table_of_contents_is_never_loaded(
    make_vault: MakeVault, own_home: Path, tmp_path: Path, kind: str
) -> None:
    root, folder = indexed(make_vault, own_home)
    (toc,) = folder.glob("words/*.toc")
    poison = poisoned(toc.read_bytes(), tmp_path / "mark")
    if kind == "replaced":
        toc.write_bytes(poison)
    elif kind == "raw":
        toc.write_bytes(pickle.dumps(Poison(tmp_path / "mark")))
    else:
        # The number of the commit stands in the table, too.
        number = int(toc.stem.rpartition("_")[2])
        newer = poison.replace(number.to_bytes(4, "big"), (99).to_bytes(4, "big"))
        (folder / "words" / "_MAIN_99.toc").write_bytes(newer)
    min(folder.glob("postings-*")).touch()  # so that the text index is asked
    assert_mended(root, 1)
    assert not (tmp_path / "mark").exists()


def test_an_index_of_an_older_schema_is_built_anew(
    make_vault: MakeVault, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = indexed(make_vault, own_home)
    monkeypatch.setattr("mdnet.index.catalogue_file.SCHEMA", 999)
    assert_mended(root, 1)


def test_files_that_killed_processes_left_are_swept_away(
    make_vault: MakeVault, own_home: Path
) -> None:
    root, folder = indexed(make_vault, own_home)
    for name in ("draft-abc", "catalogue-77", "postings-78", "seal-77"):
        (folder / name).write_text("left behind")
    (root / "People/Cleo.md").write_text(ANA)
    assert_mended(root, 0)
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == [
        "catalogue", "catalogue", "lock", "postings", "postings", "seal", "words",
    ]  # fmt: skip


def test_a_full_disk_leaves_the_old_index_and_answers_from_memory(
    make_vault: MakeVault, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = indexed(make_vault, own_home)
    (root / "People/Cleo.md").write_text(ANA)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_write", full)
        found = refreshed(root)
        (notice,) = found.notices
        assert "No space left on device" in notice
        assert contents(found.snapshot) == rebuilt(root)
    assert_mended(root, 0)
