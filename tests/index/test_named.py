"""A refresh of a few notes by name: their answers are right at once, all others after a look."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.cache import vault_folder
from mdnet.index.refresh import Changes, Refreshed, fold, refresh_named
from mdnet.index.seal import read_seal
from mdnet.index.store import Snapshot, Store
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault, examples
from tests.index.test_refresh import ANA, BOB, EDITS, PATHS, TEXTS, VAULT, Edit, write
from tests.index.whole import contents, rebuilt, refreshed


def named(root: Path, *paths: str) -> Refreshed | None:
    return refresh_named(open_vault(root), os.environ, paths, wait=0)


def of_notes(held: dict[str, Any], paths: set[str]) -> dict[str, Any]:
    """Return what an index tells of some notes."""
    postings = {
        (*key, path): weight
        for key, found in held["postings"].items()
        for path, weight in found.items()
        if path in paths
    }
    return {
        "cards": {path: held["cards"].get(path) for path in paths},
        "records": {path: held["records"].get(path) for path in paths},
        "troubled": paths.intersection(held["troubled"]),
        "postings": postings,
    }


def folder_of(root: Path) -> Path:
    return vault_folder(Path(os.environ["MDNET_CACHE_DIR"]), root)


def layers(root: Path) -> tuple[int, ...]:
    seal = read_seal(folder_of(root))
    assert seal
    return seal.layers


def from_the_text_index(root: Path) -> Snapshot:
    """Return the index as it is when its postings of all notes are damaged."""
    (folder_of(root) / f"postings-{layers(root)[0]}").touch()
    found = Store(folder_of(root)).open()
    assert found
    assert found.is_recovered
    return found


@examples(8)
@given(st.lists(st.lists(EDITS, max_size=3), min_size=1, max_size=5), st.booleans())
def test_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[list[Edit]],
    folded: bool,  # noqa: FBT001
) -> None:
    root = tmp_path_factory.mktemp("vault")
    for path, text in zip(PATHS, TEXTS, strict=False):
        write(root, path, text)
    refreshed(root)
    for some in rounds:
        for edit, arguments in some:
            edit(root, *arguments)
        saved = {path for path in PATHS if (root / path).exists()}
        found = named(root, *saved)
        right = rebuilt(root)
        if found:
            assert of_notes(contents(found.snapshot), saved) == of_notes(right, saved)
        assert contents(refreshed(root).snapshot) == right
        if folded:
            fold(open_vault(root), os.environ)
        assert contents(from_the_text_index(root)) == right


def test_what_changed_is_told(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    first = refreshed(root)
    (root / "People/Ana Diaz.md").write_text(BOB)
    (root / "People/Cleo.md").write_text(ANA)
    (root / "People/Bob Rossi.md").write_text("Not looked at.\n")
    found = named(root, "People/Ana Diaz.md", "People/Cleo.md", "Goals/Find a flat.md")
    assert found
    assert found.changes == Changes(added=("People/Cleo.md",), changed=("People/Ana Diaz.md",))
    assert found.since == first.snapshot.generation < found.snapshot.generation
    assert found.stamps.keys() == {"People/Ana Diaz.md", "People/Cleo.md", "Goals/Find a flat.md"}
    again = named(root, "People/Ana Diaz.md")
    assert again
    assert again.changes == Changes()
    rest = refreshed(root)
    assert rest.changes == Changes(changed=("People/Bob Rossi.md",))
    assert contents(rest.snapshot) == rebuilt(root)


def test_a_save_is_written_into_the_small_files_alone(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    (whole,) = layers(root)
    kept = [*folder_of(root).glob(f"*-{whole}"), *folder_of(root).glob("words/*")]
    before = {path: path.stat() for path in kept}
    for number in range(30):
        (root / "People/Ana Diaz.md").write_text(f"{ANA}Saved {number} times.\n")
        (root / f"People/New {number}.md").write_text(BOB)
        assert named(root, "People/Ana Diaz.md", f"People/New {number}.md")
    assert len(layers(root)) == 2
    assert {path: path.stat() for path in kept} == before


def test_changes_are_folded_in_when_they_are_many(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    for number in range(20):
        (root / f"People/New {number}.md").write_text(f"{BOB}Saved {number}.\n")
        assert named(root, f"People/New {number}.md")
        if number == 3:
            fold(open_vault(root), os.environ)
            assert len(layers(root)) == 2  # they are few
    (root / "People/New 7.md").unlink()
    refreshed(root)
    assert len(layers(root)) == 1
    for number in range(20, 40):
        (root / f"People/New {number}.md").write_text(f"{ANA}Saved {number}.\n")
        assert named(root, f"People/New {number}.md")
    assert len(layers(root)) == 2
    fold(open_vault(root), os.environ)
    assert len(layers(root)) == 1
    assert contents(refreshed(root).snapshot) == rebuilt(root)
    assert contents(from_the_text_index(root)) == rebuilt(root)


@pytest.mark.parametrize("harm", ["no index", "damage", "gone", "copy", "settings", "busy"])
def test_the_rest_is_left_to_a_look_at_all_notes(make_vault: MakeVault, harm: str) -> None:
    root = make_vault(VAULT)
    path = "People/Ana Diaz.md"
    if harm != "no index":
        refreshed(root)
    (root / path).write_text(BOB)
    if harm == "damage":
        (folder_of(root) / f"postings-{layers(root)[0]}").touch()
    elif harm == "gone":
        (root / path).unlink()
    elif harm == "copy":
        path = "People/Ana Diaz 2.md"
        (root / path).write_text(BOB)
    elif harm == "settings":
        write(root, ".mdnet/config.toml", 'people = ["Amici"]\n')
    if harm == "busy":
        with Store(folder_of(root)).lock(0):
            assert named(root, path) is None
    else:
        assert named(root, path) is None
    assert contents(refreshed(root).snapshot) == rebuilt(root)


def test_a_note_just_written_is_read_again_at_the_next_look(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stamp may stay as it is while somebody writes on."""
    root = make_vault({"a.md": ANA})
    refreshed(root)
    (root / "a.md").write_text(BOB)
    with monkeypatch.context() as patch:
        patch.setattr("time.time_ns", lambda: (root / "a.md").stat().st_mtime_ns)
        found = named(root, "a.md")
    assert found
    assert found.snapshot.catalogue.stamp("a.md") != found.stamps["a.md"]
    time.sleep(0.03)
    settled = refreshed(root)
    assert settled.changes == Changes()
    assert settled.snapshot.catalogue.stamp("a.md") == settled.stamps["a.md"]
