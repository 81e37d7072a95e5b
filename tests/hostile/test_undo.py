"""Backups that came with a vault, and folders that are not what they seem."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run

ENTRY = "20260101T000000Z-001"
NOW = "what is there now"


def planted(vault: Path, path: str, name: str = ENTRY) -> Path:
    """Plant an edit whose undoing would write ``evil`` to ``path``."""
    entry = vault / ".mdnet/undo" / name
    entry.mkdir(parents=True, exist_ok=True)
    (entry / "1.md").write_text("evil")
    after = hashlib.sha256(NOW.encode()).hexdigest()
    saved = {"path": path, "backup": "1.md", "after": after}
    (entry / "manifest.json").write_text(json.dumps({"undoes": "", "notes": [saved]}))
    return entry


@pytest.mark.parametrize("options", [[], ["--force"], ["--list"], ["--dry-run"]], ids=str)
@pytest.mark.parametrize(
    "path",
    [".git/config", ".mdnet/config.toml", "../outside.md", "/outside.md", "People/Link.md",
     "Out/outside.md", "x\0.md", "tool.py", "", ".", "People/../.git/hooks.md"],
)  # fmt: skip
def test_a_planted_backup_reaches_notes_of_the_vault_only(
    path: str, options: list[str], make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({
        ".git/config": NOW, ".mdnet/config.toml": "", "tool.py": NOW, "People/Ana.md": NOW,
        ".git/hooks.md": NOW,
    })  # fmt: skip
    outside = vault.parent / "outside.md"
    outside.write_text(NOW)
    (vault / "Out").symlink_to("..")
    (vault / "People/Link.md").symlink_to("../.git/config")
    planted(vault, path)
    ran = run("-C", str(vault), "undo", *options)
    assert ran.code in {0, 5}, ran
    files = [outside, vault / ".git/config", vault / "tool.py", vault / ".git/hooks.md"]
    assert [file.read_text() for file in files] == [NOW] * 4


def test_a_planted_backup_of_a_note_is_one(make_vault: MakeVault, run: Run) -> None:
    """Otherwise the test above would show nothing."""
    vault = make_vault({"People/Ana.md": NOW})
    planted(vault, "People/Ana.md")
    assert run("-C", str(vault), "undo").code == 0
    assert (vault / "People/Ana.md").read_text() == "evil"


@pytest.mark.parametrize("link", [".mdnet", ".mdnet/undo"])
def test_nothing_is_made_behind_a_link(link: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    outside = vault.parent / "outside"
    outside.mkdir()
    (vault / link).parent.mkdir(exist_ok=True)
    (vault / link).symlink_to(outside)
    for command in (["log", "Ana", "met"], ["undo"], ["undo", "--list"], ["init"]):
        assert run("-C", str(vault), *command, cwd=vault).code in {0, 2, 5}
    assert not list(outside.iterdir())


@pytest.mark.parametrize("part", ["entry", "manifest.json", "1.md"])
def test_parts_of_a_backup_that_are_no_files(part: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": NOW})
    entry = planted(vault, "People/Ana.md")
    if part == "entry":
        entry.rename(vault.parent / "elsewhere")
        entry.symlink_to(vault.parent / "elsewhere")
    else:
        (entry / part).unlink()
        os.mkfifo(entry / part)
    for option in ([], ["--list"]):
        assert run("-C", str(vault), "undo", *option).code == 0
    assert (vault / "People/Ana.md").read_text() == NOW


@pytest.mark.parametrize(
    "name", ["99991231T235959Z-001", "00010101T000000Z-001", "20991231T235959Z-999999999", "x"]
)
def test_odd_names_of_backups(name: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    planted(vault, "People/Ana.md", name)
    assert run("-C", str(vault), "undo", "--list").code == 0
    ran = run("-C", str(vault), "log", "Ana", "met")
    assert ran.code == 0 or "delete it" in ran.stderr


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
@pytest.mark.parametrize("name", ["lock", ".gitignore"])
def test_files_of_the_folder_that_are_none(
    kind: str, name: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    place = vault / ".mdnet/undo" / name
    place.parent.mkdir(parents=True)
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case _:
            place.symlink_to(vault.parent / "made")
    assert run("-C", str(vault), "log", "Ana", "met").code in {0, 1, 5}
    assert not (vault.parent / "made").exists()


def test_a_link_to_what_is_no_note_is_none(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({".git/config": "[core]\n", "People/Ana.md": ""})
    (vault / "People/Git.md").symlink_to("../.git/config")
    (vault / "People/Same.md").symlink_to("Ana.md")
    assert "not a note" in run("-C", str(vault), "index").stderr
    assert run("-C", str(vault), "log", "Git", "met").code == 4
    assert run("-C", str(vault), "log", "Same", "met").code == 0
    assert (vault / ".git/config").read_text() == "[core]\n"


def test_a_link_in_the_place_of_the_lock_is_named(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    (vault / ".mdnet/undo").mkdir(parents=True)
    (vault / ".mdnet/undo/lock").symlink_to(vault.parent / "elsewhere")
    ran = run("-C", str(vault), "log", "Ana", "met")
    assert ran.code == 5
    assert ".mdnet/undo/lock is a link" in ran.stderr
    assert not (vault.parent / "elsewhere").exists()
