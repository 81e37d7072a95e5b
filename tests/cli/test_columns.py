"""Which columns have room, and how wide each is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli.columns import PLAIN, Column, column_widths, table_lines
from mdnet.cli.layout import width
from tests.conftest import examples

PEOPLE = (Column(enough=10), Column(enough=8, rank=1), Column(rank=3), Column(rank=2))


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (80, [12, 20, 6, 10]),
        (54, [12, 20, 6, 10]),
        (46, [12, 12, 6, 10]),  # what has enough gives way before a column is left out
        (38, [10, 8, 0, 10]),  # the third is the first that one can do without
        (30, [12, 8, 6, 0]),  # of what is left, the narrow one has room
        (18, [12, 0, 6, 0]),
        (9, [9, 0, 0, 0]),
    ],
)
def test_columns_are_left_out_before_they_are_cut(room: int, widths: list[int]) -> None:
    found = column_widths([12, 20, 6, 10], PEOPLE, room)
    assert [size > 0 for size in found] == [size > 0 for size in widths]
    assert sum(found) + 2 * (sum(map(bool, found)) - 1) <= room


def test_a_column_that_wants_less_gets_less() -> None:
    assert column_widths([3, 50, 4], [PLAIN, PLAIN, PLAIN], 80) == [3, 50, 4]
    assert column_widths([3, 0, 4], [PLAIN, PLAIN, PLAIN], 80) == [3, 0, 4]


def test_a_sentence_goes_on_below_itself() -> None:
    rows = [("Ana", "strong", "offers a lift to the airport on any day")]
    assert list(table_lines(rows, [PLAIN] * 3, 34)) == [
        ["Ana  strong  offers a lift to the", " " * 13 + "airport on any day"]
    ]


@given(
    st.lists(st.tuples(*[st.text("ab 渡é", max_size=30)] * 3), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 3)), min_size=3, max_size=3),
    st.integers(20, 90),
)
@examples(80)
def test_rows_fit_and_stand_below_each_other(
    rows: list[tuple[str, str, str]], behave: list[tuple[int, int]], room: int
) -> None:
    columns = [Column(enough, rank) for enough, rank in behave]
    for lines in table_lines(rows, columns, room):
        assert all(width(line) <= room for line in lines)
