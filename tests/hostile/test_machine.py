"""Any order of edits, settings, kills, ``log`` and ``undo``: what mdnet tells stays the truth.

The truth is a naive model that reads every note anew.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from mdnet.cli import cli
from mdnet.index.refresh import refresh
from mdnet.model.contact import Note
from mdnet.notes.reader import read_note
from mdnet.vault.root import open_vault
from tests.conftest import FUZZING, Ran
from tests.index.whole import contents, rebuilt, refreshed

FOLDERS = ["People", "People/sub", "Leute", "Goals", "Templates", "Network", ".hidden", "."]
STEMS = ["Ana Diaz", "Bob Rossi", "Cleo", "ana diaz", "{{name}}"]
PATHS = [f"{folder}/{stem}.md" for folder in FOLDERS for stem in STEMS[:3]]
PATHS += ["People/ana diaz.MD", "People/{{name}}.md", "Leute/Cleo.txt"]
PATH = st.sampled_from(PATHS) | st.sampled_from(PATHS[:4])
# Far enough from one another that none is taken for a mistyped other.
WORDS = ["dentist", "plumber", "violinist"]
TEXTS = [
    "---\nroles: [dentist]\nknows: ['[[Bob Rossi]]']\n---\nA plumber was here.\n",
    "---\nroles: [head plumber, violinist]\naliases: [Ana Diaz]\n---\n\n## Log\n- 2026-05-02 got: x\n",
    "---\nroles: [dentist]\narchived: true\n---\n",
    "---\nroles: [violinist]\nprivate: true\n---\nKnows [[Cleo]].\r\n",
    "---\nroles: [plumber\n---\nBroken, of [[Ana Diaz]].\n",
    "---\ntype: person\nroles: [dentist]\n---\n",
    "---\ntype: goal\nwants: [a dentist]\n---\n## Leads\n- 2026-01-02 asked: [[Cleo]]\n",
    "---\nroles: [{{role}}]\n---\n",
    "---\ngenerated: true\nroles: [dentist]\n---\n",
    "Only prose of [[Bob Rossi]] the violinist.",
    "",
]
TEXT = st.sampled_from(TEXTS)
SETTINGS = [
    "",
    'people = ["Leute"]\n',
    'language = "de"\nlog_heading = "Contact"\n',
    'pages = "People/sub"\n',
    'templates = ["Leute"]\ngoals = "People"\n',
    "people = 3\nnonsense",
]
NAMES = st.sampled_from(["Ana Diaz", "Bob Rossi", "Cleo", "nobody"])
TODAY = ("--today", "2026-11-23")


class Notes(RuleBasedStateMachine):
    """A vault, its index, and what both must agree on."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.root = self.place / "vault"
        self.root.mkdir()
        self.cache = os.environ["MDNET_CACHE_DIR"]
        os.environ["MDNET_CACHE_DIR"] = str(self.place / "cache")
        self.edits: list[tuple[str, bytes, bytes]] = []
        """Path, text before and text after of each edit that undo can take back."""

    @initialize(texts=st.lists(TEXT, min_size=3, max_size=5))
    def begin(self, texts: list[str]) -> None:
        for path, text in zip(PATHS, texts, strict=False):
            self.write(path, text)

    # What users, editors and sync programs do.

    @rule(path=PATH, text=TEXT)
    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, newline="")

    @rule(path=PATH)
    def edit_unseen(self, path: str) -> None:
        """Change a note, but neither its size nor its modification time."""
        note = self.root / path
        if note.exists():
            self.time_passes()
            status = note.stat()
            old = note.read_bytes()
            note.write_bytes(old.replace(b"dentist", b"plumber").replace(b"[[Cleo]]", b"[[Bobo]]"))
            os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
            self.look()

    @rule()
    def time_passes(self) -> None:
        """Look at the vault long after the last note was written: it need not be read again."""
        with pytest.MonkeyPatch.context() as patch:
            later = time.time_ns() + 60 * 10**9
            patch.setattr("mdnet.index.refresh.time.time_ns", lambda: later)
            refreshed(self.root).snapshot.reader.close()

    @rule(path=PATH, new=PATH)
    def rename(self, path: str, new: str) -> None:
        if (self.root / path).exists():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).rename(self.root / new)

    @rule(path=PATH)
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(old=st.sampled_from(FOLDERS[:-1]), new=st.sampled_from([*FOLDERS[:-1], "Else"]))
    def move_folder(self, old: str, new: str) -> None:
        fits = (self.root / old).exists() and not (self.root / new).exists()
        if fits and not Path(new).is_relative_to(old):
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).rename(self.root / new)

    @rule(text=st.sampled_from(SETTINGS))
    def change_settings(self, text: str) -> None:
        self.time_passes()
        self.write(".mdnet/config.toml", text)
        self.look()

    @rule(path=PATH, text=TEXT, last=st.integers(1, 40))
    def kill_a_refresh(self, path: str, text: str, last: int) -> None:
        """Kill it while it has something to write."""
        self.time_passes()
        self.write(path, text)
        killed_at(last, lambda: refresh(open_vault(self.root), os.environ))
        self.look()

    # What mdnet does.

    @rule(name=NAMES, number=st.integers(0, 99))
    def log(self, name: str, number: int) -> None:
        before = self.notes()
        ran = self.run("log", name, "got", f"thing {number}", "--json")
        assert ran.code in {0, 4, 5}, ran
        after = self.notes()
        if ran.code:
            assert after == before
            return
        [said] = json.loads(ran.stdout)
        path = said["path"]
        assert said["line"].encode() in after[path]
        assert before | {path: after[path]} == after
        self.edits.append((path, before[path], after[path]))

    @rule()
    def undo(self) -> None:
        before = self.notes()
        ran = self.run("undo")
        after = self.notes()
        # What was taken back by hand is passed over.
        left = [(path, old, new) for path, old, new in self.edits if before.get(path) != old]
        if not left:
            assert (ran.code, after) == (0, before), ran
            return
        path, old, new = left[-1]
        if before.get(path) == new:
            assert ran.code == 0, ran
        if ran.code:
            assert after == before
        else:
            assert after == before | {path: old}, ran
            self.edits.remove((path, old, new))

    @rule()
    def look(self) -> None:
        """Compare what is listed and found with the notes themselves."""
        people = self.people()
        listed = json.loads(self.run("list", "--archived", "--json", *TODAY).stdout)
        assert sorted((one["name"], one["path"]) for one in listed) == sorted(
            (note.name, note.path) for note in people
        )
        for word in WORDS:
            words = ("search", f"role:{word}", "--all", "--json", "-n", "999", *TODAY)
            found = json.loads(self.run(*words).stdout)
            assert {one["path"] for one in found} == {
                note.path for note in people if has_role(note, word)
            }, word

    def teardown(self) -> None:
        try:
            self.look()
            found = refreshed(self.root)
            assert contents(found.snapshot) == rebuilt(self.root)
            found.snapshot.reader.close()
        finally:
            os.environ["MDNET_CACHE_DIR"] = self.cache
            shutil.rmtree(self.place)

    # The model.

    def people(self) -> list[Note]:
        config = open_vault(self.root).config
        pages = f"{config.pages}/".casefold()
        found = [
            read_note(path, data, config)
            for path, data in self.notes().items()
            if not path.casefold().startswith(pages) and not path.startswith(".")
        ]
        return [note for note in found if note and note.kind == "contact"]

    def notes(self) -> dict[str, bytes]:
        files = (path for path in self.root.rglob("*") if path.suffix.lower() == ".md")
        found = {str(path.relative_to(self.root)): path.read_bytes() for path in files}
        return {path: data for path, data in found.items() if not path.startswith(".mdnet/")}

    def run(self, *words: str) -> Ran:
        result = CliRunner().invoke(cli, ["-C", str(self.root), *words], prog_name="mdnet")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.stdout, result.stderr, result.exit_code)


def has_role(note: Note, word: str) -> bool:
    """Tell whether one of the roles of a contact has the word."""
    return note.contact is not None and any(word in role.split() for role in note.contact.roles)


CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.link"}


def killed_at(last: int, work: Callable[[], Any]) -> bool:
    """Do some work in a process that is killed before it touches files for the n-th time.

    False when the work ended before that.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads
        pid = os.fork()
    if not pid:
        try:
            die_at(last)
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def die_at(last: int) -> None:
    """Let this process be killed before it touches files for the n-th time."""
    left = iter(range(last - 1))

    def count(event: str, _: Any) -> None:
        if event in CHANGES and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def test_a_kill_kills(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "one").mkdir()
        (tmp_path / "two").mkdir()

    assert killed_at(2, work)
    assert os.listdir(tmp_path) == ["one"]
    assert not killed_at(9, lambda: None)


@pytest.mark.usefixtures("own_home")
class TestNotes(Notes.TestCase):  # type: ignore[misc,valid-type]
    settings = settings(
        max_examples=100 if FUZZING else 8, stateful_step_count=30 if FUZZING else 15
    )
