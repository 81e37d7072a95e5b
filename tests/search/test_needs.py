"""Which needs a goal may mean: by hand on three of them, and as laws on those that ship."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.embeddings.vectors import cosine
from mdnet.search.language import LanguageResources
from mdnet.search.needs import Needs
from tests.conftest import examples
from tests.search.small import DENTIST, FIDDLER, PLUMBER, small_needs


@pytest.fixture
def needs(tmp_path: Path) -> Needs:
    return small_needs(tmp_path)


def meant(needs: Needs, *sentences: str) -> dict[int, float]:
    return {match.need: match.share for match in needs.meant([one.split() for one in sentences])}


@pytest.mark.parametrize(
    ("goal", "need"),
    [("the pipe leaks", PLUMBER), ("my jaw", DENTIST), ("my old violin", FIDDLER)],
)
def test_the_need_that_is_likest_is_the_surest(needs: Needs, goal: str, need: int) -> None:
    found = meant(needs, goal)
    assert next(iter(found)) == need
    assert found[need] > 0.9


def test_shares_are_sorted_and_no_more_than_one(needs: Needs) -> None:
    found = meant(needs, "pipe tooth violin")
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert sum(found.values()) == pytest.approx(1, abs=0.02)
    assert max(found.values()) < 0.5


@pytest.mark.parametrize("sentences", [[], [""], ["unheard of"], ["", "zzz"]])
def test_a_goal_of_unknown_words_means_nothing(needs: Needs, sentences: list[str]) -> None:
    assert meant(needs, *sentences) == {}
    assert needs.vector([one.split() for one in sentences]) == b""


def test_a_phrase_tells_what_words_alone_do_not(needs: Needs) -> None:
    assert next(iter(meant(needs, "sore mouth"))) == DENTIST
    assert next(iter(meant(needs, "qqzx"))) == PLUMBER
    assert meant(needs, "sore") == {}  # a part of a phrase is none


def test_a_phrase_lifts_its_need(needs: Needs) -> None:
    plain, named = meant(needs, "jaw violin"), meant(needs, "jaw violin sore mouth")
    assert named[DENTIST] > plain[DENTIST]


def test_a_passage_answers_the_need_that_its_words_name(needs: Needs) -> None:
    unsure = ((PLUMBER, 0.3), (DENTIST, 0.2))
    assert needs.surest(["anything"], unsure) is None
    assert needs.surest(["anything"], ()) is None
    named = needs.surest(["sore", "mouth"], unsure)
    assert named
    assert named.need == DENTIST
    assert 0.5 < named.share <= 1
    assert needs.surest(["anything"], ((PLUMBER, 0.6),)) == (PLUMBER, 0.6)


def test_a_phrase_that_takes_little_of_a_goal_lifts_it_little(needs: Needs) -> None:
    few = meant(needs, "sore mouth jaw violin")
    many = meant(needs, "sore mouth jaw violin and so on about which nobody knows anything")
    assert few[DENTIST] > many[DENTIST] > meant(needs, "jaw violin")[DENTIST] - 0.01


def test_words_in_different_sentences_make_no_phrase(needs: Needs) -> None:
    assert meant(needs, "sore violin", "mouth violin").get(DENTIST, 0) <= meant(
        needs, "sore mouth violin violin"
    ).get(DENTIST, 0)


def test_the_first_sentence_counts_most(needs: Needs) -> None:
    first = meant(needs, "the pipe", "my violin")
    other = meant(needs, "my violin", "the pipe")
    assert first[PLUMBER] > first[FIDDLER]
    assert other[FIDDLER] > other[PLUMBER]


def test_a_sentence_of_unknown_words_takes_nothing_away(needs: Needs) -> None:
    [alone] = [meant(needs, "the pipe leaks")[PLUMBER]]
    assert meant(needs, "the pipe leaks", "zzz yyy")[PLUMBER] == pytest.approx(alone, abs=0.05)


def test_phrases_of_another_language_count_as_well(tmp_path: Path, needs: Needs) -> None:
    assert next(iter(meant(needs, "rohr"))) == PLUMBER
    assert meant(small_needs(tmp_path, ("en",)), "rohr") == {}


def test_a_label_is_in_the_language_of_the_goal_if_there_is_one(
    tmp_path: Path, needs: Needs
) -> None:
    german = small_needs(tmp_path, ("de", "en"))
    assert (needs.label(PLUMBER), german.label(PLUMBER)) == ("plumber", "Klempner")
    assert german.label(DENTIST) == "dentist"
    assert small_needs(tmp_path, ("xx",)).label(DENTIST) == ""
    assert [needs.kind(need) for need in (PLUMBER, DENTIST, FIDDLER)] == ["skill", "support", ""]


# Those that ship


WORDS = st.sampled_from(
    "the my a tooth hurts tap drips tax return piano lonely qqzx 42 zürich wedding landlord".split()
)
SENTENCES = st.lists(st.lists(WORDS, max_size=6), max_size=6)


@examples(25)
@given(SENTENCES)
def test_any_goal_has_few_needs_with_shares(
    resources: LanguageResources, sentences: list[list[str]]
) -> None:
    assert resources.needs
    found = resources.needs.meant(sentences)
    assert len(found) <= 20
    assert len({match.need for match in found}) == len(found)
    assert all(0 < match.share <= 1 for match in found)
    assert sum(match.share for match in found) <= 1 + 1e-6
    assert [match.share for match in found] == sorted(
        (match.share for match in found), reverse=True
    )
    assert found == resources.needs.meant(sentences)


def test_the_vector_of_a_goal_is_like_what_it_needs(resources: LanguageResources) -> None:
    needs = resources.needs
    assert needs
    goal = needs.vector([["my", "tooth", "hurts"]])
    dentist, roofer = needs.vector([["dentist"]]), needs.vector([["roofer"]])

    def like(other: bytes) -> float:
        return cosine(memoryview(goal).cast("b"), memoryview(other).cast("b"))

    assert like(dentist) > like(roofer) + 0.2
