"""Which goals are questions that another command answers."""

import time

import pytest

from mdnet.search.questions import Question, question_of


@pytest.mark.parametrize(
    ("goal", "question"),
    [
        ("whom have I not seen for a year", Question("unseen", 365)),
        ("Who haven't I spoken to lately?", Question("unseen", 90)),
        ("people I haven’t seen in a long time", Question("unseen", 180)),
        ("friends I have not talked to for six months", Question("unseen", 180)),
        ("who have I not been in touch with for over 2 years", Question("unseen", 730)),
        ("whom have I never met in ages", Question("unseen", 180)),
        ("who have we not seen for years", Question("unseen", 365)),
        ("who owes me a favour", Question("they owe")),
        ("who owes me?", Question("they owe")),
        ("whom do I owe a favor", Question("i owe")),
        ("who do I still owe", Question("i owe")),
        ("whose birthday is next", Question("birthday")),
        ("who has a birthday today", Question("birthday", period="today")),
        ("birthdays this month", Question("birthday", period="month")),
        ("any birthdays next month", Question("birthday", period="next month")),
        ("upcoming birthdays", Question("birthday")),
        ("what did I promise", Question("i promised")),
        ("what have I promised to people", Question("i promised")),
        ("my promises", Question("i promised")),
        ("who promised me something", Question("they promised")),
    ],
)
def test_a_question(goal: str, question: Question) -> None:
    assert question_of(goal, "en") == question
    assert question_of(goal, "de") == question  # whoever writes German may ask in English


@pytest.mark.parametrize(
    ("goal", "question"),
    [
        ("wen habe ich seit einem Jahr nicht gesehen", Question("unseen", 365)),
        ("Wen habe ich lange nicht mehr gesehen?", Question("unseen", 180)),
        ("mit wem habe ich seit 6 Monaten nicht gesprochen", Question("unseen", 180)),
        ("von wem habe ich in letzter Zeit nichts gehört", Question("unseen", 90)),
        ("wer schuldet mir einen Gefallen", Question("they owe")),
        ("wem schulde ich noch etwas", Question("i owe")),
        ("wer hat als nächstes Geburtstag", Question("birthday")),
        ("wer hat diesen Monat Geburtstag?", Question("birthday", period="month")),
        ("was habe ich versprochen", Question("i promised")),
        ("wer hat mir etwas versprochen", Question("they promised")),
    ],
)
def test_a_question_in_german(goal: str, question: Question) -> None:
    assert question_of(goal, "de") == question
    assert question_of(goal, "en") is None


@pytest.mark.parametrize(
    "goal",
    [
        "a cake for a birthday",
        "birthday",
        "birthday party",
        "bring the kids to a birthday this month",
        "who can bake a birthday cake",
        "who owes me money",
        "somebody who owes money to the bank",
        "I have not seen a dentist for a year",
        "who has not seen a doctor for a year",
        "have not seen my dentist in years",
        "whom have I not seen for a purple year",
        "whom have I not seen for 0 days",
        "who have I seen this year",
        "a promise ring",
        "who promised",
        "law of promises",
        "Torte zum Geburtstag",
        "who works at Novartis",
        "",
    ],
)
def test_no_question(goal: str) -> None:
    assert question_of(goal, "de") is None


@pytest.mark.parametrize("part", ["who have i not seen for ", "birthdays ", "not ", "n't", "seit "])
def test_a_long_goal_is_no_question_and_read_at_once(part: str) -> None:
    question_of("who have I not seen for a year", "de")
    start = time.perf_counter()
    for length in (100, 120, 100_000):
        assert question_of((part * (length // len(part) + 1))[:length], "de") is None
    assert time.perf_counter() - start < 0.5
