import os
import time

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.index.card_codec import card_from_json
from mdnet.index.intake import Intake
from mdnet.vault.root import open_vault
from mdnet.vault.walk import UNSEEN, stamp_of
from tests.conftest import MakeVault

SECOND = 1_000_000_000


def test_a_note_is_taken_in_under_its_stamp(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana.md": "---\nroles: [nurse]\n---\n"})
    stamp = stamp_of((root / "People/Ana.md").stat())
    taken = Intake(open_vault(root), Analyzer("en"), time.time_ns() + 60 * SECOND)
    [(path, document, entry)] = taken.take({"People/Ana.md": stamp})
    assert path == "People/Ana.md"
    assert document
    assert set(document.terms["roles"]) == {"nurs"}
    assert entry.stamp == stamp
    assert card_from_json(entry.row).roles == ("nurse",)


@pytest.mark.parametrize(
    ("age", "stale"), [(0, False), (60 * SECOND, True)], ids=["just written", "changed since"]
)
def test_a_note_that_may_change_unseen_is_read_again_next_time(
    make_vault: MakeVault, age: int, *, stale: bool
) -> None:
    root = make_vault({"a.md": "x"})
    stamp = stamp_of((root / "a.md").stat())
    looked_at = (root / "a.md").stat().st_ctime_ns + age
    if stale:
        (root / "a.md").write_text("changed")
    taken = Intake(open_vault(root), Analyzer("en"), looked_at)
    [(_, document, entry)] = taken.take({"a.md": stamp})
    assert document
    assert entry.stamp == UNSEEN


def test_a_template_is_known_but_no_note(make_vault: MakeVault) -> None:
    root = make_vault({"Templates/Person.md": "---\nroles: [x]\n---\n"})
    taken = Intake(open_vault(root), Analyzer("en"), time.time_ns() + 60 * SECOND)
    path = "Templates/Person.md"
    [(_, document, entry)] = taken.take({path: stamp_of((root / path).stat())})
    assert document is None
    assert entry.row == b""
    assert entry.stamp != UNSEEN


@pytest.mark.parametrize("kind", ["gone", "fifo", "folder"])
def test_what_cannot_be_read_is_a_note_with_an_error(make_vault: MakeVault, kind: str) -> None:
    root = make_vault({})
    if kind == "fifo":
        os.mkfifo(root / "x.md")
    elif kind == "folder":
        (root / "x.md").mkdir()
    [(_, document, entry)] = Intake(open_vault(root), Analyzer("en"), 0).take({"x.md": UNSEEN})
    assert document
    card = card_from_json(entry.row)
    assert (card.name, card.errors) == ("x", 1)
    assert entry.stamp == UNSEEN


def test_notes_are_taken_in_together_as_each_alone(make_vault: MakeVault) -> None:
    files = {f"People/P{at}.md": f"---\nroles: [nurse {at}]\n---\nSings.\n" for at in range(3)}
    root = make_vault({**files, "Templates/Person.md": "---\nroles: [x]\n---\n"})
    stamps = {path: stamp_of((root / path).stat()) for path in (*files, "Templates/Person.md")}
    taken = Intake(open_vault(root), Analyzer("en"), time.time_ns() + 60 * SECOND)
    together = list(taken.take(stamps))
    assert [path for path, _, _ in together] == list(stamps)
    assert together == [one for path, stamp in stamps.items() for one in taken.take({path: stamp})]
    assert list(taken.take({})) == []
