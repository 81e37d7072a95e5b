"""Who can help with a goal, for the owner's eyes and for those of others."""

from datetime import date

import pytest

from mdnet.model import Goal
from mdnet.search.answer import Hit
from mdnet.search.goal_helpers import goal_helpers_on, helpers_for
from mdnet.search.ground import ground_of
from mdnet.search.helpers import Filters
from mdnet.search.understanding import Understanding, load_understanding
from tests.conftest import ROOT, Indexed

TODAY = date(2026, 11, 23)
FILES = {
    "People/Ana.md": "---\nroles: [dentist]\n---\n",
    "People/Vera.md": "---\nroles: [dentist]\nprivate: true\n---\nHer dentist is [[Dr. Lee]].\n",
    "People/Otto.md": "---\nroles: [dentist]\narchived: true\n---\nHis dentist is [[Dr. May]].\n",
    "People/Gus.md": "His dentist is [[Dr. Kay]]. [[Vera]] knows a dentist.\n",
}


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return load_understanding(ROOT / "vault-example", "en", None)


def public(indexed: Indexed, understanding: Understanding, goal: Goal) -> list[Hit]:
    snapshot = indexed(FILES).snapshot
    ground = ground_of(snapshot, understanding, TODAY, without_private=True, without_archived=True)
    return goal_helpers_on(ground, goal, Filters(limit=None, all=True))


def test_the_owner_sees_everybody(indexed: Indexed, understanding: Understanding) -> None:
    snapshot = indexed(FILES).snapshot
    found = helpers_for(Goal(wants=("dentist",)), snapshot, understanding, today=TODAY)
    assert {"Ana", "Vera", "Dr. Lee", "Dr. Kay"} <= {hit.name for hit in found}


def test_others_see_nobody_hidden_and_nothing_they_say(
    indexed: Indexed, understanding: Understanding
) -> None:
    found = public(indexed, understanding, Goal(wants=("dentist", "tooth", "Vera")))
    assert {hit.name for hit in found} == {"Ana", "Dr. Kay", "Gus"}
    assert {hit.path for hit in found} == {"People/Ana.md", "People/Gus.md", None}


def test_a_way_and_a_reason_name_their_notes(
    indexed: Indexed, understanding: Understanding
) -> None:
    found = public(indexed, understanding, Goal(wants=("dentist",)))
    kay = next(hit for hit in found if hit.name == "Dr. Kay")
    assert (kay.via, kay.via_paths) == (("Gus",), ("People/Gus.md",))
    assert [(one.source, one.source_path) for one in kay.reasons] == [("Gus", "People/Gus.md")]
