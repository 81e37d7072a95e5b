"""What every text index promises, held against both engines."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.engine.pool import Held as Postings
from mdnet.index.engine.whoosh_index import WhooshIndex
from mdnet.index.flat.blocks import BlockFile
from mdnet.index.flat.postings import PATH as PATH_FIELD
from mdnet.index.flat.postings import FlatBuilder, FlatReader
from mdnet.index.memory import MemoryIndex
from mdnet.index.protocol import DamagedIndexError, Document, Reader, TextIndex
from tests.conftest import examples
from tests.strategies import FIELD_NAMES, documents

PATHS = [f"People/{name}.md" for name in ("Ana", "Bob", "Zoë", "林", "x\ny")]

Held = dict[str, Document]
Weights = dict[tuple[str, str, str], float]


@pytest.fixture(params=["whoosh", "memory"])
def text_index(request: pytest.FixtureRequest, tmp_path: Path) -> TextIndex:
    return WhooshIndex(tmp_path, FIELD_NAMES) if request.param == "whoosh" else MemoryIndex()


def document(path: str, record: str = "{}", **terms: Mapping[str, float]) -> Document:
    return Document(path, terms, record)


ANA = document("People/Ana.md", "the record of Ana", roles={"dentist": 1.5, "chef": 0.25})
BOB = document("People/Bob.md", "the record of Bob", roles={"chef": 2.0}, about={"dentist": 1.0})


def commit(index: TextIndex, added: Iterable[Document] = (), removed: Iterable[str] = ()) -> None:
    writer = index.writer()
    for path in removed:
        writer.remove(path)
    for one in added:
        writer.add(one)
    writer.commit()


def start(index: TextIndex, *added: Document) -> Reader:
    """Make the first commit and return a view of it."""
    writer = index.writer(fresh=True)
    for one in added:
        writer.add(one)
    writer.commit()
    return index.reader()


def postings(reader: Reader, field: str, term: str) -> dict[str, float]:
    """Return the weights of a term by the record of the note that holds it."""
    found = reader.postings(field, term)
    assert found == sorted(found)
    return {reader.record(number): weight for number, weight in found}


def assert_holds(reader: Reader, held: Held) -> None:
    """Compare all that a reader tells with what it ought to hold."""
    assert reader.count() == len(held)
    numbers = {path: reader.number(path) for path in PATHS}
    assert {path for path, number in numbers.items() if number is not None} == set(held)
    by_number = {number: path for path, number in numbers.items() if number is not None}
    assert len(by_number) == len(held)
    for path, one in held.items():
        number = numbers[path]
        assert number is not None
        assert reader.record(number) == one.record
        assert reader.passages(number) == one.passages
    expected = _weights(held.values())
    found: Weights = {}
    for field in FIELD_NAMES:
        terms = list(reader.terms(field))
        assert terms == sorted(set(terms))
        for term in terms:
            for number, weight in reader.postings(field, term):
                found[by_number[number], field, term] = weight
        assert {term for _, name, term in expected if name == field} <= set(terms)
    assert found == expected


def _weights(held: Iterable[Document]) -> Weights:
    return {
        (one.path, field, term): weight
        for one in held
        for field, terms in one.terms.items()
        for term, weight in terms.items()
    }


def test_an_index_that_was_never_written_is_of_generation_0(text_index: TextIndex) -> None:
    assert text_index.generation() == 0


def test_postings_records_and_numbers(text_index: TextIndex) -> None:
    reader = start(text_index, ANA, BOB)
    assert reader.count() == 2
    assert postings(reader, "roles", "chef") == {ANA.record: 0.25, BOB.record: 2.0}
    assert postings(reader, "roles", "dentist") == {ANA.record: 1.5}
    assert postings(reader, "about", "dentist") == {BOB.record: 1.0}
    assert postings(reader, "about", "chef") == {}
    assert list(reader.terms("roles")) == ["chef", "dentist"]
    assert list(reader.terms("about")) == ["dentist"]
    number = reader.number(BOB.path)
    assert number is not None
    assert reader.record(number) == BOB.record
    assert reader.number("People/ana.md") is None
    assert reader.number("") is None
    reader.close()


@pytest.mark.parametrize("term", ["", "chefs", "che", "zzz", "\x00", "näh"])
def test_a_term_that_nobody_has_is_found_nowhere(text_index: TextIndex, term: str) -> None:
    assert start(text_index, ANA, BOB).postings("roles", term) == []


def test_a_field_that_nobody_has_is_empty(text_index: TextIndex) -> None:
    reader = start(text_index, ANA)
    assert reader.postings("about", "dentist") == []
    assert list(reader.terms("about")) == []


@pytest.mark.parametrize(
    "term", ["müller", "林", "\U0001f3bb", "a" * 70_000, "\u0627" * 40_000, "two words", "a\nb"]
)
def test_terms_of_any_letters_and_length(text_index: TextIndex, term: str) -> None:
    reader = start(text_index, document("a.md", roles={term: 0.5}), ANA)
    assert [weight for _, weight in reader.postings("roles", term)] == [0.5]
    assert term in set(reader.terms("roles"))


def test_paths_and_records_of_any_bytes(text_index: TextIndex) -> None:
    odd = document("People/\udcff\x1b\n.md", "line\nline\x00 \U0001f3bb", roles={"chef": 1.0})
    reader = start(text_index, ANA, odd)
    number = reader.number(odd.path)
    assert number is not None
    assert reader.record(number) == odd.record
    commit(text_index, removed=[odd.path])
    assert text_index.reader().number(odd.path) is None


def test_a_long_record(text_index: TextIndex) -> None:
    reader = start(text_index, document("a.md", "x" * 3_000_000))
    assert reader.record(0) == "x" * 3_000_000


def test_the_weights_of_a_common_term(text_index: TextIndex) -> None:
    """More notes than one block of postings holds, each with a weight of its own."""
    many = [document(f"{n}.md", str(n), roles={"chef": n / 4}) for n in range(1, 400)]
    reader = start(text_index, *many)
    assert postings(reader, "roles", "chef") == {str(n): n / 4 for n in range(1, 400)}


def test_a_document_replaces_the_one_at_its_path(text_index: TextIndex) -> None:
    start(text_index, ANA, BOB)
    new = document(ANA.path, "new", about={"nurse": 1.0})
    commit(text_index, [new])
    reader = text_index.reader()
    assert reader.count() == 2
    assert reader.postings("roles", "dentist") == []
    assert postings(reader, "roles", "chef") == {BOB.record: 2.0}
    assert postings(reader, "about", "nurse") == {"new": 1.0}


def test_a_note_is_taken_out(text_index: TextIndex) -> None:
    start(text_index, ANA, BOB)
    commit(text_index, removed=[ANA.path, "nowhere.md"])
    reader = text_index.reader()
    assert reader.count() == 1
    assert reader.number(ANA.path) is None
    assert reader.postings("roles", "dentist") == []
    commit(text_index, removed=[BOB.path])
    assert text_index.reader().count() == 0


def test_a_note_taken_out_and_put_in_again_in_one_commit(text_index: TextIndex) -> None:
    start(text_index, ANA, BOB)
    commit(text_index, [ANA], removed=[ANA.path])
    reader = text_index.reader()
    assert reader.count() == 2
    assert postings(reader, "roles", "dentist") == {ANA.record: 1.5}


def test_a_fresh_writer_drops_all_that_was_there(text_index: TextIndex) -> None:
    start(text_index, ANA, BOB)
    reader = start(text_index, document(ANA.path, "new", about={"nurse": 1.0}))
    assert reader.count() == 1
    assert reader.number(BOB.path) is None
    assert reader.postings("roles", "chef") == []
    assert list(reader.terms("roles")) == []
    assert postings(reader, "about", "nurse") == {"new": 1.0}


def test_a_fresh_writer_without_documents_leaves_an_empty_index(text_index: TextIndex) -> None:
    start(text_index, ANA)
    reader = start(text_index)
    assert reader.count() == 0
    assert list(reader.terms("roles")) == []
    assert reader.number(ANA.path) is None


def test_a_commit_of_nothing_changes_nothing(text_index: TextIndex) -> None:
    start(text_index, ANA, BOB)
    before = text_index.generation()
    commit(text_index)
    reader = text_index.reader()
    assert text_index.generation() > before
    assert reader.count() == 2
    assert postings(reader, "roles", "dentist") == {ANA.record: 1.5}


@pytest.mark.parametrize("fresh", [False, True], ids=["change", "fresh"])
def test_what_is_cancelled_leaves_no_trace(text_index: TextIndex, *, fresh: bool) -> None:
    start(text_index, ANA)
    before = text_index.generation()
    writer = text_index.writer(fresh=fresh)
    writer.remove(ANA.path)
    writer.add(BOB)
    writer.cancel()
    assert text_index.generation() == before
    assert postings(text_index.reader(), "roles", "chef") == {ANA.record: 0.25}
    commit(text_index, [BOB])  # and nothing stays locked
    assert text_index.reader().count() == 2


def test_nothing_is_seen_before_the_commit(text_index: TextIndex) -> None:
    start(text_index, ANA)
    writer = text_index.writer()
    writer.remove(ANA.path)
    writer.add(BOB)
    assert text_index.reader().count() == 1
    assert postings(text_index.reader(), "roles", "chef") == {ANA.record: 0.25}
    writer.commit()
    assert postings(text_index.reader(), "roles", "chef") == {BOB.record: 2.0}


def test_every_commit_has_a_generation_of_its_own(text_index: TextIndex) -> None:
    seen = [text_index.generation()]
    for fresh in (True, False, False, True, False):
        writer = text_index.writer(fresh=fresh)
        writer.add(document(f"{len(seen)}.md"))
        writer.commit()
        seen.append(text_index.generation())
    assert seen == sorted(set(seen))


def test_many_small_commits_keep_everything_right(text_index: TextIndex) -> None:
    """An engine that keeps segments merges them on the way."""
    start(text_index)
    held: Held = {}
    for step in range(45):
        path = PATHS[step * 7 % len(PATHS)]
        if step % 4 == 3:
            held.pop(path, None)
            commit(text_index, removed=[path])
        else:
            terms = {"chef": 1 + step / 8, f"only{step}": 0.5}
            held[path] = document(path, f"record {step}", roles=terms, about={"chef": 2.0})
            commit(text_index, [held[path]])
        assert_holds(text_index.reader(), held)


def test_a_reader_of_the_disk_keeps_its_view(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path, FIELD_NAMES)
    before = start(index, ANA, BOB)
    commit(index, [document(BOB.path, "new", roles={"nurse": 1.0})], removed=[ANA.path])
    start(index, document("x.md", "x"))  # and the files of the first commit are gone
    assert_holds(before, {ANA.path: ANA, BOB.path: BOB})
    before.close()
    assert index.reader().count() == 1


def test_what_was_written_can_be_opened_again(tmp_path: Path) -> None:
    start(WhooshIndex(tmp_path, FIELD_NAMES), ANA, BOB)
    other = WhooshIndex(tmp_path, FIELD_NAMES)
    assert other.generation() > 0
    assert_holds(other.reader(), {ANA.path: ANA, BOB.path: BOB})


def test_an_index_without_files_or_with_rubbish_is_damaged(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path, FIELD_NAMES)
    with pytest.raises(DamagedIndexError):
        index.reader()
    with pytest.raises(DamagedIndexError):
        index.writer()
    (tmp_path / "_MAIN_7.toc").write_bytes(b"rubbish")
    assert index.generation() == 7
    with pytest.raises(DamagedIndexError):
        index.reader()
    with pytest.raises(DamagedIndexError):
        index.writer()
    assert_holds(start(index, ANA), {ANA.path: ANA})


def test_a_folder_that_is_gone_is_of_generation_0(tmp_path: Path) -> None:
    assert WhooshIndex(tmp_path / "nowhere", FIELD_NAMES).generation() == 0


PATH = st.sampled_from(PATHS)
COMMIT = st.tuples(
    st.lists(documents(PATH), max_size=4, unique_by=lambda one: one.path),
    st.lists(PATH, max_size=3),
    st.sampled_from(["commit"] * 6 + ["cancel", "fresh"]),
)


@examples(20)
@given(st.lists(COMMIT, max_size=8))
def test_both_engines_hold_the_same_after_any_commits(
    tmp_path_factory: pytest.TempPathFactory, commits: list[tuple[list[Document], list[str], str]]
) -> None:
    indexes: list[TextIndex] = [
        WhooshIndex(tmp_path_factory.mktemp("words"), FIELD_NAMES),
        MemoryIndex(),
    ]
    for index in indexes:
        start(index)
    held: Held = {}
    for added, removed, way in commits:
        for index in indexes:
            writer = index.writer(fresh=way == "fresh")
            for path in removed:
                writer.remove(path)
            for one in added:
                writer.add(one)
            (writer.cancel if way == "cancel" else writer.commit)()
        if way != "cancel":
            gone = set(held) if way == "fresh" else set(removed)
            held = {path: one for path, one in held.items() if path not in gone}
            held |= {one.path: one for one in added}
        for index in indexes:
            reader = index.reader()
            assert_holds(reader, held)
            reader.close()


@examples(40)
@given(st.lists(documents(st.sampled_from(PATHS)), max_size=5, unique_by=lambda one: one.path))
def test_a_whole_index_is_as_one_to_which_all_was_added(some: list[Document]) -> None:
    """Its postings come sorted and at the end, from the flat file of the same documents."""
    some.sort(key=lambda one: one.path)
    builder = FlatBuilder(FIELD_NAMES)
    for one in some:
        builder.add(one)
    flat = FlatReader(BlockFile(b"".join(builder.file())))
    with TemporaryDirectory() as folder:
        index = WhooshIndex(Path(folder), FIELD_NAMES)
        writer = index.writer(fresh=True)
        for one in some:
            writer.put(one.record, one.passages)
        writer.commit_whole(
            (field, key, Postings(numbers, weights))
            for field in sorted((*FIELD_NAMES, PATH_FIELD))
            for key, numbers, weights in flat.all_postings(field)
        )
        reader = index.reader()
        assert_holds(reader, {one.path: one for one in some})
        assert list(reader.records()) == [one.record for one in some]
        reader.close()


@pytest.mark.parametrize("count", [1, 127, 128, 129, 300])
def test_a_term_of_many_documents_keeps_all_of_them(text_index: TextIndex, count: int) -> None:
    some = [document(f"{at:03}.md", roles={"chef": at / 8 + 1}) for at in range(count)]
    reader = start(text_index, *some)
    assert reader.postings("roles", "chef") == [(at, at / 8 + 1) for at in range(count)]
