"""Commands close the files of the index themselves."""

import subprocess
import sys
from pathlib import Path

ENTRY = "import sys; from mdnet.cli import cli; cli(sys.argv[1:])"
COMMANDS = [
    ["list"],  # the first time
    ["list"],
    ["search", "dentist", "--explain"],
    ["show", "Ana Diaz"],
    ["show", "Nobody Atall"],
    ["check", "--json"],
    ["merge", "Ana Diaz", "Bob Rossi", "--dry-run"],
    ["index", "--rebuild"],
]


def unclosed(vault: Path, command: list[str]) -> list[str]:
    words = [sys.executable, "-W", "always::ResourceWarning", "-c", ENTRY, *command]
    done = subprocess.run(words, cwd=vault, capture_output=True, text=True, check=False)
    assert done.stdout or done.returncode
    return [line for line in done.stderr.splitlines() if "unclosed" in line]


def test_every_file_is_closed(example_vault: Path) -> None:
    assert [command for command in COMMANDS if unclosed(example_vault, command)] == []


def test_every_file_is_closed_after_a_change(example_vault: Path) -> None:
    assert unclosed(example_vault, ["list"]) == []
    (example_vault / "People/Eve Stone.md").write_text("Carves stone.")
    assert unclosed(example_vault, ["list"]) == []
    (example_vault / ".mdnet/config.toml").write_text('language = "de"\n')
    assert unclosed(example_vault, ["list"]) == []
