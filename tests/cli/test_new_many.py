"""``mdnet new`` for several people: in quotes, or one a line on stdin."""

from pathlib import Path

import pytest

from mdnet.model.errors import BadNameError
from tests.cli.test_vault_untouched import tree_of
from tests.conftest import MakeVault, Run

LINES = """\
# whom I met at the fair
Rosa Diaz, potter, Basel: met at the fair

Pete Moss
, nobody
ana diaz, tailor
Joe Plumber, 079 111 22 33
pete moss, again
"""
VAULT = {
    "People/Ana Diaz.md": "---\nroles: [dentist]\n---\n",
    "People/J. Pl.md": "---\nphones: ['+41 79 111 22 33']\n---\n",
}


def test_one_person_a_line(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({**VAULT, ".mdnet/config.toml": 'country = "CH"\n'})
    ran = run("-C", str(root), "new", "-", "--circle", "club", stdin=LINES)
    assert ran.code == 1
    assert ran.stderr.splitlines()[:4] == [
        f"line 5: {BadNameError(', nobody')}",
        "line 6: ana diaz already has a note: People/Ana Diaz.md",
        "line 7: Joe Plumber already has a note: People/J. Pl.md",
        "line 8: pete moss is already on line 4.",
    ]
    assert [Path(line).name for line in ran.stdout.splitlines()] == ["Rosa Diaz.md", "Pete Moss.md"]
    note = (root / "People/Rosa Diaz.md").read_text()
    assert note == (
        "---\ncircles:\n  - club\nroles:\n  - potter\ncity: Basel\n---\nmet at the fair\n\n## Log\n"
    )
    # Once more, and nobody is doubled.
    again = run("-C", str(root), "new", "-", stdin=LINES)
    assert (again.code, again.stdout) == (1, "")
    assert run("-C", str(root), "undo").code == 0
    assert {path.name for path in (root / "People").iterdir()} == {
        Path(name).name for name in VAULT
    }


def test_all_well_is_exit_0(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    assert run("-C", str(root), "new", "-", stdin="Ana Diaz\nRosa Diaz\r\n").code == 0
    assert (root / "People/Rosa Diaz.md").exists()
    ran = run("-C", str(root), "new", "-", stdin="")
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "No line contains a name.\n")


def test_a_line_that_is_no_text_is_named(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    from click.testing import CliRunner

    from mdnet.cli import cli

    done = CliRunner().invoke(
        cli, ["-C", str(root), "new", "-"], input=b"\xef\xbb\xbfEve\n\xff\xfe\n"
    )
    assert done.exit_code == 1
    assert "line 2: it is not UTF-8 text." in done.stderr
    assert (root / "People/Eve.md").exists()


def test_names_in_quotes_are_people_of_their_own(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    ran = run("-C", str(root), "new", "Rosa Diaz", "Pete Moss, baker", "--city", "Chur")
    assert ran.code == 0
    assert "city: Chur" in (root / "People/Rosa Diaz.md").read_text()
    assert "- baker" in (root / "People/Pete Moss.md").read_text()
    run("-C", str(root), "undo")
    assert not (root / "People/Rosa Diaz.md").exists()
    assert not (root / "People/Pete Moss.md").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Rosa Diaz", "Moss"], "Put each name in quotes, or none of them."),
        (["Rosa Diaz", "Pete Moss", "-e"], "--edit works for one person at a time."),
    ],
)
def test_what_could_mean_either_is_refused(
    words: list[str], told: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(VAULT)
    before = tree_of(root)
    ran = run("-C", str(root), "new", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert tree_of(root) == before


def test_one_that_is_there_leaves_all_unwritten(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    assert run("-C", str(root), "new", "Rosa Diaz", "Ana Diaz").code == 5
    assert not (root / "People/Rosa Diaz.md").exists()


def test_dates_and_spans_of_options(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    options = ["--birthday", "12 March", "--met", "last friday", "--met-at", "a fair: the big one",
               "-f", "in 2 weeks", "--cadence", "monthly", "--today", "2026-11-23"]  # fmt: skip
    for command in (["new", "Rosa", "Diaz"], ["log", "ana", "met", "tea"]):
        assert run("-C", str(root), *command, *options).code == 0
    for name in ("Rosa Diaz", "Ana Diaz"):
        note = (root / f"People/{name}.md").read_text()
        for line in ('birthday: "--03-12"', "met: 2026-11-20", 'met_at: "a fair: the big one"',
                     "follow_up: 2026-12-07", "cadence: monthly"):  # fmt: skip
            assert f"\n{line}\n" in note, name
    run("-C", str(root), "undo")
    assert (root / "People/Ana Diaz.md").read_text() == VAULT["People/Ana Diaz.md"]


@pytest.mark.parametrize("command", [["new", "Eve"], ["log", "Ana Diaz", "met"]])
@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--cadence", "soonish", '"soonish" is not a span of time: write 2 weeks,'),
        ("--birthday", "spring", '"spring" is not a day: write today,'),
        ("--follow-up", "soonish", '"soonish" is not a day: write today,'),
    ],
)
def test_what_is_no_day_or_span_is_told_the_same_everywhere(
    command: list[str], option: str, value: str, told: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(VAULT)
    before = tree_of(root)
    ran = run("-C", str(root), *command, option, value)
    assert (ran.code, told in ran.stderr) == (2, True)
    assert tree_of(root) == before
