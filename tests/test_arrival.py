"""A newcomer with a bare home follows the README line by line, in each of the shells."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}
_FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lines_to_type() -> list[str]:
    """The commands of mdnet in the README, in order, with the folders that they go to."""
    found = []
    for block in _FENCE.findall(README):
        for line in block.splitlines():
            typed = line.removeprefix("$ ").partition("  #")[0].rstrip()
            if typed.startswith(("mdnet ", "cd ")):
                found.append(typed)
    return found


@pytest.mark.parametrize("shell", SHELLS)
def test_the_readme_to_the_letter(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    home = tmp_path / "home"
    for folder in ("bin", "my-vault/.obsidian", "notes"):
        (home / folder).mkdir(parents=True)
    # The first lines are typed in a checkout, on the example vault.
    shutil.copytree(ROOT / "vault-example", tmp_path / "vault")
    mdnet = home / "bin/mdnet"
    mdnet.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mdnet "$@"\n')
    mdnet.chmod(0o755)
    typed = lines_to_type()
    assert any(line.startswith("mdnet init") for line in typed)
    done = subprocess.run(
        SHELLS[shell],
        input="".join(f"{line} || exit 9\necho done {n}\n" for n, line in enumerate(typed)),
        cwd=tmp_path / "vault",
        env={
            "HOME": str(home),
            "PATH": f"{home}/bin:{os.environ['PATH']}",
            "PYTHONPATH": os.environ["PYTHONPATH"],
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"done {len(typed) - 1}\n" in done.stdout
    assert "Traceback" not in done.stderr
