"""What tells people of one name apart."""

from collections.abc import Mapping
from typing import Any

import pytest

from mdnet.model.summary import Card
from mdnet.network.namesakes import named, told_apart


def card(path: str, name: str = "Amélie Weber", facts: Mapping[str, Any] = {}) -> Card:
    return Card(path, "contact", name)._replace(**facts)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"organizations": ("Novartis",)}, {"organizations": ("Migros",)}, ("Novartis", "Migros")),
        ({"roles": ("baker",)}, {"roles": ("cook",)}, ("baker", "cook")),
        (
            {"organizations": ("Migros",), "city": "Basel"},
            {"organizations": ("Migros",), "city": "Thun"},
            ("Basel", "Thun"),
        ),
        ({"roles": ("baker",)}, {}, ("baker", "B")),
        ({}, {}, ("A", "B")),
    ],
    ids=str,
)
def test_what_one_alone_has_is_named(
    one: dict[str, Any], other: dict[str, Any], told: tuple[str, str]
) -> None:
    found = told_apart([card("A.md", facts=one), card("B.md", "amélie weber", other)])
    assert (found["A.md"], found["B.md"]) == told


def test_a_name_of_one_person_stays_what_it_is() -> None:
    apart = told_apart([card("A.md"), card("B.md", "Bo"), card("A.md")])
    assert apart == {}
    assert named("Bo", "B.md", apart) == "Bo"
    assert named("Bo", None, {"B.md": "x"}) == "Bo"
