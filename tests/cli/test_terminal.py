"""What a person sees: columns and colours on a terminal, neither elsewhere."""

import os
import subprocess
from pathlib import Path

import pytest

from mdnet.cli import output, terminal
from mdnet.cli.layout import width
from tests.conftest import TODAY, MakeVault, Run
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


@pytest.mark.parametrize("columns", [30, 200])
def test_no_row_of_a_list_is_wider_than_the_terminal(columns: int, example_vault: Path) -> None:
    seen = without_styles(in_terminal(LIST, example_vault, columns=columns))
    assert max(map(width, seen.splitlines())) <= columns


@pytest.mark.parametrize("columns", [40, 60, 80, 110, 160])
def test_no_line_is_wider_than_the_terminal(
    columns: int, example_vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(terminal, "terminal_width", lambda _=None: columns)
    monkeypatch.setattr(output, "terminal_width", lambda _=None: columns)
    for command in ("search work --all -n 40", "match --all -n 40", "balance", "list"):
        lines = run(*command.split(), "--today", TODAY, cwd=example_vault).stdout.splitlines()
        assert len(lines) > 5
        assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("columns", [40, 110])
def test_the_word_that_matched_stands_out_at_any_width(columns: int, zwirblers: Path) -> None:
    seen = in_terminal(SEARCH, zwirblers, columns=columns)
    assert max(map(width, without_styles(seen).splitlines())) <= columns
    assert f"{ESCAPE}[1mzwirbler{ESCAPE}[0m" in seen.partition("Bob")[2]


@pytest.mark.parametrize(
    ("env", "linked"),
    [
        ({"VTE_VERSION": "6800"}, True),
        ({"VTE_VERSION": "4000"}, False),
        ({"VTE_VERSION": "odd"}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"WT_SESSION": "x"}, True),
        ({"TERM_PROGRAM": "WezTerm", "SSH_CONNECTION": "x"}, False),
        ({"TERM_PROGRAM": "WezTerm", "TMUX": "x"}, False),
        ({"FORCE_HYPERLINK": "1", "TMUX": "x"}, True),
        ({"FORCE_HYPERLINK": "0", "VTE_VERSION": "6800"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_which_terminals_have_links(env: dict[str, str], *, linked: bool) -> None:
    assert terminal.has_links(env) is linked


@pytest.mark.parametrize(
    ("settings", "options"),
    [({}, ()), ({"NO_COLOR": "1"}, ()), ({}, ("--color", "never"))],
    ids=["links", "no colours", "never"],
)
def test_names_are_links_to_notes(
    settings: dict[str, str], options: tuple[str, ...], zwirblers: Path
) -> None:
    wanted = {"FORCE_HYPERLINK": "1", **settings}
    for command in (SEARCH, (*MDNET, "list")):
        seen = in_terminal((*command, *options), zwirblers, settings=wanted)
        if settings or options:
            assert ESCAPE not in seen
        else:
            assert f"{ESCAPE}]8;;file:///" in seen
            assert "/People/Ana%20Diaz.md" in seen
            assert seen.count("]8;;") % 2 == 0


@pytest.mark.parametrize("command", [SEARCH, (*MDNET, "list")], ids=["search", "list"])
def test_a_pipe_has_no_links_whatever_is_asked_for(
    command: tuple[str, ...], zwirblers: Path
) -> None:
    env = {**os.environ, "FORCE_HYPERLINK": "1", "VTE_VERSION": "6800"}
    done = subprocess.run(
        [*command, "--color", "always"],
        cwd=zwirblers, capture_output=True, text=True, check=True, env=env,
    )  # fmt: skip
    assert "]8;;" not in done.stdout


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
