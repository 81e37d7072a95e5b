"""What speaks for whom: leaves from one's own note, from others' sentences, and against."""

from collections.abc import Callable, Sequence

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.search import weights
from mdnet.search.evidence import Case, Gathering
from mdnet.search.goal import Wanted
from mdnet.search.ideas import Idea
from mdnet.search.lookup import Alternative, Lookup
from mdnet.search.people import People
from mdnet.search.texts import Texts
from tests.search.conftest import TODAY, Files, IndexIn, note

ANALYZER = Analyzer("en")
Gather = Callable[..., dict[str, Case]]


def idea(*texts: str, typed: bool = True, field: str = "", weight: float = 1.0) -> Idea:
    """Return the idea of some texts; each is an alternative of all its words."""
    return Idea(
        (Wanted(tuple(texts[0].split()), field),),
        tuple(
            Alternative(
                tuple(ANALYZER.terms(text)),
                weight,
                (field,) if field else (),
                typed=typed,
                needed=() if typed else weights.NEED_FIELDS,
            )
            for text in texts
        ),
    )


@pytest.fixture
def gather(index_in: IndexIn) -> Gather:
    def gathered(files: Files, *ideas: Idea) -> dict[str, Case]:
        snapshot = index_in(files)
        people = People(snapshot, TODAY)
        return Gathering(ideas, Lookup(snapshot.reader), people, Texts(ANALYZER)).cases()

    return gathered


def fields(case: Case | None, at: int = 0) -> list[str]:
    return sorted(leaf.field for leaf in case.leaves[at]) if case else []


def worth(case: Case, field: str, at: int = 0) -> float:
    return max(leaf.value for leaf in case.leaves[at] if leaf.field == field)


def test_every_field_is_worth_what_the_weights_say(gather: Gather) -> None:
    found = gather(
        {
            "People/A.md": note(roles=["violin"]),
            "People/B.md": note(interests=["violin"]),
            "People/C.md": note("Plays the violin."),
            "People/D.md": note(roles=["clerk"]),
        },
        idea("violin"),
    )
    assert {key: fields(case) for key, case in found.items()} == {
        "People/A.md": ["roles"],
        "People/B.md": ["interests"],
        "People/C.md": ["about"],
    }
    does, likes = found["People/A.md"], found["People/B.md"]
    ratio = worth(likes, "interests") / worth(does, "roles")
    # A field that is long by nature takes a little more of a word; the rest is the weight.
    assert ratio == pytest.approx(weights.FIELD_WEIGHTS["interests"], abs=0.1)


def test_an_alternative_counts_by_its_weight(gather: Gather) -> None:
    files = {"People/A.md": note(roles=["violin"])}
    whole = worth(gather(files, idea("violin"))["People/A.md"], "roles")
    half = worth(gather(files, idea("violin", weight=0.5))["People/A.md"], "roles")
    assert half == pytest.approx(whole / 2)


def test_words_that_belong_together_must_stand_in_one_text(gather: Gather) -> None:
    found = gather(
        {
            "People/A.md": note(skills=["boat building", "chess"]),
            "People/B.md": note(skills=["boat races", "building sites"]),
            "People/C.md": note("She has a boat. The building is old."),
            "People/D.md": note("Has taken up building a boat."),
        },
        idea("boat building"),
    )
    assert sorted(found) == ["People/A.md", "People/D.md"]


def test_what_a_need_brings_in_is_not_looked_for_in_names_and_places(gather: Gather) -> None:
    files = {
        "People/Dan Carpenter.md": note(city="Carpenter"),
        "People/Ed.md": note(roles=["carpenter"]),
        "People/Fay.md": note("She knows [[Gil Carpenter]] from school."),
    }
    found = gather(files, idea("carpenter", typed=False))
    assert "People/Dan Carpenter.md" not in found
    assert "People/Ed.md" in found


def test_the_name_in_a_link_does_not_speak_for_its_bearer(gather: Gather) -> None:
    found = gather(
        {
            "People/Ed.md": note(roles=["carpenter"]),
            "People/Fay.md": note("[[Gil Carpenter]] is her aunt."),
        },
        idea("carpenter", typed=False),
    )
    assert "ghost:gil carpenter" not in found


def test_a_word_that_stands_in_names_only_was_meant_as_a_name(gather: Gather) -> None:
    found = gather({"People/Ana Wheeler.md": note(roles=["clerk"])}, idea("wheeler"))
    alone = worth(found["People/Ana Wheeler.md"], "name")
    found = gather({"People/Bo.md": note(roles=["wheeler"])}, idea("wheeler"))
    beside = worth(found["People/Ana Wheeler.md"], "name")
    assert beside < alone * 0.3


def test_a_word_asked_of_a_field_is_looked_for_there_only(gather: Gather) -> None:
    found = gather(
        {"People/A.md": note(roles=["chess"]), "People/B.md": note(skills=["chess"])},
        idea("chess", field="skills"),
    )
    assert list(found) == ["People/B.md"]


# Told by others

COLLECTOR = {"People/Zoe.md": note(interests=["clocks"])}


def test_a_sentence_with_a_word_that_stands_nowhere_else_is_of_the_ghost(gather: Gather) -> None:
    found = gather({"People/A.md": note("[[Gus Low]] repairs clocks.")}, idea("clocks"))
    assert fields(found["ghost:gus low"]) == ["via"]


def test_a_sentence_about_a_ghost_is_theirs(gather: Gather) -> None:
    files = {"People/A.md": note("[[Gus Low]] repairs clocks."), **COLLECTOR}
    found = gather(files, idea("clocks"))
    assert fields(found["ghost:gus low"]) == ["via"]
    [told] = found["ghost:gus low"].told
    assert (told.text, told.source) == ("Gus Low repairs clocks.", "People/A.md")
    assert fields(found["People/A.md"]) == ["via"]
    own = worth(found["People/A.md"], "via")
    assert worth(found["ghost:gus low"], "via") == pytest.approx(
        own * weights.TOLD / weights.FIELD_WEIGHTS["via"]
    )


def test_a_sentence_about_somebody_with_a_note_is_theirs_too(gather: Gather) -> None:
    found = gather(
        {
            "2026-05-01.md": "[[Hamid]] mended the projector.\n\nThe projector is old.\n",
            "People/Hamid.md": note(roles=["teacher"]),
        },
        idea("projector"),
    )
    assert list(found) == ["People/Hamid.md"]
    assert [told.text for told in found["People/Hamid.md"].told] == ["Hamid mended the projector."]


def test_everybody_in_the_sentence_is_spoken_of_but_not_the_note_itself(gather: Gather) -> None:
    found = gather(
        {
            "People/A.md": note("[[A]], [[Bea Low]] and [[Cy Orr]] repair clocks. [[Di Fox]] not."),
            **COLLECTOR,
        },
        idea("clocks"),
    )
    assert {key for key in found if key.startswith("ghost:")} == {"ghost:bea low", "ghost:cy orr"}
    assert found["People/A.md"].told == []


def test_a_sentence_without_a_link_tells_of_nobody_else(gather: Gather) -> None:
    found = gather({"People/A.md": note("Her sister repairs clocks.")}, idea("clocks"))
    assert list(found) == ["People/A.md"]
    assert fields(found["People/A.md"]) == ["via"]


def test_a_link_that_means_no_person_tells_of_nobody(gather: Gather) -> None:
    found = gather({"People/A.md": note("[[Clock Museum]] shows clocks.")}, idea("clocks"))
    assert list(found) == ["People/A.md"]


def test_a_stated_tie_brings_up_a_ghost_by_name(gather: Gather) -> None:
    files = {"People/A.md": note(knows=["'[[Gus Wheeler]]'"])}
    found = gather(files, idea("wheeler"))
    assert fields(found["ghost:gus wheeler"]) == ["linked"]
    assert [told.text for told in found["ghost:gus wheeler"].told] == [""]
    # What a need brings in is no name.
    assert "ghost:gus wheeler" not in gather(files, idea("wheeler", typed=False))


def test_who_is_said_to_be_somebody_else_is_brought_up_by_nothing(gather: Gather) -> None:
    files = {"People/A.md": "---\nnot_same_as: '[[Gus Wheeler]]'\n---\n"}
    assert "ghost:gus wheeler" not in gather(files, idea("wheeler"))


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
def test_needs_and_aversions_speak_against(gather: Gather, text: str) -> None:
    case = gather({"People/A.md": text}, idea("clocks"))["People/A.md"]
    assert case.against[0]
    assert not case.leaves


def test_words_that_belong_together_must_stand_together_against_somebody(gather: Gather) -> None:
    found = gather(
        {
            "People/A.md": note(needs=["boat", "building permit"]),
            "People/B.md": note(needs=["help with boat building"]),
        },
        idea("boat building"),
    )
    assert list(found) == ["People/B.md"]


def test_a_word_asked_of_a_field_speaks_against_nobody(gather: Gather) -> None:
    found = gather({"People/A.md": note(needs=["chess"])}, idea("chess", field="skills"))
    assert found == {}


def test_hints_do_not_speak_against(gather: Gather) -> None:
    files = {"People/A.md": note(needs=["handyman"])}
    slight: Sequence[Idea] = [idea("handyman", weight=weights.AGAINST_LEAST - 0.01)]
    assert gather(files, *slight) == {}
    assert gather(files, idea("handyman"))["People/A.md"].against[0]


def test_the_best_notes_are_read_and_no_more(
    gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "CANDIDATES", 2)
    found = gather(
        {
            "People/A.md": note(interests=["chess"]),
            "People/B.md": note(roles=["chess coach"]),
            "People/C.md": note("Once met at a chess club in a town by the sea."),
            "People/D.md": note(skills=["chess"]),
        },
        idea("chess"),
    )
    assert sorted(found) == ["People/B.md", "People/D.md"]
