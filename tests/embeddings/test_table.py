"""Tests of the static word table: its reader, on made-up tables and on the real one."""

import math
from pathlib import Path

import pytest

from mdnet.embeddings.table import VERSION, WordTable, base_forms, cosine
from mdnet.embeddings.vectors import table_path
from tests.embeddings.tables import table_bytes

REAL = table_path("en")

ANIMALS = {
    "cat": [10, 0, 0, 1],
    "dog": [8, 2, 0, 0],
    "engine": [0, 0, -8, 7],
    "glass": [0, 5, 5, 0],
    "horse": [7, 3, 0, 0],
    "party": [0, 7, 0, 0],
    "stop": [0, 0, 0, 6],
    "bake": [1, 1, 1, 1],
}


@pytest.fixture
def animals(tmp_path: Path) -> WordTable:
    """A made-up table of eight words in three blocks."""
    return opened(tmp_path, table_bytes(ANIMALS))


def opened(folder: Path, data: bytes) -> WordTable:
    path = folder / "words.bin"
    path.write_bytes(data)
    return WordTable.open(path)


@pytest.mark.parametrize("per_block", [1, 2, 3, 8, 16])
def test_every_word_is_found_whatever_the_blocks(tmp_path: Path, per_block: int) -> None:
    table = opened(tmp_path, table_bytes(ANIMALS, per_block=per_block))
    assert len(table) == len(ANIMALS)
    for word, row in ANIMALS.items():
        assert table.vector(word) == tuple(value / 2 for value in row)


def test_four_bit_rows_keep_sign_and_order(tmp_path: Path) -> None:
    rows = {"low": [-8, -7, -1, 0, 1, 7], "rest": [7, 1, 0, -1, -7, -8]}
    table = opened(tmp_path, table_bytes(rows, bits=4))
    assert table.vector("low") == (-4, -3.5, -0.5, 0, 0.5, 3.5)
    assert table.vector("rest") == (3.5, 0.5, 0, -0.5, -3.5, -4)


@pytest.mark.parametrize(
    "word", ["", "a", "zebra", "do", "dogg", "Dog", "dog\n", "cat\ndog", "\n", "zoë", "d0g", "s"]
)
def test_other_words_are_missing(animals: WordTable, word: str) -> None:
    assert word not in animals
    assert animals.vector(word) is None


def test_what_is_no_word_is_missing(animals: WordTable) -> None:
    assert 3 not in animals


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("dogs", "dog"),
        ("parties", "party"),
        ("glasses", "glass"),
        ("stopped", "stop"),
        ("stopping", "stop"),
        ("baking", "bake"),
        ("baked", "bake"),
    ],
)
def test_inflections_fall_back_on_their_base(animals: WordTable, word: str, base: str) -> None:
    assert word in animals
    assert animals.vector(word) == animals.vector(base)


def test_a_row_of_its_own_comes_before_the_base(tmp_path: Path) -> None:
    table = opened(tmp_path, table_bytes({"glass": [1, 0], "glasses": [0, 1]}))
    assert table.vector("glasses") == (0, 0.5)


@pytest.mark.parametrize("word", ["bus", "ss", "s", "ed", "ing", "red", "king", "bed", ""])
def test_base_forms_are_shorter_and_never_crash(word: str) -> None:
    assert all(len(base) < len(word) for base in base_forms(word))


def test_a_phrase_is_the_sum_at_length_one(animals: WordTable) -> None:
    phrase = animals.phrase(["cat", "unheard", "dog"])
    assert phrase == pytest.approx([value / math.hypot(18, 2, 1) for value in (18, 2, 0, 1)])


def test_a_phrase_counts_a_repeated_word_twice(animals: WordTable) -> None:
    twice = animals.phrase(["cat", "cat", "engine"])
    once = animals.phrase(["cat", "engine"])
    cat = animals.vector("cat")
    assert twice is not None
    assert once is not None
    assert cat is not None
    assert cosine(twice, cat) > cosine(once, cat)


@pytest.mark.parametrize("words", [[], ["unheard"], ["unheard", "of"]])
def test_a_phrase_of_unknown_words_is_none(animals: WordTable, words: list[str]) -> None:
    assert animals.phrase(words) is None


def test_a_phrase_that_cancels_out_is_none(tmp_path: Path) -> None:
    table = opened(tmp_path, table_bytes({"down": [0, -3], "up": [0, 3]}))
    assert table.phrase(["up", "down"]) is None


def test_cosine() -> None:
    assert cosine([1, 0], [5, 0]) == pytest.approx(1)
    assert cosine([1, 0], [0, 2]) == 0
    assert cosine([1, 1], [-2, -2]) == pytest.approx(-1)
    assert cosine([0, 0], [1, 0]) == 0


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        WordTable.open(tmp_path / "none.bin")


def test_every_truncation_is_noticed(tmp_path: Path) -> None:
    whole = table_bytes(ANIMALS)
    for length in range(len(whole)):
        with pytest.raises(ValueError, match=r"words\.bin"):
            opened(tmp_path, whole[:length])


def test_something_appended_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="damaged or cut short"):
        opened(tmp_path, table_bytes(ANIMALS) + b"\0")


def test_every_flipped_byte_of_header_and_index_is_noticed(tmp_path: Path) -> None:
    whole = table_bytes(ANIMALS)
    matrix_at = len(whole) - 4 * len(ANIMALS)
    for place in range(matrix_at):
        damaged = bytearray(whole)
        damaged[place] ^= 0x41
        with pytest.raises(ValueError, match=r"words\.bin"):
            opened(tmp_path, bytes(damaged))


def test_another_version_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"version {VERSION + 1}"):
        opened(tmp_path, table_bytes(ANIMALS, version=VERSION + 1))


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a word table"):
        opened(tmp_path, b"# A note\n" * 100)


def test_a_closed_table_cannot_be_read(animals: WordTable) -> None:
    animals.close()
    with pytest.raises(ValueError, match="closed"):
        animals.vector("cat")


@pytest.fixture(scope="module")
def real() -> WordTable:
    """The table that is shipped."""
    return WordTable.open(REAL)


def test_the_real_table_is_small_and_large_enough(real: WordTable) -> None:
    assert REAL.stat().st_size <= 4_000_000
    assert len(real) > 35_000


def likeness(table: WordTable, one: str, other: str) -> float:
    vectors = table.phrase(one.split()), table.phrase(other.split())
    assert vectors[0] is not None
    assert vectors[1] is not None
    return cosine(*[vector for vector in vectors if vector is not None])


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("dentist", "teeth", "engine"),
        ("plumber", "leaking tap", "violin"),
        ("puppy", "dog", "invoice"),
        ("tooth hurts", "dentist", "carpenter"),
        ("toothache", "dentist", "florist"),
        ("landlord", "tenant rent", "guitar"),
        ("colour", "color", "tax"),
        ("babysitter", "nanny", "lawyer"),
    ],
)
def test_the_real_table_knows_what_is_alike(real: WordTable, one: str, near: str, far: str) -> None:
    assert likeness(real, one, near) > likeness(real, one, far) + 0.2


def test_the_real_table_weighs_words(real: WordTable) -> None:
    the, plumber = real.vector("the"), real.vector("plumber")
    assert the is not None
    assert plumber is not None
    assert math.hypot(*the) < math.hypot(*plumber) / 3


def test_the_real_table_has_every_word_in_its_place(real: WordTable) -> None:
    text = real.data[real.words_at : real.scales_at].decode().split()
    assert text == sorted(set(text))
    assert [real._find(word) for word in text] == list(range(len(real)))
