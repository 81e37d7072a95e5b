"""Which needs a goal is like, by the real word table and a few needs of our own."""

from pathlib import Path

import pytest

from mdnet.search import weights
from mdnet.search.goal_words import GoalWords
from mdnet.search.senses import Senses, load_senses
from mdnet.search.understanding import Understanding, load_understanding
from mdnet.sense.vectors import TextVectors

WORDS = b"""
[[goal]]
say = ["leaky faucet", "burst pipe", "water under the sink"]
ask = ["plumber"]

[[goal]]
say = ["toothache", "broken tooth", "bleeding gums"]
ask = ["dentist"]

[[goal]]
say = ["puppy training", "dog barks"]
ask = ["dog trainer"]

[[goal]]
say = ["tax return", "income tax"]
ask = ["tax adviser"]

[[goal]]
say = ["qqqqq zzzzz"]
ask = ["xxxxx"]
"""
PLUMBER, DENTIST, TRAINER, TAX, UNKNOWN = range(5)


@pytest.fixture(scope="module")
def senses(vectors: TextVectors) -> Senses:
    return load_senses(GoalWords(b"", WORDS), vectors, None)


@pytest.mark.parametrize(
    ("goal", "need"),
    [
        # None of these words stands in the need.
        ("a molar is aching", DENTIST),
        ("painful cavity", DENTIST),
        ("teach a terrier manners", TRAINER),
        ("revenue declaration deductions", TAX),
        ("kitchen drain dripping", PLUMBER),
    ],
)
def test_a_goal_in_other_words_is_like_the_right_need(senses: Senses, goal: str, need: int) -> None:
    found = senses.alike(goal.split())
    assert found[0].need == need
    assert found[0].likeness >= weights.ALIKE_LEAST


def test_the_likest_come_first_and_few_are_taken(senses: Senses) -> None:
    found = senses.alike("the puppy bit me and broke my tooth".split())
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    assert len(found) <= weights.ALIKE_TAKEN
    assert {one.need for one in found} <= {TRAINER, DENTIST}


def test_a_phrase_of_a_need_is_like_itself(senses: Senses) -> None:
    [likest, *_] = senses.alike(["bleeding", "gums"])
    assert likest.need == DENTIST
    assert likest.likeness > 0.9


@pytest.mark.parametrize("goal", [[], ["qqqqq"], ["1234"], ["zähne"], [""]])
def test_a_goal_of_unknown_words_is_like_nothing(senses: Senses, goal: list[str]) -> None:
    assert senses.vector(goal) == ()
    assert senses.alike(goal) == []


def test_a_goal_far_from_all_needs_is_like_none(senses: Senses) -> None:
    assert senses.alike(["cathedral", "medieval"]) == []


def test_a_need_of_unknown_words_is_never_met(senses: Senses) -> None:
    assert UNKNOWN not in [one.need for one in senses.alike(["plumber", "qqqqq"])]


@pytest.mark.parametrize(
    ("less", "more"), [("two", "plumber"), ("very", "violin"), ("the", "dentist")]
)
def test_words_that_say_more_weigh_more(senses: Senses, less: str, more: str) -> None:
    assert senses.weight(less) < senses.weight(more)


@pytest.mark.parametrize("word", ["a", "the", "two", "plumber", "sesquipedalian", "qqqqq", ""])
def test_the_weight_of_a_word_is_a_share(senses: Senses, word: str) -> None:
    assert weights.SAYS_LEAST <= senses.weight(word) <= 1


def test_a_word_the_table_does_not_know_weighs_in_full(senses: Senses) -> None:
    assert senses.weight("qqqqq") == 1


def test_they_are_kept_and_made_anew_when_damaged(
    tmp_path: Path, vectors: TextVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal_words = GoalWords(b"", WORDS)
    load_senses(goal_words, vectors, tmp_path)
    path = tmp_path / "senses"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert load_senses(goal_words, vectors, tmp_path).alike(["toothache"])[0].need == DENTIST
    assert path.read_bytes() == whole
    # Other goal words are another key.
    other = load_senses(GoalWords(b"", WORDS + b"# a remark\n"), vectors, tmp_path)
    assert other.alike(["toothache"])[0].need == DENTIST
    assert path.read_bytes() != whole


def test_no_needs_at_all(vectors: TextVectors) -> None:
    assert load_senses(GoalWords(b"", b""), vectors, None).alike(["plumber"]) == []


def test_the_numbers_of_senses_and_thesaurus_are_the_same(
    understanding: Understanding, with_own_words: Understanding
) -> None:
    """Also where words of the user stand before the built-in ones."""
    for understood in (understanding, with_own_words):
        assert understood.senses
        [likest, *_] = understood.senses.alike(["repair", "leaky", "faucet"])
        assert understood.thesaurus.entry(likest.need).label == "plumber"
    assert with_own_words.senses
    [likest, *_] = with_own_words.senses.alike(["unicycle", "acrobatics"])
    assert with_own_words.thesaurus.entry(likest.need).label == "circus school"


@pytest.mark.parametrize("content", [None, b"", b"no table at all", b"MDNWORDS" + b"\0" * 200])
def test_without_a_table_there_are_no_senses_and_one_notice(
    tmp_path: Path, goal_cache: Path, content: bytes | None
) -> None:
    table = tmp_path / "words.bin"
    if content is not None:
        table.write_bytes(content)
    understood = load_understanding(tmp_path, "en", goal_cache, table)
    assert understood.senses is None
    [notice] = understood.notices
    assert "the search goes on without it" in notice
    assert len(understood.thesaurus) > 300


def test_other_languages_have_no_table(tmp_path: Path, goal_cache: Path) -> None:
    understood = load_understanding(tmp_path, "de", None, tmp_path / "there is none")
    assert understood.senses is None
    assert understood.notices == ()
    assert len(understood.thesaurus) == 0
