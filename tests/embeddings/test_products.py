from collections.abc import Sequence
from operator import mul

from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.embeddings.products import products

VALUES = st.integers(-128, 127)


def same_length(size: int) -> st.SearchStrategy[tuple[list[list[int]], list[int]]]:
    vector = st.lists(VALUES, min_size=size, max_size=size)
    return st.tuples(st.lists(vector, max_size=5), vector)


@given(st.integers(1, 9).flatmap(same_length))
@example(([[-128] * 128] * 3, [-128] * 128))
@example(([[127] * 128, [-128] * 128], [127] * 128))
@example(([[1, 2]], [0, 0]))
@example(([], [1]))
def test_they_are_what_multiplying_value_by_value_gives(
    case: tuple[Sequence[Sequence[int]], Sequence[int]],
) -> None:
    vectors, one = case
    packed = b"".join(bytes(value % 256 for value in vector) for vector in vectors)
    assert products(packed, one) == [sum(map(mul, vector, one)) for vector in vectors]


def test_of_nothing_there_is_nothing() -> None:
    assert products(b"", []) == []
