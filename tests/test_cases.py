"""Golden transcripts: what the command line prints, word for word.

A case is a file ``tests/cases/NAME.case``. It begins with its vault (``vault: example``, a
copy of the example vault; ``empty``, a vault without notes; ``none``, a folder that is no
vault) and may add files, each below a line ``>> PATH``. Then come commands and what they
print: stdout as it is, stderr behind ``2> ``, and ``[exit N]`` unless N is 0. Lines that
begin with ``// `` explain. Besides ``mdnet`` there are ``cat FILE``, ``rm FILE``,
``append FILE TEXT`` and, behind a command, ``| shape``, which prints the keys and types of
JSON. ``$VAULT`` stands for the folder of the vault, and ``NOW`` for when an edit was made.

``pytest --update-cases`` writes what is printed now into the files; read the diff.
"""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ran, Run

CASES = sorted((ROOT / "tests/cases").glob("*.case"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = case.read_text()
    head, *blocks = re.split(r"^(?=\$ |// )", written, flags=re.MULTILINE)
    vault = _make_vault(head, tmp_path / "vault")
    printed = head + "".join(_replayed(block, vault, run) for block in blocks)
    if request.config.getoption("--update-cases"):
        case.write_text(printed)
    assert printed == written


def _make_vault(head: str, vault: Path) -> Path:
    first, *files = re.split(r"^>> ", head, flags=re.MULTILINE)
    kind = first.partition("vault:")[2].strip()
    if kind == "example":
        shutil.copytree(ROOT / "vault-example", vault)
    else:
        (vault / ".mdnet" if kind == "empty" else vault).mkdir(parents=True)
    for file in files:
        name, _, content = file.partition("\n")
        target = vault / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.rstrip("\n") + "\n")
    return vault


def _replayed(block: str, vault: Path, run: Run) -> str:
    if block.startswith("// "):
        return block
    command = block.partition("\n")[0].removeprefix("$ ")
    ran = _ran(command, vault, run)
    stderr = "".join(f"2> {line}\n" for line in ran.stderr.splitlines())
    code = f"[exit {ran.code}]\n" if ran.code else ""
    shown = (ran.stdout + stderr).replace(str(vault), "$VAULT")
    shown = re.sub(
        r"^(2> (?:Undid|Redid) .*)\([-: \d]{16}\)", r"\1(NOW)", shown, flags=re.MULTILINE
    )
    return f"$ {command}\n{shown}{code}\n"


def _ran(command: str, vault: Path, run: Run) -> Ran:
    line, _, pipe = command.partition(" | ")
    words = [word.replace("$VAULT", str(vault)) for word in shlex.split(line)]
    match words:
        case ["cat", name]:
            file = vault / name
            return Ran(file.read_text() if file.exists() else "no such file\n", "", 0)
        case ["rm", name]:
            (vault / name).unlink()
            return Ran("", "", 0)
        case ["append", name, text]:
            with (vault / name).open("a") as grown:
                grown.write(text + "\n")
            return Ran("", "", 0)
    assert words[0] == "mdnet", command
    ran = run(*words[1:], cwd=vault)
    return Ran(_shape(json.loads(ran.stdout)) + "\n", ran.stderr, ran.code) if pipe else ran


def _shape(data: Any, indent: str = "") -> str:
    """The keys and types of JSON data; the items of a list are as the first."""
    if isinstance(data, dict):
        deeper = indent + "  "
        rows = (f"{deeper}{key}: {_shape(value, deeper)}\n" for key, value in data.items())
        return "{\n" + "".join(rows) + indent + "}"
    if isinstance(data, list):
        return f"[{_shape(data[0], indent) if data else ''}]"
    return {"NoneType": "null", "str": "text", "bool": "yes or no"}.get(
        type(data).__name__, "number"
    )
