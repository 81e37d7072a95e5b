"""The page of one person on the terminal."""

from pathlib import Path

import pytest

from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS
from tests.conftest import MakeVault, Run


@pytest.mark.parametrize("words", [["Ana Diaz"], ["Ana", "Diaz"], ["ana", "d"], ["Ana ", " Diaz"]])
def test_a_name_needs_no_quotes(words: list[str], example_vault: Path, run: Run) -> None:
    ran = run("show", *words, cwd=example_vault)
    assert ran.code == 0, ran.stderr
    assert ran.stdout.startswith("Ana Diaz\n")


def test_a_name_among_options(example_vault: Path, run: Run) -> None:
    assert run("show", "Ana", "--json", "Diaz", cwd=example_vault).code == 0


def test_needs_stand_beside_offers(example_vault: Path, run: Run) -> None:
    labels = [
        line.partition(":")[0]
        for line in run("show", "Ana Diaz", cwd=example_vault).stdout.splitlines()
    ]
    assert labels[labels.index("offers") + 1] == "needs"
    assert labels.count("needs") == 1


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("", "group: secondary"),
        ("closeness: 4", "group: secondary, closeness 4"),
        ("group: primary", "group: primary"),
        ("circles: [club]", "circles: club (secondary)"),
        ("private: true", "marked: private"),
        ("archived: true", "marked: archived"),
        ("private: true\narchived: true\nstub: true", "marked: not met yet, private, archived"),
    ],
)
def test_circles_group_and_marks(front: str, line: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana Diaz.md": f"---\n{front}\n---\n"})
    lines = run("-C", str(vault), "show", "Ana").stdout.splitlines()
    assert line in lines
    assert not [line for line in lines if line.startswith("circles:  ")]


def test_nobody_is_marked_without_reason(example_vault: Path, run: Run) -> None:
    assert "marked" not in run("show", "Ana Diaz", cwd=example_vault).stdout


# What a note may hold under a key of each kind, and how the page says it.
OF_KIND = {
    "texts": ("[one, two words]", ("one", "two words")),
    "tags": ("[one, two]", ("one", "two")),
    "circles": ("[one, two]", ("one", "two")),
    "raw": ('["X-ONE:1", "X-TWO:2"]', ("X-ONE:1", "X-TWO:2")),
    "kept": ('["linkedin:ana"]', ("linkedin:ana",)),
    "text": ("a few words", ("a few words",)),
    "links": ('["[[Ben Frost]]"]', ("Ben Frost",)),
    "group": ("primary", ("primary",)),
    "date": ("2024-05-06", ("2024-05-06",)),
    "partial": ("--05-06", ("--05-06",)),
    "rating": ("4", ("4",)),
    "days": ("3 months", ("every 3 months",)),
    "flag": ("true", ()),
}


@pytest.mark.parametrize("key", CONTACT_KEYS, ids=lambda key: key.name)
def test_every_key_of_a_note_is_on_the_page(key: Field, make_vault: MakeVault, run: Run) -> None:
    written, said = OF_KIND[key.kind]
    vault = make_vault({"People/Ana Diaz.md": f"---\n{key.name}: {written}\n---\n"})
    lines = run("-C", str(vault), "show", "Ana").stdout.splitlines()
    label = key.shown.label if key.shown else key.name.replace("_", " ")
    [line] = [line for line in lines if line.startswith(f"{label}: ")]
    for words in (*said, key.shown.words if key.shown else ""):
        assert words in line


def test_keys_of_ones_own_are_on_the_page(make_vault: MakeVault, run: Run) -> None:
    front = 'shoe size: 42\npets: {dog: Rex}\nsea_legs: [yes, "no"]\nteacher: "[[Bo]], at school"'
    vault = make_vault({"People/Ana Diaz.md": f"---\n{front}\n---\n"})
    lines = run("-C", str(vault), "show", "Ana").stdout.splitlines()
    for line in ("shoe size: 42", "pets: dog: Rex", "sea legs: yes, no", "teacher: Bo, at school"):
        assert line in lines


def test_a_second_value_hides_none(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana Diaz.md": "---\nlocation: Bern\ncity: Basel\n---\n"})
    lines = run("-C", str(vault), "show", "Ana").stdout.splitlines()
    assert "where: Bern" in lines
    assert "city: Basel" in lines
