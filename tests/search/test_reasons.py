"""The passages that are shown for people, and the full evidence behind a score."""

import pytest

from mdnet.search.answer import Answer, Hit
from mdnet.search.reasons import MOST_REASONS
from tests.search.conftest import SearchIn, crowd, note


def hit(answer: Answer, name: str) -> Hit:
    [found] = [one for one in (*answer.hits, *answer.apart) if one.name == name]
    return found


def test_the_passage_that_matched_is_shown(search_in: SearchIn) -> None:
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
    texts = [(reason.field, reason.text) for reason in reasons]
    assert texts == [("skills", "bee keeping"), ("about", "Keeps bees on a roof.")]
    assert [reason.kind for reason in reasons] == ["does", "is"]
    assert all("bees" in " ".join(reason.matched) for reason in reasons)


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
    assert reason.source == ""


def test_what_somebody_else_tells_has_its_source(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/A.md": note("[[Gus Low]] repairs zithers."),
            "Meetings/2026-05-01 Club.md": "[[Gus Low]] brought his zither.\n",
            **crowd(),
        }
    )
    reasons = hit(search("zither"), "Gus Low").reasons
    assert {(reason.kind, reason.field, reason.source) for reason in reasons} == {
        ("knows", "via", "A"),
        ("knows", "mention", "2026-05-01 Club"),
    }


def test_a_bare_tie_says_who_knows_them(search_in: SearchIn) -> None:
    search = search_in({"People/A.md": note(knows=["'[[Gus Low]]'"]), **crowd()})
    [reason] = hit(search("Gus Low"), "Gus Low").reasons
    assert (reason.text, reason.source) == ("A knows them", "A")
    assert reason.matched == ("gus", "low")


def test_no_passage_is_shown_twice_and_few_are(search_in: SearchIn) -> None:
    text = note(
        "Plays the zither. Repairs a zither. Sells one zither.\n\nHer aunt owns a zither.",
        roles=["zither player"], skills=["zither"], offers=["zither lessons"],
    )  # fmt: skip
    reasons = hit(search_in({"People/A.md": text, **crowd()})("zither lessons"), "A").reasons
    assert len(reasons) == MOST_REASONS
    assert len({(reason.field, reason.text) for reason in reasons}) == MOST_REASONS
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
    assert [one.name for one in answer.apart] == ["A", "B"]
    assert [reason.text for reason in hit(answer, "A").reasons] == ["a zither"]
    assert [reason.field for reason in hit(answer, "B").reasons] == ["neg"]


def test_somebody_alike_without_a_word_of_the_goal_has_the_nearest_text(
    search_in: SearchIn,
) -> None:
    search = search_in(
        {
            "People/A.md": note(roles=["glaciologist"], skills=["measuring snow and ice"]),
            **crowd(30),
        }
    )
    [reason] = hit(search("blizzards"), "A").reasons
    assert reason.kind == "similar"
    assert reason.matched == ()
    assert reason.text in {"glaciologist", "measuring snow and ice"}


def test_evidence_is_every_match_the_weightiest_first(search_in: SearchIn) -> None:
    text = note("Repairs zithers. Can't stand zither concerts.", roles=["zither maker"])
    search = search_in({"People/A.md": text, **crowd()})
    evidence = hit(search("zither", explain=True, all=True), "A").evidence
    weights_shown = [one.weight for one in evidence]
    assert weights_shown == sorted(weights_shown, reverse=True)
    assert {(one.field, one.against) for one in evidence} == {
        ("roles", False), ("about", False), ("neg", True),
    }  # fmt: skip
    assert all(one.text and one.words and one.looked_for for one in evidence)


def test_evidence_and_sum_are_there_only_when_asked_for(search_in: SearchIn) -> None:
    search = search_in({"People/A.md": note(roles=["zither maker"]), **crowd()})
    assert hit(search("zither"), "A").sum is None
    assert hit(search("zither"), "A").evidence == ()
