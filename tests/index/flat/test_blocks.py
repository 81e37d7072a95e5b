import struct
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.flat.blocks import BLOCK, BlockFile, block_file, open_block_file
from mdnet.index.protocol import DamagedIndexError
from tests.conftest import examples

NAMES = st.text("abc", min_size=1, max_size=16)
PIECES = st.lists(st.binary(max_size=20) | st.integers(0, 3 * BLOCK).map(bytes), max_size=4)
SECTIONS = st.dictionaries(NAMES, PIECES, max_size=4)
LARGE = {"first": [bytes(range(256)) * 40], "none": [], "second": [b"x" * BLOCK, b"yz"]}
WHOLE = b"".join(block_file(LARGE))


@given(SECTIONS)
def test_what_went_in_comes_out(sections: dict[str, list[bytes]]) -> None:
    file = BlockFile(b"".join(block_file(sections)))
    for name, pieces in sections.items():
        content = b"".join(pieces)
        assert file.size(name) == len(content)
        assert file.whole(name) == content
        for start in range(0, len(content), 997):
            end = min(start + 3, len(content))
            assert file.read(name, start, end) == content[start:end]
    assert file.whole("nothing") == b""


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 10_241), (3, 2), (10_241, 10_242)])
def test_there_is_nothing_outside_of_a_section(start: int, end: int) -> None:
    with pytest.raises(DamagedIndexError, match="has no bytes"):
        BlockFile(WHOLE).read("first", start, end)


@examples(300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_no_changed_byte_is_ever_returned(at: int, flip: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at] ^= flip
    try:
        file = BlockFile(bytes(damaged))
    except DamagedIndexError:
        return
    told = 0
    for name, pieces in LARGE.items():
        try:
            assert file.whole(name) == b"".join(pieces)
        except DamagedIndexError:
            told += 1
    assert told  # every byte belongs to the header or to a block that was read


def test_only_the_block_that_is_read_is_proved() -> None:
    damaged = bytearray(WHOLE)
    damaged[-BLOCK // 2] ^= 1
    file = BlockFile(bytes(damaged))
    assert file.whole("first")
    with pytest.raises(DamagedIndexError, match="damaged block"):
        file.read("second", BLOCK, BLOCK + 2)


@pytest.mark.parametrize("left", [0, 1, 23, 24, 100, len(WHOLE) - 1])
def test_a_file_that_is_cut_short_is_not_opened(left: int) -> None:
    with pytest.raises(DamagedIndexError):
        BlockFile(WHOLE[:left])


def forged(sections: int, size: int, rest: bytes, data: bytes = b"") -> bytes:
    """Return a file whose header has the right checksum, whatever it says."""
    summed = crc32(rest, crc32(struct.pack("=IQ", sections, size)))
    return struct.pack("=8sIIQ", b"mdflat1\n", summed, sections, size) + rest + data


@pytest.mark.parametrize(
    "data",
    [
        forged(2**32 - 1, 0, b""),
        forged(0, 2**64 - 1, b""),
        forged(1, 0, struct.pack("=16sQQ", b"a", 0, 1)),
        forged(1, 8, struct.pack("=16sQQII", b"a", 2**63, 8, crc32(bytes(8)), 0), bytes(8)),
        forged(1, 8, struct.pack("=16sQQII", b"a", 1, 8, crc32(bytes(8)), 0), bytes(8)),
    ],
    ids=["sections", "size", "no data", "far away", "over the end"],
)
def test_a_forged_header_leads_nowhere(data: bytes) -> None:
    with pytest.raises(DamagedIndexError):
        BlockFile(data)


def test_half_a_number_is_damage() -> None:
    with pytest.raises(DamagedIndexError, match="half a number"):
        BlockFile(b"".join(block_file({"a": [b"12345"]}))).numbers("a")


def test_a_damaged_file_is_removed_when_that_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(WHOLE[:-1] + b"?")
    file = open_block_file(path)
    assert file.whole("first")
    assert path.exists()
    with pytest.raises(DamagedIndexError):
        file.whole("second")
    assert not path.exists()
    path.write_bytes(b"rubbish")
    with pytest.raises(DamagedIndexError):
        open_block_file(path)
    assert not path.exists()
