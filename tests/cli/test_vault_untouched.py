"""Looking changes nothing: no byte, no time stamp, no new file in the vault."""

import os
from pathlib import Path

import pytest

from tests.conftest import Run

CARDS = Path(__file__).parent.parent / "transfer" / "cards.vcf"
LOOKING = [
    ["search", "dentist"],
    ["search", "my tooth hurts", "--all", "--json"],
    ["show", "Ana Diaz"],
    ["show", "Mr. Okoye", "--json"],
    ["path", "Mr. Okoye"],
    ["match", "--all"],
    ["list"],
    ["list", "--archived", "--sort", "last-contact"],
    ["index"],
    ["index", "--rebuild"],
    ["check"],
    ["check", "--dry-run", "-v"],
    ["check", "People", "--format", "github"],
    ["stats"],
    ["goal", "list", "--all"],
    ["goal", "show", "find"],
    ["discover"],
    ["build", "--check"],
    ["build", "--diff", "--regions"],
    ["duplicates", "--all"],
    ["merge", "Ana Diaz", "Bob Rossi", "--dry-run"],
    ["merge", "Ana Diaz", "Dr. Lee", "--dry-run", "--json"],
    ["rename", "Ana Diaz", "Ana Moss", "--dry-run"],
    ["export"],
    ["export", "--format", "jsonl", "--with-log", "--include-private"],
    ["export", "-o", "People/Ana Diaz.md", "--force"],
    ["export", "-o", ".mdnet/config.toml", "--force"],
    ["import", str(CARDS), "--dry-run"],
    ["show", "Nobody"],
    ["init", "--dry-run", "--example"],
]
Tree = dict[str, tuple[object, ...]]


def tree_of(root: Path) -> Tree:
    """Return everything about the files below a folder but when they were read."""
    return {
        path.relative_to(root).as_posix(): _stamp(path) for path in [root, *root.rglob("*")]
    }  # fmt: skip


def _stamp(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    content = path.read_bytes() if path.is_file() else b""
    return status.st_mode, status.st_ino, status.st_mtime_ns, status.st_ctime_ns, content


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_looking_changes_nothing(command: list[str], example_vault: Path, run: Run) -> None:
    before = tree_of(example_vault)
    run(*command, cwd=example_vault)
    run(*command, cwd=example_vault)
    assert tree_of(example_vault) == before


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_a_read_only_vault_will_do(command: list[str], example_vault: Path, run: Run) -> None:
    writable = run(*command, cwd=example_vault)
    for folder, _, files in os.walk(example_vault, topdown=False):
        for name in files:
            (Path(folder) / name).chmod(0o444)
        Path(folder).chmod(0o555)
    try:
        before = tree_of(example_vault)
        assert run(*command, cwd=example_vault).code == writable.code
        assert tree_of(example_vault) == before
    finally:
        for folder, _, _ in os.walk(example_vault):
            Path(folder).chmod(0o755)


def test_without_markers_too(tmp_path: Path, run: Run) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/Ana.md").write_text("---\nroles: [dentist]\ncity: Bern\n---\n")
    before = tree_of(tmp_path / "notes")
    assert run("-C", "notes", "search", "dentist", cwd=tmp_path).stdout.startswith("Ana\t")
    assert tree_of(tmp_path / "notes") == before


def test_new_writes_one_file_and_touches_no_other(example_vault: Path, run: Run) -> None:
    before = tree_of(example_vault)
    run("new", "Eve Stone", "--knows", "Ana Diaz", cwd=example_vault)
    after = tree_of(example_vault)
    new = {path for path in after.keys() - before.keys() if not path.startswith(".mdnet/undo")}
    assert new == {"People/Eve Stone.md"}
    # Folders with a new entry changed their time; nothing else did.
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"People", ".mdnet"} & before.keys()


def test_private_people_are_the_owners_to_see(example_vault: Path, run: Run) -> None:
    assert "private: true" in (example_vault / "People/Isolde Marrow.md").read_text()
    for command in (["search", "quillfeather"], ["show", "Isolde"], ["list"]):
        assert "Isolde Marrow" in run(*command, cwd=example_vault).stdout
