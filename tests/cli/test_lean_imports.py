"""What reads a fresh index imports none of what only writing it needs.

numpy is for indexing. Whoosh is opened to write and to recover, and with it goes pickle, which
could run code; its stemmer of English is a module of its own that reads no file.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

_UNTIL_FRESH = 8
_CODE = """
import sys
from mdnet.cli import cli
cli(sys.argv[1:], standalone_mode=False)
heavy = ("numpy", "whoosh", "pickle", "_pickle", "dbm", "shelve")
stemmer = {"whoosh", "whoosh.lang", "whoosh.lang.porter2"}
print(*sorted(name for name in sys.modules if name.split(".")[0] in heavy and name not in stemmer))
"""


@pytest.mark.parametrize(
    "words",
    [["search", "tooth hurts", "--json"], ["index"], ["show", "Ana Diaz"], ["list"], ["stats"]],
    ids=lambda words: words[0],
)
def test_a_fresh_index_is_read_with_little(words: list[str], example_vault: Path, run: Run) -> None:
    run("index", cwd=example_vault)
    imported = "nothing was run"
    # A note that was saved a moment before it was read is read once more.
    for _ in range(_UNTIL_FRESH):
        done = subprocess.run(
            [sys.executable, "-c", _CODE, *words],
            capture_output=True,
            text=True,
            check=True,
            cwd=example_vault,
        )
        imported = done.stdout.splitlines()[-1]
        if not imported:
            break
    assert imported == ""
