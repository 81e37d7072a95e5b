"""The page of one person on the terminal."""

from pathlib import Path

import pytest

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
