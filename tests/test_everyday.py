"""The table of docs/everyday.md: its commands work, and cost what it says."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

_ROW = re.compile(r"^\| ([^|]+) \| `([^`]+)` \| (\d+) \|(.*)\|$", re.MULTILINE)
# A figure of another program, and the mark of the sentence that says what it leaves out.
_FIGURE = re.compile(r"\s*(?:≈ )?(\d+)\b[^¹²³]*([¹²³]?)")
PAGE = (ROOT / "docs/everyday.md").read_text()
ROWS = _ROW.findall(PAGE)

# What stands on the screen when it worked.
SHOWN = {
    "mdnet new Rosa Diaz, potter, 079 555 66 77": "People/Rosa Diaz.md",
    "Pete Moss, potter, Basel": "People/Pete Moss.md",
    "mdnet log rosa met coffee at the Markthalle": "met: coffee at the Markthalle",
    "mdnet phone rosa": "079 555 66 77",
    "mdnet show 0795556677": "Rosa Diaz",
    "mdnet search dentist": "Ana Diaz",
    "mdnet due": "Ben Frost",
    "mdnet log rosa met -f 2w": "met:",
    "mdnet edit rosa": "People/Rosa Diaz.md",
    "mdnet path Dr. Lee": "Ben Frost",
}


def test_there_are_ten_tasks_and_each_is_tried() -> None:
    assert [row[1] for row in ROWS] == [*SHOWN]


def test_the_commands_work_one_after_the_other(example_vault: Path, run: Run) -> None:
    for _, command, *_ in ROWS:
        first, *words = command.split()
        is_command = first == "mdnet"
        ran = run(*(words if is_command else ["new", "-"]), cwd=example_vault,
                  stdin="" if is_command else command)  # fmt: skip
        assert ran.code == 0, command
        assert SHOWN[command] in ran.stdout, command
    note = (example_vault / "People/Rosa Diaz.md").read_text()
    assert "079 555 66 77" in note
    assert "follow_up: " in note


@pytest.mark.parametrize(("task", "command", "typed", "others"), ROWS)
def test_each_costs_what_it_says_and_no_more_than_elsewhere(
    task: str, command: str, typed: str, others: str
) -> None:
    assert len(command) + 1 == int(typed), task
    *programs, _ = others.split("|")  # the last one is used with a mouse
    for program in programs:
        found = _FIGURE.match(program)
        if found and int(found[1]) < int(typed):
            assert found[2], f"{task}: say why it costs more than {found[1]}"
            assert f"\n{found[2]} " in PAGE
