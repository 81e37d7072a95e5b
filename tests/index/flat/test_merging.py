"""Files of some notes each, merged, are to the byte the file that all of them would have made."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.flat.blocks import BlockFile, OpenFile
from mdnet.index.flat.merging import merged_postings
from mdnet.index.flat.postings import FlatReader
from mdnet.index.protocol import DamagedIndexError, Document
from tests.conftest import examples
from tests.index.flat.test_postings import DOCUMENTS, file_of, told
from tests.strategies import FIELD_NAMES


def merged(parts: Sequence[Sequence[Document]]) -> bytes:
    files = [BlockFile(file_of(part)) for part in parts]
    return b"".join(merged_postings(files, FIELD_NAMES, BytesIO))


@examples(100)
@given(DOCUMENTS, st.lists(st.integers(0, 6), max_size=4))
def test_however_the_documents_are_cut_the_file_is_the_same(
    some: list[Document], cuts: list[int]
) -> None:
    some.sort(key=lambda one: one.path)
    ends = [*sorted(cuts), len(some)]
    parts = [some[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert merged(parts) == file_of(some)


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
def test_more_terms_than_are_held_at_once(count: int) -> None:
    terms = {f"term {at}": at / 8 for at in range(count)}
    some = [Document(f"{at}.md", {"roles": terms, "about": {"x": 1.0}}, "r") for at in range(3)]
    assert merged([some[:1], some[1:]]) == file_of(some)


def test_what_is_merged_may_lie_on_the_disk(tmp_path: Path) -> None:
    some = [Document(f"{at}.md", {"roles": {"dentist": 1.0}}, "r" * 5000) for at in range(9)]
    files = []
    for at in range(3):
        path = tmp_path / str(at)
        path.write_bytes(file_of(some[3 * at : 3 * at + 3]))
        files.append(BlockFile(OpenFile(path)))
        path.unlink()
    try:
        data = b"".join(merged_postings(files, FIELD_NAMES, BytesIO))
    finally:
        for file in files:
            file.close()
    assert data == file_of(some)
    assert told(FlatReader(BlockFile(data)))


@pytest.mark.parametrize("step", range(7))
def test_a_damaged_part_is_found(step: int) -> None:
    some = [Document(f"{at}.md", {"roles": {"dentist": 1.0}}, "r" * 900) for at in range(9)]
    data = bytearray(file_of(some))
    data[len(data) * step // 7 + 3] ^= 4
    with pytest.raises(DamagedIndexError):
        list(merged_postings([BlockFile(bytes(data))], FIELD_NAMES, BytesIO))
