"""One slip is a misspelling, two are another person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.check.misspelt import Spellings


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bob Rosi", "Bob Rossi"), ("Bob Rosssi", "Bob Rossi"), ("Bob Rossy", "Bob Rossi"),
        ("Bob Rsosi", "Bob Rossi"), ("bob rosi", "Bob Rossi"), ("Anna Diaz", "Ana Diaz"),
        ("Zoe Muller", "Zoë Müller"), ("Jose Ferreira", "José Ferreira"), ("Annelise", "Anneliese"),
    ],
)  # fmt: skip
def test_a_slip_is_forgiven(typed: str, name: str) -> None:
    assert Spellings([name, "Somebody Else"]).near(typed) == [name]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Paul Frey", "Paula Frey"), ("Mario Rossi", "Maria Rossi"), ("Jan Frey", "Jon Frey"),
        ("Bob Rosen", "Bob Rossi"), ("Bob", "Bo"), ("Tom", "Tim"), ("Bob Rossi", "Bob"),
        ("Rob Rossi", "Bob Rossi"), ("Ana", "Anas"), ("", "Bob Rossi"), ("Simon Frey", "Simone Frey"),
        ("Ana Diaz", "Ana B Diaz"),
    ],
)  # fmt: skip
def test_other_people_are_not_confused(typed: str, name: str) -> None:
    assert Spellings([name]).near(typed) == []


def test_several_may_be_meant() -> None:
    assert Spellings(["Lena Meyer", "Lena Meier", "Lena Meyer"]).near("Lena Meer") == [
        "Lena Meier", "Lena Meyer",
    ]  # fmt: skip


@given(st.text("abcde ", max_size=12), st.text("abcde ", max_size=12))
def test_it_works_both_ways(one: str, other: str) -> None:
    assert bool(Spellings([one]).near(other)) == bool(Spellings([other]).near(one))


def test_what_is_no_name_is_not_looked_up() -> None:
    """It would take the square of its length: a note can say that somebody is called so."""
    endless = "x" * 1_000_000
    assert Spellings([endless, "Ana Diaz"]).near(endless + "y") == []
