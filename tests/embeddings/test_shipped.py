"""The tables that ship: made of the corpus as it is, in one training, and of the promised size."""

import math
from pathlib import Path

import pytest

from mdnet.embeddings import MODEL
from mdnet.embeddings.needs import SHIPPED, NeedTable
from mdnet.embeddings.vectors import LANGUAGES, UNIT, open_tables, open_vectors, table_path
from mdnet.index.analysis import words
from scripts.needs_corpus import sound_needs
from scripts.training.settings import Settings, training_key

MOST_BYTES = 12_000_000


def test_they_were_made_of_the_corpus_as_it_is() -> None:
    # If this fails, the corpus or the settings were changed: run `make train`.
    assert training_key(sound_needs(), Settings(), MODEL.partition(" ")[0]) == MODEL


def test_the_needs_are_of_the_same_training() -> None:
    assert NeedTable.open().key == MODEL


def test_the_needs_are_those_of_the_corpus() -> None:
    table = NeedTable.open()
    rows = [table.row(number) for number in range(table.count)]
    needs = sound_needs()
    assert [(row.name, row.kind, row.labels) for row in rows] == [
        (need.name, need.kind, need.labels) for need in needs
    ]


def test_the_vectors_of_needs_are_of_length_127() -> None:
    # Their products with passages are worked out in 16 bits.
    table = NeedTable.open()
    rounding = math.sqrt(table.dims) / 2
    for number in range(table.count):
        assert abs(math.hypot(*table.vector(number)) - UNIT) <= rounding


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_table(language: str) -> None:
    tables = open_tables(language)
    assert len(tables) == len(LANGUAGES)
    assert {table.dims for table in tables} == {NeedTable.open().dims}
    vectors = open_vectors(language)
    assert vectors
    text = {"en": "the kitchen tap drips", "de": "der Wasserhahn tropft"}[language]
    assert vectors.of(words(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_phrases(language: str) -> None:
    term = {"en": "plumber", "de": "klempn"}[language]
    assert list(NeedTable.open().phrases(language, term))


def test_all_together_they_are_small() -> None:
    paths = [SHIPPED, *map(table_path, LANGUAGES)]
    assert sum(Path(path).stat().st_size for path in paths) < MOST_BYTES
