"""Every command, as a process, on a vault that means harm."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from mdnet.cli import COMMANDS
from tests.hostile.vault import OUTSIDE, TERMINAL, write_hostile_vault
from tests.safety import is_safe
from tests.terminal import MDNET, in_terminal, without_styles

TIMEOUT = 60
CARDS = str(Path(__file__).parent.parent / "transfer" / "cards.vcf")
# Each command with arguments that make it look at as much of the vault as it can.
CALLS: Mapping[str, list[list[str]]] = {
    "init": [["--obsidian"]],
    "new": [["Eve Stone"], ["../../etc/x"], ["--", "-rf"], [f"a{TERMINAL}\n/\\b"], ["\udcff", "x"]],
    "import": [[CARDS, "--dry-run"], [CARDS], [CARDS, "--json"], ["Good One"]],
    "search": [["dentist", "--all"], ["dentist", "--explain", "--json"], [TERMINAL]],
    "show": [
        ["Good One"],
        ["Escapes", "--json"],
        ["Links Everywhere"],
        [TERMINAL],
        ["\udcff\udcfe"],
    ],
    "path": [["Good One"]],
    "match": [["--all"]],
    "list": [["--archived"], ["--json"]],
    "log": [["Good One", "met", f"x{TERMINAL}"], ["Secret", "met"], ["Headings", "met"]],
    "due": [[]],
    "balance": [[]],
    "goal": [["list"], ["show", "Find a dentist"], ["done", "Find a dentist"], ["new", "\udcff"]],
    "discover": [[], ["--interactive"]],
    "build": [["--check"], [], ["--regions"], ["--diff"], ["--json"]],
    "export": [
        ["-o", "out.vcf", "--with-log"],
        ["-o", "three.vcf", "--vcard", "3.0", "--include-private"],
        ["--format", "csv", "-o", "out.csv"],
        ["--format", "ics", "-o", "out.ics"],
        ["--format", "jsonl", "--archived"],
        ["Escapes", "--format", "opensearch"],
        ["Good One", "-o", "People/Secret.md", "--force"],
        ["Good One", "-o", f"a{TERMINAL}/b"],
        [TERMINAL],
        ["\udcff"],
    ],
    "watch": [["--help"]],  # it never ends by itself; tests/watch runs it
    "check": [["-v"], ["--fix", "--dry-run"], ["--format", "github"], ["--json"]],
    "duplicates": [["--all"], ["--all", "--json"]],
    "merge": [["Good One", "Escapes", "--dry-run"], ["Escapes", "Good One", "--yes"]],
    "rename": [["Good One", f"a{TERMINAL}"], ["Good One", "../../x"], ["Secret", "Open", "--yes"]],
    "index": [[], ["--rebuild"]],
    "stats": [[], ["--json"]],
    "undo": [["--list"], ["--dry-run"]],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    write_hostile_vault(place / "vault")
    # Each command must find the vault, whichever of these tests runs first.
    (place / "vault/.mdnet").mkdir(exist_ok=True)
    return place


def settings(place: Path) -> dict[str, str]:
    return {
        "MDNET_CACHE_DIR": str(place / "cache"),
        "HOME": str(place / "home"),
        "MDNET_CONFIG_DIR": str(place / "config"),
    }


def outside(place: Path) -> dict[str, bytes]:
    """Return what lies beside the vault, but the cache."""
    files = (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    beside = (path for path in files if path.relative_to(place).parts[0] not in ("vault", "cache"))
    return {str(path): path.read_bytes() for path in beside}


def test_every_command_is_tried() -> None:
    assert CALLS.keys() == COMMANDS.keys(), "give the new command a call or two in CALLS"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_breaks(name: str, place: Path) -> None:
    before = outside(place)
    for arguments in CALLS[name]:
        words = [os.fsencode(word) for word in (*MDNET, name, *arguments)]
        done = subprocess.run(
            words, cwd=place / "vault", env=os.environ | settings(place), capture_output=True,
            stdin=subprocess.DEVNULL, timeout=TIMEOUT, check=False,
        )  # fmt: skip
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode in range(6), (arguments, said)
        assert "Traceback" not in said, said
        # What is exported is for programs, letter for letter.
        shown = done.stderr.decode() if name == "export" else said
        assert is_safe(shown), shown
        assert OUTSIDE not in said
        assert done.stderr.count(b"\n") < 1_000
    assert outside(place) == before
    assert (place / "vault/.git/config").read_text() == "[core]\n"


def test_nothing_raw_reaches_a_terminal(place: Path) -> None:
    for command in (["list"], ["search", "dentist", "--all"], ["show", "Escapes"], ["index"]):
        seen = in_terminal([*MDNET, *command], place / "vault", settings=settings(place))
        seen = (
            without_styles(seen).replace("\r", "").replace("\x1b[?25l", "").replace("\x1b[?25h", "")
        )
        assert is_safe(seen), [line for line in seen.split("\n") if not is_safe(line)]


def test_every_bad_file_is_told_of_once(place: Path) -> None:
    done = subprocess.run(
        [*MDNET, "index"], cwd=place / "vault", env=os.environ | settings(place),
        capture_output=True, text=True, timeout=TIMEOUT, check=False,
    )  # fmt: skip
    lines = done.stderr.splitlines()
    for name in ("Pipe", "Socket", "Loop", "Nowhere", "Secret", "Zero", "Passwords", "Git", "Up"):
        assert sum(line.startswith(f"People/{name}.md:") for line in lines) == 1, name


def test_closed_folders_are_told_of_and_their_people_kept(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can try another user")
    vault = tmp_path / "vault"
    (vault / "People").mkdir(parents=True)
    (vault / "People/Ana.md").write_text("---\nroles: [dentist]\n---\n")
    (vault / "People/Closed.md").write_text("x")
    (vault / "People/Closed.md").chmod(0)
    (vault / "Shut").mkdir(mode=0)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys; os.setgid(65534); os.setuid(65534); sys.path[:0] = [os.getcwd()];"
        "from mdnet.cli import main; main()"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, "-C", str(vault), "index"], capture_output=True,
            env={**os.environ, "MDNET_CACHE_DIR": str(tmp_path / "cache")}, text=True, check=False,
            timeout=TIMEOUT,
        )  # fmt: skip
    except OSError as error:
        pytest.skip(str(error))
    if "ModuleNotFoundError" in done.stderr or "PermissionError" in done.stderr.split("\n")[0]:
        pytest.skip("the other user cannot read the interpreter")
    assert "Traceback" not in done.stderr
    assert "People/Closed.md:1:1" in done.stderr
    assert "Shut:1:1" in done.stderr or "Shut/:1:1" in done.stderr


@pytest.mark.parametrize(
    "words",
    [["list"], ["search", "dentist"], ["stats", "--json"], ["--help"], ["list", "--help"], ["--version"]],
    ids=" ".join,
)  # fmt: skip
def test_output_that_nothing_can_take(words: list[str], example_vault: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MDNET, *words], cwd=example_vault, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=TIMEOUT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "mdnet: No space left on device\n"
