"""What a command imports, which is most of the time that it takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each of them costs a few hundredths of a search, and most bring others along.
HEAVY = frozenset(
    """
    argparse ast asyncio click.shell_completion concurrent.futures csv ctypes dataclasses difflib
    dis email frontmatter gettext html http importlib.metadata importlib.resources inspect ipaddress
    jinja2 locale logging multiprocessing nameparser numpy optparse platform platformdirs pydoc
    rapidfuzz secrets socket sqlite3 ssl statistics subprocess tempfile tokenize traceback unittest
    urllib.parse uuid watchdog whoosh xml yaml
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
# What beside click, and what it imports itself, a command may import of the standard library.
LIGHT = frozenset(
    """
    array base64 binascii bisect copy encodings fnmatch gc heapq json mmap ntpath pathlib signal
    string struct tomllib unicodedata urllib zlib
    """.split()
)
if sys.version_info >= (3, 13):
    LIGHT |= {"glob", "grp", "math", "pwd"}  # which pathlib imports there
# What reads goals and people is imported by no command that only counts or lists.
SEARCHING = tuple(
    f"mdnet.{module}"
    for module in """
    embeddings. identity index.analysis index.engine index.passages index.spelling
    network.people network.ways search
    """.split()
)
COUNTING = ("index", "list", "stats", "balance", "due")
# So many modules of its own a command imports; a new one should be worth its time.
MOST_MODULES = {"index": 57, "list": 69, "stats": 70, "show": 123, "search": 109}
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
    "index": [],
}
# A process of the command line that at its end prints what it has imported.
TELLING = """
import os, sys
really_end = os._exit
def end(code):
    for name, module in list(sys.modules.items()):
        if type(module).__name__ != "_Later":
            print("module", name, file=sys.__stderr__, flush=True)
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
    told = (line.partition("module ") for line in done.stderr.split("\n"))
    return {name for before, _, name in told if name and not before}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with an index of the example vault."""
    folder = tmp_path_factory.mktemp("cache")
    assert "mdnet.index.intake" in imported("index", cache=folder)
    return folder


@pytest.fixture(scope="module")
def of_click() -> set[str]:
    """The names of the modules that a process has once it imported click."""
    told = [sys.executable, "-c", "import click, sys; print(*sys.modules)"]
    return set(subprocess.run(told, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_only_reads_imports_nothing_heavy(
    command: str, cache: Path, of_click: set[str]
) -> None:
    names = imported(command, *COMMANDS[command], cache=cache)
    assert "click" in names
    assert sorted(names & HEAVY) == []
    assert sorted(name for name in names if name.startswith(WRITING)) == []
    ours = {name for name in names if name.split(".")[0] == "mdnet"}
    others = {name.split(".")[0].lstrip("_") for name in names - ours - of_click}
    assert command == "--help" or sorted(others - LIGHT) == []
    if command in COUNTING:
        assert sorted(name for name in ours if name.startswith(SEARCHING)) == []
    assert len(ours) <= MOST_MODULES.get(command, len(ours))


def test_an_option_of_one_letter_imports_no_more(cache: Path) -> None:
    short = imported("-C", "vault-example", "list", cache=cache)
    assert short == imported("--vault", "vault-example", "list", cache=cache)


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_what_needs_no_vault_imports_nothing_of_mdnet(command: str, cache: Path) -> None:
    names = {name for name in imported(command, cache=cache) if name.startswith("mdnet.")}
    assert names <= {"mdnet.cli", "mdnet.cli.commands", "mdnet.model", "mdnet.model.errors", "mdnet.util",
                     "mdnet.util.later", "mdnet.util.text", "mdnet.__main__"}  # fmt: skip
