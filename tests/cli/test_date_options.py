"""Every option that takes a date takes the same words and speaks of them alike."""

from collections.abc import Iterator
from datetime import date

import click
import pytest

from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS
from tests.conftest import TODAY, MakeVault, Run

# Options whose name says that they hold a day; others go by their metavar.
DAY_NAMES = {"--today", "--date", "--due", "--follow-up", "--since", "--until", "--before",
             "--after", "--birthday", "--met"}  # fmt: skip
WORDS = {
    "today": "2026-11-23",
    "Yesterday": "2026-11-22",
    "tomorrow": "2026-11-24",
    "last friday": "2026-11-20",
    "next friday": "2026-11-27",
    "3 days ago": "2026-11-20",
    "in 2 weeks": "2026-12-07",
    "+10d": "2026-12-03",
    "last month": "2026-10-23",
    "next year": "2027-11-23",
    "2026-11-03": "2026-11-03",
    "03.11.2026": "2026-11-03",
    "Nov 3, 2026": "2026-11-03",
    "3rd of November 2026": "2026-11-03",
}
# What leaves open which side of today is meant: behind, or for a day to come, ahead.
EITHER = {
    "friday": ("2026-11-20", "2026-11-27"),
    "2w": ("2026-11-09", "2026-12-07"),
    "12 March": ("2026-03-12", "2027-03-12"),
    "March 2027": ("2027-03-01", "2027-03-31"),
}
# A birthday comes every year, so none is made up for it.
WITHOUT_YEAR = {"12 March": "--03-12"}
AHEAD = {"--due", "--follow-up"}


def commands(group: click.Group, names: Iterator[str]) -> Iterator[click.Command]:
    for name in names:
        command = group.get_command(click.Context(group), name)
        assert command
        yield command
        if isinstance(command, click.Group):
            yield from commands(command, iter(command.list_commands(click.Context(command))))


OPTIONS = [
    (command, option)
    for command in commands(cli, iter(COMMANDS))
    for option in command.params
    if isinstance(option, click.Option)
    and (option.metavar in ("DATE", "DAY") or DAY_NAMES.intersection(option.opts))
]
IDS = [f"{number} {command.name} {option.opts[0]}"
       for number, (command, option) in enumerate(OPTIONS)]  # fmt: skip


def value_of(command: click.Command, option: click.Option, text: str) -> object:
    ctx = click.Context(command)
    if "--today" not in option.opts:
        ctx.params["today"] = date.fromisoformat(TODAY)
    return option.process_value(ctx, text)


@pytest.fixture(autouse=True)
def fixed_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the calendar say what ``--today`` counts from."""
    monkeypatch.setattr("mdnet.cli.context._calendar_day", lambda: date.fromisoformat(TODAY))


def test_there_are_such_options() -> None:
    found = {(command.name, option.opts[0]) for command, option in OPTIONS}
    wanted = {"log": ["--date", "-f", "--met", "--birthday", "--today"],
              "new": ["--due", "-f", "--met", "--birthday", "--today"],
              "due": ["--today"], "check": ["--today"]}  # fmt: skip
    assert {(name, one) for name, options in wanted.items() for one in options} <= found


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=IDS)
def test_it_takes_the_words_of_all_others(command: click.Command, option: click.Option) -> None:
    found = {text: str(value_of(command, option, text)) for text in WORDS}
    assert found == WORDS
    ahead = bool(AHEAD.intersection(option.opts))
    for text, days in EITHER.items():
        day = WITHOUT_YEAR.get(text) if "--birthday" in option.opts else None
        assert str(value_of(command, option, text)) == (day or days[ahead])


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=IDS)
def test_it_speaks_like_all_others(command: click.Command, option: click.Option) -> None:
    assert option.metavar == "DATE"
    assert "friday" in (option.help or "")
    assert "2026-11-03" in (option.help or "")
    with pytest.raises(click.BadParameter) as error:
        value_of(command, option, "someday")
    assert error.value.message == (
        '"someday" is not a day: write today, tomorrow, last friday, 3 days ago, in 2 weeks, 2w, '
        "2026-11-03, 3 nov or march 2027."
    )


def test_a_day_counts_from_the_today_that_is_given_wherever_it_stands(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({"People/Ana Diaz.md": ""})
    for args in (
        ("--date", "friday", "--today", "2026-05-04"),
        ("--today=2026-05-04", "--date=fri"),
    ):
        assert run("-C", str(root), "log", "Ana Diaz", "met", "lunch", *args).code == 0
    assert (root / "People/Ana Diaz.md").read_text().count("2026-05-01 met: lunch") == 2
    run("-C", str(root), "goal", "new", "Sail", "--due", "in 3 months", "--today", "2026-05-04")
    assert "due: 2026-08-04" in (root / "Goals/Sail.md").read_text()
