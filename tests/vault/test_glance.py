"""A glance at a few notes tells what a walk would, or nothing."""

import os
from pathlib import Path

import pytest

from mdnet.model.config import Config
from mdnet.vault.glance import glance
from mdnet.vault.walk import scan
from tests.conftest import MakeVault

PLAIN = [
    "a.md", "People/Ana Diaz.md", "x/y/z/c.MD", "2026-11-30.md", "People/Zoë.md", "People/new\nline.md",
    "Room 5.md", "AB.md", "Networks/x.md",
]  # fmt: skip
LEFT_TO_A_WALK = [
    "gone.md", "People", "a.txt", ".hidden.md", ".git/x.md", "#a.md", "Network/People.md", "network/x.md",
    "link.md", "linked/a.md", "People/Ana Diaz 2.md", "People/Ana Diaz (1).md", "People/Ana Diaz - Copy.md",
    "x (conflicted copy 2026-01-02).md", "folder.md", "pipe.md", "People/../a.md", "../outside.md", "/etc/a.md", "",
]  # fmt: skip


@pytest.fixture
def root(make_vault: MakeVault, tmp_path: Path) -> Path:
    texts = [path for path in (*PLAIN, *LEFT_TO_A_WALK) if path.lower().endswith(".md")]
    odd = ("gone.md", "link.md", "linked/a.md", "folder.md", "pipe.md", "People/../a.md", "../outside.md", "/etc/a.md")  # fmt: skip
    root = make_vault({path: "# Somebody\n" for path in texts if path not in odd})
    (root / "link.md").symlink_to(root / "a.md")
    (root / "linked").symlink_to(root / "People")
    (root / "folder.md").mkdir()
    os.mkfifo(root / "pipe.md")
    (tmp_path / "outside.md").write_text("x")
    return Path(os.path.realpath(root))


@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_note_has_the_stamp_that_a_walk_sees(root: Path, path: str) -> None:
    assert glance(root, Config(), [path]) == {path: scan(root, Config()).stamps[path]}


@pytest.mark.parametrize("path", LEFT_TO_A_WALK)
def test_the_rest_is_left_to_a_walk(root: Path, path: str) -> None:
    assert glance(root, Config(), [path]) is None
    assert glance(root, Config(), [PLAIN[0], path]) is None


def test_many_notes_and_none(root: Path) -> None:
    walked = scan(root, Config()).stamps
    assert glance(root, Config(), PLAIN) == {path: walked[path] for path in PLAIN}
    assert glance(root, Config(), []) == {}
