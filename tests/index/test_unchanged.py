"""What an index holds of notes is taken from it only while they are as they were."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.index.unchanged import unchanged_notes
from mdnet.model.contact import Note
from mdnet.notes.reader import read_contact
from mdnet.vault.root import open_vault
from mdnet.vault.walk import scan
from tests.conftest import MakeVault
from tests.index.whole import refreshed

VAULT = {"People/Ana Diaz.md": "---\nrole: dentist\n---\n", "People/Bo.md": "", "Notes/a.md": ""}
# Younger files could change again without a new stamp, and are read again in any case.
_TICK = 0.05


def notes_of(root: Path) -> tuple[Callable[[str], Note | None], list[str]]:
    vault = open_vault(root)
    stamps = scan(vault.root, vault.config).stamps
    return unchanged_notes(vault, os.environ, stamps), sorted(stamps)


def held_in(root: Path) -> list[str]:
    note_at, paths = notes_of(root)
    return [path for path in paths if note_at(path)]


def test_they_are_what_reading_them_gives(example_vault: Path) -> None:
    time.sleep(_TICK)
    refreshed(example_vault)
    vault = open_vault(example_vault)
    note_at, paths = notes_of(example_vault)
    known = 0
    for path in paths:
        note = note_at(path)  # None for a template
        read = read_contact(path, (example_vault / path).read_bytes(), vault.config)
        assert read == ((note.name, note.contact) if note and note.contact else None)
        known += read is not None
    assert known > 10


def test_a_note_that_changed_must_be_read(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    time.sleep(_TICK)
    refreshed(root)
    assert held_in(root) == sorted(VAULT)
    (root / "People/Bo.md").write_text("A baker.")
    (root / "People/New.md").touch()
    assert held_in(root) == ["Notes/a.md", "People/Ana Diaz.md"]


def test_without_an_index_all_must_be_read_and_nothing_is_written(
    make_vault: MakeVault, own_home: Path
) -> None:
    assert held_in(make_vault(VAULT)) == []
    assert list(own_home.iterdir()) == []


def test_an_index_under_other_settings_does_not_count(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    time.sleep(_TICK)
    refreshed(root)
    (root / ".mdnet").mkdir(exist_ok=True)
    (root / ".mdnet/config.toml").write_text('people = ["Notes"]\n')
    assert held_in(root) == []


@pytest.mark.parametrize("kind", ["catalogue", "postings"])
@pytest.mark.parametrize("at", [0, 30, -1, -200, None])
def test_of_a_damaged_index_nothing_wrong_is_taken(
    make_vault: MakeVault, own_home: Path, kind: str, at: int | None
) -> None:
    root = make_vault(VAULT)
    time.sleep(_TICK)
    refreshed(root)
    note_at, paths = notes_of(root)
    sound = [note_at(path) for path in paths]
    (path,) = (own_home / "cache").glob(f"*/{kind}-*")
    data = bytearray(path.read_bytes())
    if at is not None:
        data[at] ^= 1
    path.write_bytes(data if at is not None else b"")
    note_at, paths = notes_of(root)
    for place, held in zip(paths, sound, strict=True):
        assert note_at(place) in (None, held)
