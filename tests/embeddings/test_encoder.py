"""Passages encoded are what a search makes of the same words, with numpy and without."""

import math
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.embeddings.encoder import PassageEncoder, PassageWords, load_encoder
from mdnet.embeddings.few import FewTexts
from mdnet.embeddings.many import ManyTexts
from mdnet.embeddings.needs import NeedRow, NeedTable
from mdnet.embeddings.shares import Encoded
from mdnet.embeddings.sums import VectorSums
from mdnet.embeddings.vectors import STEP, UNIT, TextVectors, open_tables, open_vectors, unpacked
from tests.conftest import examples
from tests.embeddings.tables import need_table, word_table

WORDS = {
    "pipe": [90, 0, 10, 0], "sink": [70, 10, 0, 0], "the": [1, 1, 1, 1],
    "tooth": [0, 90, 0, 10], "jaw": [0, 70, 10, 0], "violin": [0, 0, 90, 0],
}  # fmt: skip
NEEDS = [
    (NeedRow("plumber", "skill", {}), [127, 0, 0, 0]),
    (NeedRow("dentist", "skill", {}), [0, 127, 0, 0]),
    (NeedRow("fiddler", "skill", {}), [0, 0, 127, 0]),
]
PLUMBER, DENTIST, FIDDLER = range(3)


WITH_NUMPY, WITHOUT = 0, 1_000_000


@pytest.fixture(params=[WITH_NUMPY, WITHOUT])
def encoder(tmp_path: Path, request: pytest.FixtureRequest) -> PassageEncoder:
    return PassageEncoder([word_table(tmp_path, WORDS)], need_table(NEEDS), request.param)


def encoded(encoder: PassageEncoder, *texts: str, own: bool = True) -> list[Encoded]:
    """The passages of one note encoded, and last the whole of it."""
    [found] = encoder.encode([[PassageWords(text.split(), own) for text in texts]])
    return found


def test_a_passage_has_a_vector_and_the_needs_it_answers(encoder: PassageEncoder) -> None:
    found, *_ = encoded(encoder, "the pipe sink")
    assert len(found.vector) == 2  # four bits a value
    (need, share), *others = found.needs
    assert need == PLUMBER
    assert share > 0.9
    assert all(other < share for _, other in others)


def test_the_shares_of_all_needs_are_one_at_most(encoder: PassageEncoder) -> None:
    for found in encoded(encoder, "pipe tooth", "violin"):
        shares = [share for _, share in found.needs]
        assert 0 < sum(shares) <= 1 + 1e-6
        assert shares == sorted(shares, reverse=True)


def test_the_whole_of_a_person_comes_last_and_is_their_own_passages(
    encoder: PassageEncoder,
) -> None:
    own, other = PassageWords(["pipe"], own=True), PassageWords(["tooth"], own=False)
    [[*_, whole]] = encoder.encode([[own, other]])
    assert whole.needs[0][0] == PLUMBER
    [[*_, whole]] = encoder.encode([[own, other._replace(own=True)]])
    assert {need for need, _ in whole.needs[:2]} == {PLUMBER, DENTIST}
    [[*_, whole]] = encoder.encode([[other]])
    assert whole == Encoded()


def test_many_notes_at_once_are_each_encoded_as_alone(encoder: PassageEncoder) -> None:
    notes = [
        [PassageWords(["pipe"], own=True), PassageWords(["jaw", "the"], own=True)],
        [],
        [PassageWords(["unheard"], own=True)],
        [PassageWords(["violin"], own=False)],
        [PassageWords(["sink"], own=False), PassageWords(["tooth"], own=True)],
    ]
    together = encoder.encode(notes)
    assert [len(one) for one in together] == [len(note) + 1 for note in notes]
    for note, found in zip(notes, together, strict=True):
        [alone] = encoder.encode([note])
        assert found == alone


def test_no_notes(encoder: PassageEncoder) -> None:
    assert encoder.encode([]) == []


@pytest.mark.parametrize("texts", [(), ("",), ("unheard", "")])
def test_what_has_no_known_word_has_nothing(
    encoder: PassageEncoder, texts: tuple[str, ...]
) -> None:
    found = encoded(encoder, *texts)
    assert len(found) == len(texts) + 1
    assert all(one == Encoded() for one in found)


def test_passages_keep_their_places(encoder: PassageEncoder) -> None:
    found = encoded(encoder, "unheard", "violin", "", "jaw")
    assert [bool(one.vector) for one in found] == [False, True, False, True, True]
    assert found[1].needs[0][0] == FIDDLER
    assert found[3].needs[0][0] == DENTIST


def test_a_long_passage_says_no_more_than_its_beginning(encoder: PassageEncoder) -> None:
    [long, whole] = encoded(encoder, "pipe " * 60 + "tooth " * 10_000)
    assert long == whole == encoded(encoder, "pipe")[0]


def test_a_word_of_the_second_table_counts(tmp_path: Path) -> None:
    one = word_table(tmp_path, WORDS, "one.bin")
    other = word_table(tmp_path, {"zahn": [0, 90, 0, 10]}, "other.bin")
    found = encoded(PassageEncoder([one, other], need_table(NEEDS)), "zahn", "tooth")
    assert found[0] == found[1]


def test_four_bit_tables_are_read_as_the_search_reads_them(tmp_path: Path) -> None:
    rows = {"low": [-8, -7, -1, 0], "rest": [7, 1, 0, -1]}
    table = word_table(tmp_path, rows, bits=4)
    needs = need_table(NEEDS)
    for text in ("low", "rest", "low rest"):
        [found, _] = encoded(PassageEncoder([table], needs), text)
        assert _alike(found.vector, TextVectors(table).of(text.split()))


def _of_need(row: list[int]) -> list[int]:
    """A row at length 127, as needs are kept."""
    length = math.hypot(*row)
    return [round(UNIT * value / length) for value in row] if length else row


REAL_WORDS = st.sampled_from(
    "the my a plumber fixes pipes roof violin teacher lent us ladder spanish qqzx 42 zürich".split()
)


@examples(40)
@given(st.lists(st.lists(REAL_WORDS, max_size=9), max_size=5))
def test_index_and_search_make_the_same_vectors(texts: list[list[str]]) -> None:
    """Of the tables that ship, but for rounding."""
    vectors = open_vectors("en")
    assert vectors
    found = encoded(load_encoder("en"), *map(" ".join, texts))
    for words, one in zip(texts, found, strict=False):
        vector = vectors.of(words)
        assert bool(one.vector) == bool(vector)
        assert not vector or _alike(one.vector, vector)


@pytest.fixture(scope="module")
def both() -> tuple[PassageEncoder, PassageEncoder]:
    tables, needs = open_tables("en"), NeedTable.open()
    return PassageEncoder(tables, needs, WITH_NUMPY), PassageEncoder(tables, needs, WITHOUT)


@examples(60)
@given(
    st.lists(
        st.lists(st.builds(PassageWords, st.lists(REAL_WORDS, max_size=70), st.booleans())),
        max_size=3,
    )
)
def test_both_ways_come_to_the_same_to_the_last_bit(
    both: tuple[PassageEncoder, PassageEncoder], notes: list[list[PassageWords]]
) -> None:
    one, other = both
    assert one.encode(notes) == other.encode(notes)


SIGNED = st.integers(-127, 127)


@examples(60)
@given(
    st.lists(st.lists(SIGNED, min_size=4, max_size=4).map(_of_need), min_size=1, max_size=300),
    st.lists(st.lists(st.integers(-(10**6), 10**6), min_size=4, max_size=4), max_size=5),
)
def test_both_ways_come_to_the_same_with_any_vectors(
    needs: list[list[int]], vectors: list[list[int]]
) -> None:
    table = need_table([(NeedRow(str(at), "skill", {}), row) for at, row in enumerate(needs)])
    sums = VectorSums(4)
    totals = [total for total in map(sums.number, vectors) if total]
    ways = FewTexts(table, sums), ManyTexts(table, sums)
    found, other = (list(way.encode(totals)) for way in ways)
    assert found == other


def test_the_number_of_passages_decides_whether_numpy_is_loaded(tmp_path: Path) -> None:
    tables, needs = [word_table(tmp_path, WORDS)], need_table(NEEDS)
    few, many = [["pipe"], ["jaw"]], [["pipe"], ["jaw"], ["violin"]]
    encoder = PassageEncoder(tables, needs, few=2)
    with (
        patch.object(FewTexts, "encode", side_effect=AssertionError),
        pytest.raises(AssertionError),
    ):
        encoder.encode([[PassageWords(words, own=False) for words in few]])
    with patch.object(FewTexts, "encode", side_effect=AssertionError):
        encoder.encode([[PassageWords(words, own=False) for words in many]])


def test_a_short_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = PassageEncoder([word_table(tmp_path, WORDS)], need_table(NEEDS))
    before = encoded(encoder, "the pipe", "jaw")
    with patch.object(FewTexts, "encode", side_effect=AssertionError):
        assert encoded(encoder, "jaw", "the pipe", own=False)[:2] == before[1::-1]


def test_what_is_remembered_does_not_grow_with_the_texts(
    encoder: PassageEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdnet.embeddings.encoder._TEXTS_REMEMBERED", 10)
    texts = [f"pipe {number}" for number in range(100)]
    found = [encoded(encoder, text)[0] for text in texts]
    assert found == [encoded(encoder, "pipe")[0]] * 100
    assert len(encoder._remembered) <= 11


def _alike(kept: bytes, other: bytes) -> bool:
    """Whether a vector of four bits a value is one of eight but for rounding."""
    pairs = zip(unpacked(kept), memoryview(other).cast("b"), strict=True)
    inner = ((low * STEP, value / UNIT) for low, value in pairs)
    # What lies beyond the range of four bits is cut.
    return all(
        abs(one - max(-8 * STEP, min(7 * STEP, value))) <= STEP / 2 + 0.04 for one, value in inner
    )
