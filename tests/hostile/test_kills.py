"""Processes that are killed at any moment amid others that write: nothing is ever half done.

Every note is one that somebody wrote, whole; every person is still somewhere; the index is
right; ``undo`` works; and what was left lying is gone an hour later.
"""

import contextlib
import os
import random
import re
import shutil
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest

from mdnet.index.cache import vault_folder
from mdnet.index.refresh import Refreshed, fold, refresh_named
from mdnet.index.store import Store
from mdnet.vault.root import open_vault
from tests.conftest import FUZZING, MakeVault, Run
from tests.hostile.test_machine import die_at, killed_at
from tests.index.whole import contents, rebuilt, refreshed

ROUNDS = 40 if FUZZING else 8
AT_ONCE = 4
LATEST = 150
"""How often a process touches files before it dies, at most."""
PEOPLE = [f"Person {letter}" for letter in "ABCDEFGH"]
LOG_LINE = re.compile(r"- 2026-05-02 got: thing \d+ of all\.(?: \(x2\))?")
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Came {0}\r\nEMAIL:{0}@example.org\r\nNOTE:Sign of came{0}.\r\nEND:VCARD\r\n"


def text_of(name: str) -> str:
    other = PEOPLE[(PEOPLE.index(name) + 1) % len(PEOPLE)]
    return (
        f"---\nroles: [dentist]\nphone: +41790000000\nknows: ['[[{other}]]']\n---\nSign of {name}, who knows [[{other}]].\n"
        f"{'Filler. ' * 2_000}\n\n## Log\n- 2026-05-02 got: thing 0 of all.\n"
    )


def some_call(chance: random.Random, number: int, cards: Path) -> Sequence[str]:
    one, other = chance.sample(PEOPLE, 2)
    return chance.choice([
        ["log", one, "got", f"thing {number} of all.", "--date", "2026-05-02"],
        ["log", one, "got", f"thing {number} of all.", "--date", "2026-05-02", "--weight", "2"],
        ["new", f"New {number}", "--note", f"Sign of New {number}."],
        ["rename", one, f"Renamed {number}", "--yes"],
        ["rename", f"Renamed {number - 1}", other, "--yes"],
        ["merge", one, other, "--yes"],
        ["undo"],
        ["undo", "--force"],
        ["build"],
        ["index", "--rebuild"],
        ["index"],
        ["import", str(cards), "--yes"],
        ["search", "dentist", "--json"],
        ["check", "--fix"],
    ])  # fmt: skip


def start(root: Path, words: Sequence[str], last: int) -> int:
    """Begin a command in a process of its own, to die before it touches files for the n-th time.

    Returns the number of the process.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads
        pid = os.fork()
    if pid:
        return pid
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        from mdnet.cli import cli

        die_at(last)
        with contextlib.suppress(SystemExit):
            cli(["-C", str(root), *words], prog_name="mdnet")
    except BaseException:  # noqa: BLE001 - a fault of the command, told by the parent
        (root.parent / f"fault-{pid}-{time.monotonic_ns()}").write_text(traceback.format_exc())
    os._exit(0)


def round_of_kills(root: Path, chance: random.Random, number: int, cards: Path) -> int:
    """Run some commands at once of which most die early; return how many did."""
    started = [
        start(
            root,
            some_call(chance, number * 10 + at, cards),
            chance.randrange(1, LATEST) if at else sys.maxsize,
        )
        for at in range(AT_ONCE)
    ]
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in started]
    faults = [path.read_text() for path in root.parent.glob("fault-*")]
    assert not faults, faults[0]
    return codes.count(-signal.SIGKILL)


def assert_whole(root: Path) -> None:
    """Each note is whole, and nobody is lost."""
    texts = {
        path.relative_to(root).as_posix(): path.read_text()
        for path in root.rglob("*.md")
        if ".mdnet" not in path.parts and "Network" not in path.parts
    }
    for path, text in texts.items():
        assert text.endswith("\n"), path
        assert text.startswith("---\n"), path
        assert "\n---\n" in text, path
        assert "Sign of " in text, (path, text)
        for line in text.splitlines():
            assert not line.startswith("- 2026") or LOG_LINE.fullmatch(line), (path, line)
    kept = "".join(path.read_text() for path in (root / ".mdnet/undo").rglob("*.md"))
    whole = "".join(texts.values())
    for name in PEOPLE:
        assert f"Sign of {name}," in whole or f"Sign of {name}," in kept, name


def litter(root: Path) -> list[str]:
    return [str(path) for path in root.rglob("*") if path.name.endswith("-tmp")]


def an_hour_passes(root: Path) -> None:
    for path in root.rglob("*-tmp"):
        os.utime(path, (0, 0))


@pytest.mark.parametrize("seed", range(4 if FUZZING else 1))
def test_kills_amid_mixed_commands(
    make_vault: MakeVault, own_home: Path, tmp_path: Path, seed: int, run: Run
) -> None:
    chance = random.Random(seed)
    root = make_vault({f"People/{name}.md": text_of(name) for name in PEOPLE})
    cards = tmp_path / "cards.vcf"
    cards.write_text("".join(CARD.format(number) for number in range(5)), newline="")
    assert run("-C", str(root), "search", "dentist").code == 0  # imports all, for the forks
    killed = 0
    for number in range(1, ROUNDS):
        killed += round_of_kills(root, chance, number, cards)
        assert_whole(root)
        found = refreshed(root)
        assert contents(found.snapshot) == rebuilt(root)
        found.snapshot.reader.close()
    assert killed > ROUNDS // 2
    assert run("-C", str(root), "new", "Last", "--note", "Sign of Last.").code == 0
    an_hour_passes(root)
    before = (root / "People/Last.md").read_bytes()
    assert run("-C", str(root), "log", "Last", "got", "x").code == 0
    assert not litter(root)
    assert run("-C", str(root), "undo").code == 0
    assert (root / "People/Last.md").read_bytes() == before
    assert run("-C", str(root), "index", "--rebuild").code == 0
    assert not list((own_home / "cache").rglob("draft-*"))


@pytest.mark.parametrize(
    "command", [["new", "Eve Stone", "--note", "x" * 50_000], ["goal", "new", "Swim"]]
)
def test_a_new_note_is_whole_or_not_there(
    command: list[str], make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    whole = run("-C", str(root), *command)
    [path] = [root / line for line in whole.stdout.splitlines()]
    text = path.read_bytes()
    for last in range(1, 200):
        path.unlink(missing_ok=True)
        if not killed_at(last, lambda: run("-C", str(root), *command)):
            break
        assert not path.exists() or path.read_bytes() == text
    assert path.read_bytes() == text
    assert last > 3


WRITES = {
    "the first index": (0, "note"),
    "changes over it": (1, "note"),
    "changes over changes": (2, "note"),
    "all rewritten": (4, "note"),
    "stamps only": (1, "stamp"),
    "damaged postings rewritten": (2, "damage"),
    "a saved note over changes": (2, "named"),
    "changes folded in": (1, "fold"),
}


def prepare(root: Path, folder: Path, saves: int, what: str) -> None:
    """Leave an index that was written some times, and something to be written."""
    for path in (root, folder):
        shutil.rmtree(path, ignore_errors=True)
    (root / "People").mkdir(parents=True)
    for name in PEOPLE:
        (root / f"People/{name}.md").write_text(f"---\nroles: [dentist]\n---\nSign of {name}.\n")
    for number in range(saves):
        refreshed(root)
        (root / f"People/New {number}.md").write_text(f"Sign of {number}.\n")
    if what == "stamp":
        refreshed(root)
        os.utime(root / "People/Person B.md", ns=(1, 1))
    elif what == "damage":
        refreshed(root)
        path = min(folder.glob("postings-*"))
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    elif what == "fold":
        refreshed(root)
        for name in PEOPLE[:4]:
            (root / f"People/{name}.md").write_text(f"Other sign of {name}.\n")
            assert named(root, f"People/{name}.md")


def named(root: Path, *paths: str) -> Refreshed | None:
    return refresh_named(open_vault(root), os.environ, paths, wait=1)


def write(root: Path, saves: int, what: str) -> None:
    """Write what ``prepare`` left to be written."""
    if what == "named":
        assert named(root, f"People/New {saves - 1}.md")
    elif what == "fold":
        fold(open_vault(root), os.environ)
    else:
        refreshed(root)


@pytest.mark.parametrize(("saves", "what"), WRITES.values(), ids=WRITES)
def test_a_refresh_that_is_killed_at_any_write(
    make_vault: MakeVault, own_home: Path, saves: int, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader finds the state before or the one after, and the next refresh is right."""
    monkeypatch.setattr("mdnet.index.catalogue._FEW_CHANGES", 1)
    monkeypatch.setattr("mdnet.index.store._PAUSE", 0)
    root = make_vault({})
    folder = vault_folder(own_home / "cache", root)
    for last in range(1, 200):
        prepare(root, folder, saves, what)
        died = killed_at(last, lambda: write(root, saves, what))
        if (folder / "seal").exists():
            seen = Store(folder).open()
            assert seen
            assert contents(seen)["records"]
        found = refreshed(root)
        assert len(found.notices) <= 1
        assert contents(found.snapshot) == rebuilt(root)
        assert not found.snapshot.is_recovered
        if not died:
            break
    assert last > 10
