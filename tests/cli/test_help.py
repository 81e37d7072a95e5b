"""The help of every command: examples first, and examples that work."""

import shlex
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS, SECTIONS
from tests.conftest import Run
from tests.terminal import MDNET


def _command(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command
    return command


def _paragraphs(name: str) -> list[str]:
    help_text = (_command(name).help or "").replace("\b\n", "")
    return [part.strip() for part in help_text.split("\n\n")]


EXAMPLES = [
    line.strip()
    for name in COMMANDS
    for line in _paragraphs(name)[2].splitlines()
]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_commands_say(name: str) -> None:
    command = _command(name)
    assert command.name == name
    assert command.short_help == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_begins_with_examples(name: str) -> None:
    sentence, heading, examples, *_ = _paragraphs(name)
    assert sentence.endswith(".")
    assert heading == "Examples:"
    assert all(line.strip().startswith(f"mdnet {name}") for line in examples.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_of_a_command(name: str, option: str, run: Run) -> None:
    ran = run(name, option)
    assert ran.code == 0
    assert ran.stderr == ""
    assert ran.stdout.startswith(f"Usage: mdnet {name}")
    assert ran.stdout.index("Examples:") < ran.stdout.index("Options:")
    assert max(map(len, ran.stdout.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in _command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.rstrip("…").endswith((".", ")", " ")), parameter.name


def test_help_of_the_whole() -> None:
    done = subprocess.run([*MDNET, "--help"], capture_output=True, text=True, check=True)
    for name, text in COMMANDS.items():
        assert f"{name} " in done.stdout
        assert text in done.stdout


def test_without_a_command_the_help_is_shown_as_git_does(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout == run("--help").stdout


def test_every_command_is_in_a_section_of_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for title, commands in SECTIONS.items():
        section = shown.partition(f"{title}:\n")[2].partition("\n\n")[0]
        assert [line.split()[0] for line in section.splitlines()] == [*commands]


def test_help_of_the_whole_after_a_list(run: Run) -> None:
    import_module("mdnet.cli.list")
    assert run("--help").code == 0


def test_help_imports_no_command() -> None:
    code = "import sys; from mdnet.cli import cli; cli(['--help'], standalone_mode=False); "
    code += "print([name for name in sys.modules if name.startswith('mdnet.cli.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['mdnet.cli.commands']"


def test_version(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.stdout == f"mdnet {version('mdnetwork')}\n"


# A watch would not end; its examples are only read.
WITHOUT_END = [example for example in EXAMPLES if example.startswith("mdnet watch")]


@pytest.mark.parametrize("example", WITHOUT_END)
def test_examples_without_an_end_are_understood(example: str) -> None:
    _, name, *words = shlex.split(example)
    _command(name).make_context(name, words, parent=click.Context(cli))


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one not in WITHOUT_END])
def test_examples_are_well_formed(
    example: str, example_vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    words = [word.replace("~", str(example_vault.parent)) for word in shlex.split(example)]
    ran = run(*words[1:], cwd=example_vault)
    # The people of the examples may be in the vault already, and whom to merge is not; a
    # check may find something.
    by_name = {"merge": {0 if "--all" in words else 4, 5}, "import": {1}}  # nor are the files
    fine = by_name.get(words[1], {0, 5, 1 if "--check" in words else 0})
    assert ran.code in fine, ran.stderr
