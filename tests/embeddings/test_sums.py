"""Sums of vectors as long numbers are the sums of their parts."""

from hypothesis import given
from hypothesis import strategies as st

from mdnet.embeddings.sums import VectorSums

DIMS = 5
PART = st.integers(-(10**6), 10**6)
VECTORS = st.lists(st.lists(PART, min_size=DIMS, max_size=DIMS), max_size=20)
SUMS = VectorSums(DIMS)


@given(VECTORS)
def test_a_sum_is_the_sum_of_each_part(vectors: list[list[int]]) -> None:
    total = sum(map(SUMS.number, vectors))
    assert SUMS.parts(total) == [sum(parts) for parts in zip([0] * DIMS, *vectors, strict=True)]
    assert SUMS.read(SUMS.bytes(total)) == total
    assert bool(total) == any(SUMS.parts(total))
