from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import Position
from mdnet.notes.salvage import mostly_keys, salvage


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("name: Anna", {"name": "Anna"}),
        ("'name': Anna", {"name": "Anna"}),
        ("job title: cook", {"job title": "cook"}),
        ("k: [a, b]", {"k": ["a", "b"]}),
        ('k: ["a, b", c]', {"k": ["a, b", "c"]}),
        ("k: [[[A, B]], c]", {"k": ["[[A, B]]", "c"]}),
        ("k: [a, b", {"k": ["a", "b"]}),
        ("k: [a,\n  b]", {"k": ["a", "b"]}),
        ("k:\n- a\n- b", {"k": ["a", "b"]}),
        ("k:\n  - a\n\t- b", {"k": ["a", "b"]}),
        ("k:\n  -a", {"k": ["a"]}),
        ("k: a\n- b", {"k": ["a", "b"]}),
        ("k: [[A]], [[B]]", {"k": "[[A]], [[B]]"}),
        ("k: ~", {"k": None}),
        ("k: a # comment", {"k": "a"}),
        ("k: a #tag", {"k": "a #tag"}),
        ("k: |\n  one\n  two", {"k": "one two"}),
        ("k: 'a'\n\tl: \"b\"", {"k": "a", "l": "b"}),
        ("k: a\nk: b\nl: c", {"k": "a", "k ": "b", "l": "c"}),
        ("k: a\nk:\n- b\n- c\nk: d", {"k": "a", "k ": [["b", "c"], "d"]}),
        ("k: a\n- x\n# c\nnonsense\nl: b", {"k": ["a", "x"], "l": "b"}),
        ("url: http://x.org", {"url": "http://x.org"}),
        ("name:Anna\nurl:http", {"name": "Anna", "url": "http"}),
        ("roles:: @x\ncity :: Bern", {"roles": "@x", "city": "Bern"}),
        ("k:: a\nk: b", {"k": "a", "k ": "b"}),
        ("name::Anna", {"name": "Anna"}),
        ("- a\n- b", {}),
        ("http://x.org", {}),
        ("", {}),
    ],
)
def test_lines_are_taken_for_what_they_seem(source: str, values: dict[str, Any]) -> None:
    assert salvage(source)[0] == values


def test_places_are_those_of_the_values_in_the_file() -> None:
    assert salvage("a: 1\n\n  b:   2")[1] == {"a": Position(2, 4), "b": Position(4, 8)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: 1\nrubbish", True),
        ("- a\n@", True),
        ("Some prose.\nMore prose.\nNote: x", False),
        ("", False),
    ],
)
def test_prose_is_told_from_keys(source: str, expected: bool) -> None:  # noqa: FBT001
    assert mostly_keys(source) is expected


@given(st.text(st.sampled_from("ab:- \n\t[]\"'#|,{}")))
def test_nothing_stops_it(source: str) -> None:
    values, places = salvage(source)
    assert values.keys() == places.keys()
