"""Words that other programs have for what mdnet does: they work, or a sentence says what to do."""

from pathlib import Path

import pytest

from mdnet.cli.commands import COMMANDS
from mdnet.cli.other_words import _SAID, _SAME, command_for, what_to_do
from tests.conftest import Run

# What newcomers were seen to type, or would be.
TRIED = ["find", "add", "rm", "delete", "remove", "ls", "completion", "config", "edit", "open",
         "view", "create", "mv", "mail", "birthdays", "version", "met"]  # fmt: skip


@pytest.mark.parametrize("word", TRIED)
def test_a_word_that_people_try_is_known(word: str) -> None:
    assert word in COMMANDS or command_for(word, COMMANDS) or word in _SAID


def test_no_word_means_two_things() -> None:
    words = [word for words in _SAME.values() for word in words.split()] + [*_SAID]
    assert sorted({*words}) == sorted(words)
    assert not COMMANDS.keys() & {*words}
    assert _SAME.keys() <= COMMANDS.keys()


@pytest.mark.parametrize("word", [word for words in _SAME.values() for word in words.split()])
def test_a_word_that_means_a_command_is_one(word: str, run: Run) -> None:
    meant = command_for(word, COMMANDS)
    ran = run(word, "--help")
    assert ran.code == 0
    assert ran.stdout.startswith(f"Usage: mdnet {meant} ")


def test_arguments_and_the_vault_go_along(example_vault: Path, run: Run) -> None:
    assert run("find", "dentist", cwd=example_vault) == run("search", "dentist", cwd=example_vault)
    assert run("ls", "--city", "Basel") == run("list", "--city", "Basel")
    assert run("view", "Ana", "Diaz").stdout.startswith("Ana Diaz\n")


@pytest.mark.parametrize("word", _SAID)
def test_for_any_other_one_sentence_says_what_to_do(word: str, run: Run) -> None:
    ran = run(word, "Ana Diaz")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1] == f"Error: {what_to_do(word, COMMANDS)}"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["help"], ["--help"]),
        (["help", "search"], ["search", "--help"]),
        (["help", "find"], ["search", "--help"]),
        (["help", "goal", "new"], ["goal", "new", "--help"]),
    ],
)
def test_help_of_a_command(words: list[str], same: list[str], run: Run) -> None:
    assert run(*words) == run(*same)


def test_help_of_what_is_no_command(run: Run) -> None:
    assert run("help", "rm").stderr.endswith(f"Error: {what_to_do('rm', COMMANDS)}\n")
    assert "Did you mean" in run("help", "serch").stderr
