import pytest

from mdnet.notes.markdown import plain, without_inline_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("``a ` b`` c", "          c"),
        ("a ` b", "a ` b"),
        ("`a\nb`", "`a\nb`"),
    ],
)
def test_inline_code_is_blanked(text: str, expected: str) -> None:
    assert without_inline_code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** ***c***", "a b c"),
        ("_a_ __b__", "a b"),
        ("snake_case_word", "snake_case_word"),
        ("~~a~~ ==b== %%c%% `d`", "a b c d"),
        ("<b>a</b><br>", "a"),
        ("3 < 4 and a = b", "3 < 4 and a = b"),
        ("10 ^3 and 10^3", "10 ^3 and 10^3"),
        ("[closeness:: 4], (met:: 2019)", "closeness: 4, met: 2019"),
        ("**Role**:: cook", "Role: cook"),
        ("std::vector, a ::", "std::vector, a ::"),
        ("5% of 100~", "5% of 100~"),
    ],
)
def test_marks_are_stripped(text: str, expected: str) -> None:
    assert plain(text) == expected
