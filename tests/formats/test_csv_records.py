"""Records of a table: a row that cannot be read is one line of the report, and no more."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.csv_records import records
from mdnet.formats.table import Row, rows
from mdnet.model.contact import Problem

HEADING = ("Name", "Mail", "Note")
cells = st.text(st.sampled_from("aé,;\"\n '"), max_size=6)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6)


def read(text: str) -> list[Row | Problem]:
    return [*rows(text.encode(), "a.csv", lambda found: tuple(found) == HEADING)]


@given(tables, st.sampled_from(",;\t"))
def test_what_was_written_is_read_with_its_lines(table: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    starts = []
    for row in table:
        starts.append(buffer.getvalue().count("\n") + 1)
        writer.writerow(row)
    found = [*records(buffer.getvalue(), 0, delimiter, 3, 1)]
    assert [(one.line, one.cells) for one in found] == [*zip(starts, table, strict=True)]
    assert not any(one.is_torn for one in found)


@pytest.mark.parametrize(
    ("torn", "line"),
    [
        ('"Ana,a@x.example,hi', 2),
        ('Ana,"a@x.example,hi', 2),
        ('Ana,a@x.example,"hi', 2),
        ('"Ana ""A"",a@x.example,hi', 2),
    ],
)
@pytest.mark.parametrize(
    "others", [("Bo,b@x.example,hi",) * 3, ('Bo,b@x.example,"two\nlines"', 'Cy,c@x.example,"3"')]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_an_open_quote_spoils_its_own_row(
    torn: str, line: int, others: tuple[str, ...], end: str
) -> None:
    text = "\n".join((",".join(HEADING), torn, *others)) + end
    found = read(text)
    problems = [one for one in found if isinstance(one, Problem)]
    names = [one.get("Name") for one in found if isinstance(one, Row)]
    assert [(one.line, one.code, one.severity) for one in problems] == [
        (line, "row-unreadable", "error")
    ]
    assert names == [other.partition(",")[0] for other in others]


@pytest.mark.parametrize("name", ['"Ana" Diaz', 'Ana "A" Diaz', '"Ana" ""Diaz'])
def test_a_stray_quote_spoils_nothing(name: str) -> None:
    found = read(f"{','.join(HEADING)}\n{name},a@x.example,hi\nBo,b@x.example,\n")
    assert [type(one) for one in found] == [Row, Row]


def test_a_row_of_a_million_cells_is_one_problem() -> None:
    text = ",".join(HEADING) + "\nAna,a@x.example,hi" + ",x" * 1_000_000 + "\nBo,,\n"
    found = read(text)
    assert [type(one) for one in found] == [Problem, Row, Row]


def test_a_heading_of_a_million_columns_is_none() -> None:
    wide = ",".join(HEADING) + "".join(f",c{n}" for n in range(1_000_000))
    assert read(f"{wide}\nAna,a@x.example,hi\n") == []
    blank = ",".join(HEADING) + "," * 16_000
    data = f"{blank}\nAna,a@x.example,hi\n".encode()
    assert len([*rows(data, "a.csv", lambda found: tuple(found[:3]) == HEADING)]) == 1
