import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import LogEntry, Passage
from mdnet.notes.hidden import UNREAD, cut, hidden_in, without_hidden
from mdnet.notes.prose import MAX_LENGTH, MAX_PASSAGES, read_passages
from mdnet.notes.wording import sentences


def texts(body: str) -> list[str]:
    return [passage.text for passage in read_passages(cut(body, hidden_in(body), UNREAD))]


def kinds(sentence: str) -> list[str]:
    return [passage.kind for passage in read_passages(sentence)]


# --- what becomes a passage


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("hard\nwrapped line.\n\nnext", ["hard wrapped line.", "next"]),
        ("- one\n- two\n  goes on\n* three\n1. four", ["one", "two goes on", "three", "four"]),
        ("- [x] done\n- [ ] open", ["done", "open"]),
        ("> quoted\n> more\n\nafter", ["quoted", "more", "after"]),
        ("> [!note] Callout\n> - item", ["Callout", "item"]),
        ("*a* **b** _c_ ~~d~~ ==e== `f`", ["a b c d e f"]),
        ("see [[Ana Diaz|Ana]] and [x](y.md) and [z](http://z)", ["see Ana and x and z"]),
        ("![[photo.png]]", []),
        ("![[photo.png]] Her at work", ["Her at work"]),
        ("```\ncode\n```\ntext", ["text"]),
        ("<!-- hidden --> text", ["text"]),
        ("%%a remark%% text", ["text"]),
        ("> [!Short Bio]- Callout\n> - [!note] item", ["Callout", "[!note] item"]),
        ("One[^1]. Two.[^2]\nThree\n[^1]: four\n  five\n[^2]: six",
         ["One.", "Two.", "Three", "four five", "six"]),
        ("text ^id\ngoes on\n\n^other", ["text goes on"]),
        ("Role:: cook\n**City**:: Bern\nkind, [closeness:: 4] (met:: 2019)",
         ["Role: cook", "City: Bern", "kind, closeness: 4 met: 2019"]),
        ("**Role:** cook\n**City**: Bern,\nSwitzerland", ["Role: cook", "City: Bern, Switzerland"]),
        ("std::vector is a::b", ["std::vector is a::b"]),
        ("---\n\n***\n\n___", []),
        ("| who | what |\n|-----|:---:|\n| Ana | cook |", ["who · what", "Ana · cook"]),
        ("12 34", []),
        ("", []),
        ("## Likes cats\ntext", ["Likes cats", "text"]),
        ("a   b\t c", ["a b c"]),
    ],
)  # fmt: skip
def test_passages(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_dull_headings_say_nothing() -> None:
    body = "# Ana Diaz\n## Notes\n## Log:\n## Skills\nNotes"
    dull = frozenset(("ana diaz", "notes", "log"))
    assert [passage.text for passage in read_passages(body, dull=dull)] == ["Skills", "Notes"]


def test_log_lines_are_passages_of_their_own() -> None:
    log = [LogEntry(date(2026, 5, 2), "gave", "a letter to Bob", links=("Bob",))]
    found = read_passages("text\n- 2026-05-02 gave: a letter\nend", log, frozenset({1}))
    assert found == (
        Passage("about", "text"),
        Passage("about", "end"),
        Passage("log", "a letter to Bob", ("Bob",)),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Lee and Mrs. Frey came.", ["Dr. Lee and Mrs. Frey came."]),
        ("St. Anna, e.g. on Sundays.", ["St. Anna, e.g. on Sundays."]),
        ("J. R. Frey sings.", ["J. R. Frey sings."]),
        ("Acme Ltd. Then Beta Inc. and so on.", ["Acme Ltd.", "Then Beta Inc. and so on."]),
        ("Costs 3.50 now. she said.", ["Costs 3.50 now.", "she said."]),
        ('She said "yes." He left.', ['She said "yes."', "He left."]),
        (
            "Met [[Dr. Who. Really|him]] today. Nice.",
            ["Met [[Dr. Who. Really|him]] today.", "Nice."],
        ),
        ("Wait... what?", ["Wait...", "what?"]),
        ("Books, toys etc. for children.", ["Books, toys etc. for children."]),
        ("Books, toys etc. Children love it.", ["Books, toys etc.", "Children love it."]),
        ("**Bold end.** Next.", ["**Bold end.**", "Next."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


# --- whose business it is


@pytest.mark.parametrize(
    "sentence",
    [
        "Runs a small practice near the station.",
        "Knows a lot about wine.",
        "Knows the law by heart.",
        "Plays the cello.",
        "My brother met her at a fair.",
        "Never says no to a walk.",
        "Can't wait to help.",
        "Stopped by on Sunday.",
        "Used to be a nurse.",
        "Good at fixing old radios.",
        "Her practice is open on Saturdays.",
        "The allotment is behind the church.",
        "Would not mind babysitting.",
        "Sold cars for ten years.",
        "Has a van.",
        "Doesn't charge friends.",
        "Not afraid of heights.",
        "Repairs watches that others have given up.",
        "Swims with women who have never put their heads under.",
        "Tells you about the credit history you do not have.",
        "My mother's younger sister runs nine rooms.",
        "Chidi's wife.",
    ],
)
def test_about_the_person(sentence: str) -> None:
    assert kinds(sentence) == ["about"]


@pytest.mark.parametrize(
    "sentence",
    [
        "A mention of [[Bob Rossi]] is a weak tie.",
        "Her sister is a notary.",
        "his brother-in-law runs a garage",
        "Their oldest daughter studies law.",
        "Her best friend owns a vineyard.",
        "Ana\u2019s husband repairs clocks.",
        "His step-mother is a judge.",
        "Her grandparents' neighbours keep bees... her co-worker too",
        "Knows a good plumber.",
        "Knows someone at the consulate.",
        "Knows everybody in town.",
        "Knows the owner of the mill.",
        "A friend of hers lets rooms.",
        "Has a cousin who runs a garage.",
        "Is married to a vet.",
        "Can introduce me to the dean.",
        "Put me in touch with a lawyer.",
        "Introduced us to the choir.",
        "Has contacts at the town hall.",
        "His ex-wife is a surgeon.",
        "Her boss sits on the school board.",
    ],
)
def test_about_somebody_they_know(sentence: str) -> None:
    assert set(kinds(sentence)) == {"via"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Hates dogs.",
        "She can't stand loud music.",
        "She can\u2019t stand loud music.",
        "Gave up the piano.",
        "Got rid of the car.",
        "Never drives.",
        "Is afraid of heights.",
        "Scared of spiders.",
        "Allergic to cats.",
        "Complains about the landlord.",
        "No longer works there.",
        "Doesn't cook anymore.",
        "Stopped smoking.",
        "Quit banking.",
        "Refuses to fly.",
        "Not interested in football.",
        "Sold his boat.",
        "Doesn't like children.",
        "Fed up with lawyers.",
        "Hopeless with computers.",
        "Knows nothing about tax.",
        "No idea about cars.",
        "Her dislike? She dislikes crowds.",
        "[[Bob]] hates dogs.",
        "Her brother gave up carpentry.",
        "Not allowed to give advice.",
        "Does not repair computers and is tired of being asked.",
        "Ana, who hates dogs.",
    ],
)
def test_about_what_they_shun(sentence: str) -> None:
    assert kinds(sentence)[-1] == "neg"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She hates dogs, but loves cats.", [("neg", "She hates dogs"), ("about", "loves cats.")]),
        (
            "Gave up law and now runs a bakery.",
            [("neg", "Gave up law"), ("about", "runs a bakery.")],
        ),
        ("Quit banking to open a bakery.", [("neg", "Quit banking"), ("about", "open a bakery.")]),
        (
            "Can't drive, but [[Bob]] can.",
            [("neg", "Can't drive"), ("via", "Bob can.")],
        ),
        ("Hates dogs, cats and horses.", [("neg", "Hates dogs, cats and horses.")]),
        (
            "Mends clocks on Mondays, tells jokes and has never baked a cake.",
            [("about", "Mends clocks on Mondays, tells jokes"), ("neg", "has never baked a cake.")],
        ),
        (
            "Her sister is a judge; she hates law.",
            [("via", "Her sister is a judge"), ("neg", "she hates law.")],
        ),
        ("Loves cats but hates dogs.", [("about", "Loves cats"), ("neg", "hates dogs.")]),
    ],
)
def test_only_the_clause_that_shuns_is_negative(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert [(passage.kind, passage.text) for passage in read_passages(sentence)] == expected


def test_links_are_kept_with_their_sentence() -> None:
    found = read_passages("Met [[Ana Diaz|Ana]]. Then [[Bob]] and ![[x.png]].")
    assert [passage.links for passage in found] == [("Ana Diaz",), ("Bob",)]


# --- limits


def test_long_sentences_are_cut_at_blanks() -> None:
    words = " ".join(f"word{n}" for n in range(120))
    found = texts(words)
    assert all(len(text) <= MAX_LENGTH for text in found)
    assert all(text.endswith("…") for text in found[:-1])
    assert " ".join(text.removesuffix("…") for text in found) == words


def test_a_word_without_end_is_cut_too() -> None:
    assert [len(text) for text in texts("x" * 700)] == [300, 300, 102]


def test_there_are_only_so_many_passages() -> None:
    assert len(texts("a\n\n" * 1000)) == MAX_PASSAGES


@given(st.text(st.sampled_from("aB .!?*_[]|#>-\n`~\"'…1"), max_size=400))
def test_passages_are_single_lines_of_words(body: str) -> None:
    for passage in read_passages(without_hidden(body)):
        assert passage.text == " ".join(passage.text.split())
        assert 0 < len(passage.text) <= MAX_LENGTH


@pytest.mark.parametrize(
    "part",
    ["a. ", "[[a. ", "her sister ", "never ", "knows a ", "| a ", "> ", "- ", "*", "a\n", "not ",
     "can't ", "step", "'s ", "half-", "but ", "x" * 50 + " more ", "doesn't a ",
     "never but ", "[[a]] never but ", "hates [[a]], ", "[[a]] not but. "],
)  # fmt: skip
def test_hostile_prose_takes_no_time(part: str) -> None:
    body = part * (250_000 // len(part))
    started = time.process_time()
    read_passages(without_hidden(body))
    assert time.process_time() - started < 3
