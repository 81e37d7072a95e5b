"""Several people of one name: at a terminal the user chooses, by fzf or by number."""

import os
from pathlib import Path

import pytest

from tests.conftest import MakeVault
from tests.terminal import CTRL_C, MDNET, Typed, talk

VAULT = {
    "People/Amélie Weber.md": "---\norganizations: [Acme]\n---\n",
    "People/b/Amélie Weber.md": "---\norganizations: ['\\e[31mBlau']\n---\n",
}
# Takes the second line, as a user would, and keeps what it was shown.
FZF = '#!/bin/sh\ncat > "$SHOWN"\nsed -n 2p "$SHOWN"\n'


def at_terminal(root: Path, answer: str, path: str, **settings: str) -> tuple[str, int]:
    """Run ``mdnet balance weber`` on a terminal, and type an answer when asked."""
    return talk(
        [*MDNET, "-C", str(root), "balance", "weber", "--json"],
        root,
        Typed("Which one", answer) if answer else None,
        settings={"PATH": path, "TERM": "dumb", **settings},
    )


@pytest.mark.parametrize(
    ("answer", "code", "path"),
    [("2\n", 0, "People/b/Amélie Weber.md"), ("9\n1\n", 0, "People/Amélie Weber.md"), (CTRL_C, 130, "Aborted!")],
)  # fmt: skip
def test_a_number_chooses(make_vault: MakeVault, answer: str, code: int, path: str) -> None:
    seen, ended = at_terminal(make_vault(VAULT), answer, "/nonexistent")
    assert "1  Amélie Weber, Acme (People/Amélie Weber.md)" in seen
    assert "\x1b[31m" not in seen
    assert path in seen.rpartition("Which one")[2].replace("\\u00e9", "é")
    assert ended == code


def test_fzf_chooses_where_it_is_installed(make_vault: MakeVault, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "fzf"
    program.parent.mkdir()
    program.write_text(FZF)
    program.chmod(0o755)
    shown = tmp_path / "shown"
    seen, ended = at_terminal(
        make_vault(VAULT), "", f"{program.parent}:{os.environ['PATH']}", SHOWN=str(shown)
    )
    assert ended == 0
    assert "People/b/" in seen
    assert shown.read_text(encoding="utf-8").splitlines()[0] == (
        "0\tAmélie Weber, Acme (People/Amélie Weber.md)"
    )
    assert "\x1b" not in shown.read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "ended"), [(130, 130), (1, 1), (2, 0)])
def test_fzf_without_a_choice(make_vault: MakeVault, tmp_path: Path, code: int, ended: int) -> None:
    """Nothing chosen is the end; where fzf fails the numbers are there."""
    program = tmp_path / "fzf"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    seen, got = at_terminal(make_vault(VAULT), "1\n", f"{tmp_path}:{os.environ['PATH']}")
    assert got == ended
    assert ("Aborted!" in seen) == bool(ended)
