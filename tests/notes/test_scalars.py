import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.notes.scalars import split_comment, written


@pytest.mark.parametrize(
    "plain",
    [
        "Ana",
        "Ana Diaz",
        "St. Gallen",
        "3 months",
        "C#",
        "pages/home.md",
        "Zoë Müller-Lüdenscheidt",
        "小林",
    ],
)
def test_plain_where_plain_is_safe(plain: str) -> None:
    assert written(plain, flow=True) == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "NO",
        "Null",
        "true",
        "y",
        "012",
        "1:30",
        "+41 79",
        "a: b",
        "#x",
        " a",
        "-a",
        "- a",
        "[[Ana]]",
        "@x",
        "~",
        "a\nb",
        "'x'",
        "*a",
        "&a",
        "!a",
        "%a",
        "`a",
    ],
)
def test_quoted_where_plain_is_not(text: str) -> None:
    assert written(text, flow=True).startswith('"')


@given(st.text(st.characters(codec="utf-8")))
@example("a\u2028b")
@example("a\x85 b")
@example("a\x7fb")
@example("\ufeffa")
@example("\ufffe")
@example("🎻")
def test_every_reader_takes_a_scalar_for_the_same_text(text: str) -> None:
    scalar = written(text, flow=True)
    assert "\n" not in scalar
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(f"key: {scalar}\n", loader) == {"key": text}
        assert yaml.load(f"key: [{scalar}, x]\n", loader) == {"key": [text, "x"]}


@pytest.mark.parametrize(
    ("text", "value", "comment"),
    [
        ("a # b", "a", " # b"), ("a  #", "a", "  #"), ("# b", "", "# b"), ("a ## b", "a", " ## b"),
        ("a #b", "a #b", ""), ("a# b", "a# b", ""), ("a #b # c", "a #b", " # c"),
        ('"a # b" # c', '"a # b"', " # c"), ("'it''s # b' # c", "'it''s # b'", " # c"),
        ('["a # b", c] # d', '["a # b", c]', " # d"), ("it's # he's", "it's", " # he's"),
        ('"a # b', '"a # b', ""), ("'it's' # b", "'it's'", " # b"), ("k: 'a # b'", "k: 'a # b'", ""), ("- a\t# b", "- a", "\t# b"),
    ],
)  # fmt: skip
def test_a_comment_is_parted_from_its_value(text: str, value: str, comment: str) -> None:
    assert split_comment(text) == (value, comment)
