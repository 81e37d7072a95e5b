import errno
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from mdnet.index.bulk.runs import RunFiles
from mdnet.index.catalogue_file import Entry, catalogue_file, entry_of
from mdnet.index.commit import CatalogueChange
from mdnet.index.fields import FIELDS
from mdnet.index.flat.blocks import BlockFile
from mdnet.index.flat.postings import FlatBuilder
from mdnet.index.protocol import DamagedIndexError, Document
from mdnet.index.seal import read_seal
from mdnet.index.store import Snapshot, Store
from mdnet.model.summary import Card
from mdnet.vault.walk import STAMP_SIZE, stamp_of


def store_in(folder: Path) -> Store:
    with Store(folder).lock(0):  # makes room for it
        return Store(folder)


def change(name: str) -> CatalogueChange:
    """Return what is other in the catalogue of a vault of one note with this name."""
    entry = entry_of(bytes(STAMP_SIZE), Card("a.md", "contact", name))
    return CatalogueChange({"a.md": entry}, (), ["a.md"], "settings")


def commit(store: Store, name: str, *, fresh: bool = False, whole: bool = False) -> Snapshot:
    document = Document("a.md", {"name": {name: 1.0}}, name)
    if fresh:
        with store.whole(["a.md"], "settings") as built:
            built.add(run_of([document], change(name).entries))
            return store.commit_whole(built)
    writer = store.writer(whole=whole)
    writer.add(document)
    return store.commit(change(name), writer, opened(store), whole=whole)


def opened(store: Store) -> Snapshot:
    snapshot = store.open()
    assert snapshot
    return snapshot


def run_of(documents: Iterable[Document], entries: Mapping[str, Entry]) -> RunFiles:
    """Return the files of a run of notes, in memory."""
    builder = FlatBuilder(FIELDS)
    for document in documents:
        builder.add(document)
    files = (builder.file(), catalogue_file(entries, ""))
    return RunFiles(*(BlockFile(b"".join(file)) for file in files))


def held(snapshot: Snapshot | None) -> tuple[str, str]:
    """Return the name in the catalogue and the one in the text index."""
    assert snapshot
    (card,) = snapshot.catalogue.cards()
    return card.name, snapshot.reader.record(snapshot.reader.number("a.md") or 0)


def test_a_store_that_was_never_written_is_empty(tmp_path: Path) -> None:
    assert store_in(tmp_path).open() is None


def test_what_was_committed_is_opened(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    first = commit(store, "one", fresh=True)
    assert held(first) == held(store_in(tmp_path).open()) == ("one", "one")
    second = commit(store, "two")
    assert second.generation > first.generation
    assert held(second) == held(store_in(tmp_path).open()) == ("two", "two")


def layers(folder: Path) -> tuple[int, ...]:
    seal = read_seal(folder)
    assert seal
    return seal.layers


def test_only_the_files_of_the_last_commit_are_kept(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    for name in ("one", "two", "three"):
        commit(store, name, fresh=name == "one")
    assert len(layers(tmp_path)) == 2
    assert {path.name for path in tmp_path.iterdir()} == {
        "words", "seal", "lock", *(f"{kind}-{layer}" for kind in ("catalogue", "postings") for layer in layers(tmp_path))
    }  # fmt: skip


def test_a_change_leaves_the_files_of_all_notes_as_they_are(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    (whole,) = layers(tmp_path)
    before = {path: path.stat() for path in tmp_path.glob(f"*-{whole}")}
    for name in ("two", "three"):
        assert held(commit(store, name)) == held(store_in(tmp_path).open()) == (name, name)
        assert layers(tmp_path)[0] == whole
    assert before == {path: path.stat() for path in tmp_path.glob(f"*-{whole}")}


def test_after_many_changes_all_is_written_anew(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    commit(store, "0", fresh=True)
    shapes = set()
    for number in range(1, 40):
        before = store.open()
        assert before
        path = f"{number}.md"
        whole = before.catalogue.is_worth_folding(1)
        writer = store.writer(whole=whole)
        writer.add(Document(path, {}, path))
        entry = entry_of(bytes(STAMP_SIZE), Card(path, "contact", path))
        one = CatalogueChange({path: entry}, (), [path], "settings")
        store.commit(one, writer, before, whole=whole)
        shapes.add(len(layers(tmp_path)))
        now = store.open()
        assert now
        assert len(now.catalogue) == now.reader.count() == number + 1
        assert whole == (len(layers(tmp_path)) == 1)
    assert shapes == {1, 2}


def test_a_catalogue_changes_without_the_text_index(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    first = commit(store, "one", fresh=True)
    other = store.commit(change("new"), None, first)
    assert other.generation == first.generation
    assert held(other) == held(store_in(tmp_path).open()) == ("new", "one")


def test_a_commit_that_fails_lets_go_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A watch goes on after a full disk, though something still holds the failed writer."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    writer = store.writer(whole=True)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_write", full)
        with pytest.raises(OSError, match="No space"):
            store.commit(change("two"), writer, opened(store), whole=True)
    assert held(store.open()) == ("one", "one")
    assert held(commit(store, "three", whole=True)) == ("three", "three")
    assert writer


def test_a_commit_without_a_seal_is_none(tmp_path: Path) -> None:
    commit(store_in(tmp_path), "one", fresh=True)
    (tmp_path / "seal").unlink()
    assert store_in(tmp_path).open() is None


def test_a_commit_that_was_killed_before_it_was_published_is_none(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    writer = store.writer(whole=True)
    (tmp_path / "catalogue-2").write_bytes(b"not all of it")
    writer.commit()
    assert held(store_in(tmp_path).open()) == ("one", "one")
    with pytest.raises(DamagedIndexError):
        store.writer(whole=True)
    assert held(commit(store, "three", fresh=True)) == ("three", "three")


@pytest.mark.parametrize(
    "seal",
    [
        "", "[]", "{}", "null", '"x"', "\x00",
        '{"generation": 1, "layers": [], "stamps": {}}',
        '{"generation": 1, "layers": [1, 2, 3], "stamps": {}}',
        '{"generation": 1, "layers": [true], "stamps": {}}',
        '{"generation": 1, "layers": ["/etc/passwd"], "stamps": {}}',
        '{"generation": "1", "layers": [1], "stamps": {}}',
        '{"generation": 1, "layers": [1], "stamps": []}',
        '{"generation": 1, "layers": [1], "stamps": {"\\u0000": ""}}',
        '{"generation": 1, "layers": [1], "stamps": {"catalogue-1": 5}}',
    ],
)  # fmt: skip
def test_a_seal_that_says_nothing_is_damage(tmp_path: Path, seal: str) -> None:
    commit(store_in(tmp_path), "one", fresh=True)
    (tmp_path / "seal").write_text(seal)
    with pytest.raises(DamagedIndexError):
        store_in(tmp_path).open()


def test_a_catalogue_that_was_touched_since_is_not_opened(tmp_path: Path) -> None:
    commit(store_in(tmp_path), "one", fresh=True)
    (tmp_path / "catalogue-1").touch()
    with pytest.raises(DamagedIndexError, match="not as it was written"):
        store_in(tmp_path).open()


def test_a_text_index_that_was_touched_since_is_neither_read_nor_written(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    (path,) = tmp_path.glob("words/*.seg")
    path.touch()
    assert held(store.open()) == ("one", "one")  # from the flat files
    with pytest.raises(DamagedIndexError, match="not as it was written"):
        store.writer(whole=True)
    (tmp_path / "postings-1").touch()
    with pytest.raises(DamagedIndexError, match="not as it was written"):
        store.open()


@pytest.mark.parametrize("harm", ["touched", "gone", "flipped"])
def test_the_text_index_answers_for_damaged_postings_until_they_are_written_anew(
    tmp_path: Path, harm: str
) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    path = tmp_path / "postings-1"
    if harm == "touched":
        path.touch()
    elif harm == "gone":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[-4] ^= 1  # in the record
        path.write_bytes(data)
        seal_again(tmp_path)
    found = store.open()
    assert held(found) == ("one", "one")
    assert found
    assert found.is_recovered
    words = {path: path.stat() for path in tmp_path.glob("words/*")}
    repaired = store.repaired(found)
    assert not repaired.is_recovered
    assert held(repaired) == held(store_in(tmp_path).open()) == ("one", "one")
    assert repaired.generation == found.generation
    assert {path: path.stat() for path in tmp_path.glob("words/*")} == words


def test_a_change_of_damaged_postings_repairs_them_first(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    commit(store, "two")
    for name, whole in (("three", False), ("four", True)):
        (tmp_path / f"postings-{layers(tmp_path)[0]}").touch()
        assert held(commit(store, name, whole=whole)) == (name, name)
        assert len(layers(tmp_path)) == (1 if whole else 2)
        assert not opened(store).is_recovered


def seal_again(folder: Path) -> None:
    """Have the seal say that the files are as they were written: a fault of the disk."""
    seal = read_seal(folder)
    assert seal
    stamps = {name: stamp_of((folder / name).stat()).hex() for name in seal.stamps}
    (folder / "seal").write_bytes(seal._replace(stamps=stamps).to_json())


def test_a_file_that_cannot_be_written_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_in(tmp_path)
    commit(store, "one", fresh=True)
    before = {path.name for path in tmp_path.iterdir()}

    def rename(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer = store.writer(whole=True)
    monkeypatch.setattr("mdnet.util.held_folder.Place.rename", rename)
    with pytest.raises(OSError):
        store.commit(change("two"), writer, opened(store), whole=True)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert held(store_in(tmp_path).open()) == ("one", "one")
