"""Every command, as a process, on a vault that means harm, without the powers of root."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from mdnet.cli.commands import COMMANDS
from tests.hostile.books import write_books, write_shelf
from tests.hostile.mortal import MORTAL
from tests.hostile.vault import GOOD, NOTES, OUTSIDE, TERMINAL, write_hostile_vault
from tests.safety import acts_on_nobody, is_safe
from tests.terminal import MDNET, in_terminal, without_styles
from tests.watch.watching import Watching, until

IN_TURN = Path(__file__).with_name("in_turn.py")
TIMEOUT = 300
"""Seconds after which a command hangs; see mortal.py for how much it may compute."""


FORMATS = (
    ["--with-log"], ["--vcard", "3.0"], ["--format", "csv"], ["--format", "csv", "--csv", "linkedin"],
    ["--format", "ics"], ["--format", "jsonl"], ["--format", "ndjson"], ["--format", "opensearch"],
    ["--format", "meilisearch"],
)  # fmt: skip


class Call(NamedTuple):
    """A command line, how it must end, and what is typed."""

    words: list[str]
    code: int = 0
    typed: str = ""


# Each command with arguments that make it look at as much of the vault as it can, or change
# what is worst. Whatever changes a note that others look at takes it back. The folders
# BOOKS and SHELF stand for the hostile files to import.
BOOKS, SHELF = "BOOKS", "SHELF"
CALLS: Mapping[str, list[Call]] = {
    "init": [Call(["init", "--obsidian", "--yes"])],
    "new": [
        Call(["new", "Eve Stone"]),
        Call(["new", "../../etc/x"]),
        Call(["new", "../../etc/x"], 5),
        Call(["new", "CON"]),
        Call(["new", ""], 2),
        Call(["new", ".."], 2),
        Call(["new", "n" * 300]),
        Call(["new", "é" * 300, "--role", TERMINAL, "--city", "a\n---\n"]),
        Call(["new", "--", "-rf"]),
        Call(["new", f"a{TERMINAL}\n/\\b"]),
        Call(["new", "\udcff", "x"], 5),
        Call(["new", "Up", "--into", "People/Up.md"], 2),  # a link to the vault itself
        Call(["new", "Up", "--into", "People/Outside"], 5),
        Call(["new", "Up", "--into", "Shut"], 1),
        Call(["new", "-"], 1, typed=f"Eve Stone\n:\nEve{TERMINAL}, {TERMINAL}: {TERMINAL}\n" * 9),
    ],
    "import": [
        Call(["import", BOOKS, "--dry-run", "--me", "me@example.org"], 1),
        Call(["import", BOOKS, "--me", "me@example.org", "--circle", TERMINAL], 1),
        Call(["import", BOOKS, "--json", "--me", "me@example.org"], 1),
        Call(["import", SHELF, "--yes"], 1),
        Call(["import", "-"], 1, typed="x" * 100_000),
        Call(["undo"]),
    ],
    "search": [
        Call(["search", "dentist", "--all"]),
        Call(["search", "dentist", "--explain", "--json"]),
        Call(["search", TERMINAL]),
    ],
    "show": [
        Call(["show", "Good One"]),
        Call(["show", "Escapes", "--json"]),
        Call(["show", "Links Everywhere"]),
        Call(["show", "A Hundred Megabytes"]),
        Call(["show", "People/Closed.md"], 4),
        Call(["show", "title\x1b]0;owned\x07"]),
        Call(["show", "Nobody at All"], 4),
    ],
    "path": [Call(["path", "Good One"]), Call(["path", TERMINAL]), Call(["path", "Escapes"])],
    "match": [Call(["match", "--all"])],
    "list": [
        Call(["list", "--archived"]), Call(["list", "--json"]), Call(["list", "--city", TERMINAL])
    ],
    "log": [
        Call(["log", "Good One", "met", f"x{TERMINAL}"]),
        Call(["undo"]),
        Call(["log", "Headings", "met", "--with", "Escapes"]),
        Call(["log", "Secret", "met"], 4),
        Call(["log", "People/Closed.md", "met"], 4),
        Call(["log", "Read Only", "met"], 5),
        Call(["log", "Invalid", "met"], 5),
        Call(["log", "Links Everywhere", "met"]),
    ],
    "note": [
        Call(["note", "Good One", f"x{TERMINAL}"]),
        Call(["undo"]),
        Call(["note", "Good One:"], 2),
        Call(["note", "Secret", "x"], 4),
        Call(["note", "Read Only", "x"], 5),
        Call(["note", "Good One", "\udcff"], 5),
    ],
    "edit": [Call(["edit", "Good One"]), Call(["edit", "People/Closed.md"], 4)],
    # Nothing there is a number, an address or a page.
    "phone": [
        Call(["phone", "Every Key"], 1),
        Call(["phone", TERMINAL], 1),
        Call(["phone", "Every Key", "--format", TERMINAL], 1),
    ],
    "email": [
        Call(["email", "Every Key"], 1),
        Call(["email", "--mutt", "e"], 1),
        Call(["email", "--mutt", TERMINAL], 1),
    ],
    "open": [Call(["open", "--print", "Every Key"], 1), Call(["open", "Escapes"], 1)],
    "due": [Call(["due"]), Call(["due", "--json", "-n", "999"])],
    "balance": [Call(["balance"]), Call(["balance", "--json", "-n", "999"])],
    "goal": [
        Call(["goal", "list"]),
        Call(["goal", "show", "Find a dentist"]),
        Call(["goal", "new", f"Learn {TERMINAL} of ../../all", "--want", TERMINAL]),
        Call(["goal", "show", f"Learn {TERMINAL} of ../../all"]),
        Call(["goal", "done", "Find a dentist"]),
        Call(["undo"]),
        Call(["goal", "new", "\udcff"], 2),
        Call(["goal", "list", "--all", "--json"]),
    ],
    "discover": [
        Call(["discover"]),
        Call(["discover", "--json"]),
        Call(["discover", "--interactive"], typed=f"{TERMINAL}\n../../u\nGood One\n\nq\n"),
        Call(["discover", "--interactive"], 2),
    ],
    "build": [
        Call(["build", "--check"], 1),
        Call(["build"]),
        Call(["build", "--regions"]),
        Call(["build", "--diff"]),
        Call(["build", "--json"]),
    ],
    "export": [
        Call(["export", "-o", "out.vcf", "--with-log"]),
        Call(["export", "--format", "csv", "-o", "out.csv"]),
        Call(["export", "--format", "ics", "-o", "out.ics"]),
        Call(["export", "--format", "jsonl", "--archived"]),
        Call(["export", "Escapes", "--format", "opensearch"]),
        Call(["export", "Good One", "-o", "People/Secret.md", "--force"], 5),
        Call(["export", "Good One", "-o", f"a{TERMINAL}/b"], 1),
        Call(["export", TERMINAL]),
        *(Call(["export", "Every Key", "Escapes", *options]) for options in FORMATS),
        Call(["export", "\udcff\udcfe"]),
    ],
    "watch": [],  # it never ends by itself: see test_a_watch_follows_and_ends
    "check": [
        Call(["check", "-v"], 1),
        Call(["check", "--json"], 1),
        Call(["check", "--fix"], 1),
        Call(["undo"]),
        Call(["check", "People/Pipe.md", "People/Zero.md", "Shut", "People/Closed.md"], 1),
    ],
    "duplicates": [Call(["duplicates", "--all"]), Call(["duplicates", "--all", "--json"])],
    "merge": [
        Call(["merge", "Good One", "Escapes", "--dry-run"]),
        Call(["merge", "Escapes", "Good Two", "--yes"]),
        Call(["undo"]),
        Call(["merge", "Good One", "People/Closed.md"], 4),
        Call(["merge", "Good One", "Secret"], 4),
    ],
    "rename": [
        Call(["rename", "Escapes", f"a{TERMINAL}"]),
        Call(["undo"]),
        Call(["rename", "Good One", "../../renamed", "--dry-run"]),
        Call(["rename", "Good One", "../../renamed", "--keep-alias"]),
        Call(["undo"]),
        Call(["rename", "Good One", "Good Two"], 5),
        Call(["rename", "People/Closed.md", "Open"], 4),
        Call(["rename", "Secret", "Open", "--yes"], 4),
        Call(["rename", "Good Two", "\udcff"], 2),
    ],
    "index": [Call(["index"]), Call(["index", "--rebuild"])],
    "stats": [Call(["stats"]), Call(["stats", "--json"])],
    "undo": [
        Call(["log", "Good Two", "met", f"x{TERMINAL}"]),
        Call(["undo", "--list"]),
        Call(["undo", "--dry-run"]),
        Call(["undo", "--json"]),
    ],
    "redo": [
        Call(["log", "Good Two", "met", f"x{TERMINAL}"]),
        Call(["undo"]),
        Call(["redo", "--dry-run"]),
        Call(["redo", "--json"]),
        Call(["undo"]),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    write_hostile_vault(place / "vault")
    write_books(place / "books")
    write_shelf(place / "shelf")
    # Each command must find the vault, whichever of these tests runs first.
    (place / "vault/.mdnet").mkdir(exist_ok=True)
    return place


def settings(place: Path) -> dict[str, str]:
    return {
        "MDNET_CACHE_DIR": str(place / "cache"),
        "HOME": str(place / "home"),
        "MDNET_CONFIG_DIR": str(place / "config"),
    }


def words_in(place: Path, call: Call) -> list[str]:
    """Return the words of a call with the files for which some of them stand."""
    books = [str(path) for path in sorted((place / "books").iterdir())]
    stand_ins = {BOOKS: books, SHELF: [str(place / "shelf")]}
    return [word for given in call.words for word in stand_ins.get(given, [given])]


def run_in(place: Path, call: Call) -> subprocess.CompletedProcess[bytes]:
    """Run a command without the powers of root."""
    return subprocess.run(
        [os.fsencode(word) for word in (*MORTAL, *words_in(place, call))], cwd=place / "vault",
        env=os.environ | settings(place), capture_output=True, input=call.typed.encode(),
        timeout=TIMEOUT, check=False,
    )  # fmt: skip


def outside(place: Path) -> dict[str, bytes]:
    """Return what lies beside the vault, but the cache."""
    files = (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    beside = (path for path in files if path.relative_to(place).parts[0] not in ("vault", "cache"))
    return {str(path): path.read_bytes() for path in beside}


def test_every_command_is_tried() -> None:
    assert CALLS.keys() == COMMANDS.keys(), "give the new command a call or two in CALLS"
    for name, calls in CALLS.items():
        assert name == "watch" or any(call.words[0] == name for call in calls)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_breaks(name: str, place: Path) -> None:
    before = outside(place)
    for call in CALLS[name]:
        done = run_in(place, call)
        said = done.stdout.decode() + done.stderr.decode()
        assert "Traceback" not in said, said
        assert done.returncode == call.code, (call, said)
        # What is exported is for programs: other invisible letters may stay.
        assert is_safe(done.stderr.decode() if name == "export" else said), said
        assert acts_on_nobody(said), said
        assert OUTSIDE not in said
        assert done.stderr.count(b"\n") < 1_000
    for exported in (place / "vault").glob("out.*"):
        assert acts_on_nobody(exported.read_bytes().decode()), exported
    assert outside(place) == before
    assert (place / "vault/.git/config").read_text() == "[core]\n"


def test_a_watch_follows_and_ends(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings(place).items():
        monkeypatch.setenv(name, value)
    note = place / "vault/People/Watched.md"
    with Watching(place / "vault", program=MORTAL, patience=TIMEOUT) as watch:
        note.write_text(GOOD)
        until(lambda: "Watched" in watch.out, watch.err, TIMEOUT)
        (place / f"vault/People/w{TERMINAL.replace('/', '')}.md").write_text(GOOD)
        note.unlink()
        until(lambda: watch.out.count("Watched") > 1, watch.err, TIMEOUT)
        assert watch.end(signal.SIGINT) == 0
    assert is_safe(watch.out)
    assert is_safe(watch.err)
    assert "Traceback" not in watch.err


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "watch"])
def test_nothing_raw_reaches_a_terminal(name: str, place: Path) -> None:
    calls = [(words_in(place, call), call.typed) for call in CALLS[name]]
    program = [sys.executable, str(IN_TURN), json.dumps(calls)]
    seen = in_terminal(program, place / "vault", settings=settings(place))
    seen = without_styles(seen).replace("\r", "").replace("\x1b[?25l", "").replace("\x1b[?25h", "")
    assert seen.count("$ mdnet") >= len(calls)
    assert "Traceback" not in seen
    assert is_safe(seen), [line for line in seen.split("\n") if not is_safe(line)]


# What nobody can read as it is meant; all the others are odd, and no more.
BAD = (
    "People/Pipe.md", "People/Socket.md", "People/Device.md", "People/Folder.md", "People/Closed.md", "Shut/",
    "People/Loop.md", "People/Ping.md", "People/Nowhere.md", "People/Secret.md", "People/Zero.md", "People/Passwords.md",
    "People/Git.md", "People/Up.md", "People/Outside", "People/A Hundred Megabytes.md",
    *(f"People/{name}.md" for name in NOTES if name in {
        "Billion Laughs", "Merge Bomb", "Brackets", "Braces", "Dashes", "Wide Dashes", "Self Reference", "Anchors",
        "Ten Megabytes of Front Matter", "Never Closed", "Binary", "UTF-16", "UTF-32", "Surrogates", "Invalid", "Nul",
        "Broken Escapes", "Dates", "Numbers", "Huge Number",
    }),
)  # fmt: skip


def test_every_bad_file_has_one_line(place: Path) -> None:
    lines = run_in(place, Call(["index"])).stderr.decode().splitlines()
    for path in BAD:
        told = [line for line in lines if line.startswith(f"{path}:")]
        assert len(told) == 1, (path, told, lines)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
def test_what_may_not_be_read_is_told_of(place: Path) -> None:
    """Root among others: without its powers the modes of files bind it."""
    lines = run_in(place, Call(["index"])).stderr.decode().splitlines()
    assert any("Permission denied" in line for line in lines if "Closed.md" in line), lines
    assert any("Permission denied" in line for line in lines if line.startswith("Shut")), lines


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
    # What a search says of the goal comes first.
    assert done.stderr.splitlines()[-1] == "mdnet: No space left on device"
