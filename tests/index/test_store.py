import errno
from pathlib import Path

import pytest

from mdnet.card import Card
from mdnet.index.catalogue import catalogue_bytes, entry_of
from mdnet.index.protocol import DamagedIndexError, Document
from mdnet.index.store import Snapshot, Store
from mdnet.vault.walk import STAMP_SIZE


def catalogue(name: str) -> bytes:
    card = Card("a.md", "contact", name)
    return catalogue_bytes({"a.md": entry_of(bytes(STAMP_SIZE), card)}, "settings")


def commit(store: Store, name: str, *, fresh: bool = False) -> Snapshot:
    writer = store.writer(fresh=fresh)
    writer.add(Document("a.md", {"name": {name: 1.0}}, name))
    return store.commit(writer, catalogue(name))


def held(snapshot: Snapshot | None) -> tuple[str, str]:
    """Return the name in the catalogue and the one in the text index."""
    assert snapshot
    (card,) = snapshot.catalogue.cards()
    return card.name, snapshot.reader.record(snapshot.reader.number("a.md") or 0)


def test_a_store_that_was_never_written_is_empty(tmp_path: Path) -> None:
    assert Store(tmp_path).open() is None


def test_what_was_committed_is_opened(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = commit(store, "one", fresh=True)
    assert held(first) == held(Store(tmp_path).open()) == ("one", "one")
    second = commit(store, "two")
    assert second.generation > first.generation
    assert held(second) == held(Store(tmp_path).open()) == ("two", "two")


def test_only_the_files_of_the_last_commit_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("one", "two", "three"):
        last = commit(store, name, fresh=name == "one").generation
    assert {path.name for path in tmp_path.iterdir()} == {
        "words", f"catalogue-{last}", f"seal-{last}"
    }  # fmt: skip


def test_a_catalogue_can_be_replaced_beside_its_commit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = commit(store, "one", fresh=True)
    other = store.replace_catalogue(first, catalogue("new"))
    assert other.generation == first.generation
    assert held(other) == held(Store(tmp_path).open()) == ("new", "one")


def test_a_commit_that_fails_lets_go_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A watch goes on after a full disk, though something still holds the failed writer."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = Store(tmp_path)
    commit(store, "one", fresh=True)
    writer = store.writer(fresh=False)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_write", full)
        with pytest.raises(OSError, match="No space"):
            store.commit(writer, catalogue("two"))
    assert held(store.open()) == ("one", "one")
    assert held(commit(store, "three")) == ("three", "three")
    assert writer


def test_a_commit_without_a_seal_is_not_opened(tmp_path: Path) -> None:
    commit(Store(tmp_path), "one", fresh=True)
    for seal in tmp_path.glob("seal-*"):
        seal.unlink()
    with pytest.raises(DamagedIndexError):
        Store(tmp_path).open()


def test_a_commit_that_was_killed_before_it_was_published_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    commit(store, "one", fresh=True)
    writer = store.writer(fresh=False)
    (tmp_path / f"catalogue-{writer.generation}").write_bytes(catalogue("two"))
    assert held(Store(tmp_path).open()) == ("one", "one")
    writer.cancel()


@pytest.mark.parametrize("seal", ["", "[]", "{}", "null", '"x"', '{"_MAIN_1.toc": 5}', "\x00"])
def test_a_seal_that_says_nothing_is_damage(tmp_path: Path, seal: str) -> None:
    commit(Store(tmp_path), "one", fresh=True)
    (path,) = tmp_path.glob("seal-*")
    path.write_text(seal)
    with pytest.raises(DamagedIndexError):
        Store(tmp_path).open()


def test_a_file_that_was_touched_since_is_not_opened(tmp_path: Path) -> None:
    commit(Store(tmp_path), "one", fresh=True)
    (path,) = tmp_path.glob("words/*.seg")
    path.touch()
    with pytest.raises(DamagedIndexError, match="not as it was written"):
        Store(tmp_path).open()


def test_a_file_that_cannot_be_written_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    commit(store, "one", fresh=True)
    before = {path.name for path in tmp_path.iterdir()}

    def replace(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer = store.writer(fresh=False)
    monkeypatch.setattr("mdnet.index.store.os.replace", replace)
    with pytest.raises(OSError):
        store.commit(writer, catalogue("two"))
    assert {path.name for path in tmp_path.iterdir()} == before
    assert held(Store(tmp_path).open()) == ("one", "one")
