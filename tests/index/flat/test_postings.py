"""What a flat file tells of any documents, whole, changed over and damaged."""

from collections.abc import Iterable
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.flat.blocks import BlockFile
from mdnet.index.flat.layers import LayeredReader
from mdnet.index.flat.postings import FlatBuilder, FlatReader
from mdnet.index.flat.recovery import RecoveringReader, RenumberedReader
from mdnet.index.memory import MemoryIndex
from mdnet.index.protocol import DamagedIndexError, Document, Reader
from tests.conftest import examples
from tests.strategies import FIELD_NAMES, documents

PATHS = [f"People/{name}.md" for name in ("Zoë", "Ana", "林", "x\ny", "\udcff", "Bob")]
DOCUMENTS = st.lists(documents(st.sampled_from(PATHS)), max_size=6, unique_by=lambda one: one.path)


def file_of(some: Iterable[Document]) -> bytes:
    builder = FlatBuilder(FIELD_NAMES)
    for one in some:
        builder.add(one)
    return b"".join(builder.file())


def flat(some: Iterable[Document]) -> FlatReader:
    return FlatReader(BlockFile(file_of(some)))


def in_memory(some: Iterable[Document]) -> MemoryIndex:
    """Return an index of the documents that gives them numbers by their paths."""
    index = MemoryIndex()
    index.apply((), sorted(some, key=lambda one: one.path))
    return index


def told(reader: Reader) -> dict[str, object]:
    """Return all that a reader tells, with its numbers."""
    return {
        "count": reader.count(),
        "records": list(reader.records()),
        "numbers": {path: reader.number(path) for path in PATHS},
        "passages": [reader.passages(number) for number in range(reader.count())],
        "record": [
            reader.record(number) for path in PATHS if (number := reader.number(path)) is not None
        ],
        "postings": {
            (field, term): reader.postings(field, term)
            for field in FIELD_NAMES
            for term in reader.terms(field)
        },
        "elsewhere": [reader.postings(field, "nobody") for field in FIELD_NAMES],
    }


def told_by_path(reader: Reader) -> dict[str, object]:
    """Return all that a reader tells, whatever its numbers, without terms that nobody has."""
    paths = {reader.number(path): path for path in PATHS}
    postings = {
        (field, term): sorted((paths[number], weight) for number, weight in found)
        for field in FIELD_NAMES
        for term in reader.terms(field)
        if (found := reader.postings(field, term))
    }
    numbers = sorted(number for number in paths if number is not None)
    return {
        "count": reader.count(),
        "terms": {field: list(reader.terms(field)) for field in FIELD_NAMES},
        "records": {paths[number]: reader.record(number) for number in numbers},
        "passages": {paths[number]: reader.passages(number) for number in numbers},
        "in order": list(reader.records()) == [reader.record(number) for number in numbers],
        "postings": postings,
    }


@given(DOCUMENTS)
def test_a_flat_file_tells_what_an_index_in_memory_tells(some: list[Document]) -> None:
    assert told(flat(some)) == told(in_memory(some))


@given(DOCUMENTS)
def test_the_order_in_which_documents_come_makes_no_difference(some: list[Document]) -> None:
    assert file_of(some) == file_of(reversed(some))


@given(DOCUMENTS, DOCUMENTS)
def test_documents_are_copied_from_any_index(some: list[Document], more: list[Document]) -> None:
    replaced = {one.path for one in more}
    kept = [one for one in some if one.path not in replaced]
    for reader in (flat(some), in_memory(some)):
        builder = FlatBuilder(FIELD_NAMES)
        for one in more:
            builder.add(one)
        builder.copy(reader, [one.path for one in kept])
        assert b"".join(builder.file()) == file_of([*kept, *more])


@given(DOCUMENTS, st.lists(st.tuples(DOCUMENTS, st.sets(st.sampled_from(PATHS))), max_size=3))
def test_changes_over_an_index_read_as_if_it_were_written_anew(
    first: list[Document], steps: list[tuple[list[Document], set[str]]]
) -> None:
    below, changes = flat(first), None
    held = {one.path: one for one in first}
    for added, removed in steps:
        builder = FlatBuilder(FIELD_NAMES)
        for one in added:
            builder.add(one)
        other = removed | {one.path for one in added}
        hidden = {number for path in removed if (number := below.number(path)) is not None}
        if changes is not None:
            hidden |= set(changes.hidden())
            builder.copy(changes, [path for path in changes.terms("path") if path not in other])
        changes = FlatReader(BlockFile(b"".join(builder.file(below, hidden))))
        held = {path: one for path, one in held.items() if path not in removed}
        held |= {one.path: one for one in added}
        layered = LayeredReader(below, changes)
        assert told_by_path(layered) == told_by_path(in_memory(held.values()))
        for path in held:
            assert below.number(path) in (None, layered.number(path))


@given(DOCUMENTS)
def test_an_index_with_other_numbers_is_read_by_the_same_ones(some: list[Document]) -> None:
    index = MemoryIndex()
    index.apply((), [*some, *some])  # each document has had another number before
    right = flat(some)
    numbers = {path: number for path in PATHS if (number := right.number(path)) is not None}
    found, expected = told(RenumberedReader(index, numbers)), told(right)
    assert found == expected


def test_an_index_of_other_documents_is_not_taken_for_the_same() -> None:
    index = in_memory([Document("a.md", {}, "a")])
    for numbers in ({}, {"b.md": 0}, {"a.md": 0, "b.md": 1}):
        with pytest.raises(DamagedIndexError):
            RenumberedReader(index, numbers)


SAMPLE = [
    Document(path, {"roles": {"dentist": 1.5, f"only {at}": 0.5}, "about": {"林": 2.0}}, "r" * 900)
    for at, path in enumerate(PATHS)
]
WHOLE = file_of(SAMPLE)


@examples(300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255), st.booleans())
def test_damage_is_told_or_does_no_harm(at: int, flip: int, cut: bool) -> None:  # noqa: FBT001
    damaged = bytearray(WHOLE)
    damaged[at] ^= flip
    data = bytes(damaged[:at] if cut else damaged)
    try:
        found = told(FlatReader(BlockFile(data)))
    except DamagedIndexError:
        return
    assert found == told(flat(SAMPLE))


@examples(100)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_another_index_answers_for_a_damaged_one(at: int, flip: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at] ^= flip
    right = flat(SAMPLE)
    numbers = {path: number for path in PATHS if (number := right.number(path)) is not None}
    try:
        reader = FlatReader(BlockFile(bytes(damaged)))
    except DamagedIndexError:
        return
    found = RecoveringReader(reader, lambda: RenumberedReader(in_memory(SAMPLE), numbers))
    assert told(found) == told(right)


def test_what_is_damaged_twice_is_told() -> None:
    def recover() -> Reader:
        raise DamagedIndexError("this one, too")

    with pytest.raises(DamagedIndexError, match="this one, too"):
        RecoveringReader(None, recover)
    reader = RecoveringReader(flat([]), recover)
    with pytest.raises(DamagedIndexError, match="this one, too"):
        reader.record(7)


@examples(300)
@given(st.integers(24, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_what_is_forged_with_care_breaks_nothing_either(at: int, forgery: bytes) -> None:
    """Checksums are no seal: somebody can write them anew. Then at least nothing else is raised."""
    damaged = bytearray(WHOLE)
    damaged[at : at + len(forgery)] = forgery[: len(damaged) - at]
    size = int.from_bytes(damaged[16:24], "little")
    head = len(damaged) - size
    blocks = -(-size // 4096)
    sums = b"".join(
        crc32(damaged[head + 4096 * block : head + 4096 * (block + 1)]).to_bytes(4, "little")
        for block in range(blocks)
    )
    table = 24 + 32 * int.from_bytes(damaged[12:16], "little")
    damaged[table : table + len(sums)] = sums
    summed = crc32(damaged[24:head], crc32(damaged[12:24]))
    damaged[8:12] = summed.to_bytes(4, "little")
    try:
        told(FlatReader(BlockFile(bytes(damaged))))
    except DamagedIndexError:
        return


def collided(count: int) -> list[str]:
    """Return different terms that all have one checksum, as somebody could put in a note."""
    letters, at_once = "a" * 64, crc32(b"a" * 64)
    # CRC is linear: which letters change decides, in sum, how it changes.
    basis: dict[int, tuple[int, int]] = {}
    free = []
    for at in range(len(letters)):
        changed = crc32(b"a" * at + b"b" + b"a" * (63 - at)) ^ at_once
        letters_changed = 1 << at
        while changed:
            top = changed.bit_length()
            if top not in basis:
                basis[top] = (changed, letters_changed)
                break
            changed ^= basis[top][0]
            letters_changed ^= basis[top][1]
        else:
            free.append(letters_changed)
    found = []
    for number in range(count):
        mask = 0
        for bit, letters_changed in enumerate(free):
            if number >> bit & 1:
                mask ^= letters_changed
        found.append("".join("b" if mask >> at & 1 else "a" for at in range(64)))
    return found


def test_words_that_share_a_checksum_cost_no_more_than_others() -> None:
    terms = collided(1000)
    assert len({crc32(term.encode()) for term in terms}) == 1
    assert len(set(terms)) == 1000
    file = BlockFile(file_of([Document("a.md", {"roles": dict.fromkeys(terms, 1.0)}, "")]))
    reader, reads = FlatReader(file), 0
    read = file.read

    def counted(name: str, start: int, end: int) -> bytes:
        nonlocal reads
        reads += name == "keys"
        return read(name, start, end)

    file.read = counted  # type: ignore[method-assign]
    for term in terms:
        assert reader.postings("roles", term) == [(0, 1.0)]
    assert reader.postings("roles", "a") == []
    assert reads < 1000 * 13
