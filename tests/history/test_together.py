"""Two mdnets at once, as real processes: one waits or is told, and nothing is lost."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import ROOT, MakeVault

FILES = {
    "People/Ana Diaz.md": "---\nroles: [dentist]\n---\nana\n",
    "People/Ana D.md": "---\nroles: [surgeon]\n---\nother\n",
    **{
        f"People/Friend {number}.md": '---\nknows: ["[[Ana D]]"]\n---\nof [[Ana Diaz]]\n'
        for number in range(12)
    },
}
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL:+41 79 123 45 6{}\nEND:VCARD\n"
COMMANDS = {
    "merge": ["merge", "Ana Diaz", "Ana D", "-y"],
    "rename": ["rename", "Ana D", "Ana Durst", "-y"],
    "import": ["import", "-y", "cards.vcf"],
    "undo": ["undo"],
}


def tree(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.glob("People/*")}


def start(vault: Path, words: list[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ['PYTHONPATH']}"}
    return subprocess.Popen(
        [sys.executable, "-m", "mdnet", "-C", str(vault), *words],
        env=environment, cwd=vault, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [*combinations(COMMANDS, 2)])
def test_two_at_once_lose_nothing(one: str, other: str, make_vault: MakeVault) -> None:
    vault = make_vault(FILES)
    cards = (CARD.format(f"Friend {number}", number % 10) for number in range(12))
    (vault / "cards.vcf").write_text("".join(cards))
    done = start(vault, ["log", "Friend 3", "gave", "a lift"])
    _, error = done.communicate()
    assert done.returncode == 0, error
    processes = [start(vault, COMMANDS[name]) for name in (one, other)]
    said = [process.communicate() for process in processes]
    for process, (_, error) in zip(processes, said, strict=True):
        assert "Traceback" not in error
        assert process.returncode in (0, 1, 4, 5), error
        assert process.returncode == 0 or "mdnet: " in error
    assert any(process.returncode == 0 for process in processes), said
    assert all(path.stat().st_nlink == 1 for path in vault.glob("People/*"))
    # All that was done can be taken back, and nothing else is.
    for _ in range(4):
        back = start(vault, ["undo"])
        _, error = back.communicate()
        assert back.returncode == 0, error
    assert tree(vault) == {Path(path).name: text.encode() for path, text in FILES.items()}
