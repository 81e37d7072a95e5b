"""No goal of a benchmark is in the corpus, and a planted one would be found."""

import pytest

from scripts.check_leaks import Item, benchmark_items, corpus_texts, leaks

ITEMS = (
    Item("set: 1", "who could repair the old clock of our church tower"),
    Item("set: 2", "dentist"),
    Item("set: 3", "lost my keys"),
    Item("set: 4", "My aunt is moving. She owns two hundred boxes of porcelain and fears thieves."),
    Item("set: 5", "where is it that they have been"),
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Who could repair the old clock of our church tower?", "set: 1"),
        ("the old clock of the church tower: who repairs it?", "set: 1"),
        ("She owns two hundred boxes of porcelain, and she fears thieves", "set: 4"),
        ("Where is it that they have been?", "set: 5"),
    ],
)
def test_a_planted_copy_is_found(text: str, place: str) -> None:
    (leak,) = leaks(ITEMS, [("en", "need", text)])
    assert (leak.item.place, leak.text) == (place, text)


@pytest.mark.parametrize(
    "text",
    [
        "repairs church organs",
        "the clock of the tower",
        "dentist",
        "lost my keys",
        "an aunt who is moving",
        "she fears thieves",
        "",
    ],
)
def test_what_anybody_would_say_is_no_leak(text: str) -> None:
    assert not leaks(ITEMS, [("en", "need", text)])


def test_every_language_is_looked_at() -> None:
    item = Item("set", "Wer repariert die alte Uhr am Kirchturm?")
    found = leaks([item], [("de", "need", "repariert die alte Uhr vom Kirchturm")])
    assert [leak.item for leak in found] == [item]


def test_no_goal_of_a_benchmark_is_in_the_corpus() -> None:
    items = list(benchmark_items())
    assert items
    assert leaks(items, corpus_texts()) == []
