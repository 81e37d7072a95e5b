"""What ``mdnet search`` makes of its words, and what it says when it finds nothing."""

from pathlib import Path
from typing import Any

import pytest

from mdnet.search import engine
from mdnet.search.filters import Filters
from mdnet.search.results import Answer, Hit
from tests.conftest import MakeVault, Run

Asked = dict[str, Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What was looked for last: the words of the goal, and the filters."""
    last: Asked = {}

    def search(_: object, text: str, filters: Filters) -> Answer:
        last.update(words=text.split(), limit=filters.limit)
        return Answer()

    monkeypatch.setattr(engine, "search", search)
    return last


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault({".mdnet/config.toml": "", "People/Ana Diaz.md": "---\ncity: Bern\n---\n"})


@pytest.mark.parametrize(
    "words",
    [
        ["wind", "-offshore"],
        ["-offshore", "wind"],
        ["wind", "-offshore", "turbine"],
        ["wind", "-house"],  # -h asks for help
        ["wind", "-nuclear"],  # -n takes a number
        ["wind", "-5"],
        ["wind", "-Ölwechsel"],
        ["wind", '-"far'],
        ["wind", "-role:baker"],
        ["wind", "-"],
    ],
    ids=" ".join,
)
def test_a_word_that_is_no_option_is_part_of_the_goal(
    words: list[str], vault: Path, run: Run, asked: Asked
) -> None:
    assert run("search", *words, cwd=vault).code == 0
    assert asked["words"] == words


@pytest.mark.parametrize(
    ("words", "goal", "limit"),
    [
        (["-n", "5", "wind"], ["wind"], 5),
        (["wind", "-n5"], ["wind"], 5),
        (["wind", "-n5", "-offshore"], ["wind", "-offshore"], 5),
        (["wind", "--limit=5", "--json"], ["wind"], 5),
        (["--circle", "-odd", "wind"], ["wind"], 10),
        (["wind", "--", "-n5", "--json"], ["wind", "-n5", "--json"], 10),
        (["wind", "-C", "."], ["wind"], 10),
        (["wind", "-C."], ["wind"], 10),
    ],
    ids=str,
)
def test_options_stay_options(
    words: list[str], goal: list[str], limit: int, vault: Path, run: Run, asked: Asked
) -> None:
    ran = run("search", *words, cwd=vault)
    assert ran.code == 0, ran.stderr
    assert asked == {"words": goal, "limit": limit}


@pytest.mark.parametrize("words", [["-n", "-5"], ["-n0"], ["-n5x"], ["--offshore"], ["-n"], ["-C"]])
def test_options_that_are_wrong_stay_wrong(words: list[str], vault: Path, run: Run) -> None:
    assert run("search", "wind", *words, cwd=vault).code == 2


def test_help_is_still_an_option(run: Run) -> None:
    assert run("search", "wind", "-h").stdout.startswith("Usage: ")


def test_unwanted_words_are_unwanted(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(
        {
            "People/Ana Diaz.md": "---\nroles: [zwirbler at sea]\n---\n",
            "People/Bob Rossi.md": "---\nroles: [zwirbler on land]\n---\n",
        }
    )
    ran = run("-C", str(vault), "search", "zwirbler", "-sea")
    assert [line.partition("\t")[0] for line in ran.stdout.splitlines()] == ["Bob Rossi"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--circle", "nowhere"], 'Nobody with --circle "nowhere" seems able to help with that'),
        (["--group", "primary"], 'Nobody with --group "primary" seems'),
        (
            ["--circle", "club", "--group", "primary"],
            'Nobody with --circle "club" and --group "primary" seems',
        ),
    ],
    ids=str,
)
def test_a_filter_that_leaves_nobody_is_named(
    options: list[str], said: str, vault: Path, run: Run
) -> None:
    ran = run("search", "bern", *options, cwd=vault)
    assert (ran.code, ran.stdout) == (0, "")
    assert said in ran.stderr
    assert "mdnet new" not in ran.stderr


def test_nobody_without_a_filter(vault: Path, run: Run) -> None:
    assert "To add someone: mdnet new" in run("search", "qqzzx", cwd=vault).stderr


@pytest.mark.parametrize(
    "goal", ["who speaks Spanish", "who works at Pharmix", "who knows Ana Zyx"]
)
def test_that_nobody_has_what_was_asked_for_is_said_once(goal: str, vault: Path, run: Run) -> None:
    said = [line for line in run("search", goal, cwd=vault).stderr.splitlines() if line]
    assert [line for line in said if line.startswith("Nobody")] == said[:1]


def test_a_long_unknown_word_is_cut(vault: Path, run: Run) -> None:
    ran = run("search", "q" * 10_000, "渡" * 300, cwd=vault)
    assert f"{'q' * 39}…" in ran.stderr
    assert "q" * 40 not in ran.stderr
    assert "渡" * 20 not in ran.stderr


@pytest.mark.parametrize("width", [20, 40, 60, 75, 100])
def test_a_table_counts_columns_as_they_are_shown(
    width: int, make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdnet.cli import layout, output

    names = ["Ana\u202e\u202e\u202eDiaz", "Bob Rossi", "渡辺 直美 " * 4, "x" * 90]
    vault = make_vault(
        {f"People/{name}.md": "---\nroles: [zwirbler of many a thing]\n---\n" for name in names}
    )
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    rows = run("-C", str(vault), "search", "zwirbler").stdout.splitlines()
    assert max(map(layout.width, rows)) <= width
    heads = [row for row in rows if row[:2].strip().isdigit()]
    assert len(heads) == 4
    if width >= 60:
        places = {layout.width(row[: row.index("zwirb")]) for row in heads}
        assert len(places) == 1


def test_notes_with_warnings_are_counted(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(
        {
            "People/Ana Diaz.md": "---\ncity: Bern\ncloseness: 9\n---\n",
            "People/Bob Rossi.md": "---\nroles: [baker\n---\n",
            "People/Cy Quell.md": "---\nroles: [baker]\n---\n",
        }
    )
    ran = run("-C", str(vault), "search", "bern")
    assert "2 notes have problems. To see them: mdnet check" in ran.stderr
    listed = run("-C", str(vault), "index").stderr
    assert "People/Ana Diaz.md:3:" in listed
    assert "People/Bob Rossi.md:2:" in listed


def test_how_many_there_are_is_told(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({f"People/P{at:02}.md": "---\nroles: [zwirbler]\n---\n" for at in range(77)})
    ran = run("-C", str(vault), "search", "zwirbler")
    assert len(ran.stdout.splitlines()) == 10
    assert "10 of 77. To see more: -n 77" in ran.stderr
    ran = run("-C", str(vault), "search", "zwirbler", "-n", "80")
    assert len(ran.stdout.splitlines()) == 77
    assert " of 77" not in ran.stderr


def test_whom_a_goal_looks_for_is_told(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana Diaz.md": "---\nroles: [dentist]\n---\n"})
    ran = run("-C", str(vault), "search", "my tooth hurts")
    assert ran.stdout.startswith("Ana Diaz\tdentist\t")
    assert "Looking for: " in ran.stderr
    [line] = [line for line in ran.stderr.splitlines() if line.startswith("Looking for: ")]
    assert "dentist" in line.lower()


def test_names_that_the_vault_does_not_have_are_told_first(
    vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer(
        hits=(Hit("Ana Diaz", "People/Ana Diaz.md", "maybe", 0.4),),
        unknown=("Nobody here is at Novartis",),
        looking_for=("chemist",),
        found=1,
    )
    monkeypatch.setattr(engine, "search", lambda *_: answer)
    said = run("search", "at", "novartis", cwd=vault).stderr.splitlines()
    assert said[0].startswith("Nobody here is at Novartis.")
    assert said[1] == "Looking for: chemist"


def test_explain_prints_each_feature_and_passage_in_words(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(
        {"People/Ana Diaz.md": "---\nroles: [dentist]\nneeds: [a calmer dentist]\n---\n"}
    )
    shown = run("-C", str(vault), "search", "dentist", "--explain", "--all").stdout
    assert "Ana Diaz: 0." in shown or shown.startswith("Ana Diaz\t")
    if "Ana Diaz: 0." in shown:
        assert "tie x 1.00" in shown
        assert "  for: what they do: dentist" in shown
