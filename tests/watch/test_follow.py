"""What a follower tells of a few notes that were saved, and of all others after that."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.store import Snapshot, Store
from mdnet.vault.root import open_vault
from mdnet.watch.follow import Follower, Look
from tests.conftest import MakeVault, examples
from tests.index.test_named import folder_of, of_notes
from tests.index.test_refresh import ANA, BOB, EDITS, PATHS, TEXTS, VAULT, Edit, write
from tests.index.whole import contents, rebuilt, refreshed

AT = datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC)


def follower(root: Path) -> Follower:
    made = Follower(open_vault(root), os.environ, lambda: AT)
    made.start(lambda *_: None)
    return made


def as_it_lies(root: Path) -> Snapshot:
    """Return the index without bringing it up to date."""
    found = Store(folder_of(root)).open()
    assert found
    return found


def told(look: Look | None) -> list[str] | None:
    """Return the changes of a look; None where it takes a look at the whole vault."""
    if look is None:
        return None
    return [f"{one.name} {one.change}" for one in look.batch.changes] if look.batch else []


def look(made: Follower) -> list[str] | None:
    return told(made.look(lambda *_: None))


def test_what_was_saved_is_told_once(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    made = follower(root)
    (root / "People/Ana Diaz.md").write_text(BOB)
    (root / "People/Cleo.md").write_text("---\nroles: [\n---\n")
    (root / "People/Bob Rossi.md").write_text("No event told of this.\n")
    found = made.look_at(["People/Ana Diaz.md", "People/Cleo.md"])
    assert told(found) == ["Ana Diaz changed", "Cleo added"]
    assert found
    assert found.batch
    assert [problem.path for problem in found.batch.problems] == ["People/Cleo.md"]
    assert told(made.look_at(["People/Ana Diaz.md", "People/Cleo.md"])) == []
    assert made.differs()
    assert look(made) == ["Bob Rossi changed"]
    assert look(made) == []


def test_a_search_that_was_first_takes_nothing_from_what_is_told(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    made = follower(root)
    (root / "People/Ana Diaz.md").write_text(BOB)
    (root / "People/Bob Rossi.md").write_text("No event told of this.\n")
    refreshed(root)
    assert told(made.look_at(["People/Ana Diaz.md"])) == ["Ana Diaz changed"]
    assert made.differs()
    assert look(made) == ["Bob Rossi changed"]


@pytest.mark.parametrize(
    "names", [["People/gone.md"], [".mdnet/config.toml"], [f"{n}.md" for n in range(17)]]
)
def test_what_needs_a_look_at_the_vault(make_vault: MakeVault, names: list[str]) -> None:
    assert follower(make_vault({f"{n}.md": ANA for n in range(17)})).look_at(names) is None


def test_a_person_who_becomes_private_is_so_at_once(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    made = follower(root)
    (root / "People/Ana Diaz.md").write_text(ANA.replace("---\n", "---\nprivate: true\n", 1))
    assert told(made.look_at(["People/Ana Diaz.md"])) == ["Ana Diaz changed"]
    held = contents(as_it_lies(root))
    assert held["cards"]["People/Ana Diaz.md"].private
    assert held == rebuilt(root)


def test_many_changes_are_folded_in_when_there_is_time(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[object] = []
    monkeypatch.setattr("mdnet.watch.follow.fold", lambda *_, **__: folded.append(1))
    root = make_vault(VAULT)
    made = follower(root)
    for number in range(17):
        made.tidy()
        assert not folded
        write(root, f"People/New {number}.md", BOB)
        made.look_at([f"People/New {number}.md"])
    made.tidy()
    made.tidy()
    assert len(folded) == 1


# Prints the modules that are imported for the first save.
FIRST_SAVE = """
import os, sys
from datetime import datetime
from pathlib import Path
from mdnet.vault.root import open_vault
from mdnet.watch.follow import Follower
root = Path(sys.argv[1])
made = Follower(open_vault(root), os.environ, datetime.now)
made.start(lambda *_: None)
made.get_ready()
(root / "People/Ana Diaz.md").write_text(sys.argv[2])
before = {*sys.modules}
assert made.look_at(["People/Ana Diaz.md"]).batch
print(*({*sys.modules} - before))
"""


def test_the_first_save_waits_for_no_imports(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    words = [sys.executable, "-c", FIRST_SAVE, str(root), BOB]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    late = ran.stdout.split()
    assert not [
        name for name in late if name.startswith(("mdnet.notes", "yaml", "whoosh", "numpy"))
    ]


@examples(8)
@given(st.lists(st.lists(EDITS, max_size=3), min_size=1, max_size=4), st.data())
def test_a_few_notes_and_then_all(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Edit]], data: st.DataObject
) -> None:
    """Whatever happened, and whatever was heard of it, the index is right after the look."""
    root = tmp_path_factory.mktemp("vault")
    for path, text in zip(PATHS, TEXTS, strict=False):
        write(root, path, text)
    made = follower(root)
    for some in rounds:
        for edit, arguments in some:
            edit(root, *arguments)
        heard = data.draw(st.sets(st.sampled_from(PATHS)))
        right = rebuilt(root)
        if heard and made.look_at(heard):
            assert of_notes(contents(as_it_lies(root)), heard) == of_notes(right, heard)
        if made.differs():
            made.look(lambda *_: None)
        made.tidy()
        assert contents(as_it_lies(root)) == right
