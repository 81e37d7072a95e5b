"""Runs a command of mdnet again and again; each time another call that writes goes wrong.

Started by ``test_faults`` with the shim beside this file in LD_PRELOAD. Prints a line of
JSON for each case: how many times it was tried, and each difference from what is promised.

    python driver.py WORK-FOLDER EVERY CASE...

Of the ways in which a call can go wrong every one is tried, at each call; with EVERY = n
one of n of all these.
"""

import ctypes
import errno
import importlib
import json
import os
import pkgutil
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Tree = dict[str, bytes]

FAIL, FAIL_FROM, KILL, KILL_HALFWAY, SIGNAL_AFTER = 1, 2, 3, 4, 5
WAYS = [
    ("SIGINT", SIGNAL_AFTER, signal.SIGINT),
    ("EIO", FAIL, errno.EIO),
    ("killed", KILL, 0),
    ("SIGTERM", SIGNAL_AFTER, signal.SIGTERM),
    ("ENOSPC from then on", FAIL_FROM, errno.ENOSPC),
    ("killed halfway", KILL_HALFWAY, 0),
    ("EACCES", FAIL, errno.EACCES),
    ("SIGHUP", SIGNAL_AFTER, signal.SIGHUP),
]

FILES = {
    "People/Ana Diaz.md": "---\nroles: [dentist]\n---\nAna.\n\n## Log\n- 2026-05-03 got: a tooth\n",
    "People/Ana D.md": "---\nroles: [surgeon]\n---\nOther text.\n\n## Log\n- 2026-06-03 gave: help\n",
    "People/Ben Frost.md": '---\nknows: ["[[Ana D]]"]\n---\nBen knows [[Ana D]] and [[Ana Diaz]].\n',
    "People/Bad.md": "---\ntags: #friend\nknows: [[Ben Frost]]\nbirthday: 17.4.1981\n---\nbad\n",
    "People/Worse.md": "---\nroles: [dentist, baker\nphone: +4179000\n---\nbad\n",
    "Goals/Find a flat.md": "---\ntype: goal\nstatus: open\n---\n",
    "Board.md": "# Board\n<!-- mdnet:begin circles -->\n<!-- mdnet:end circles -->\nend\n",
    "Wall.md": "# Wall\n<!-- mdnet:begin home -->\n<!-- mdnet:end home -->\n",
}
PHOTO = "/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=="
CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:+41 79 123 45 6{number}\r\n"
    f"PHOTO;ENCODING=b;TYPE=JPEG:{PHOTO}\r\nEND:VCARD\r\n"
    for number, name in enumerate(["Ana Diaz", "Zed One", "Zed Two"])
)


class Case(NamedTuple):
    """A command, what is done before it, what is answered, and what takes it back.

    With ``fewer`` answers a note is what it may be in between.
    """

    words: list[str]
    first: tuple[list[str], ...] = ()
    answers: str = ""
    fewer: str = ""
    then: tuple[str, ...] = ("undo",)


MERGE = ["merge", "Ana Diaz", "Ana D"]
CASES = {
    "log": Case(["log", "Ana Diaz", "gave", "a lift"]),
    "log of a hard link": Case(["log", "Ana Diaz", "gave", "a lift"]),
    "new": Case(["new", "Zed Zed", "--role", "x", "--into", "People/Far/Away"]),
    "goal new": Case(["goal", "new", "Sail", "away"]),
    "goal done": Case(["goal", "done", "Find a flat"]),
    "init": Case(["init", "--obsidian", "--templates", "--yes"]),
    "import": Case(["import", "--photos", "CARDS"]),
    "merge": Case(MERGE),
    "rename": Case(["rename", "Ana D", "Ana Durst"]),
    "rename of a hard link": Case(["rename", "Ana D", "Ana Durst"]),
    "check": Case(["check", "--fix"]),
    "discover": Case(
        ["discover", "--interactive"], answers="Una\nUna\ny\nDuo\nq\n", fewer="Una\nq\n"
    ),
    "build --regions": Case(["build", "--regions"]),
    "build": Case(["build"], then=()),
    "undo": Case(["undo"], (MERGE,), then=("undo", "redo")),
    "redo": Case(["redo"], (MERGE, ["undo"]), then=("redo", "undo")),
    "undo of an import": Case(["undo"], (["import", "CARDS"],), then=("undo", "redo")),
    "redo of an import": Case(["redo"], (["import", "CARDS"], ["undo"]), then=("redo", "undo")),
}


class Ran(NamedTuple):
    """How a command ended, after how many calls, and what it said."""

    code: int
    calls: int
    at: str
    said: str


class Driver:
    """Runs one case in a work folder."""

    def __init__(self, name: str, work: Path) -> None:
        self.name = name
        self.case = CASES[name]
        self.work = work
        self.vault = work / "vault"
        self.between: Tree = {}
        self.shim = ctypes.CDLL(None)
        self.shim.shim_what.restype = ctypes.c_char_p
        (work / "cards.vcf").write_text(CARDS)

    def prepare(self) -> None:
        """Make the vault anew."""
        shutil.rmtree(self.vault, ignore_errors=True)
        for path, text in FILES.items():
            file = self.vault / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        if self.name == "init":
            shutil.rmtree(self.vault / "Goals")
        if self.name.endswith("hard link"):
            os.link(self.vault / "People/Ana Diaz.md", self.vault / "Twin.txt")
            os.link(self.vault / "People/Ben Frost.md", self.vault / "Second.txt")
        for words in self.case.first:
            assert self.run(words).code == 0

    def tree(self) -> Tree:
        """All files but those of the journal and those that begin with a dot."""
        files = {}
        for path in sorted(self.vault.rglob("*")):
            below = path.relative_to(self.vault).as_posix()
            hidden = path.name.startswith(".") or below.startswith(".mdnet/undo")
            if path.is_file() and not hidden:
                files[below] = path.read_bytes()
        return files

    def run(
        self, words: list[str], at: int = 0, mode: int = 0, number: int = 0, answers: str = ""
    ) -> Ran:
        """Run a command in a process of its own, in which the call ``at`` goes wrong."""
        reading, writing = os.pipe()
        output = self.work / "output"
        (self.work / "answers").write_text(answers or self.case.answers)
        child = os.fork()
        if child == 0:
            os.close(reading)
            os._exit(self._child(words, output, writing, lambda: self._arm(at, mode, number)))
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            count, _, what = pipe.read().decode().partition(" ")
        _, status = os.waitpid(child, 0)
        said = output.read_text(errors="replace")
        return Ran(os.waitstatus_to_exitcode(status), int(count or 0), what, said)

    def _arm(self, at: int, mode: int, number: int) -> None:
        self.shim.shim_arm(at, mode, int(number), os.fsencode(self.vault))

    def _child(self, words: list[str], output: Path, writing: int, arm: Callable[[], None]) -> int:
        from mdnet.cli import cli

        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.dup2(os.open(self.work / "answers", os.O_RDONLY), 0)
        sys.stdin = os.fdopen(0)
        words = [str(self.work / "cards.vcf") if word == "CARDS" else word for word in words]
        place = [] if words[0] == "init" else ["-C", str(self.vault)]
        words += [str(self.vault)] if words[0] == "init" else []
        code = 0
        signal.signal(signal.SIGINT, signal.default_int_handler)
        arm()
        try:
            cli(prog_name="mdnet", args=[*place, *words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:  # noqa: BLE001 - that is what is looked for
            traceback.print_exc()
            code = 99
        sys.stdout.flush()
        sys.stderr.flush()
        calls, what = self.shim.shim_count(), self.shim.shim_what()
        os.write(writing, f"{calls} {what.decode()}".encode())
        return code

    def tries(self, every: int) -> Iterator[tuple[str, int, int, int]]:
        """Yield the ways in which to go wrong: a name, the call, how, and the number for it."""
        self.prepare()
        calls = self.run(self.case.words).calls
        tries = [(*way, at) for at in range(1, calls + 1) for way in WAYS]
        yield from tries[len(self.name) % every :: every]

    def differences(self, every: int) -> tuple[int, list[str]]:
        """How many times it was tried, and what was not as promised."""
        if self.case.fewer:
            self.prepare()
            self.run(self.case.words, answers=self.case.fewer)
            self.between = self.tree()
        self.prepare()
        old = self.tree()
        ran = self.run(self.case.words)
        new = self.tree()
        assert ran.code in (0, 1), ran.said  # check ends with 1 when something is left
        assert old != new, ran.said
        tried, found = 0, []
        for name, mode, number, at in self.tries(every):
            self.prepare()
            done = self.run(self.case.words, at, mode, number)
            tried += 1
            where = f"{self.name}: {name} at {at} ({done.at}), exit {done.code}"
            wrong = self.wrong(done, name, old, new, ran.code)
            found += [f"{where}: {what} | {done.said.strip()[-300:]!r}" for what in wrong]
        return tried, found

    def wrong(self, done: Ran, way: str, old: Tree, new: Tree, good: int) -> Iterator[str]:
        """Yield what is not as promised."""
        now = self.tree()
        if "Traceback" in done.said:
            yield f"traceback {done.said.strip().splitlines()[-1]}"
        for path in sorted(old.keys() | new.keys() | now.keys()):
            known = (old.get(path), new.get(path), self.between.get(path))
            # What is written in place can be half of each, until it is taken back.
            if path in now and now[path] not in known and "hard" not in self.name:
                yield f"{path} is neither old nor new: {now[path]!r}"
            if path in old and path in new and path not in now:
                yield f"{path} is lost"
        told = "Permission denied" in done.said or "error" in done.said  # an import goes on
        if done.code == 0 and now != new and not told:
            yield "done, it said, and was not"
        ended = done.code not in (0, good)
        if way.startswith("SIG") and ended and "Aborted!" not in done.said:
            yield "it did not say that it was aborted"
        ended = "Aborted!" in done.said or "mdnet: " in done.said
        helped = "mdnet undo" in done.said or "mdnet redo" in done.said
        if ended and now != old and self.case.then and not helped:
            yield "it did not say how to go back"
        yield from self.wrong_after(old, new)

    def wrong_after(self, old: Tree, new: Tree) -> Iterator[str]:
        """Yield what is not as it should be once it was taken back."""
        expected = {"undo": old, "redo": new}
        if self.case.words == ["undo"]:
            expected = {"undo": new, "redo": old}
        for word in self.case.then:
            again = self.run([word])
            differ = _difference(self.tree(), expected[word])
            if differ or again.code:
                yield f"{word}, exit {again.code}, leaves {differ}: {again.said.strip()[-200:]!r}"
        if not self.case.then:
            again = self.run(self.case.words)
            differ = _difference(self.tree(), new)
            if differ or again.code:
                yield f"done again it leaves {differ}"
        if self.name != "init":
            before = self.tree()
            more = self.run(["log", "Ben Frost", "met", "again"])
            back = self.run(["undo"])
            if more.code or back.code or self.tree() != before:
                yield f"the next edit fails: {more.said.strip()[-200:]!r} {back.said.strip()[-200:]!r}"


def _difference(one: Tree, other: Tree) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def main() -> None:
    work, every, *names = sys.argv[1:]
    import mdnet

    # Else every child would do it anew.
    for module in pkgutil.walk_packages(mdnet.__path__, "mdnet."):
        if not module.name.endswith(("__main__", "rendering_worker", "watch.events")):
            importlib.import_module(module.name)
    for name in names:
        tried, found = Driver(name, Path(work)).differences(int(every))
        sys.stdout.write(json.dumps({"tried": tried, "differences": found}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
