from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import LogEntry
from mdnet.model.summary import Promise
from mdnet.notes.promises import is_mine, open_promises
from tests.strategies import LOG

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def promised(text: str, day: date = JUNE) -> LogEntry:
    return LogEntry(day, "promised", text)


@pytest.mark.parametrize(
    "text",
    [
        "I will write the notes", "I'll send it", "I’ll send it", "we will come",
        "I promised her the book", "the book", "to ask around", "", "I would look after the cat",
        "I will ask whether he will come", "for Ana: I'll call the school", "her will, to a notary",
    ],
)  # fmt: skip
def test_what_the_owner_promised(text: str) -> None:
    assert is_mine(text)


@pytest.mark.parametrize(
    "text",
    [
        "he will ask the office", "She'll tell me", "they will come", "will bring it back",
        "Ana will call", "Zoë will call", "he promised me a lift", "me a lift to the airport",
        "us the garage", "she would lend the van", "he says I will get it", "Will send it",
    ],
)  # fmt: skip
def test_what_they_promised(text: str) -> None:
    # "he says I will get it" is theirs in truth; the words tell otherwise.
    assert is_mine(text) is (text == "he says I will get it")


@pytest.mark.parametrize(
    ("promise", "kind", "later"),
    [
        ("I will lend her the tent", "gave", "the tent, for Scotland"),
        ("I will translate the letters", "gave", "translated a letter"),
        ("the recipes", "gave", "my recipe for quinces"),
        ("he will bring the Zürich map", "got", "a map of Zurich"),
    ],
)
def test_a_later_line_about_the_same_thing_keeps_a_promise(
    promise: str, kind: str, later: str
) -> None:
    assert open_promises([promised(promise), LogEntry(JULY, kind, later)]) == ()
    assert open_promises([LogEntry(JULY, kind, later), promised(promise)]) == ()
    for other in {"got", "gave", "met", ""} - {kind}:
        assert open_promises([promised(promise), LogEntry(JULY, other, later)])
    for day in (MAY, JUNE):
        assert open_promises([promised(promise), LogEntry(day, kind, later)])


@pytest.mark.parametrize(
    ("promise", "later"),
    [
        ("I will find somebody for her web site", "found somebody to feed the cat"),
        ("I will take him to the fair", "took him his medicine"),
        ("I will send the photos by Christmas", "sent a Christmas card"),
        ("I will call her on Monday", "called on Monday"),
        ("", ""),
    ],
)
def test_small_words_verbs_and_times_are_not_what_a_line_is_about(promise: str, later: str) -> None:
    assert open_promises([promised(promise), LogEntry(JULY, "gave", later)])


@pytest.mark.parametrize(
    "text",
    ["I will call (done)", "✓ I will call", "I will call — done 2026-07-01", "I will call [x]",
     "Done: I will call", "I will call, done.", "I will send the map done", "I will call [X]"],
)  # fmt: skip
def test_a_mark_keeps_a_promise(text: str) -> None:
    assert open_promises([promised(text)]) == ()


@pytest.mark.parametrize(
    "text", ["I'll get it done", "I will see what can be done", "the abandoned house", "x marks it"]
)
def test_what_is_no_mark(text: str) -> None:
    assert open_promises([promised(text)])


def test_the_oldest_comes_first() -> None:
    log = [promised("the map", JULY), LogEntry(JUNE, "met", "x"), promised("he will call", MAY)]
    assert open_promises(log) == (
        Promise("2026-05-01", mine=False, text="he will call"),
        Promise("2026-07-01", mine=True, text="the map"),
    )
    assert open_promises([]) == ()


@given(st.lists(LOG))
def test_any_log_can_be_read(log: list[LogEntry]) -> None:
    assert len(open_promises(log)) <= sum(entry.kind == "promised" for entry in log)
