import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.notes.markdown import plain, without_hidden, without_inline_code


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a\n```\ncode\n```\nb", ["a", "b"]),
        ("a\n```py\ncode\n```\nb", ["a", "b"]),
        ("~~~\n```\n~~~\nb", ["b"]),
        ("````\n```\nx\n````\nb", ["b"]),
        ("a\n```\nnever closed", ["a"]),
        ("a\n- ```\n  x\n  ```\nb", ["a", "b"]),
        ("> ```\n> x\n> ```\nb", ["b"]),
        ("```one line``` stays\nb", ["```one line``` stays", "b"]),
        ("a <!-- x\ny --> b", ["a", "b"]),
        ("a <!-- never closed", ["a <!-- never closed"]),
        ("a\n    indented\nb", ["a", "indented", "b"]),
    ],
)
def test_code_and_comments_are_blanked(body: str, left: list[str]) -> None:
    hidden = without_hidden(body)
    assert [line.strip() for line in hidden.split("\n") if line.strip()] == left


@given(st.text(st.sampled_from("`~\n <!->ab[]")))
def test_every_place_is_kept(body: str) -> None:
    hidden = without_hidden(body)
    assert len(hidden) == len(body)
    assert [at for at, letter in enumerate(hidden) if letter == "\n"] == [
        at for at, letter in enumerate(body) if letter == "\n"
    ]


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
        ("text ^block-id", "text "),
        ("5% of 100~", "5% of 100~"),
    ],
)
def test_marks_are_stripped(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<!--" * 60_000,
        "`" * 250_000,
        "` `` " * 50_000,
        "```\n" * 60_000,
        "*_" * 100_000,
        "<a" * 90_000,
    ],
)
def test_hostile_bodies_take_no_time(body: str) -> None:
    started = time.process_time()
    plain(without_inline_code(without_hidden(body)))
    assert time.process_time() - started < 2
