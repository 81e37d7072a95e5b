"""The table of needs: what is written can be read, and what is damaged is said to be."""

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.embeddings.needs import SHIPPED, VERSION, NeedRow, NeedTable, Phrase, needs_bytes
from mdnet.embeddings.vectors import open_tables
from mdnet.index.analysis import Analyzer
from mdnet.model.contact import GOAL_KINDS

ROWS = [
    NeedRow("plumber", "skill", {"en": "plumber", "de": "Klempnerin"}),
    NeedRow("tax advice", "information", {"en": "tax adviser"}),
]
PHRASES = {
    "en": [Phrase(0, ("drip", "tap")), Phrase(0, ("drip", "pipe")), Phrase(1, ("tax",))],
    "de": [Phrase(0, ("hahn",))],
}
VECTORS = bytes([1, 2, 3, 255, 254, 253])


def table_of(data: bytes) -> NeedTable:
    return NeedTable(data)


@pytest.fixture
def data() -> bytes:
    return needs_bytes("2026-01-01 00000000", VECTORS, ROWS, PHRASES)


def test_what_is_written_is_read(data: bytes) -> None:
    table = table_of(data)
    assert (table.key, table.count, table.dims) == ("2026-01-01 00000000", 2, 3)
    assert [table.row(number) for number in range(2)] == ROWS
    assert list(table.vector(0)) == [1, 2, 3]
    assert list(table.vector(1)) == [-1, -2, -3]


def test_phrases_are_found_by_their_first_term(data: bytes) -> None:
    table = table_of(data)
    assert set(table.phrases("en", "drip")) == {
        Phrase(0, ("drip", "pipe")),
        Phrase(0, ("drip", "tap")),
    }
    assert list(table.phrases("en", "tax")) == [Phrase(1, ("tax",))]
    assert list(table.phrases("de", "hahn")) == [Phrase(0, ("hahn",))]


@pytest.mark.parametrize(
    ("language", "term"),
    [("en", "tap"), ("en", "dri"), ("en", "rip"), ("en", ""), ("de", "drip"), ("fr", "drip")],
)
def test_other_terms_have_no_phrases(data: bytes, language: str, term: str) -> None:
    assert not list(table_of(data).phrases(language, term))


def test_a_table_without_needs_is_a_table() -> None:
    table = table_of(needs_bytes("key", b"", [], {}))
    assert (table.count, table.dims) == (0, 0)
    assert not list(table.phrases("en", "tap"))


def test_every_cut_is_noticed(data: bytes) -> None:
    for end in range(len(data)):
        with pytest.raises(ValueError, match="table of needs"):
            table_of(data[:end])


@pytest.mark.parametrize("place", [0, 5, -1, -20, -60])
def test_damage_is_noticed(data: bytes, place: int) -> None:
    at = place % len(data)
    with pytest.raises(ValueError, match="table of needs"):
        table_of(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])


@pytest.mark.parametrize("data", [b"", b"\n", b"[]\n", b"3\n", b"null\n", b'{"version": 1}\n'])
def test_what_is_no_table_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a table of needs"):
        table_of(data)


def test_another_version_is_not_read(data: bytes) -> None:
    head, _, rest = data.partition(b"\n")
    header = json.loads(head)
    assert header["crc"] == zlib.crc32(rest)
    header["version"] = VERSION + 1
    with pytest.raises(ValueError, match="table of needs"):
        table_of(json.dumps(header).encode() + b"\n" + rest)


@pytest.mark.parametrize(("key", "value"), [("count", 3), ("dims", 2), ("languages", ["en"])])
def test_a_header_that_does_not_fit_is_noticed(data: bytes, key: str, value: object) -> None:
    head, _, rest = data.partition(b"\n")
    header = json.loads(head) | {key: value}
    with pytest.raises(ValueError, match="damaged"):
        table_of(json.dumps(header).encode() + b"\n" + rest)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"):
        NeedTable.open(tmp_path / "absent.bin")
    with pytest.raises(ValueError, match="not a table"):
        NeedTable.open(Path(__file__))


TERMS = st.text("abcdefg", min_size=1, max_size=4)
SOME = st.lists(
    st.builds(Phrase, st.integers(0, 3), st.lists(TERMS, min_size=1, max_size=3).map(tuple)),
    max_size=8,
)


@given(SOME, SOME)
def test_every_phrase_comes_back(english: list[Phrase], german: list[Phrase]) -> None:
    rows = [NeedRow(f"need {at}", "", {}) for at in range(4)]
    table = table_of(needs_bytes("k", bytes(8), rows, {"en": english, "de": german}))
    for language, phrases in (("en", english), ("de", german)):
        for term in {phrase.terms[0] for phrase in phrases}:
            found = sorted(table.phrases(language, term))
            assert found == sorted({one for one in phrases if one.terms[0] == term})


# Those that ship


@pytest.fixture(scope="module")
def shipped() -> NeedTable:
    return NeedTable.open()


def test_the_shipped_needs_are_many_and_each_can_be_told(shipped: NeedTable) -> None:
    assert shipped.count >= 1200
    assert SHIPPED.stat().st_size <= 4_000_000
    rows = [shipped.row(need) for need in range(shipped.count)]
    assert all(any(label.strip() for label in row.labels.values()) for row in rows)
    assert {row.kind for row in rows} <= {"", *GOAL_KINDS}


def test_the_names_of_the_shipped_needs_tell_them_apart(shipped: NeedTable) -> None:
    names = [shipped.row(need).name for need in range(shipped.count)]
    assert sorted(names) == sorted(set(names))


def test_the_shipped_needs_fit_the_shipped_words(shipped: NeedTable) -> None:
    assert {table.dims for table in open_tables("en")} == {shipped.dims}
    assert all(
        115 <= sum(value**2 for value in shipped.vector(need)) ** 0.5 <= 140
        for need in range(0, shipped.count, 7)
    )


def test_the_phrases_of_the_shipped_needs_are_terms(shipped: NeedTable) -> None:
    found = list(shipped.phrases("en", Analyzer("en").term("plumber")))
    assert found
    assert all(0 <= phrase.need < shipped.count for phrase in found)
