from hypothesis import given
from hypothesis import strategies as st

from mdnet.util.lines import LineStarts


@given(st.text(st.sampled_from("a\n\r")), st.data())
def test_places_are_those_that_counting_gives(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    assert LineStarts(text).place(index) == (line, column)
    assert LineStarts(text).line(index) == line
