"""How wide texts are, where they break, and what of them is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli import layout
from mdnet.cli.layout import Marked, around, lines_of, width
from tests.conftest import examples

SENTENCE = (
    "Their piano came out of a closed-down cinema and is kept in tune by Mr. Okoye, who also "
    "plays the organ."
)
WORDS = st.lists(st.text("abcé渡 -,", min_size=1, max_size=12), min_size=1, max_size=20)


def marked(text: str, *words: str) -> Marked:
    found = sorted((text.index(word), text.index(word) + len(word)) for word in words)
    return Marked(text, tuple(found))


def pointed_at(one: Marked) -> list[str]:
    return [one.text[start:end] for start, end in one.places]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Ana", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("渡辺", 4),
        ("🦷", 2),
        ("👨\u200d👩\u200d👧", 6),
        ("Ｗｉｄｅ", 8),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert layout.width(text) == columns


@pytest.mark.parametrize(
    ("text", "size", "shown"),
    [
        ("Ana Diaz", 8, "Ana Diaz"),
        ("Ana Diaz", 7, "Ana Di…"),
        ("Ana Diaz", 5, "Ana…"),  # no blank before the ellipsis
        ("渡辺直美", 5, "渡辺…"),
        ("渡辺直美", 4, "渡…"),  # half a letter cannot be shown
        ("Ana", 1, "…"),
    ],
)
def test_cut(text: str, size: int, shown: str) -> None:
    assert layout.cut(text, size) == shown


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_what_is_cut_fits(text: str, size: int) -> None:
    assert layout.width(layout.cut(text, size)) <= size


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_what_is_padded_fits_exactly(text: str, size: int) -> None:
    assert layout.width(layout.padded(text, size)) == size


@pytest.mark.parametrize("size", range(8, 110))
@pytest.mark.parametrize("word", ["Their", "cinema", "tune", "Okoye", "organ"])
def test_the_word_that_matched_is_always_seen(word: str, size: int) -> None:
    shown = around(marked(SENTENCE, word), size)
    assert width(shown.text) <= size
    assert pointed_at(shown) == [word]


@pytest.mark.parametrize("size", range(12, 110))
def test_no_other_word_is_cut_in_two(size: int) -> None:
    shown = around(marked(SENTENCE, "tune"), size).text
    words = SENTENCE.replace(",", "").split()
    assert {word.strip("…,.") for word in shown.split()} <= {word.strip(".") for word in words}


def test_where_most_matched_is_shown() -> None:
    one = Marked("a cat here; " + "x " * 40 + "a cat and a dog", ((2, 5), (94, 97), (104, 107)))
    assert pointed_at(around(one, 24)) == ["cat", "dog"]


@given(WORDS, st.integers(2, 60), st.data())
def test_what_is_left_of_a_text_fits(words: list[str], size: int, data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = around(Marked(text, ((start, end),)), size)
    assert width(shown.text) <= size
    assert all(0 <= first <= last <= len(shown.text) for first, last in shown.places)
    if width(text[start:end]) <= size - 2:
        assert pointed_at(shown) == [text[start:end]]


@given(st.text("ab 渡é", max_size=80), st.integers(2, 30))
@examples(60)
def test_lines_hold_the_text_and_fit(text: str, size: int) -> None:
    lines = lines_of(Marked(text), size)
    assert all(width(line.text) <= size for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


def test_words_are_whole_where_they_can_be() -> None:
    assert layout.wrapped("one two three", 7) == ["one two", "three"]
    assert layout.wrapped("abcdefghij kl", 6) == ["abcdef", "ghij", "kl"]


def test_what_stands_out_is_found_again_in_its_line() -> None:
    lines = lines_of(marked(SENTENCE, "cinema", "Okoye"), 30)
    assert [pointed_at(line) for line in lines] == [[], ["cinema"], ["Okoye"], []]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (60, "baker · cook · Oven Ltd · Basel"),
        (24, "baker · Oven Ltd · Basel"),
        (23, "baker · Basel"),
        (12, "baker"),
        (4, "bak…"),
    ],
)
def test_whole_parts_are_left_out_before_letters(size: int, shown: str) -> None:
    parts = ("baker", "cook", "Oven Ltd", "Basel")
    assert layout.fewest_dropped(parts, (1, 2, 3, 0), size, " · ") == shown
