"""An index that somebody else had their hands on, or a fault: right or rebuilt."""

import os
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mdnet.index.flat.blocks import block_file
from tests.conftest import MakeVault
from tests.index.test_damage import Poison, flip, indexed
from tests.index.test_store import seal_again
from tests.index.whole import contents, rebuilt, refreshed
from tests.terminal import MDNET

TRIES = 50
ALL_TRIES = 500


@pytest.mark.parametrize("tries", [TRIES, pytest.param(ALL_TRIES, marks=pytest.mark.fuzz)])
def test_any_damage_anywhere(
    make_vault: MakeVault, own_home: Path, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdnet.index.store._PAUSE", 0)  # nobody else is writing
    root, folder = indexed(make_vault, own_home)
    right = rebuilt(root)
    for number in range(tries):
        chance = random.Random(number)
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
        path = files[number % len(files)]
        size = path.stat().st_size
        if chance.random() < 0.5:
            flip(path, chance.randrange(size), 1 << chance.randrange(8))
        else:
            os.truncate(path, chance.randrange(size))
        found = refreshed(root)
        assert len(found.notices) <= 1
        assert contents(found.snapshot) == right, (number, path.name)
        found.snapshot.reader.close()


def test_poison_in_every_file_runs_nowhere(
    make_vault: MakeVault, own_home: Path, tmp_path: Path
) -> None:
    root, folder = indexed(make_vault, own_home)
    right = rebuilt(root)
    for name in [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]:
        if (folder / name).exists():
            (folder / name).write_bytes(pickle.dumps(Poison(tmp_path / "mark")))
        assert contents(refreshed(root).snapshot) == right, name
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("seal", [b'{"\\u0000": ""}', b"[" * 100_000, b"[]", b"{}", b'{"..": 1}'])
def test_a_hostile_seal(make_vault: MakeVault, own_home: Path, seal: bytes) -> None:
    root, folder = indexed(make_vault, own_home)
    (folder / "seal").write_bytes(seal)
    assert contents(refreshed(root).snapshot) == rebuilt(root)


HEADS = [b"", b"[]", b"{}", b"[" * 100_000, b'{"schema": null}']


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("kind", ["catalogue", "postings"])
def test_a_hostile_flat_file(make_vault: MakeVault, own_home: Path, head: bytes, kind: str) -> None:
    root, folder = indexed(make_vault, own_home)
    for path in folder.glob(f"{kind}-*"):
        path.write_bytes(b"".join(block_file({"head": [head], "fields": [head]})))
    seal_again(folder)
    found = refreshed(root)
    assert contents(found.snapshot) == rebuilt(root)


def test_what_others_could_write_is_not_trusted(make_vault: MakeVault, own_home: Path) -> None:
    root, folder = indexed(make_vault, own_home)
    (folder / "planted").write_text("x")
    folder.chmod(0o777)
    assert contents(refreshed(root).snapshot) == rebuilt(root)
    assert not (folder / "planted").exists()
    assert folder.stat().st_mode & 0o077 == 0


def test_an_index_that_is_a_link_or_anothers_is_left_alone(
    make_vault: MakeVault, own_home: Path, tmp_path: Path
) -> None:
    root, folder = indexed(make_vault, own_home)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    found = refreshed(root)
    assert "cannot be kept" in found.notices[0]
    assert contents(found.snapshot) == rebuilt(root)
    if os.geteuid() == 0:
        folder.unlink()
        (tmp_path / "elsewhere").rename(folder)
        os.chown(folder, 65534, 65534)
        assert "belongs to another user" in refreshed(root).notices[0]


def test_same_size_edits_and_odd_clocks_are_seen(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    note = root / "People/Ana.md"
    for days in (0, -20_000, 20_000):
        for role in ("dentist", "plumber"):
            before = note.stat()
            note.write_text(f"---\nroles: [{role}]\n---\n")
            os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns + days * 86_400 * 10**9))
            found = refreshed(root)
            [card] = found.snapshot.catalogue.cards()
            assert card.roles == (role,)


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
del sys.argv[1]
from mdnet.cli import main
main()
"""
# What is done while the disk is full, and how it may end; a new writer gets a line here.
WRITERS = [
    ["index", "--rebuild"],
    ["log", "Ana", "got", "a tooth fixed"],
    ["new", "Eve Stone", "--note", "x" * 5_000],
    ["goal", "new", "Learn to swim", "--want", "x" * 5_000],
]


@pytest.mark.parametrize("room", [0, 300, 4_000])
@pytest.mark.parametrize("command", WRITERS, ids=lambda command: command[0])
def test_a_full_disk(command: list[str], room: int, make_vault: MakeVault, own_home: Path) -> None:
    text = "---\nroles: [dentist]\n---\n" + "A dentist.\n" * 400
    root = make_vault({"People/Ana.md": text})
    words = [sys.executable, "-c", FULL, str(room), "-C", str(root), *command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert (root / "People/Ana.md").read_text() == text or done.returncode == 0
    made = [path for path in root.rglob("*") if path.is_file() and ".mdnet" not in path.parts]
    assert len(made) == 1 + (done.returncode == 0 and command[0] in {"new", "goal"})
    assert not list(root.rglob("*-tmp"))
    again = subprocess.run(
        [*MDNET, "-C", str(root), *command], capture_output=True, text=True, timeout=60, check=False
    )
    assert again.returncode == 0 or (done.returncode == 0 and again.returncode == 5), again
    assert not list((own_home / "cache").rglob("draft-*"))


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nEMAIL:{0}@example.org\nNOTE:{1}\nEND:VCARD\n"
# Those that write several files at once, or pages, or files of other programs.
WIDE_WRITERS = [
    ["build"],
    ["import", "../cards.vcf", "--yes"],
    ["merge", "Ana", "Bob", "--yes"],
    ["rename", "Ana", "Anna", "--yes"],
    ["check", "--fix"],
    ["export", "-o", "out.vcf"],
]


def files_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".mdnet" not in path.parts
    }


@pytest.mark.parametrize("room", [300, 5_000])
@pytest.mark.parametrize("command", WIDE_WRITERS, ids=lambda command: command[0])
def test_a_full_disk_amid_many_writes(
    command: list[str], room: int, make_vault: MakeVault, own_home: Path, tmp_path: Path
) -> None:
    """Each file is as it was or as it was to be, nothing else lies there, and then it works."""
    small, large = "A dentist.\n" * 10, "A dentist.\n" * 450
    front = "---\nroles: [dentist]\nphone: +41790000000\n---\n"
    root = make_vault({
        "People/Ana.md": f"{front}{small}", "People/Bob.md": f"{front}Knows [[Ana]].\n{large}",
        "People/Cleo.md": f"{front}Knows [[Ana]], [[Bob]].\n{small}",
    })  # fmt: skip
    (tmp_path / "cards.vcf").write_text(CARD.format("Dora", "x") + CARD.format("Eve", "y" * 9_000))
    twin = tmp_path / "twin"
    shutil.copytree(root, twin)
    before = files_in(root)
    subprocess.run([*MDNET, "-C", str(twin), *command], cwd=twin, check=False, timeout=60)
    after = files_in(twin)
    full = [sys.executable, "-c", FULL, str(room), "-C", str(root), *command]
    done = subprocess.run(full, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in {0, 1, 5}, done.stderr
    for path, data in files_in(root).items():
        assert data in {before.get(path), after.get(path)}, path
    for path in before.keys() & after.keys():
        assert (root / path).exists()
    again = [*MDNET, "-C", str(root), *command]
    if done.returncode:
        subprocess.run([*MDNET, "-C", str(root), "undo"], cwd=root, check=True, timeout=60)
        subprocess.run(again, cwd=root, check=False, timeout=60)
        assert files_in(root) == after


def test_eight_processes_at_once(make_vault: MakeVault) -> None:
    root = make_vault({f"People/P{n}.md": "---\nroles: [dentist]\n---\n" for n in range(8)})
    calls = [
        ["search", "dentist"], ["index", "--rebuild"], ["new", "Eve Stone"], ["list"], ["undo"],
        *(["log", "P1", "got", f"thing {n}", "--date", "2026-01-01"] for n in range(3)),
    ]  # fmt: skip
    calls.remove(["undo"])  # it takes back whichever line was the last
    calls.append(["undo", "--list"])
    started = [
        subprocess.Popen(
            [*MDNET, "-C", str(root), *call], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]  # fmt: skip
    for call, process in zip(calls, started, strict=True):
        _, said = process.communicate(timeout=120)
        assert "Traceback" not in said
        assert process.returncode == 0, (call, said)
    lines = (root / "People/P1.md").read_text()
    assert all(f"thing {n}" in lines for n in range(3))
    found = refreshed(root)
    assert contents(found.snapshot) == rebuilt(root)


def test_no_socket_is_opened(make_vault: MakeVault, tmp_path: Path) -> None:
    hook = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        "        raise SystemExit('a socket was opened')\n"
        "sys.addaudithook(refuse)\n"
    )
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook/sitecustomize.py").write_text(hook)
    root = make_vault({"People/Ana.md": "---\nroles: [dentist]\n---\n"})
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "hook")}
    probe = [sys.executable, "-c", "import socket; socket.socket()"]
    assert subprocess.run(probe, env=env, capture_output=True, check=False).returncode
    for call in (["search", "dentist"], ["log", "Ana", "met"], ["undo"], ["new", "Eve"]):
        done = subprocess.run([*MDNET, "-C", str(root), *call], env=env, check=False)
        assert done.returncode == 0
