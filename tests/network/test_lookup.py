"""Words in the index: who holds them, all of them, and how rare they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.analysis import Analyzer
from mdnet.index.memory import MemoryIndex
from mdnet.network.lookup import Lookup
from tests.search.conftest import IndexIn, note

TERM = Analyzer("en").term
FILES = {
    "People/A.md": note(roles=["boat builder"], skills=["sailing"]),
    "People/B.md": note(roles=["builder"]),
    "People/C.md": note("Owns a boat."),
}


@pytest.fixture
def lookup(index_in: IndexIn) -> Lookup:
    return Lookup(index_in(FILES).reader)


def paths(lookup: Lookup, field: str, *words: str) -> list[str]:
    numbers = lookup.matches(field, tuple(map(TERM, words)))
    return sorted(path for path in FILES if lookup.reader.number(path) in numbers)


def test_who_holds_a_word_in_a_field(lookup: Lookup) -> None:
    assert paths(lookup, "roles", "builder") == ["People/A.md", "People/B.md"]
    assert paths(lookup, "about", "boat") == ["People/C.md"]
    assert paths(lookup, "roles", "sailing") == []
    assert paths(lookup, "no such field", "boat") == []


def test_of_several_words_all_must_be_there(lookup: Lookup) -> None:
    assert paths(lookup, "roles", "boat", "builder") == ["People/A.md"]
    assert paths(lookup, "roles", "boat", "sailing") == []
    assert paths(lookup, "roles", "sailing", "boat") == []


def test_several_words_weigh_as_the_least_of_them(lookup: Lookup) -> None:
    both = lookup.matches("roles", (TERM("boat"), TERM("builder")))
    [number] = both
    each = [lookup.matches("roles", (TERM(word),))[number] for word in ("boat", "builder")]
    assert both[number] == min(each)


def test_what_is_known(lookup: Lookup) -> None:
    assert lookup.knows(TERM("boat"), ("skills", "about"))
    assert not lookup.knows(TERM("boat"), ("skills",))
    assert not lookup.knows(TERM("boat"), ())


def test_what_was_looked_up_is_remembered(lookup: Lookup, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths(lookup, "roles", "builder")

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(type(lookup.reader), "postings", fail)
    assert lookup.knows(TERM("builder"), ("roles",))


def test_the_rarer_a_word_the_more_it_says(lookup: Lookup) -> None:
    assert lookup.rarity(1) == 1
    assert 0 < lookup.rarity(3) < lookup.rarity(2) < 1


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_rarity_falls(notes: int, one: int, other: int) -> None:
    lookup = Lookup(MemoryIndex())
    lookup.notes = max(1, notes)
    few, many = sorted((one, other))
    assert lookup.rarity(few) >= lookup.rarity(many) >= 0
    assert lookup.rarity(1) == pytest.approx(1)


def test_an_empty_index() -> None:
    lookup = Lookup(MemoryIndex())
    assert lookup.matches("roles", ("x",)) == {}
    assert lookup.rarity(0) >= 1
