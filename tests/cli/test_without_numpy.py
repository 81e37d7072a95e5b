"""Neither a search nor the index of a saved note imports numpy: only many notes are worth it."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import Run

_UNTIL_FRESH = 8
_CODE = """
import sys
from mdnet.cli import cli
cli(sys.argv[1:], standalone_mode=False)
print("numpy" in sys.modules)
"""


def imports_numpy(vault: Path, *arguments: str) -> tuple[str, bool]:
    """Run a command; return what it printed, and whether numpy was imported."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=vault,
    )
    printed, _, imported = done.stdout.rstrip().rpartition("\n")
    return printed, imported == "True"


def search_until_fresh(vault: Path) -> None:
    """Search until a search has no note to read, and did without numpy.

    A note that was saved a moment before it was read is read once more.
    """
    for _ in range(_UNTIL_FRESH):
        printed, imported = imports_numpy(vault, "search", "tooth hurts", "--json")
        assert "Ana Diaz" in printed
        if not imported:
            return
    raise AssertionError("every search imported numpy")


def test_a_search_on_a_fresh_index_does_without_numpy(example_vault: Path, run: Run) -> None:
    run("index", cwd=example_vault)
    search_until_fresh(example_vault)


def test_a_saved_note_is_indexed_without_numpy(example_vault: Path) -> None:
    _, imported = imports_numpy(example_vault, "index", "--rebuild")
    assert imported  # many notes are worth it
    search_until_fresh(example_vault)
    for text in ("She repairs harps.", "She repairs harps and lutes."):
        (example_vault / "People/New.md").write_text(f"{text}\n")
        printed, imported = imports_numpy(example_vault, "search", "harp", "--json")
        assert text in printed
        assert not imported
