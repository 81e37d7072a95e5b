"""What a command imports, which is most of the time that it takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each of them costs a few hundredths of a search, and most bring others along.
HEAVY = frozenset(
    """
    argparse ast asyncio concurrent.futures csv ctypes dataclasses dis email frontmatter html http
    importlib.metadata importlib.resources inspect jinja2 logging multiprocessing numpy optparse
    platform platformdirs pydoc rapidfuzz secrets socket sqlite3 ssl statistics subprocess tempfile
    tokenize traceback unittest uuid watchdog whoosh.collectors whoosh.qparser whoosh.query
    whoosh.scoring whoosh.searching whoosh.sorting whoosh.writing xml yaml
    """.split()
)
# The packages that write notes and pages, read other files, or read notes that have changed.
WRITING = tuple(
    f"mdnet.{package}"
    for package in """
    check editing embeddings.batch formats history index.intake notes.frontmatter notes.reader
    pages rendering transfer watch
    """.split()
)
COMMANDS = {
    "--version": [],
    "--help": [],
    "search": ["my tooth hurts"],
    "list": [],
    "show": ["Ana Diaz"],
    "path": ["Ana Diaz"],
    "due": [],
    "balance": [],
    "discover": [],
    "stats": [],
}
# A process of the command line that at its end prints what it has imported.
TELLING = """
import os, sys
really_end = os._exit
def end(code):
    for name, module in list(sys.modules.items()):
        if type(module).__name__ != "_Later":
            print(name, file=sys.__stderr__, flush=True)
    really_end(code)
os._exit = end
from mdnet.__main__ import main
main()
"""


def imported(*arguments: str, cache: Path) -> set[str]:
    """Run a command on the example vault and return the names of the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", TELLING, *arguments],
        env={**os.environ, "MDNET_CACHE_DIR": str(cache), "MDNET_VAULT": "vault-example"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stderr.split("\n"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache with an index of the example vault."""
    folder = tmp_path_factory.mktemp("cache")
    assert "mdnet.index.intake" in imported("index", cache=folder)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_only_reads_imports_nothing_heavy(command: str, cache: Path) -> None:
    names = imported(command, *COMMANDS[command], cache=cache)
    assert "click" in names
    assert sorted(names & HEAVY) == []
    assert sorted(name for name in names if name.startswith(WRITING)) == []


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_what_needs_no_vault_imports_nothing_of_mdnet(command: str, cache: Path) -> None:
    names = {name for name in imported(command, cache=cache) if name.startswith("mdnet.")}
    assert names <= {"mdnet.cli", "mdnet.cli.commands", "mdnet.model", "mdnet.model.errors", "mdnet.util",
                     "mdnet.util.later", "mdnet.util.text", "mdnet.__main__"}  # fmt: skip
