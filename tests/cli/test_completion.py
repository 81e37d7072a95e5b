"""Completion in the shell, asked for as bash asks: a process of its own.

What becomes of the words in real shells is the subject of ``test_shells``.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from mdnet.capture.log_lines import KINDS
from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS
from mdnet.cli.completion import GoalName, PersonName, VaultValue
from mdnet.cli.shells import VARIABLE, _Bash
from tests.cli.test_vault_untouched import tree_of
from tests.conftest import Run
from tests.terminal import MDNET


def completed(line: str, cwd: Path) -> list[str]:
    """What bash would be offered for the last word of an unfinished line, unquoted."""
    word = line.rpartition("'" if line.count("'") % 2 else " ")[2]
    env = {
        **os.environ,
        "_MDNET_COMPLETE": "bash_complete",
        "MDNET_LINE": line,
        "MDNET_WORD": word,
    }
    done = subprocess.run(MDNET, cwd=cwd, env=env, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [unquoted(offer.partition(",")[2]) for offer in done.stdout.splitlines()]


def completed_here(line: str, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What bash would be offered, asked for in this process."""
    monkeypatch.chdir(cwd)
    monkeypatch.setenv("MDNET_LINE", line)
    monkeypatch.setenv("MDNET_WORD", line.rpartition(" ")[2])
    offers = _Bash(cli, {}, "mdnet", VARIABLE).complete()
    return [unquoted(offer.partition(",")[2]) for offer in offers.splitlines()]


def unquoted(offer: str) -> str:
    [word] = shlex.split(offer)
    return word


@pytest.fixture
def indexed(example_vault: Path, run: Run) -> Path:
    run("index", cwd=example_vault)
    return example_vault


def test_names(indexed: Path) -> None:
    assert completed("mdnet show An", indexed) == ["Ana", "Ana Diaz"]


def test_names_without_accents_and_in_any_case(indexed: Path) -> None:
    assert "Zoë Müller" in completed("mdnet show zoe", indexed)
    assert "Łukasz Wiśniewski" in completed("mdnet show lukasz", indexed)


def test_names_of_the_vault_that_was_named(indexed: Path, tmp_path: Path) -> None:
    place = shlex.quote(str(indexed))
    assert completed(f"mdnet -C {place} show An", tmp_path) == ["Ana", "Ana Diaz"]


def test_names_of_the_vault_that_was_named_behind_the_command(
    indexed: Path, tmp_path: Path
) -> None:
    place = shlex.quote(str(indexed))
    assert completed(f"mdnet show -C {place} An", tmp_path) == ["Ana", "Ana Diaz"]


def test_the_vault_behind_the_command_comes_before_the_other(indexed: Path, tmp_path: Path) -> None:
    place = shlex.quote(str(indexed))
    assert completed(f"mdnet -C nowhere show -C {place} An", tmp_path) == ["Ana", "Ana Diaz"]


def test_a_name_may_be_several_arguments(indexed: Path, run: Run) -> None:
    for name in completed("mdnet show An", indexed):
        assert run("show", *name.split(), cwd=indexed).code == 0


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("mdnet show Ingrid So", ["Solheim"]),
        ("mdnet show Ingrid ", ["Solheim"]),
        ("mdnet show ingrid --json so", ["Solheim"]),
        ("mdnet show 'Ingrid So", ["Ingrid Solheim"]),
        ("mdnet show Nguyễn Thị ", ["Lan"]),
        ("mdnet show nguyen thi l", ["Lan"]),
        ("mdnet log Ingrid So", ["Solheim"]),
        ("mdnet merge Ana Diaz Ingrid So", ["Solheim"]),
        ("mdnet export Ingrid Solheim nguyen thi l", ["Lan"]),
        ("mdnet show Ingrid X", []),
        ("mdnet show Ingrid Solheim ", []),
    ],
)
def test_the_next_word_of_a_name(line: str, offers: list[str], indexed: Path) -> None:
    assert completed(line, indexed) == offers


@pytest.mark.parametrize("folder", ["vault", "nowhere"])
def test_nobody_where_there_is_no_index(folder: str, tmp_path: Path) -> None:
    (tmp_path / "vault/.mdnet").mkdir(parents=True)
    assert completed(f"mdnet -C {folder} show An", tmp_path) == []


def test_names_with_control_characters_are_left_out(example_vault: Path, run: Run) -> None:
    (example_vault / "People/Ann\x1b[2J.md").write_text("")
    (example_vault / "People/Ann$(reboot).md").write_text("")
    run("index", cwd=example_vault)
    offers = completed("mdnet show Ann", example_vault)
    assert offers == ["Ann$(reboot)"]


def test_commands_and_options(tmp_path: Path) -> None:
    assert completed("mdnet s", tmp_path) == ["search", "show", "stats"]
    assert "--circle" in completed("mdnet list --c", tmp_path)
    assert completed("mdnet list --group ", tmp_path) == ["primary", "secondary"]


def test_completion_changes_nothing(indexed: Path, own_home: Path) -> None:
    (indexed / "People/Ann Late.md").write_text("")
    before = tree_of(indexed), tree_of(own_home)
    assert completed("mdnet show An", indexed) == ["Ana", "Ana Diaz"]
    assert (tree_of(indexed), tree_of(own_home)) == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(shell: str, tmp_path: Path) -> None:
    env = {**os.environ, "_MDNET_COMPLETE": f"{shell}_source"}
    done = subprocess.run(MDNET, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert "_MDNET_COMPLETE" in done.stdout
    if shell == "bash" and shutil.which("bash"):
        subprocess.run(["bash", "-c", done.stdout + "complete -p mdnet"], check=True)


VAULT_VALUES = [
    ("mdnet log Ana Diaz m", ["met", "mail"]),
    ("mdnet log Ana Diaz ga", ["gave"]),
    ("mdnet log Ana Diaz, Ingrid So", ["Solheim"]),
    ("mdnet log Ana Diaz, Ing", ["Ingrid Solheim"]),
    ("mdnet log Ingrid ", ["Solheim"]),
    ("mdnet log Ana ", [*KINDS, "Diaz"]),
    ("mdnet log Nguyễn Thị ", ["Lan"]),
    ("mdnet log Ana Diaz gave m", []),
    ("mdnet log 'Ana Diaz' ca", ["call"]),
    ("mdnet list --city ber", ["Bern"]),
    ("mdnet list --role dent", ["dentist"]),
    ("mdnet search --circle cl", ["close friend", "club"]),
    ("mdnet due --circle cl", ["close friend", "club"]),
    ("mdnet new Eve --circle cl", ["close friend", "club"]),
    ("mdnet new Eve --knows An", ["Ana", "Ana Diaz"]),
    ("mdnet log Ana Diaz met --with Zo", ["Zo", "Zoë Müller"]),
    ("mdnet log Ana Diaz met --goal f", ["Find an apartment"]),
    ("mdnet goal show fi", ["Find an apartment"]),
    ("mdnet goal show Find an ap", ["apartment"]),
    ("mdnet edit An", ["Ana", "Ana Diaz"]),
    ("mdnet open An", ["Ana", "Ana Diaz"]),
    ("mdnet phone An", ["Ana", "Ana Diaz"]),
    ("mdnet email An", ["Ana", "Ana Diaz"]),
    ("mdnet note An", ["Ana", "Ana Diaz"]),
    ("mdnet view An", ["Ana", "Ana Diaz"]),
]


@pytest.mark.parametrize(("line", "offers"), VAULT_VALUES)
def test_values_that_the_vault_has(
    line: str, offers: list[str], indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(completed_here(line, indexed, monkeypatch)) == sorted(offers)


@pytest.mark.parametrize("command", [*COMMANDS])
def test_every_option_that_takes_what_the_vault_has_completes_it(command: str) -> None:
    """A new option must say what it completes, or that its values are new to the vault."""
    found = cli.get_command(click.Context(cli), command)
    assert found
    for param in found.params:
        if {"--circle", "--city", "--role", "--tag", "--org"} & {*param.opts}:
            assert isinstance(param.type, VaultValue), param.opts
        elif param.metavar == "NAME" and param.name not in {"page", "charset", "words"}:
            assert isinstance(param.type, PersonName | GoalName), param.opts
