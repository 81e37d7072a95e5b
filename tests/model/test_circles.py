import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.circles import (
    _PART_KEYS,
    CIRCLES,
    circle_key,
    circle_of,
    closeness_of,
    group_of,
    is_in,
)
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "circle", ["close friend", "Close  friends", "close-friend", "close_Friends", "Clóse friend"]
)
def test_circles_that_are_the_same(circle: str) -> None:
    assert circle_key(circle) == "close friend"


def test_circles_that_are_not_the_same() -> None:
    assert circle_key("friend") != circle_key("close friend")
    assert circle_key("") == "" != circle_key("s")


def test_which_circle_is_meant() -> None:
    assert circle_of("Close-Friends") == "close friend"
    assert circle_of("Partners") == circle_of("in laws") == "family"
    assert circle_of("chess") == "chess"


def test_no_name_means_two_circles() -> None:
    names = [circle_key(name) for circle, others in CIRCLES.items()
             for name in {circle_key(one) for one in (circle, *others)}]  # fmt: skip
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("closeness", "circles", "expected"),
    [
        (3, (), 3),
        (1, ("family",), 1),  # what is said counts
        (None, (), 2),
        (None, ("work",), 2),
        (None, ("friend",), 4),
        (None, ("work", "Close-Friend"), 5),
        (None, ("close_friends",), 5),
        (None, ("Family ",), 5),
        (None, ("partner",), 5),
        (None, ("family doctor",), 2),
    ],
)
def test_closeness(closeness: int | None, circles: tuple[str, ...], expected: int) -> None:
    assert closeness_of(closeness, circles) == expected


@given(st.sampled_from([(name, circle) for circle, others in CIRCLES.items() for name in others]),
       st.none() | st.integers(1, 5))  # fmt: skip
def test_another_name_of_a_circle_says_the_same(
    pair: tuple[str, str], closeness: int | None
) -> None:
    name, circle = pair
    assert group_of([name], closeness) == group_of([circle], closeness)
    assert closeness_of(closeness, [name]) == closeness_of(closeness, [circle])
    assert is_in([name], [circle])


def test_a_part_of_a_name_is_enough_to_ask_for_a_circle() -> None:
    assert is_in(["close friend"], ["friends"])
    assert is_in(["Chess-club"], ["book", "chess club"])
    assert not is_in(["friend"], ["close friend"])
    assert not is_in([], ["friend"])


def test_the_note_format_lists_the_other_names_of_each_circle() -> None:
    told = (ROOT / "docs" / "note-format.md").read_text()
    for circle, others in CIRCLES.items():
        assert not others or f"| {circle} | {', '.join(others)} |" in told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("neighbor", "neighbour"),
        ("Neighbors", "neighbours"),
        ("neighborhood-association", "neighbourhood association"),
        ("theater", "theatre"),
        ("community center", "community centre"),
        ("organizers", "organisers"),
        ("moms", "mums"),
        ("color guard", "colour guard"),
    ],
)
def test_british_and_american_spellings_are_one_circle(one: str, other: str) -> None:
    assert circle_key(one) == circle_key(other)
    assert is_in([one], [other])
    assert is_in([other], [one])


@pytest.mark.parametrize(
    ("held", "asked", "found"),
    [
        ("work", "colleague", True),
        ("colleagues", "work", True),
        ("job", "colleague", True),
        ("family", "relatives", True),
        ("former colleague", "former work", True),
        ("former work", "ex-colleague", True),
        ("choir", "club", True),
        # A part of a circle is not all of it.
        ("club", "choir", False),
        ("sport", "choir", False),
        ("family", "partner", False),
        ("work", "friend", False),
        ("chess", "chess club", False),
    ],
)
def test_asking_by_another_name(held: str, asked: str, *, found: bool) -> None:
    assert is_in([held], [asked]) is found


def test_every_part_is_a_name_of_a_circle() -> None:
    names = {circle_key(name) for others in CIRCLES.values() for name in others}
    assert names >= _PART_KEYS
