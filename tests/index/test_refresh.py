"""What a refresh promises: the index is as if it were rebuilt, whatever happened before."""

import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index import refresh as refresh_module
from mdnet.index.refresh import Changes, refresh
from mdnet.model.config import Config
from mdnet.vault import walk
from mdnet.vault.files import read_bytes as read_bytes_really
from mdnet.vault.root import open_vault
from mdnet.vault.walk import Scan, Stamp
from tests.conftest import MakeVault, examples
from tests.index.whole import contents, rebuilt, refreshed

ANA = """---
aliases: [Ani]
roles: [dentist]
city: Zürich
knows: ["[[Bob Rossi]]", "[[Dr. Lee]]"]
---
Her sister is a notary. Hates chess.

## Log
- 2026-05-02 got: tooth fixed
"""
BOB = "---\nroles: [baker]\nneeds: [dentist]\n---\nKnows [[Ana Diaz]] from school.\n"
VAULT = {
    "People/Ana Diaz.md": ANA,
    "People/Bob Rossi.md": BOB,
    "Goals/Find a flat.md": "---\nstatus: open\n---\n",
    "2026-04-01.md": "Lunch with [[Ana Diaz]] and [[Cleo]].\n",
    "Templates/Person.md": "---\nroles: [{{role}}]\n---\n",
}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the vault as if a minute had passed, so that nothing in it is just written."""
    now = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: now() + 60_000_000_000)


def tree(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return the stamp of everything in a folder."""
    found: dict[str, tuple[int, ...]] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[str(path.relative_to(folder))] = (
            status.st_ino, status.st_size, status.st_mode, status.st_mtime_ns, status.st_ctime_ns
        )  # fmt: skip
    return found


def test_the_first_refresh_reads_everything(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    first = refreshed(root)
    assert first.changes.added == tuple(sorted(VAULT))
    assert not first.changes.changed
    assert not first.changes.removed
    assert not first.notices
    assert contents(first.snapshot) == rebuilt(root)
    assert "Templates/Person.md" not in contents(first.snapshot)["records"]


def test_an_empty_vault(make_vault: MakeVault) -> None:
    root = make_vault({})
    for _ in range(2):
        found = refreshed(root)
        assert found.changes == Changes()
        assert found.snapshot.reader.count() == 0
        assert not found.notices
    (root / "a.md").write_text(ANA)
    assert refreshed(root).changes.added == ("a.md",)


def test_a_vault_that_lost_all_its_notes(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    for path in VAULT:
        (root / path).unlink()
    found = refreshed(root)
    assert found.changes.removed == tuple(sorted(VAULT))
    assert contents(found.snapshot) == rebuilt(root)


def test_what_changed_is_told(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    (root / "People/Bob Rossi.md").write_text(BOB + "More.\n")
    (root / "2026-04-01.md").unlink()
    (root / "People/Cleo.md").write_text("New.\n")
    (root / "Goals/Find a flat.md").touch()
    found = refreshed(root)
    assert found.changes == Changes(
        added=("People/Cleo.md",), changed=("People/Bob Rossi.md",), removed=("2026-04-01.md",)
    )
    assert contents(found.snapshot) == rebuilt(root)


def test_progress_counts_up_to_what_is_to_be_read(make_vault: MakeVault) -> None:
    steps: list[tuple[int, int]] = []
    refreshed(make_vault(VAULT), progress=lambda done, of: steps.append((done, of)))
    assert steps == [(done, len(VAULT)) for done in range(1, len(VAULT) + 1)]


def test_a_rebuild_reads_every_note_anew(make_vault: MakeVault, later: None) -> None:
    root = make_vault(VAULT)
    before = refreshed(root)
    steps: list[int] = []
    found = refreshed(root, rebuild=True, progress=lambda done, _: steps.append(done))
    assert len(steps) == len(VAULT)
    assert found.snapshot.generation > before.snapshot.generation
    assert contents(found.snapshot) == contents(before.snapshot)


# Random edits: the index is the same as one rebuilt.

PATHS = [
    "People/Ana Diaz.md",
    "People/Bob Rossi.md",
    "People/sub/Cleo.md",
    "x.md",
    "People/ana diaz.MD",
]
TEXTS = [
    ANA,
    BOB,
    ANA.replace("Ani", "Bob Rossi"),
    "---\ntype: goal\nwants: [a flat]\n---\n## Leads\n- 2026-01-02 asked: [[Ana Diaz]]\n",
    "---\ndate: 2026-03-04\n---\nMet [[Ani]] and [[sub/Cleo]].\n",
    "---\nroles: [broken\n---\nStill [[Ana Diaz]].\n",
    "---\nroles: [{{role}}]\n---\n",
    "---\ngenerated: true\n---\n[[Ana Diaz]]\n",
    "",
    "Only prose of [[Bob Rossi]] the baker.\n",
]
PATH, TEXT = st.sampled_from(PATHS), st.sampled_from(TEXTS)


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def delete(root: Path, path: str) -> None:
    (root / path).unlink(missing_ok=True)


def rename(root: Path, path: str, new: str) -> None:
    if (root / path).exists():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / new)


def edit_unseen(root: Path, path: str) -> None:
    """Change a note but neither its size nor its modification time."""
    note = root / path
    if note.exists():
        status = note.stat()
        note.write_text(note.read_text().swapcase())
        os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))


def edit_to_the_same(root: Path, path: str) -> None:
    if (root / path).exists():
        (root / path).write_bytes((root / path).read_bytes())


def exchange(root: Path, path: str, other: str) -> None:
    """Let two notes change places, times and all."""
    if path != other and (root / path).exists() and (root / other).exists():
        (root / path).rename(root / "aside")
        (root / other).rename(root / path)
        (root / "aside").rename(root / other)


def move_folder(root: Path, back: bool) -> None:  # noqa: FBT001
    old, new = ("Network", "People") if back else ("People", "Network")
    if (root / old).exists() and not (root / new).exists():
        (root / old).rename(root / new)


Edit = tuple[Callable[..., None], tuple[object, ...]]


def edit_with(edit: Callable[..., None], *arguments: st.SearchStrategy[Any]) -> Any:
    return st.tuples(st.just(edit), st.tuples(*arguments))


EDITS: st.SearchStrategy[Edit] = st.one_of(
    edit_with(write, PATH, TEXT),
    edit_with(write, PATH, TEXT),
    edit_with(delete, PATH),
    edit_with(rename, PATH, PATH),
    edit_with(edit_unseen, PATH),
    edit_with(edit_to_the_same, PATH),
    edit_with(exchange, PATH, PATH),
    edit_with(move_folder, st.booleans()),
)


@examples(15)
@given(st.lists(st.lists(EDITS, max_size=4), min_size=1, max_size=5))
def test_an_index_kept_up_to_date_is_as_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[list[Edit]],
) -> None:
    root = tmp_path_factory.mktemp("vault")
    for path, text in zip(PATHS, TEXTS, strict=False):
        write(root, path, text)
    refreshed(root)
    for some in rounds:
        before = set(contents(refreshed(root).snapshot)["paths"])
        for edit, arguments in some:
            edit(root, *arguments)
        found = refreshed(root)
        assert not found.notices
        assert contents(found.snapshot) == rebuilt(root)
        after = set(found.snapshot.catalogue.paths)
        assert set(found.changes.added) == after - before
        assert set(found.changes.removed) == before - after
        assert contents(refreshed(root).snapshot) == contents(found.snapshot)


def test_an_edit_of_the_same_size_with_its_time_put_back_is_seen(
    make_vault: MakeVault, later: None
) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    edit_unseen(root, "People/Ana Diaz.md")
    found = refreshed(root)
    assert found.changes.changed == ("People/Ana Diaz.md",)
    assert contents(found.snapshot) == rebuilt(root)


# Nothing to do, and nothing to be sure of.


def test_a_refresh_without_changes_writes_nothing(
    make_vault: MakeVault, own_home: Path, later: None
) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    before = tree(own_home)
    assert any("catalogue-" in path for path in before)
    found = refreshed(root)
    assert found.changes == Changes()
    assert tree(own_home) == before


class Still:
    """A vault whose stamps stand still, as those of a clock that does not tick."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
        found = walk.scan(root, Config())
        monkeypatch.setattr(refresh_module, "scan", lambda *_: Scan(dict(found.stamps), [], []))
        self.read: list[str] = []
        real = read_bytes_really

        def read_bytes(root: Path, path: str) -> tuple[bytes, Stamp]:
            self.read.append(path)
            data, _ = real(root, path)
            return data, found.stamps[path]

        monkeypatch.setattr("mdnet.index.intake.read_bytes", read_bytes)


def test_a_note_written_in_the_moment_of_the_look_is_read_again(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault({"a.md": ANA})
    still = Still(monkeypatch, root)
    refreshed(root)
    (root / "a.md").write_text(BOB)
    found = refreshed(root)
    assert still.read == ["a.md", "a.md"]
    assert found.changes.changed == ("a.md",)
    assert ("roles", "baker") in contents(found.snapshot)["postings"]


def test_a_note_written_long_before_the_look_is_read_once(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    root = make_vault({"a.md": ANA})
    still = Still(monkeypatch, root)
    refreshed(root)
    refreshed(root)
    assert still.read == ["a.md"]


def test_a_note_that_settles_costs_no_commit(make_vault: MakeVault, later: None) -> None:
    root = make_vault(VAULT)
    first = refreshed(root)
    (root / "People/Ana Diaz.md").touch()
    second = refreshed(root)
    assert second.changes == Changes()
    assert second.snapshot.generation == first.snapshot.generation


def test_a_note_that_is_written_while_it_is_read_is_read_again(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, later: None
) -> None:
    root = make_vault({"a.md": ANA})
    real = read_bytes_really

    def read_bytes(root: Path, path: str) -> tuple[bytes, Stamp]:
        data, stamp = real(root, path)
        return data[:20], bytes(len(stamp))

    with monkeypatch.context() as patch:
        patch.setattr("mdnet.index.intake.read_bytes", read_bytes)
        refreshed(root)
    assert contents(refreshed(root).snapshot) == rebuilt(root)


@pytest.mark.parametrize("error", [FileNotFoundError(2, "gone"), PermissionError(13, "denied")])
def test_a_note_that_cannot_be_read_is_kept_by_name_and_tried_again(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, later: None, error: OSError
) -> None:
    root = make_vault(VAULT)
    real = read_bytes_really

    def read_bytes(root: Path, path: str) -> tuple[bytes, Stamp]:
        if path == "People/Ana Diaz.md":
            raise error
        return real(root, path)

    with monkeypatch.context() as patch:
        patch.setattr("mdnet.index.intake.read_bytes", read_bytes)
        found = refreshed(root)
        card = found.snapshot.catalogue.card("People/Ana Diaz.md")
        assert card
        assert (card.name, card.errors) == ("Ana Diaz", 1)
        assert found.snapshot.catalogue.troubled() == ["People/Ana Diaz.md"]
    assert contents(refreshed(root).snapshot) == rebuilt(root)


def test_the_notes_below_a_folder_that_cannot_be_read_are_not_gone(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault(VAULT)
    whole = contents(refreshed(root).snapshot)
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "People":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr("os.scandir", scandir)
        (root / "2026-04-01.md").unlink()
        found = refreshed(root)
        assert found.changes.removed == ("2026-04-01.md",)
        assert [problem.path for problem in found.skipped] == ["People/"]
        kept = contents(found.snapshot)
        assert kept["records"]["People/Ana Diaz.md"] == whole["records"]["People/Ana Diaz.md"]
    shutil.rmtree(root / "People")
    assert contents(refreshed(root).snapshot) == rebuilt(root)


def test_odd_names_are_indexed_like_any_other(make_vault: MakeVault) -> None:
    names = [
        "new\nline", "esc\x1b[31m", "tab\tname", "a" * 250,
        unicodedata.normalize("NFC", "Chloé"), unicodedata.normalize("NFD", "Chloé"),
    ]  # fmt: skip
    root = make_vault({f"People/{name}.md": ANA for name in names})
    refreshed(root)
    (root / f"People/{names[0]}.md").unlink()
    found = refreshed(root)
    assert found.changes.removed == (f"People/{names[0]}.md",)
    assert contents(found.snapshot) == rebuilt(root)
    assert len(found.snapshot.catalogue.by_name("chloé")) == 2


def test_names_that_are_no_utf_8_are_indexed_like_any_other(make_vault: MakeVault) -> None:
    name = os.fsdecode(b"People/Jos\xe9.md")
    root = make_vault({name: ANA, "People/Bob Rossi.md": BOB})
    found = refreshed(root)
    assert name in found.snapshot.catalogue.paths
    (root / name).unlink()
    assert refreshed(root).changes.removed == (name,)


@pytest.mark.parametrize(
    "text",
    [
        b"[[" + b"a" * 1_000_000 + b"]]",
        b"---\nskills: [" + "\ufdf2".encode() * 21_000 + b"]\n---\n",
        b"---\nskills: [" + b"a," * 30_000 + b"a]\n---\n",
        b'---\nname: "\\ud800"\nknows: ["[[A\\udc80]]"]\n---\n',
        b"---\nknows: ['[[%ff%00]]']\n---\n[x](%ff%00.md)",
        b"\x00" * 100_000,
        b"\xff\xfe---\n\x00",
        b"---\n" + b"[" * 60_000 + b"\n---\n",
        b"word " * 600_000,
    ],
)
def test_no_note_stops_the_index(make_vault: MakeVault, text: bytes) -> None:
    root = make_vault({"People/odd.md": text, "People/Ana Diaz.md": ANA})
    found = refreshed(root)
    assert found.snapshot.reader.count() == 2
    assert contents(found.snapshot) == rebuilt(root)


# Settings, and what lies elsewhere.


def test_other_settings_need_another_index(make_vault: MakeVault) -> None:
    root = make_vault(VAULT | {"Leute/Cleo.md": "---\nroles: [nurse]\n---\n"})
    assert refreshed(root).snapshot.catalogue.card("Leute/Cleo.md").kind == "note"  # type: ignore[union-attr]
    write(root, ".mdnet/config.toml", 'people = ["Leute"]\nlanguage = "de"\n')
    found = refreshed(root)
    assert found.changes.added == tuple(sorted([*VAULT, "Leute/Cleo.md"]))
    assert not found.notices
    assert contents(found.snapshot) == rebuilt(root)
    assert found.snapshot.catalogue.card("Leute/Cleo.md").kind == "contact"  # type: ignore[union-attr]


def test_two_vaults_have_an_index_each(tmp_path: Path) -> None:
    for name, text in (("one/v", ANA), ("two/v", BOB)):
        write(tmp_path, f"{name}/a.md", text)
    for _ in range(2):
        for name in ("one/v", "two/v"):
            root = tmp_path / name
            assert contents(refreshed(root).snapshot) == rebuilt(root)


def test_an_index_of_another_vault_in_this_ones_place_is_not_used(
    make_vault: MakeVault, tmp_path: Path, own_home: Path, later: None
) -> None:
    """A vault that is moved away, and another that is moved to its place."""
    root = make_vault({"a.md": ANA})
    refreshed(root)
    other = tmp_path / "other"
    write(other, "a.md", BOB)
    shutil.rmtree(root)
    other.rename(root)
    assert contents(refreshed(root).snapshot) == rebuilt(root)


@pytest.mark.parametrize("options", [{}, {"rebuild": True}], ids=["refresh", "rebuild"])
def test_nothing_is_written_into_the_vault(make_vault: MakeVault, options: dict[str, bool]) -> None:
    root = make_vault(VAULT | {".obsidian/app.json": "{}", "Network/page.md": "x"})
    before = tree(root)
    refreshed(root, **options)
    refreshed(root)
    assert tree(root) == before


def test_a_vault_that_is_gone_keeps_its_index(make_vault: MakeVault, tmp_path: Path) -> None:
    """A disk that is not mounted at the moment is no vault without notes."""
    root = make_vault(VAULT)
    vault = open_vault(root)
    whole = contents(refresh(vault, os.environ).snapshot)
    root.rename(tmp_path / "unmounted")
    found = refresh(vault, os.environ)
    assert contents(found.snapshot) == whole
    assert found.skipped


def test_a_note_that_is_put_back_in_time_is_not_dropped(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor moves the note away for a moment to save it."""
    root = make_vault(VAULT)
    before = contents(refreshed(root).snapshot)
    aside = root / "People/Ana Diaz.md~"
    (root / "People/Ana Diaz.md").rename(aside)

    def put_back(_: float) -> None:
        aside.rename(root / "People/Ana Diaz.md")

    monkeypatch.setattr("mdnet.index.refresh.time.sleep", put_back)
    found = refreshed(root, confirm=0.1)
    assert found.changes == Changes()
    assert contents(found.snapshot) == before
    (root / "People/Ana Diaz.md").rename(aside)
    monkeypatch.setattr("mdnet.index.refresh.time.sleep", lambda _: None)
    assert refreshed(root, confirm=0.1).changes.removed == ("People/Ana Diaz.md",)


def test_it_tells_from_where_the_changes_are_counted(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    first = refreshed(root)
    assert first.since == 0
    (root / "People/Ana Diaz.md").write_text(BOB)
    second = refreshed(root)
    assert second.since == first.snapshot.generation < second.snapshot.generation
    assert refreshed(root).since == second.snapshot.generation
    assert refreshed(root, rebuild=True).since == 0
    assert sorted(second.stamps) == sorted(VAULT)
