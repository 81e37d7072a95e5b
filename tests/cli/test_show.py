"""The page of one person on the terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.cli import layout, output
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS
from tests.conftest import TODAY, MakeVault, Run


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


# What is wanted before a meeting, by the labels of the page, if the note has it.
BEFORE_A_MEETING = {
    "met", "introduced by", "what they do", "where", "last contact", "you both know", "balance",
    "you promised", "they promised", "needs", "you could help with an introduction", "history",
    "reach", "follow up",
}  # fmt: skip


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """A function that makes stdout a terminal of so many columns and lines."""

    def make(columns: int, lines: int) -> None:
        monkeypatch.setattr(output, "is_terminal", lambda: True)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", str(lines))

    return make


def labels_in(page: str) -> set[str]:
    lines = [line for line in page.splitlines() if not line.startswith(" ")]
    return {line.partition(":")[0] for line in lines if ":" in line}


def test_before_a_meeting_a_page_fits_a_screen(
    example_vault: Path, run: Run, terminal: Callable[[int, int], None]
) -> None:
    people = json.loads(run("list", "--json", cwd=example_vault).stdout)
    whole = {one["name"]: run("show", one["name"], cwd=example_vault).stdout for one in people}
    terminal(80, 24)
    assert len(whole) > 40
    for name, page in whole.items():
        ran = run("show", name, "--today", TODAY, cwd=example_vault)
        shown = ran.stdout.splitlines()
        # One line is for the prompt.
        assert len(shown) + len(ran.stderr.splitlines()) < 24, name
        assert max(map(layout.width, shown)) <= 80
        assert labels_in(ran.stdout) >= labels_in(page) & BEFORE_A_MEETING, name
        log = page.partition("history:\n")[2].splitlines()[:3]
        words = " ".join(ran.stdout.split())
        assert all(" ".join(line.split()) in words for line in log), name


def test_everything_stays_reachable(
    example_vault: Path, run: Run, terminal: Callable[[int, int], None]
) -> None:
    piped = run("show", "Ben Frost", cwd=example_vault).stdout
    terminal(80, 24)
    brief, whole = (run("show", *more, "Ben", cwd=example_vault) for more in ([], ["--all"]))
    assert "more lines. To see everything: mdnet show --all Ben Frost\n" in brief.stderr
    assert "more line" not in whole.stderr
    assert " ".join(whole.stdout.split()) == " ".join(piped.split())
    assert len(brief.stdout.splitlines()) < len(whole.stdout.splitlines())
    terminal(80, 60)
    assert run("show", "Ben", cwd=example_vault).stdout == whole.stdout


def test_how_you_met_comes_first(make_vault: MakeVault, run: Run) -> None:
    front = (
        "roles: [dentist]\nintroduced_by: '[[Bob Rossi]]'\nmet_at: in the lift\nmet: 2020-02-03\n"
    )
    vault = make_vault({"People/Ana Diaz.md": f"---\n{front}---\n"})
    lines = run("-C", str(vault), "show", "Ana").stdout.splitlines()
    assert lines[:4] == [
        "Ana Diaz", "met: 2020-02-03, in the lift", "introduced by: Bob Rossi",
        "what they do: dentist",
    ]  # fmt: skip


def test_a_long_log_and_a_long_text_are_whole_in_a_pipe(make_vault: MakeVault, run: Run) -> None:
    text = " ".join(f"She said word{number}." for number in range(20))
    log = "".join(f"- 2024-01-{day:02} met: coffee {day}\n" for day in range(1, 29))
    vault = make_vault({"People/Ana Diaz.md": f"{text}\n\n## Log\n{log}"})
    page = run("-C", str(vault), "show", "Ana").stdout
    assert all(f"word{number}." in page for number in range(20))
    assert page.count(" met: coffee") == 28
