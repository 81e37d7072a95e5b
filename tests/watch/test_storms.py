"""Many changes at once: moves of folders, git, hundreds of saves. The index is right after."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeVault
from tests.index.test_refresh import ANA, BOB, VAULT
from tests.watch.watching import Watching, until


def test_renames_moves_and_deletes(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({**VAULT, **{f"People/Club/{n}.md": BOB for n in range(10)}})
    with Watching(root) as watch:
        (root / "People/Ana Diaz.md").rename(root / "People/Ana Diaz Moss.md")
        watch.tells("Ana Diaz removed")
        watch.tells("Ana Diaz Moss added")
        (root / "People/Bob Rossi.md").rename(root / "Bob Rossi.md")
        watch.tells("Bob Rossi added")
        watch.is_right()
        (root / "People/Club").rename(root / "People/Choir")
        watch.tells("20 notes: 10 added, 10 removed")
        watch.is_right()
        # The folder is followed to its new place.
        (root / "People/Choir/3.md").write_text(ANA)
        watch.tells("3 changed")
        (root / "People/Choir").rename(tmp_path / "outside")
        watch.tells("10 notes removed")
        watch.is_right()
        # What lies outside now is none of our business.
        (tmp_path / "outside/3.md").write_text(BOB)
        (tmp_path / "outside").rename(root / "People/Back")
        watch.tells("10 notes added")
        (root / "People/Back/4.md").rename(tmp_path / "4.md")
        watch.tells("4 removed")
        (root / "People/Back/5.md").unlink()
        watch.tells("5 removed")
        nested = root / "People/a/b/c"
        nested.mkdir(parents=True)
        (nested / "Deep.md").write_text(ANA)
        watch.tells("Deep added")
        (nested / "Deep.md").write_text(BOB)
        watch.tells("Deep changed")
        shutil.rmtree(root / "People/a")
        watch.tells("Deep removed")
        watch.is_right()
        assert watch.end() == 0


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "gc.auto=0",
         *arguments],
        cwd=root, check=True, capture_output=True,
    )  # fmt: skip


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
def test_a_checkout_of_a_thousand_notes(make_vault: MakeVault) -> None:
    notes = {f"People/{n % 20}/{n}.md": f"---\ncity: Bern\n---\n{n}\n" for n in range(1000)}
    root = make_vault(notes)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    git(root, "switch", "-qc", "other")
    for name in notes:
        (root / name).write_text("---\ncity: Basel\n---\n")
    (root / "People/0/0.md").unlink()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "b")
    with Watching(root) as watch:
        git(root, "switch", "-q", "main")
        watch.is_right()
        git(root, "switch", "-q", "other")
        watch.is_right()
        until(lambda: watch.out.count("notes") >= 2)
        assert watch.end() == 0


def test_five_hundred_saves_in_a_second(make_vault: MakeVault) -> None:
    root = make_vault({f"People/{n}.md": ANA for n in range(100)})
    with Watching(root) as watch:
        for number in range(500):
            (root / f"People/{number % 100}.md").write_text(f"{BOB}Saved {number} times.\n")
        watch.is_right()
        until(lambda: "notes changed" in watch.out)
        assert watch.end() == 0
    # Told in a few lines, not in five hundred.
    assert len(watch.out.splitlines()) < 50
