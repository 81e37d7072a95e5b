"""The ways in which programs save notes; the index follows each of them."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run
from tests.index.test_refresh import ANA, VAULT
from tests.watch.watching import DEADLINE, Watching, until

GAP = 0.03  # as long as an editor's note is away or empty


def in_place(path: Path, text: str) -> None:
    """Truncate and write: Obsidian, VS Code, nano."""
    with path.open("w") as file:
        file.flush()
        time.sleep(GAP)
        file.write(text)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w") as file:
        for at in range(0, len(text), 40):
            file.write(text[at : at + 40])
            file.flush()
            time.sleep(GAP / 10)


def vim(path: Path, text: str) -> None:
    """``backupcopy=auto``: a swap file, a probe, the note aside and a new one in its place."""
    swap, probe, aside = (
        path.with_name(f".{path.name}.swp"), path.with_name("4913"), path.with_name(f"{path.name}~")
    )  # fmt: skip
    swap.write_text("b0VIM")
    probe.touch()
    probe.unlink()
    path.rename(aside)
    time.sleep(GAP)
    with path.open("x") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.unlink()
    swap.unlink()


def emacs(path: Path, text: str) -> None:
    """The first save: a dangling lock, the note becomes the backup and stays."""
    lock, auto = path.with_name(f".#{path.name}"), path.with_name(f"#{path.name}#")
    lock.symlink_to("ana@machine.1234:5678")
    auto.write_text(text)
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text)
    lock.unlink()
    auto.unlink()


def beside_and_renamed(path: Path, text: str) -> None:
    """Temporary file and rename: sed -i, sync programs, mdnet itself."""
    draft = path.with_name(f".{path.name}.x7Zq")
    draft.write_text(text)
    draft.replace(path)


def from_outside(path: Path, text: str) -> None:
    draft = path.parents[2] / "draft.md"
    draft.write_text(text)
    draft.replace(path)


def sed(path: Path, text: str) -> None:
    if not shutil.which("sed"):
        pytest.skip("there is no sed")
    path.write_text(text + "To be changed.\n")
    subprocess.run(["sed", "-i", "s/To be changed/It was changed/", path], check=True)


def appended(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text[-20:])


SAVES: list[Callable[[Path, str], None]] = [
    in_place, in_pieces, vim, emacs, beside_and_renamed, from_outside, sed, appended, vim,
]  # fmt: skip


def test_the_index_follows_every_way_of_saving(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root) as watch:
        for number, save in enumerate(SAVES, start=1):
            save(root / "People/Ana Diaz.md", f"{ANA}Saved {number} times, by {save.__name__}.\n")
            watch.is_right()
            # A line for each, sooner or later one more where the halves were told apart.
            until(lambda n=number: watch.lines.count("Ana Diaz changed") >= n, save.__name__)  # type: ignore[misc]
        assert not watch.err.splitlines()[1:]
        assert "removed" not in watch.out
        assert "added" not in watch.out
        assert watch.end() == 0


def test_a_note_that_is_saved_half_is_taken_when_it_is_whole(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    note = root / "People/Ana Diaz.md"
    with Watching(root) as watch:
        with note.open("w") as file:
            file.write("---\nroles: [dent")
            file.flush()
            watch.tells("Ana Diaz changed")
            file.write("ist, juggler]\n---\nWhole.\n")
        watch.tells("Ana Diaz changed", 2)
        watch.is_right()
        # What was wrong with the half is told with its place.
        assert "People/Ana Diaz.md:1:1: never-closed" in watch.out


def test_edits_of_mdnet_itself_are_followed_and_cause_no_others(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({**VAULT, ".mdnet/config.toml": ""})
    with Watching(root) as watch:
        assert run("-C", str(root), "log", "Ana Diaz", "met", "for", "lunch").code == 0
        watch.tells("Ana Diaz changed")
        assert run("-C", str(root), "undo").code == 0
        watch.tells("Ana Diaz changed", 2)
        (root / "Network").mkdir()
        for name in ("Network/People.md", ".mdnet/undo/x.md", ".git/x.md", "a.txt", ".b.md"):
            (root / name).parent.mkdir(exist_ok=True, parents=True)
            (root / name).write_text(ANA)
        (root / "People/Last.md").write_text(ANA)
        watch.tells("Last added")
        assert watch.lines == ["Ana Diaz changed", "Ana Diaz changed", "Last added"]
        watch.is_right()


def test_a_search_beside_a_watch_has_the_fresh_index(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(VAULT)
    with Watching(root) as watch:
        for number in range(5):
            (root / "People/Ana Diaz.md").write_text(f"---\nroles: [zwirbler{number}]\n---\n")
            ran = run("-C", str(root), "search", f"zwirbler{number}")
            assert ran.stdout.startswith("Ana Diaz\t")
            # Whoever was first to refresh: the watch tells of it.
            watch.tells("Ana Diaz changed", number + 1)
        watch.is_right()
        assert watch.end() == 0


def test_settings_and_templates_are_followed(make_vault: MakeVault) -> None:
    root = make_vault(
        {**VAULT, ".mdnet/config.toml": "", "Amici/Cleo.md": "---\ncity: Bern\n---\n"}
    )
    with Watching(root) as watch:
        (root / ".mdnet/config.toml").write_text('people = ["Amici"]\nnonsense = 1\n')
        watch.tells(".mdnet/config.toml changed")
        until(lambda: ".mdnet/config.toml:2:1: bad-setting unknown setting nonsense" in watch.out)
        watch.is_right()
        (root / ".mdnet/goals.toml").write_text("")
        watch.tells(".mdnet/goals.toml added")
        (root / ".mdnet/templates").mkdir()
        (root / ".mdnet/templates/people.md.j2").write_text("x")
        watch.tells(".mdnet/templates/people.md.j2 added")
        (root / "Amici/Cleo.md").write_text("---\ncity: Basel\n---\n")
        watch.tells("Cleo changed")


def test_names_cannot_upset_the_terminal(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    with Watching(root) as watch:
        (root / "People/A\x1b[2J\nB\u202e.md").write_text("---\nroles: [\n---\n")
        # The note and its problem.
        until(lambda: "added" in watch.out and len(watch.out.splitlines()) > 1)
        assert "\x1b" not in watch.out
        assert "\u202e" not in watch.out
        assert r"A\x1b[2J" in watch.out
        assert len(watch.out.splitlines()) == 2  # the note and its problem


def test_python_does_not_import_what_lies_in_the_vault(make_vault: MakeVault) -> None:
    """The build is a command of its own; where it is started must not matter."""
    poison = "open('poisoned', 'w')\nraise SystemExit\n"
    root = make_vault({**VAULT, "mdnet/__init__.py": poison, "json.py": poison})
    command = [sys.executable, "-P", "-m", "mdnet", "watch", "--pages"]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "MDNET_VAULT": str(root)}, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stderr
        assert "Watching" in process.stderr.readline()
        process.terminate()
    assert process.returncode == 0
    assert not (root / "poisoned").exists()


def test_search_and_pages_lose_a_person_who_becomes_private(
    make_vault: MakeVault, run: Run
) -> None:
    note = "---\nroles: [dentist]\n---\nMet in Bern.\n"
    root = make_vault({**VAULT, "People/Zora Quill.md": note})
    pages = root / "Network"

    def is_named() -> bool:
        return any("Quill" in page.read_text() for page in pages.glob("*.md"))

    with Watching(root, "--pages") as watch:
        until(is_named, "her name")
        private = note.replace("---\n", "---\nprivate: true\n", 1)
        (root / "People/Zora Quill.md").write_text(private)
        watch.tells("Zora Quill changed")
        found = run("-C", str(root), "search", "dentist", "--no-private")
        assert "Ana Diaz" in found.stdout
        assert "Quill" not in found.stdout
        until(lambda: not is_named(), "the pages without her", 4 * DEADLINE)
        watch.is_right()
