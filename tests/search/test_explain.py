"""The passages that are shown for people, and what connects each with the goal."""

import pytest

from mdnet.search.hits import MOST_REASONS
from mdnet.search.language import LanguageResources
from tests.search.conftest import SearchIn, crowd, hit, note


def test_the_passages_that_matched_are_shown(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/A.md": note(
                "Lives by the river.\n\nKeeps bees on a roof. Sings.",
                skills=["juggling", "bee keeping", "chess"],
            ),
            **crowd(),
        }
    )
    reasons = hit(search("somebody who knows bees"), "A").reasons
    assert {(one.field, one.text) for one in reasons} == {
        ("skills", "bee keeping"),
        ("about", "Keeps bees on a roof."),
    }
    assert {one.field: one.kind for one in reasons} == {"skills": "does", "about": "is"}
    assert all(one.matched == ("bees",) for one in reasons)


@pytest.mark.parametrize(
    ("text", "field", "kind"),
    [
        (note(roles=["zither maker"]), "roles", "does"),
        (note(organizations=["Zither Works"]), "organizations", "does"),
        (note(offers=["a zither to lend"]), "offers", "does"),
        (note(skills=["zither"]), "skills", "does"),
        (note(interests=["zither"]), "interests", "is"),
        (note(tags=["zither"]), "tags", "is"),
        (note("Her brother plays the zither."), "via", "knows"),
        (note("Plays the zither."), "about", "is"),
        (note("## Log\n\n- 2026-01-02 lent me a zither"), "log", "log"),
    ],
)
def test_the_kind_of_a_reason_tells_where_it_stands(
    search_in: SearchIn, text: str, field: str, kind: str
) -> None:
    search = search_in({"People/A.md": text, **crowd()})
    [reason] = hit(search("zither", all=True), "A").reasons
    assert (reason.field, reason.kind) == (field, kind)
    assert "zither" in reason.text.lower()
    assert reason.matched == ("zither",)
    assert (reason.source, reason.source_path) == ("", "")


def test_what_somebody_else_tells_has_its_source(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/A.md": note("[[Gus Low]] repairs zithers."),
            "Meetings/2026-05-01 Club.md": "[[Gus Low]] brought his zither.\n",
            **crowd(),
        }
    )
    reasons = hit(search("zither"), "Gus Low").reasons
    assert {(one.kind, one.field, one.source) for one in reasons} == {
        ("knows", "via", "A"),
        ("knows", "mention", "2026-05-01 Club"),
    }
    assert {one.source_path for one in reasons} == {
        "People/A.md", "Meetings/2026-05-01 Club.md",
    }  # fmt: skip


def test_a_bare_tie_says_who_knows_them(search_in: SearchIn) -> None:
    search = search_in({"People/A.md": note(knows=["'[[Gus Low]]'"]), **crowd()})
    one = hit(search("Gus Low"), "Gus Low")
    assert one.reasons
    assert one.via == ("A",)


def test_no_passage_is_shown_twice_and_few_are(search_in: SearchIn) -> None:
    text = note(
        "Plays the zither. Repairs a zither. Sells one zither.\n\nHer aunt owns a zither.",
        roles=["zither player"], skills=["zither"], offers=["zither lessons"],
    )  # fmt: skip
    reasons = hit(search_in({"People/A.md": text, **crowd()})("zither lessons"), "A").reasons
    assert len(reasons) == MOST_REASONS
    assert len({(one.field, one.text) for one in reasons}) == MOST_REASONS
    assert reasons[0].text == "zither lessons"  # it meets both words


def test_reasons_against_show_what_speaks_against(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/A.md": note(needs=["a zither", "a room"]),
            "People/B.md": note("Hates the zither."),
            "People/C.md": note(skills=["zither"]),
            **crowd(),
        }
    )
    answer = search("zither")
    assert [one.name for one in answer.hits] == ["C"]
    assert {one.name for one in answer.apart} == {"A", "B"}
    assert [one.text for one in hit(answer, "A").reasons] == ["a zither"]
    assert [one.field for one in hit(answer, "B").reasons] == ["neg"]


def test_a_passage_without_a_word_of_the_goal_names_the_need(search_in: SearchIn) -> None:
    search = search_in({"People/A.md": note("Sings.", roles=["dentist"]), **crowd()})
    [reason] = hit(search("my tooth hurts"), "A").reasons
    assert (reason.text, reason.matched, reason.kind) == ("dentist", (), "does")
    assert "dentist" in reason.need.lower()


def test_every_reason_names_what_connects_it_or_is_merely_like(search_in: SearchIn) -> None:
    files = {
        "People/A.md": note("Good with teeth.", roles=["dentist"]),
        "People/B.md": note("Always calm.", roles=["nurse"], skills=["first aid"]),
        "People/C.md": note("Her sister [[Eva]] fixes jaws."),
        **crowd(),
    }
    answer = search_in(files)("my tooth hurts and my jaw, too", all=True, limit=None)
    reasons = [one for found in answer.hits for one in found.reasons]
    assert reasons
    for one in reasons:
        assert (one.kind == "similar") == (not one.matched and not one.need)


def test_what_is_merely_like_is_left_out_where_something_tells_more(search_in: SearchIn) -> None:
    text = note("Sings.", roles=["dentist"], skills=["playing the harp", "hospital work"])
    answer = search_in({"People/A.md": text, **crowd()})("dentist")
    assert [one.text for one in hit(answer, "A").reasons] == ["dentist"]


def test_a_slot_that_somebody_fulfils_is_a_reason(search_in: SearchIn) -> None:
    files = {"People/A.md": note(roles=["zither maker"], city="Bern"), **crowd()}
    reasons = hit(search_in(files)("zither maker in Bern"), "A").reasons
    assert ("city", "bern") in [(one.field, one.text.lower()) for one in reasons]
    assert ("roles", "zither maker") in [(one.field, one.text) for one in reasons]


def test_without_tables_a_reason_names_no_need(
    search_in: SearchIn, without_needs: LanguageResources
) -> None:
    search = search_in({"People/A.md": note(roles=["dentist"]), **crowd()}, without_needs)
    [reason] = hit(search("dentist"), "A").reasons
    assert (reason.need, reason.matched) == ("", ("dentist",))
