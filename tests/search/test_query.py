import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.search.query import function_words, read_query


def wanted(text: str, language: str = "en") -> list[str]:
    return [one.text for one in read_query(text, language).wanted]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dentist", ["dentist"]),
        ("I need someone who can help me find a dentist", ["dentist"]),
        ("Does anybody know a good DENTIST in Zürich?", ["dentist", "zurich"]),
        ("dentist dentist Dentist", ["dentist"]),
        ("piano-tuner", ["piano", "tuner"]),
        ("my sister's flat", ["sister", "flat"]),
        ("歯医者", ["歯", "医", "者"]),
        ("http://x.example", ["http", "x", "example"]),
        ("time: now", ["time"]),
        ("", []),
        ("   ", []),
        ("someone who can help", []),
        ("?!", []),
        ("-", []),
        ('""', []),
        ("\x00\x1b[31m \udc80", ["31m"]),
    ],
)
def test_what_is_wanted(text: str, found: list[str]) -> None:
    assert wanted(text) == found


def test_quoted_words_stay_together() -> None:
    goal = read_query('"piano tuner" cheap "help" and "the who"')
    assert [(one.text, one.quoted) for one in goal.wanted] == [
        ("piano tuner", True), ("help", True), ("the who", True),
    ]  # fmt: skip


def test_a_quote_that_is_not_closed_is_no_quote() -> None:
    assert [(one.text, one.quoted) for one in read_query('"piano tuner').wanted] == [
        ("piano", False), ("tuner", False),
    ]  # fmt: skip


def test_a_minus_says_what_is_not_wanted() -> None:
    goal = read_query('dentist -zürich -"far away" -city:Bern e-mail')
    assert [one.text for one in goal.wanted] == ["dentist", "e", "mail"]
    assert [(one.text, one.field) for one in goal.unwanted] == [
        ("zurich", ""), ("far away", ""), ("bern", "city"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "field"),
    [
        ("city:Bern", "bern", "city"),
        ("CITY:bern", "bern", "city"),
        ("role:dentist", "dentist", "roles"),
        ("company:Acme", "acme", "organizations"),
        ('name:"Ana Diaz"', "ana diaz", "name"),
        ("needs:help", "help", "needs"),  # said with its field, even a common word counts
    ],
)
def test_a_word_can_be_asked_of_one_field(text: str, word: str, field: str) -> None:
    (one,) = read_query(text).wanted
    assert (one.text, one.field) == (word, field)


def test_words_that_say_little_are_weak() -> None:
    goal = read_query("start violin lessons")
    assert [(one.text, one.weak) for one in goal.wanted] == [
        ("start", True), ("violin", False), ("lessons", True),
    ]  # fmt: skip


def test_what_is_set_aside_is_kept_for_phrases() -> None:
    assert "need" in [one.text for one in read_query("I need a dentist").aside]


def test_other_languages_have_their_own_words_to_set_aside() -> None:
    assert wanted("ich suche einen Zahnarzt und die Wohnung", "de") == [
        "suche", "zahnarzt", "wohnung",
    ]  # fmt: skip
    assert wanted("need Zahnarzt", "de") == ["need", "zahnarzt"]
    assert function_words("xx") == frozenset()


def test_a_very_long_goal_is_read_up_to_a_point() -> None:
    goal = read_query(" ".join(f"word{number}" for number in range(5_000)))
    assert len(goal.wanted) == 40
    assert len(goal.text) <= 2000


@given(st.text(st.characters()))
def test_every_text_is_a_goal(text: str) -> None:
    goal = read_query(text)
    assert text.startswith(goal.text)
    for one in (*goal.wanted, *goal.unwanted, *goal.aside):
        assert all(one.words)
