"""The few numbers that are known of a candidate: by hand on small vaults, and as laws."""

from collections.abc import Callable

import pytest

from mdnet.search.candidates import FieldMatch
from mdnet.search.engine import search
from mdnet.search.features import FEATURES, WeighedMatch, Weights, evidence_of, features_of
from mdnet.search.filters import Filters
from mdnet.search.language import LanguageResources
from mdnet.search.reading import read
from mdnet.search.retrieval import Retriever
from tests.search.conftest import ContextOf, Files, crowd, note

Featured = Callable[..., dict[str, dict[str, float]]]
GOALS = (
    "zither", "zither maker", "zither maker in Bern", "zither frobnication", '"zither maker"',
    "role:zither", "my tooth hurts", "who speaks Welsh", "Ana Diaz",
)  # fmt: skip


@pytest.fixture
def featured(context_of: ContextOf, resources: LanguageResources) -> Featured:
    """A function that returns the features of everybody of whom anything was found."""

    def features(
        files: Files, goal: str, by: LanguageResources = resources
    ) -> dict[str, dict[str, float]]:
        context = context_of({**files, **crowd()}, by)
        reading = read(goal, by, context.lookup, context.people)
        weights = Weights(reading, context.lookup)
        retriever = Retriever(context, reading)
        found = retriever.candidates().items()
        return {key: features_of(one, reading, weights)[0] for key, one in found}

    return features


A = "People/A.md"


@pytest.mark.parametrize("goal", GOALS)
def test_every_feature_is_there_and_from_nought_to_one(featured: Featured, goal: str) -> None:
    files = {
        "People/Ana Diaz.md": note(
            "Repairs zithers. Used to be a dentist.", roles=["zither maker"], city="Bern"
        ),
        "People/Ben.md": note("Hates zithers.", interests=["zither"], languages=["Welsh"]),
        "People/Cy.md": note("[[Gus Low]] makes zithers.", needs=["zither lessons"]),
        "People/Di.md": note(roles=["dentist"]),
    }
    found = featured(files, goal)
    assert found
    for values in found.values():
        assert sorted(values) == sorted(FEATURES)
        assert all(0 <= value <= 1 for value in values.values())


def test_the_words_of_a_goal_count_by_what_they_say(featured: Featured) -> None:
    found = featured({A: note(roles=["zither maker"])}, "zither maker")[A]
    assert found["words"] == found["words_together"] == found["exact"] == 1
    half = featured({A: note(roles=["zither player"])}, "zither frobnication")[A]
    assert 0 < half["words"] < 1


def test_words_in_several_passages_do_not_stand_together(featured: Featured) -> None:
    found = featured({A: note(skills=["zither", "maker"])}, "zither maker")[A]
    assert found["words"] == 1
    assert found["words_together"] < 1


def test_prose_with_other_words_is_not_exact(featured: Featured) -> None:
    found = featured({A: note("Makes a zither now and then.")}, "zither")[A]
    assert found["words"] == 1
    assert found["exact"] == 0


def test_a_word_whose_meaning_is_not_known_counts_as_such(featured: Featured) -> None:
    found = featured({A: note(skills=["qqzzx", "carving"])}, "qqzzx carving")[A]
    assert 0 < found["words_unmeant"] < found["words"]


def test_the_name_is_no_deed(featured: Featured) -> None:
    found = featured({"People/Dan Zither.md": note()}, "name:zither")["People/Dan Zither.md"]
    assert (found["words"], found["need"], found["like"]) == (0, 0, 0)


def test_who_answers_the_need(featured: Featured) -> None:
    found = featured(
        {A: note(roles=["dentist"]), "People/B.md": note("Once met a dentist's cousin, a tailor.")},
        "my tooth hurts",
    )
    assert found[A]["need"] > 0.5
    assert found[A]["like"] > 0
    assert found[A]["need"] > found.get("People/B.md", {"need": 0.0})["need"]


def test_without_tables_only_words_count(
    featured: Featured, without_needs: LanguageResources
) -> None:
    found = featured({A: note(roles=["dentist"])}, "dentist", without_needs)[A]
    assert (found["need"], found["need_whole"], found["like"], found["like_whole"]) == (0, 0, 0, 0)
    assert found["words"] == 1


def test_of_whom_only_others_speak_what_they_say_is_all_there_is(featured: Featured) -> None:
    found = featured({A: note("[[Gus Low]] is a dentist.")}, "my tooth hurts")["ghost:gus low"]
    assert found["need"] == found["need_whole"] > 0
    assert found["like"] == found["like_whole"]


@pytest.mark.parametrize("text", [note(needs=["a zither"]), note("Hates the zither.")])
def test_what_speaks_against_somebody(featured: Featured, text: str) -> None:
    found = featured({A: text, "People/B.md": note(roles=["zither maker"])}, "zither")
    assert found.get(A, {"against": 1.0})["against"] > 0
    assert found["People/B.md"]["against"] == 0


def test_who_misses_a_slot(featured: Featured) -> None:
    files = {
        f"People/{name}.md": note(roles=["zither maker"], city=city)
        for name, city in (("A", "Bern"), ("B", "Lugano"))
    }
    found = featured(files, "zither maker in Bern")
    assert found[A]["slots_missed"] == 0
    assert found["People/B.md"]["slots_missed"] == 1


def test_the_best_evidence_comes_first(context_of: ContextOf) -> None:
    context = context_of(crowd())
    reading = read("zither maker", context.language, context.lookup, context.people)
    weights = Weights(reading, context.lookup)
    matches = [
        FieldMatch("log", "a maker", frozenset({1})),
        FieldMatch("roles", "zither maker", frozenset({0, 1})),
        FieldMatch("about", "Likes it.", frozenset(), likeness=0.9),
        FieldMatch("about", "Builds harps.", frozenset(), share=0.5, need=3),
    ]
    found = evidence_of(matches, weights)
    assert found[0].match.text == "zither maker"
    worths = [one.worth for one in found]
    assert worths == sorted(worths, reverse=True)
    assert all(isinstance(one, WeighedMatch) for one in found)
    assert found == evidence_of(reversed(matches), weights)


def test_the_greater_a_share_or_a_likeness_the_more_it_is_worth(context_of: ContextOf) -> None:
    context = context_of(crowd())
    weights = Weights(
        read("zither", context.language, context.lookup, context.people), context.lookup
    )

    def of(**values: float) -> WeighedMatch:
        [found] = evidence_of([FieldMatch("about", "x", frozenset(), **values)], weights)  # type: ignore[arg-type]
        return found

    needs = [of(share=share).need for share in (0.0, 1e-9, 1e-3, 0.1, 1.0)]
    assert needs == sorted(needs)
    assert (needs[0], needs[-1]) == (0, 1)
    likes = [of(likeness=value).like for value in (-1.0, 0.0, 0.2, 0.6, 1.0)]
    assert likes == sorted(likes)
    assert (likes[0], likes[-1]) == (0, 1)


def test_an_explanation_has_the_chance_that_the_score_was_made_of(context_of: ContextOf) -> None:
    context = context_of({"People/Ana Diaz.md": note(city="Bern")})
    [hit] = search(context, "who lives in Bern", Filters(explain=True)).hits
    assert hit.explanation is not None
    assert hit.explanation.chance >= 0.9
    assert hit.band == "strong"
