import pytest

from mdnet.util.toml import KeyLines, place_of, toml_of

TEXT = """# first
a = 1
"b c" = 2
[check]
  'a' = 3
[[goal]]
a = 4
"""


@pytest.mark.parametrize(
    ("key", "table", "line"),
    [
        ("a", "", 2),
        ("b c", "", 3),
        ("check", "", 4),
        ("a", "check", 5),
        ("a", "goal", 7),
        ("missing", "", 1),
        ("missing", "check", 4),
        ("b c", "check", 4),
        ("a", "missing", 2),
    ],
)
def test_the_line_of_a_key(key: str, table: str, line: int) -> None:
    assert KeyLines(TEXT).of(key, table) == line
    assert KeyLines(TEXT.replace("\n", "\r\n")).of(key, table) == line


@pytest.mark.parametrize(
    ("text", "place"),
    [("a = 1\nb = \n", (2, 5)), ("a = 1\nb = [", (2, 1)), ("a." * 50 + "b = 1", (1, 1))],
)
def test_the_place_of_an_error(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        toml_of(text)
    assert place_of(caught.value, text) == place
