"""Ctrl-C ends whatever is under way with 130, as a shell says it; a no or an end of input with 1."""

import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from mdnet.cli import LazyGroup, cli
from mdnet.cli.commands import COMMANDS
from tests.conftest import MakeVault, Run
from tests.terminal import CTRL_C, MDNET, Typed, talk

TWO = {"People/Ana Diaz.md": "Knows [[Bea]].", "People/Ben Frost.md": "Knows [[Bea]]."}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"init", "watch"}])
def test_amid_a_command(
    name: str, make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    command = cli.get_command(click.Context(cli), name)
    assert command
    monkeypatch.setattr(command, "invoke", interrupted)
    ran = run(name, *(["x", "y"] if command.params else []))
    if ran.code != 2:  # it was called wrongly, and not begun
        assert (ran.code, ran.stderr) == (130, "\nAborted!\n")


def test_before_a_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LazyGroup, "parse_args", interrupted)
    assert run("list").code == 130


def test_while_modules_are_imported(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import mdnet.__main__ as m; m.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["discover", "--interactive"], "to stop)"),
        (["rename", "Bea", "Bea Moss"], "Change 2 notes?"),
    ],
)
def test_at_a_question(words: list[str], question: str, make_vault: MakeVault) -> None:
    root = make_vault(TWO)
    seen, code = talk([*MDNET, "-C", str(root), *words], root, Typed(question, CTRL_C))
    assert code == 130
    assert "Aborted!" in seen


def test_a_no_is_no_ctrl_c(make_vault: MakeVault) -> None:
    root = make_vault(TWO)
    words = [*MDNET, "-C", str(root), "rename", "Bea", "Bea Moss"]
    seen, code = talk(words, root, Typed("Change 2 notes?", "n\n"))
    assert (code, "Aborted!" in seen) == (1, True)
