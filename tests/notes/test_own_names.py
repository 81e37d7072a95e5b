"""The names that people have whose files are called otherwise."""

import pytest

from mdnet.model.config import Config
from mdnet.notes.own_names import without_ornaments
from mdnet.notes.reader import read_note


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("@Ana Feld", "Ana Feld"),
        ("@ana", "ana"),
        ("👤 Cy Roth", "Cy Roth"),
        ("👤_Cy Roth", "Cy Roth"),
        ("Cy Roth 👤", "Cy Roth"),
        ("❤️ Ana ❤️", "Ana"),
        ("👩‍🦰 Zoë Lind", "Zoë Lind"),
        ("🧑‍🤝‍🧑 ملاك", "ملاك"),
        ("202405021200 Hal Voss", "Hal Voss"),
        ("20240502-Hal Voss", "Hal Voss"),
        ("👤 20240502 Hal Voss", "Hal Voss"),
    ],
)
def test_a_contact_is_called_without_the_ornaments_of_the_file_name(stem: str, name: str) -> None:
    note = read_note(f"People/{stem}.md", b"# x\nA potter.\n", Config())
    assert note is not None
    assert note.contact is not None
    assert note.name == name
    assert note.contact.aliases == (stem,)
    assert without_ornaments(name) == name


@pytest.mark.parametrize(
    "stem",
    ["@", "👤", "-dash", "C++ guy", "100% Bo", "(Ana)", "Ana [old]", "_Bo", "12 Bo", "Dr. J.",
     "20240502", "山田 太郎", "#1 Bo", "@@Bo", "Bo @work", "emoji 🏺 Potter", "7", "Kern, Fi",
     "Bo Jr.", "Yahoo!", "$HOME", "1234567 Bo"],
)  # fmt: skip
def test_other_names_stay(stem: str) -> None:
    assert without_ornaments(stem) == stem


def test_only_a_contact_has_the_plain_name() -> None:
    note = read_note("Notes/👤 Cy Roth.md", b"", Config())
    assert note is not None
    assert note.name == "👤 Cy Roth"


def test_a_name_of_ones_own_counts_first() -> None:
    note = read_note("People/@cy.md", b"---\nname: Cy Roth\n---\n", Config())
    assert note is not None
    assert note.name == "Cy Roth"


def test_a_heading_that_is_the_name_is_no_sentence() -> None:
    for path in ("People/cy-roth.md", "People/👤 Cy Roth.md"):
        note = read_note(path, b"# Cy Roth\nA cook.\n", Config())
        assert note is not None
        assert [one.text for one in note.passages] == ["A cook."]
