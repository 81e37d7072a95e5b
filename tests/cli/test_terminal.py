"""What a person sees: columns and colours on a terminal, neither elsewhere."""

import subprocess
from pathlib import Path

import pytest

from mdnet.cli.output import width
from tests.conftest import TODAY, MakeVault
from tests.terminal import MDNET, in_terminal, without_styles

# An invented trade, of which nobody is known but these two.
SEARCH = (*MDNET, "search", "zwirbler", "--today", TODAY)
LIST = (*MDNET, "list", "--circle", "close friend", "--today", TODAY)
ESCAPE = "\x1b"


@pytest.fixture
def zwirblers(make_vault: MakeVault) -> Path:
    return make_vault(
        {
            ".mdnet/config.toml": "",
            "People/Ana Diaz.md": "---\nroles: [zwirbler]\ncity: Wimmlingen\n---\n",
            "People/Bob.md": f"---\ncircles: [club]\n---\n{'He met a zwirbler. ' * 9}[[Cy Quell]].",
        }
    )


def test_a_search_has_numbers_names_and_bands_in_columns(zwirblers: Path) -> None:
    lines = without_styles(in_terminal(SEARCH, zwirblers)).splitlines()
    hits = [line for line in lines if line[:4].strip().isdigit()]
    assert hits[0].startswith(" 1  Ana Diaz  zwirbler · Wimmlingen")
    assert hits[1].startswith(" 2  Bob       club")
    assert hits[0].index("zwirbler") == hits[1].index("club")


def test_a_terminal_shows_colours(zwirblers: Path) -> None:
    seen = in_terminal(SEARCH, zwirblers)
    assert f"{ESCAPE}[1mAna Diaz" in seen
    assert f"{ESCAPE}[33mmaybe" in seen


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
@pytest.mark.parametrize("command", [SEARCH, (*MDNET, "show", "ana")], ids=["search", "show"])
def test_colours_can_be_turned_off(
    command: tuple[str, ...], settings: dict[str, str], zwirblers: Path
) -> None:
    seen = in_terminal(command, zwirblers, settings=settings)
    assert "Ana Diaz" in seen
    assert ESCAPE not in seen


def test_no_color_of_nothing_means_nothing(zwirblers: Path) -> None:
    assert ESCAPE in in_terminal(SEARCH, zwirblers, settings={"NO_COLOR": ""})


def test_a_list_is_aligned(example_vault: Path) -> None:
    lines = without_styles(in_terminal(LIST, example_vault)).splitlines()
    *rows, count = lines
    assert count == "4 contacts"
    assert {row.index("close friend") for row in rows} == {rows[0].index("close friend")}
    assert not any("\t" in row for row in rows)


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 100, 200])
def test_no_row_of_a_list_is_wider_than_the_terminal(columns: int, example_vault: Path) -> None:
    seen = without_styles(in_terminal(LIST, example_vault, columns=columns))
    assert max(map(width, seen.splitlines())) <= columns


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 100, 200])
def test_no_row_of_a_search_is_wider_than_the_terminal(columns: int, example_vault: Path) -> None:
    command = (*MDNET, "search", "work", "--all", "-n", "40", "--today", TODAY)
    seen = without_styles(in_terminal(command, example_vault, columns=columns))
    rows = [line for line in seen.splitlines() if line[:4].strip().isdigit() or line[:6] == " " * 6]
    assert rows
    assert max(map(width, rows)) <= columns


def test_a_pipe_gets_fields_with_tabs_and_no_colours(example_vault: Path) -> None:
    done = subprocess.run(LIST, cwd=example_vault, capture_output=True, text=True, check=True)
    assert ESCAPE not in done.stdout
    assert all(line.count("\t") == 4 for line in done.stdout.splitlines())


def test_a_closed_pipe_ends_quietly(example_vault: Path) -> None:
    line = f"{MDNET[0]} -m mdnet list | head -n 1"
    done = subprocess.run(
        ["sh", "-c", line], cwd=example_vault, capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
