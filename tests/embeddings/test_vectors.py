"""Vectors of texts from small word tables, and which tables a language has."""

import math
from pathlib import Path

import pytest

from mdnet.embeddings import vectors as module
from mdnet.embeddings.vectors import UNIT, TextVectors, cosine, open_tables, open_vectors
from tests.embeddings.tables import table_bytes, word_table

ENGLISH = {"bank": [60, 0, 0], "the": [1, 1, 0], "tooth": [0, 0, 90], "up": [0, 80, 0]}
GERMAN = {"bank": [0, 60, 0], "zahn": [0, 0, 90]}


@pytest.fixture
def english(tmp_path: Path) -> TextVectors:
    return TextVectors(word_table(tmp_path, ENGLISH))


def values(vector: bytes) -> list[int]:
    return memoryview(vector).cast("b").tolist()


def test_a_text_is_the_sum_of_its_words_at_one_length(english: TextVectors) -> None:
    assert values(english.of(["tooth"])) == [0, 0, UNIT]
    both = values(english.of(["bank", "tooth"]))
    assert math.hypot(*both) == pytest.approx(UNIT, abs=1)
    assert both[2] > both[0] > 0


def test_words_that_say_little_change_little(english: TextVectors) -> None:
    assert values(english.of(["the", "the", "tooth"]))[2] >= UNIT - 1
    assert english.weight("the") == pytest.approx(0.014, abs=0.005)
    assert english.weight("tooth") == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("text", [[], ["unheard"], ["unheard", "of", ""]])
def test_a_text_of_unknown_words_has_no_vector(english: TextVectors, text: list[str]) -> None:
    assert english.of(text) == b""
    assert english.weight("unheard") is None


def test_words_that_cancel_out_have_no_vector(tmp_path: Path) -> None:
    found = TextVectors(word_table(tmp_path, {"down": [0, -50], "up": [0, 50]}))
    assert found.of(["up", "down"]) == b""


def test_the_order_of_words_makes_no_difference(english: TextVectors) -> None:
    assert english.of(["bank", "up", "tooth"]) == english.of(["tooth", "bank", "up"])


def test_a_word_is_looked_for_in_the_first_table_first(tmp_path: Path) -> None:
    one = word_table(tmp_path, ENGLISH, "one.bin")
    other = word_table(tmp_path, GERMAN, "other.bin")
    both, back = TextVectors(one, other), TextVectors(other, one)
    assert both.of(["zahn"]) == both.of(["tooth"]) == back.of(["tooth"])
    assert values(both.of(["bank"])) == [UNIT, 0, 0]
    assert values(back.of(["bank"])) == [0, UNIT, 0]


def test_the_cosine_of_vectors(english: TextVectors) -> None:
    bank, tooth = values(english.of(["bank"])), values(english.of(["tooth"]))
    assert cosine(bank, bank) == pytest.approx(1)
    assert cosine(bank, tooth) == 0


@pytest.mark.parametrize("language", ["fr", "xx", ""])
def test_other_languages_have_no_table(language: str) -> None:
    assert open_tables(language) == ()
    assert open_vectors(language) is None


def test_a_language_begins_with_its_own_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "table_path", lambda name: tmp_path / f"words.{name}.bin")
    (tmp_path / "words.en.bin").write_bytes(table_bytes(ENGLISH))
    assert [len(table) for table in open_tables("en")] == [4]
    # A goal in English finds something in a vault whose own table is missing.
    assert [len(table) for table in open_tables("de")] == [4]
    (tmp_path / "words.de.bin").write_bytes(table_bytes(GERMAN))
    assert [len(table) for table in open_tables("en")] == [4, 2]
    assert [len(table) for table in open_tables("de")] == [2, 4]
