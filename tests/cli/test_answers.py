"""``mdnet search`` with a question that another command answers."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import MakeVault, Ran, Run

LOG = """---
circles: [{circle}]
birthday: {birthday}
---
## Log
{log}
"""
FILES = {
    ".mdnet/config.toml": "",
    "People/Ana Diaz.md": LOG.format(
        circle="friend",
        birthday="1980-12-02",
        log="- 2026-11-01 gave: a lift\n- 2026-11-02 promised: I will lend her the drill",
    ),
    "People/Bob Rossi.md": LOG.format(
        circle="work",
        birthday="--11-28",
        log="- 2025-01-02 got: a desk\n- 2025-01-03 promised: he will bring the lamp",
    ),
}

Ask = Callable[..., Ran]


@pytest.fixture
def ask(make_vault: MakeVault, run: Run) -> Ask:
    root = make_vault(FILES)

    def asking(*words: str) -> Ran:
        return run("search", *words, "--today", "2026-11-23", cwd=root)

    return asking


@pytest.mark.parametrize(
    ("question", "rows", "command"),
    [
        (
            "whom have I not seen for a year",
            "Bob Rossi\tlast contact 2025-01-02, 23 months ago\n",
            "mdnet list --sort last-contact",
        ),
        ("who owes me a favour", "Ana Diaz\tthey gave 0, you gave 1\n", "mdnet balance"),
        ("whom do I owe a favour", "Bob Rossi\tthey gave 1, you gave 0\n", "mdnet balance"),
        (
            "whose birthday is next",
            "Bob Rossi\t2026-11-28, in 5 days\nAna Diaz\t2026-12-02, turns 46 in 9 days\n",
            "mdnet due --all",
        ),
        ("birthdays this month", "Bob Rossi\t2026-11-28, in 5 days\n", "mdnet due --all"),
        ("birthdays next month", "Ana Diaz\t2026-12-02, turns 46 in 9 days\n", "mdnet due --all"),
        (
            "what did I promise",
            "Ana Diaz\t2026-11-02: I will lend her the drill\n",
            "mdnet balance --promises",
        ),
        (
            "who promised me something",
            "Bob Rossi\t2025-01-03: he will bring the lamp\n",
            "mdnet balance --promises",
        ),
    ],
)
def test_a_short_answer(ask: Ask, question: str, rows: str, command: str) -> None:
    ran = ask(*question.split())
    assert (ran.stdout, ran.code) == (rows, 0)
    assert ran.stderr == f"More: {command}\n"


def test_nobody(ask: Ask) -> None:
    ran = ask("birthdays today")
    assert ran.stdout == ""
    assert ran.stderr == "No birthdays in your notes for that time.\nMore: mdnet due --all\n"


def test_five_lines_at_most(make_vault: MakeVault, run: Run) -> None:
    text = LOG.format(circle="friend", birthday="--12-02", log="")
    people = {f"People/Ana {letter}.md": text for letter in "ABCDEFG"}
    root = make_vault({".mdnet/config.toml": "", **people})
    ran = run("search", "whose birthday is next", "--today", "2026-11-23", cwd=root)
    assert len(ran.stdout.splitlines()) == 5
    assert ran.stderr == "5 of 7. To see all: mdnet due --all\n"


def test_filters_hold(ask: Ask) -> None:
    assert ask("whose birthday is next", "--circle", "friend").stdout.startswith("Ana Diaz")


def test_as_json_the_command_is_named(ask: Ask) -> None:
    ran = ask("my promises", "--json")
    assert json.loads(ran.stdout) == []
    assert "mdnet balance --promises --json" in ran.stderr


def test_a_goal_that_only_speaks_of_it_is_searched(ask: Ask) -> None:
    assert "mdnet due" not in ask("a cake for a birthday").stderr
