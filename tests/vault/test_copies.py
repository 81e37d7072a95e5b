"""Copies of notes, as sync programs and systems name them."""

import pytest

from mdnet.model.config import Config
from mdnet.model.conflict_copies import ENDS, TAILS, is_conflict_copy, original_of, unlike_a_copy
from mdnet.vault.walk import scan
from tests.conftest import MakeVault

NOTE = "---\nrole: potter\ncity: Graz\n---\nMakes bowls.\n"
SURE = [
    "Ana Feld.sync-conflict-20260102-101112-ABCDEFG",  # Syncthing
    "Ana Feld (conflicted copy 2026-01-02 101112)",  # Nextcloud
    "Ana Feld (Bo's conflicted copy 2026-01-02)",  # Dropbox
    "Ana Feld (In Konflikt stehende Kopie von Bo 2026-01-02)",
    "Ana Feld (Bos in Konflikt stehende Kopie 2026-01-02)",
    "Ana Feld (Copie en conflit de Bo 2026-01-02)",
    "Ana Feld (Copia en conflicto de Bo 2026-01-02)",
    "Ana Feld (Copia in conflitto di Bo 2026-01-02)",
    "Ana Feld (Cópia em conflito de Bo 2026-01-02)",
    "Ana Feld (конфликтующая копия Bo 2026-01-02)",
    "Ana Feld (Bo の競合コピー 2026-01-02)",
    "Ana Feld (Bo 的冲突副本 2026-01-02)",
    "Ana Feld (Bo의 충돌 복사본 2026-01-02)",
    "Ana Feld (Bos konfliktkopi 2026-01-02)",
    "Ana Feld (Conflicted copy Pixel 7 202601021011)",  # Obsidian Sync
    "Ana Feld (CONFLICTED COPY 2026-01-02)",
    "Ana Feld_conflict-20260102-101112",  # ownCloud
    "Ana Feld (SFConflict bo@x.example 2026-01-02-10-11-12)",  # Seafile
    "Ana Feld.Conflict",  # Resilio
    "Ana Feld_BoPC_Jan-02-101112-2026_Conflict",  # Synology
    "Ana Feld [conflicted]",  # pCloud
    "Ana Feld (conflict 2026-01-02)",
    "Ana Feld (Bo's conflicted copy 2026-01-02) (1)",
]
BESIDE = [
    "Ana Feld copy", "Ana Feld copy 2", "Ana Feld - Copy", "Ana Feld - Copy (2)", "Ana Feld (Kopie)",
    "Ana Feld Kopie", "Ana Feld - Kopie", "Ana Feld – Kopie (3)", "Ana Feld copie",
    "Ana Feld - Copie", "Ana Feld copia", "Ana Feld - Copia", "Ana Feld - Cópia", "Ana Feld kopia",
    "Ana Feld (copy)", "Ana Feld (another copy)", "Ana Feld (3rd copy)", "Ana Feldのコピー",
    "Ana Feld - コピー", "Ana Feld 副本", "Ana Feld - 副本", "Ana Feld 복사본", "Ana Feld копия",
    "Ana Feld — копия", "Ana Feld COPY",
]  # fmt: skip
IF_ALIKE = ["Ana Feld 2", "Ana Feld (1)", "Ana Feld-LAPTOP", "Ana Feld-DESKTOP-7AB12CD",
            "Ana Feld.bak", "Ana Feld.orig", "Ana Feld(2)"]  # fmt: skip


def read(make_vault: MakeVault, files: dict[str, str]) -> tuple[set[str], dict[str, str]]:
    root = make_vault({f"People/{name}.md": text for name, text in files.items()})
    look = scan(root, Config())
    told = {one.path: one.message for one in look.skipped if one.code == "conflict-copy"}
    return {path.removeprefix("People/") for path in look.stamps}, told


@pytest.mark.parametrize("name", SURE)
def test_names_that_say_it_by_themselves(make_vault: MakeVault, name: str) -> None:
    notes, told = read(make_vault, {name: "x", "Bo": ""})
    assert (notes, set(told)) == ({"Bo.md"}, {f"People/{name}.md"})
    assert not is_conflict_copy(f"{unlike_a_copy(name)}.md")


@pytest.mark.parametrize("name", BESIDE)
def test_names_that_say_it_beside_the_note(make_vault: MakeVault, name: str) -> None:
    notes, told = read(make_vault, {name: "x", "Ana Feld": NOTE})
    assert (notes, told) == ({"Ana Feld.md"}, {f"People/{name}.md": "a copy of Ana Feld.md"})
    assert read(make_vault, {f"../Other/{name}": "x"})[0] == {f"Other/{name}.md", "Ana Feld.md"}


@pytest.mark.parametrize("name", IF_ALIKE)
def test_names_that_another_may_have(make_vault: MakeVault, name: str) -> None:
    alike = NOTE.replace("bowls", "plates")
    assert read(make_vault, {name: alike, "Ana Feld": NOTE})[0] == {"Ana Feld.md"}
    other = "---\nrole: mason\ncity: Linz\n---\nBuilds.\n"
    assert read(make_vault, {name: other})[0] == {"Ana Feld.md", f"{name}.md"}


@pytest.mark.parametrize(
    "name",
    ["Conflict resolution course", "Ana Feld (conflict coach)", "Team Conflict", "Ana (2026)",
     "Copy", "Chapter 2", "Mary Kopie", "Ana Feld (Bern)", "Bo Lund", "Kopi Luwak", "ACME",
     "2026-05-03", "Role conflict", "Hyacopy"],
)  # fmt: skip
def test_notes_that_are_no_copies(make_vault: MakeVault, name: str) -> None:
    assert read(make_vault, {name: NOTE, "Other": NOTE})[0] == {f"{name}.md", "Other.md"}


@pytest.mark.parametrize("name", [*SURE, *BESIDE, *IF_ALIKE])
def test_the_quick_look_misses_none(name: str) -> None:
    assert name[-1] in ENDS or name[-2:] in TAILS
    assert is_conflict_copy(f"{name}.md") or original_of(f"{name}.md")


def test_two_notes_of_one_template_are_two(make_vault: MakeVault) -> None:
    text = "---\nrole:\nphone:\ncity: {}\n---\n## Log\n"
    notes, _ = read(make_vault, {"Ana": text.format("Graz"), "Ana 2": text.format("Linz")})
    assert notes == {"Ana.md", "Ana 2.md"}
