"""Who can help with a goal, for the owner's eyes and for those of others."""

from mdnet.model.contact import Goal
from mdnet.network.public import without_private
from mdnet.search.context import search_context
from mdnet.search.filters import Filters
from mdnet.search.goal_helpers import goal_helpers_on, helpers_for
from mdnet.search.language import LanguageResources
from mdnet.search.results import Hit
from tests.conftest import Indexed
from tests.search.conftest import TODAY

FILES = {
    "People/Ana.md": "---\nroles: [dentist]\n---\n",
    "People/Vera.md": "---\nroles: [dentist]\nprivate: true\n---\nHer dentist is [[Dr. Lee]].\n",
    "People/Otto.md": "---\nroles: [dentist]\narchived: true\n---\nHis dentist is [[Dr. May]].\n",
    "People/Gus.md": "His dentist is [[Dr. Kay]]. [[Vera]] knows a dentist.\n",
}


def public(indexed: Indexed, resources: LanguageResources, goal: Goal) -> list[Hit]:
    snapshot = without_private(indexed(FILES).snapshot, "en")
    context = search_context(snapshot, resources, TODAY, without_archived=True)
    return goal_helpers_on(context, goal, Filters(limit=None, all=True))


def test_the_owner_sees_everybody(indexed: Indexed, resources: LanguageResources) -> None:
    snapshot = indexed(FILES).snapshot
    found = helpers_for(Goal(wants=("dentist",)), snapshot, resources, today=TODAY)
    assert {"Ana", "Vera", "Dr. Lee", "Dr. Kay"} <= {hit.name for hit in found}


def test_others_see_nobody_hidden_and_nothing_they_say(
    indexed: Indexed, resources: LanguageResources
) -> None:
    found = public(indexed, resources, Goal(wants=("dentist", "tooth", "Vera")))
    names = {hit.name for hit in found}
    assert {"Ana", "Dr. Kay"} <= names
    assert names.isdisjoint({"Vera", "Otto", "Dr. Lee", "Dr. May"})
    assert {"People/Vera.md", "People/Otto.md"}.isdisjoint(hit.path for hit in found)
    assert not any("Vera" in reason.text for hit in found for reason in hit.reasons)


def test_a_way_and_a_reason_name_their_notes(
    indexed: Indexed, resources: LanguageResources
) -> None:
    found = public(indexed, resources, Goal(wants=("dentist",)))
    kay = next(hit for hit in found if hit.name == "Dr. Kay")
    assert (kay.via, kay.via_paths) == (("Gus",), ("People/Gus.md",))
    assert [(one.source, one.source_path) for one in kay.reasons] == [("Gus", "People/Gus.md")]
