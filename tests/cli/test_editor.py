"""The editor of the user: opened at a terminal, and the note is safe whatever becomes of it."""

from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run
from tests.terminal import MDNET, talk

VAULT = {
    "People/Ana Diaz.md": "Text.\n",
    "Goals/Sail.md": "",
    "People/Ben.md": "[[Dr. Lee]] is kind.",
}
NO_EDITOR = {"VISUAL": "", "EDITOR": ""}


def test_without_a_terminal_the_path_is_printed(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    for name, path in (("ana", "People/Ana Diaz.md"), ("sail", "Goals/Sail.md")):
        ran = run("-C", str(root), "edit", name)
        assert (ran.code, ran.stdout) == (0, f"{root / path}\n")
    assert run("-C", str(root), "edit", "Dr. Lee").code == 4
    assert run("-C", str(root), "edit", "Nobody").code == 4


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_editor_gets_the_note(variable: str, make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault(VAULT)
    program = tmp_path / "my editor"
    program.write_text('#!/bin/sh\necho "$1" >> "$2"\n')
    program.chmod(0o755)
    settings = {**NO_EDITOR, variable: f"'{program}' --wait"}
    seen, code = talk([*MDNET, "-C", str(root), "edit", "Ana Diaz"], root, settings=settings)
    assert (seen, code) == ("", 0)
    assert (root / "People/Ana Diaz.md").read_text() == "Text.\n--wait\n"


@pytest.mark.parametrize(
    ("words", "editor", "told", "code"),
    [
        (["edit", "Ana Diaz"], "", "To open notes in an editor, set $VISUAL or $EDITOR.", 0),
        (["edit", "Ana Diaz"], "no-such-editor", "The editor no-such-editor did not start", 1),
        (["edit", "Ana Diaz"], "'open quote", "The editor 'open quote did not start", 1),
        (["edit", "Ana Diaz"], "false", "The editor false failed (1). The note is safe: ", 1),
        (["new", "Eve", "-e"], "false", "The editor false failed (1). The note is safe: ", 1),
        (["goal", "new", "Row", "-e"], "nosuch", "The editor nosuch did not start", 1),
    ],
)
def test_an_editor_that_is_missing_or_fails_costs_nothing(
    words: list[str], editor: str, told: str, code: int, make_vault: MakeVault
) -> None:
    root = make_vault(VAULT)
    command = [*MDNET, "-C", str(root), *words]
    settings = {**NO_EDITOR, "EDITOR": editor}
    seen, ended = talk(command, root, columns=300, settings=settings)
    assert told in seen
    assert str(root) in seen
    assert "Traceback" not in seen
    assert ended == code
    assert (root / "People/Ana Diaz.md").read_text() == "Text.\n"
    assert len(list(root.rglob("*.md"))) == len(VAULT) + (words[0] != "edit")
