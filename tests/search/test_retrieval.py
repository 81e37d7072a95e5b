"""Who is worth a look for a goal, and which passages speak of whom."""

from collections.abc import Callable

import pytest

from mdnet.search import retrieval
from mdnet.search.candidates import FieldMatch, HelperCandidate
from mdnet.search.context import EVERYWHERE, Scope, search_context
from mdnet.search.language import LanguageResources
from mdnet.search.reading import GoalReading, read
from mdnet.search.retrieval import Retriever
from tests.search.conftest import TODAY, ContextOf, Files, IndexIn, crowd, note

Retrieve = Callable[..., dict[str, HelperCandidate]]


@pytest.fixture
def retrieve(index_in: IndexIn, without_needs: LanguageResources) -> Retrieve:
    """A function that retrieves the candidates for a goal, by its words alone."""

    def retrieved(
        files: Files,
        goal: str,
        by: LanguageResources = without_needs,
        scope: Scope = EVERYWHERE,
        without_archived: bool = False,  # noqa: FBT001, FBT002
    ) -> dict[str, HelperCandidate]:
        context = search_context(
            index_in(files), by, TODAY, scope=scope, without_archived=without_archived
        )
        reading: GoalReading = read(goal, by, context.lookup, context.people)
        return Retriever(context, reading).candidates()

    return retrieved


def places(candidate: HelperCandidate | None) -> set[tuple[str, str]]:
    return {(one.field, one.text) for one in candidate.matches} if candidate else set()


def holding(candidates: dict[str, HelperCandidate]) -> set[str]:
    """The keys of those of whom a passage holds a word of the goal."""
    return {key for key, one in candidates.items() if any(m.words for m in one.matches)}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (note(roles=["zither maker"]), "roles"),
        (note(organizations=["Zither Works"]), "organizations"),
        (note(offers=["a zither to lend"]), "offers"),
        (note(interests=["zither"]), "interests"),
        (note(tags=["zither"]), "tags"),
        (note("Plays the zither."), "about"),
        (note("Her brother plays the zither."), "via"),
        (note("## Log\n\n- 2026-01-02 lent me a zither"), "log"),
    ],
)
def test_a_word_is_found_where_it_stands(retrieve: Retrieve, text: str, field: str) -> None:
    [candidate] = retrieve({"People/A.md": text, **crowd()}, "zither").values()
    assert candidate.key == "People/A.md"
    [match] = [one for one in candidate.matches if one.words]
    assert match.field == field
    assert match.words == {0}
    assert "zither" in match.text.lower()


def test_each_passage_tells_which_words_it_holds(retrieve: Retrieve) -> None:
    files = {"People/A.md": note("Owns a boat. Sings.", skills=["boat building"]), **crowd()}
    candidate = retrieve(files, "boat building")["People/A.md"]
    held = {one.text: one.words for one in candidate.matches if one.words}
    assert held == {"boat building": {0, 1}, "Owns a boat.": {0}}


@pytest.mark.parametrize(
    ("item", "whole"), [("zither", True), ("the zither", False), ("zither maker", False)]
)
def test_an_item_of_nothing_but_the_goal_is_whole(
    retrieve: Retrieve, item: str, *, whole: bool
) -> None:
    files = {"People/A.md": note(skills=[item]), **crowd()}
    [match] = retrieve(files, "zither")["People/A.md"].matches
    assert match.whole == whole


def test_a_word_asked_of_a_field_is_looked_for_there_only(retrieve: Retrieve) -> None:
    files = {"People/A.md": note(roles=["chess"]), "People/B.md": note(skills=["chess"])}
    assert holding(retrieve(files, "skill:chess")) == {"People/B.md"}


# Told by others


def test_a_sentence_about_somebody_is_theirs_with_its_source(retrieve: Retrieve) -> None:
    files = {"People/A.md": note("[[Gus Low]] repairs clocks."), **crowd()}
    found = retrieve(files, "clocks")
    [match] = found["ghost:gus low"].matches
    assert (match.text, match.source) == ("Gus Low repairs clocks.", "People/A.md")
    [own] = [one for one in found["People/A.md"].matches if one.words]
    assert own.source == ""


def test_a_dated_note_tells_of_somebody_with_a_note(retrieve: Retrieve) -> None:
    files = {
        "2026-05-01.md": "[[Hamid]] mended the projector.\n\nThe projector is old.\n",
        "People/Hamid.md": note(roles=["teacher"]),
    }
    found = retrieve(files, "projector")
    assert holding(found) == {"People/Hamid.md"}
    assert places(found["People/Hamid.md"]) == {("mention", "Hamid mended the projector.")}


def test_everybody_in_the_sentence_is_spoken_of_but_not_the_note_itself(
    retrieve: Retrieve,
) -> None:
    files = {
        "People/A.md": note("[[A]], [[Bea Low]] and [[Cy Orr]] repair clocks. [[Di Fox]] not."),
        **crowd(),
    }
    found = retrieve(files, "clocks")
    assert {key for key in found if key.startswith("ghost:")} == {"ghost:bea low", "ghost:cy orr"}
    assert all(one.source == "" for one in found["People/A.md"].matches)


def test_a_sentence_without_a_link_tells_of_nobody_else(retrieve: Retrieve) -> None:
    found = retrieve({"People/A.md": note("Her sister repairs clocks."), **crowd()}, "clocks")
    assert list(found) == ["People/A.md"]


def test_a_link_that_means_no_person_tells_of_nobody(retrieve: Retrieve) -> None:
    files = {"People/A.md": note("[[Clock Museum]] shows clocks."), **crowd()}
    assert list(retrieve(files, "clocks")) == ["People/A.md"]


def test_the_name_in_a_link_does_not_speak_for_its_bearer(retrieve: Retrieve) -> None:
    files = {
        "People/Ed.md": note(roles=["carpenter"]),
        "People/Fay.md": note("[[Gil Carpenter]] is her aunt."),
        **crowd(),
    }
    found = retrieve(files, "carpenter")
    assert {one.field for one in found.get("ghost:gil carpenter", HelperCandidate("")).matches} <= {
        "linked"
    }
    assert "People/Fay.md" not in holding(found)


def test_a_stated_tie_brings_up_a_ghost_by_name(retrieve: Retrieve) -> None:
    files = {"People/A.md": note(knows=["'[[Gus Zwirbel]]'"]), **crowd()}
    assert len(retrieve(files, "zwirbel")["ghost:gus zwirbel"].slots) == 1
    [match] = retrieve(files, "name:zwirbel")["ghost:gus zwirbel"].matches
    assert (match.field, match.text, match.source) == ("linked", "Gus Zwirbel", "People/A.md")


def test_who_is_said_to_be_somebody_else_is_brought_up_by_nothing(retrieve: Retrieve) -> None:
    files = {"People/A.md": "---\nnot_same_as: '[[Gus Wheeler]]'\n---\n", **crowd()}
    assert "ghost:gus wheeler" not in retrieve(files, "wheeler")


def test_where_others_do_not_count_only_ones_own_note_does(retrieve: Retrieve) -> None:
    files = {
        "People/A.md": note("[[Gus Low]] repairs clocks."),
        "People/B.md": note(roles=["clock repairer"]),
        "2026-05-01.md": "[[A]] brought clocks.\n",
        **crowd(),
    }
    alone = EVERYWHERE._replace(told=False)
    found = retrieve(files, "clocks", scope=alone)
    assert not any(one.source for candidate in found.values() for one in candidate.matches)
    assert holding(found) == {"People/A.md", "People/B.md"}


# Against


@pytest.mark.parametrize(
    "text",
    [
        note(needs=["clocks"]),
        note("Hates clocks."),
        note("Gave up clocks long ago."),
        note("Can't stand clocks."),
        note("Is allergic to clocks."),
    ],
)
def test_needs_and_aversions_speak_against(
    retrieve: Retrieve, resources: LanguageResources, text: str
) -> None:
    files = {"People/A.md": text, "People/B.md": note(roles=["watchmaker"]), **crowd()}
    candidate = retrieve(files, "clocks", resources)["People/A.md"]
    assert candidate.against
    assert not candidate.matches


# By needs


def test_who_answers_the_need_is_found_without_a_word_of_the_goal(
    retrieve: Retrieve, resources: LanguageResources
) -> None:
    files = {
        "People/Dov.md": note(roles=["dentist"]),
        "People/Far.md": note("Her brother [[Dr. Lee]] is a dentist."),
        **crowd(),
    }
    found = retrieve(files, "my tooth hurts", resources)
    assert {"People/Dov.md", "ghost:dr. lee"} <= found.keys()
    [match] = found["People/Dov.md"].matches
    assert match.words == frozenset()
    assert match.share > 0
    assert match.need >= 0
    assert match.likeness > 0.3
    assert found["People/Dov.md"].share > 0


def test_a_vault_indexed_without_tables_is_searched_by_words(
    retrieve: Retrieve, resources: LanguageResources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdnet.index.passages.encoder_of", lambda _: None)
    files = {"People/Dov.md": note("Sings.", roles=["dentist"]), **crowd()}
    found = retrieve(files, "a dentist for my tooth", resources)
    [match] = found["People/Dov.md"].matches
    assert (match.share, match.likeness) == (0, 0)
    assert match.words


# How many


def test_the_best_notes_are_read_and_no_more(retrieve: Retrieve) -> None:
    files = {
        "People/A.md": note(interests=["chess"]),
        "People/B.md": note(roles=["chess coach"]),
        "People/C.md": note("Once met a coach at a chess club in a town by the sea."),
        "People/D.md": note(skills=["coach"]),
    }
    scope = EVERYWHERE._replace(candidates=2)
    assert holding(retrieve(files, "chess coach", scope=scope)) == {"People/B.md", "People/C.md"}


def test_only_some_notes_may_be_looked_at(retrieve: Retrieve, index_in: IndexIn) -> None:
    files = {f"People/{name}.md": note(roles=["chess coach"]) for name in "AB"}
    number = index_in(files).reader.number("People/B.md")
    assert number is not None
    scope = EVERYWHERE._replace(only=frozenset({number}))
    assert list(retrieve(files, "chess", scope=scope)) == ["People/B.md"]
    nobody = EVERYWHERE._replace(only=frozenset())
    assert retrieve(files, "chess", scope=nobody) == {}


def test_archived_people_can_be_as_if_their_notes_were_empty(
    retrieve: Retrieve, resources: LanguageResources
) -> None:
    files = {
        "People/Otto.md": note("[[Gus Low]] is a dentist.", roles=["dentist"], archived="yes"),
        "People/Ana.md": note(roles=["dentist"]),
    }
    found = retrieve(files, "dentist", resources, without_archived=True)
    assert list(found) == ["People/Ana.md"]


def test_a_match_is_plain_data() -> None:
    one = FieldMatch("roles", "dentist", frozenset({0}))
    assert one._replace(source="x") != one


def test_a_slot_counts_for_whom_the_rest_of_the_goal_found(
    context_of: ContextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {f"People/A{number}.md": note(city="Bern") for number in range(9)}
    context = context_of({**people, "People/Zoe.md": note(roles=["frobnicator"], city="Bern")})
    monkeypatch.setattr(retrieval, "_MOST_OF_A_SLOT", 2)
    reading = read("frobnicator in Bern", context.language, context.lookup, context.people)
    found = Retriever(context, reading).candidates()
    assert len(found["People/Zoe.md"].slots) == 1
