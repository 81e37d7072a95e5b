import os
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mdnet.model.config import Config
from mdnet.model.conflict_copies import is_conflict_copy
from mdnet.vault import walk
from mdnet.vault.walk import UNSEEN, Scan, is_racy, scan, stamp_of
from tests.conftest import MakeVault

SECOND = 1_000_000_000


def look(root: Path, config: Config | None = None) -> Scan:
    return scan(Path(os.path.realpath(root)), config or Config())


def reasons(found: Scan) -> dict[str, str]:
    assert {problem.code for problem in found.skipped} <= {"skipped-file", "conflict-copy"}
    return {problem.path: problem.message for problem in found.skipped}


def test_notes_are_found_at_any_depth_as_the_directory_spells_them(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": "", "People/Ána B.md": "", "x/y/z/c.MD": "", "d.Md": ""})
    found = look(root)
    assert set(found.stamps) == {"a.md", "People/Ána B.md", "x/y/z/c.MD", "d.Md"}
    assert not found.skipped
    assert not found.unreadable


@pytest.mark.parametrize(
    "path",
    [
        ".hidden.md",
        ".obsidian/note.md",
        ".git/x/note.md",
        "People/.trash/Ana.md",
        "Ana.md~",
        "Ana.md.tmp",
        "Ana.md.swp",
        ".Ana.md.swp",
        "#Ana.md#",
        "#Ana.md",
        ".#Ana.md",
        "Ana.txt",
        "Ana.mdx",
        "md",
        "Network/Overview.md",
        "network/Deep/Page.md",
    ],
)
def test_what_is_ignored_without_a_word(make_vault: MakeVault, path: str) -> None:
    found = look(make_vault({path: "x", "kept.md": ""}))
    assert set(found.stamps) == {"kept.md"}
    assert not found.skipped


@pytest.mark.parametrize(
    "name",
    [
        "Ana.sync-conflict-20260102-101112-ABCDEFG.md",
        "Ana (conflicted copy 2026-01-02).md",
        "Ana (Bob's conflicted copy 2026-01-02).md",
    ],
)
def test_conflict_copies_are_reported_and_not_read(make_vault: MakeVault, name: str) -> None:
    found = look(make_vault({f"People/{name}": "", "People/Ana.md": ""}))
    assert set(found.stamps) == {"People/Ana.md"}
    assert "conflict copy" in reasons(found)[f"People/{name}"]
    assert [problem.code for problem in found.skipped] == ["conflict-copy"]
    assert is_conflict_copy(name)
    assert not is_conflict_copy("Conflict resolution course.md")


def test_only_the_pages_folder_of_the_settings_is_left_out(make_vault: MakeVault) -> None:
    root = make_vault({"Network/a.md": "", "Pages/Out/b.md": "", "x/Pages/Out/c.md": ""})
    assert set(look(root, Config(pages="/pages/out/")).stamps) == {
        "Network/a.md",
        "x/Pages/Out/c.md",
    }
    assert set(look(root).stamps) == {"Pages/Out/b.md", "x/Pages/Out/c.md"}


def test_links_to_files_inside_are_notes(make_vault: MakeVault) -> None:
    root = make_vault({"real/Ana.md": "text"})
    (root / "Ana too.md").symlink_to("real/Ana.md")
    (root / "on conflict.md").symlink_to("real/Ana.md")
    found = look(root)
    assert found.stamps["Ana too.md"] == found.stamps["real/Ana.md"]
    assert found.stamps["on conflict.md"] == found.stamps["real/Ana.md"]
    assert not found.skipped


def test_links_that_lead_elsewhere_are_reported(make_vault: MakeVault, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "vault-too").mkdir()  # begins with the name of the vault
    (tmp_path / "vault-too" / "x.md").write_text("")
    root = make_vault({"real/Ana.md": ""})
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "near.md").symlink_to("../vault-too/x.md")
    (root / "dangling.md").symlink_to("nowhere.md")
    (root / "loop.md").symlink_to("loop.md")
    (root / "folder.md").symlink_to("real")
    found = look(root)
    assert set(found.stamps) == {"real/Ana.md"}
    assert reasons(found) == {
        "out.md": "a link that leaves the vault",
        "near.md": "a link that leaves the vault",
        "dangling.md": "a broken link",
        "loop.md": "a broken link",
        "folder.md": "a link to something that is not a file",
    }


def test_linked_folders_are_not_followed(make_vault: MakeVault, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.md").write_text("")
    root = make_vault({"real/Ana.md": ""})
    (root / "out").symlink_to(tmp_path / "other")
    (root / "up").symlink_to("..")
    (root / "real" / "round").symlink_to("../real")
    (root / "gone").symlink_to("nowhere")
    found = look(root)
    assert set(found.stamps) == {"real/Ana.md"}
    assert set(reasons(found)) == {"out", "up"}


def test_what_is_no_file_is_reported_and_never_opened(make_vault: MakeVault) -> None:
    root = make_vault({"a.md": ""})
    os.mkfifo(root / "fifo.md")
    os.mkfifo(root / "fifo")
    os.mkfifo(root / "conflict.md")
    (root / "folder.md").mkdir()
    (root / "linked.md").symlink_to("fifo.md")
    found = look(root)
    assert set(found.stamps) == {"a.md"}
    assert set(reasons(found)) == {"conflict.md", "fifo.md", "folder.md", "linked.md"}


def test_a_folder_that_cannot_be_read_is_reported_with_what_lies_below(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault({"a.md": "", "shut/b.md": "", "shut/in/c.md": "", "open/d.md": ""})
    real = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    found = look(root)
    assert set(found.stamps) == {"a.md", "open/d.md"}
    assert found.unreadable == ["shut/"]
    assert reasons(found) == {"shut/": "the folder cannot be read: Permission denied"}


def test_a_vault_that_is_gone_is_one_unreadable_folder(tmp_path: Path) -> None:
    found = look(tmp_path / "nowhere")
    assert not found.stamps
    assert found.unreadable == [""]
    assert set(reasons(found)) == {"."}


def test_odd_names_are_kept_as_they_are(tmp_path: Path) -> None:
    names = [
        b"new\nline.md",
        b"esc\x1b[31m.md",
        b"bad\xff\xfe.md",
        unicodedata.normalize("NFC", "Chloé.md").encode(),
        unicodedata.normalize("NFD", "Chloé.md").encode(),
        b"-rf.md",
        b" blank .md",
        b"x" * 252 + b".md",
        b".md.md"[1:],
    ]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text("")
    found = look(tmp_path)
    assert set(map(os.fsencode, found.stamps)) == set(names)
    assert not found.skipped


def test_a_stamp_tells_every_change_apart(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("one")
    before = note.stat()
    first = look(tmp_path).stamps["a.md"]
    assert first == look(tmp_path).stamps["a.md"] == stamp_of(before)
    assert first != UNSEEN

    fields = ["st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"]
    for changed in fields:
        values = {name: getattr(before, name) for name in fields}
        values[changed] += 1
        assert stamp_of(_status(values)) != first


def test_an_inode_of_64_bits_fits_into_a_stamp() -> None:
    values = {"st_size": 1, "st_mtime_ns": -5, "st_ctime_ns": 2, "st_ino": 2**64 - 1}
    assert len(stamp_of(_status(values))) == walk.STAMP_SIZE


def _status(values: dict[str, int]) -> Any:
    return SimpleNamespace(**values)


def _stamp(modified: int, changed: int) -> bytes:
    return struct.pack("<4q", 1, modified, changed, 1)


def _ages() -> Iterator[Any]:
    now = 1_000 * SECOND + 123_456_789
    yield pytest.param(_stamp(now, now), now, True, id="the very moment")
    yield pytest.param(_stamp(now - SECOND, now - SECOND), now, False, id="a second ago")
    yield pytest.param(_stamp(now - SECOND, now - 1_000_000), now, True, id="changed just now")
    yield pytest.param(_stamp(now - 1_000_000, now - SECOND), now, True, id="modified just now")
    yield pytest.param(_stamp(now + 5 * SECOND, now - SECOND), now, True, id="in the future")
    whole = 999 * SECOND
    yield pytest.param(_stamp(whole, whole), now, True, id="a clock of seconds")
    yield pytest.param(_stamp(whole - 5 * SECOND, whole - 5 * SECOND), now, False, id="long ago")
    yield pytest.param(_stamp(whole, whole + 7), now, False, id="only one is whole")


@pytest.mark.parametrize(("stamp", "looked_at", "racy"), list(_ages()))
def test_what_may_change_without_a_new_stamp(stamp: bytes, looked_at: int, racy: bool) -> None:  # noqa: FBT001
    assert is_racy(stamp, looked_at) is racy
