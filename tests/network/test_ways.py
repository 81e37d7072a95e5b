from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.network.kinds import tie_weight
from mdnet.network.ways import MOST_STEPS, Way, best_way, best_ways

Ties = dict[frozenset[str], float]


def ties(**kinds: str) -> Ties:
    """The ties of a network: ``ties(ab="knows")`` ties a and b."""
    return {frozenset(pair): tie_weight(kind) for pair, kind in kinds.items()}


def way(held: Ties, strengths: dict[str, float], without: Iterable[str] = ()) -> Way | None:
    """The best way to ``x``."""

    def neighbours(key: str) -> list[tuple[str, float]]:
        return [
            (other, weight)
            for pair, weight in held.items()
            if key in pair
            for other in pair - {key}
        ]

    return best_way(
        "x", neighbours, lambda key: strengths.get(key, 0.0), without=frozenset(without)
    )


def assert_way(found: Way | None, through: tuple[str, ...], warmth: float) -> None:
    assert found
    assert found.through == through
    assert found.warmth == pytest.approx(warmth)


def test_a_stated_tie_carries_more_than_an_introduction_and_that_more_than_a_mention() -> None:
    assert tie_weight("knows") == tie_weight("siblings") > tie_weight("introduced_by")
    assert tie_weight("introduced_by") > tie_weight("mention") > 0


def test_one_step() -> None:
    assert_way(way(ties(xa="knows"), {"a": 0.5}), ("a",), 0.35)


def test_the_warmest_of_several() -> None:
    held = ties(xa="knows", xb="knows", xc="mention")
    found = way(held, {"a": 0.5, "b": 0.6, "c": 0.8})
    assert found
    assert found.through == ("b",)


def test_the_nearest_to_the_owner_comes_first() -> None:
    held = ties(xa="knows", ab="knows")
    assert_way(way(held, {"b": 1.0}), ("b", "a"), 0.49)
    # a close friend of a loose acquaintance is the better one to ask
    found = way(held, {"a": 0.3, "b": 1.0})
    assert found
    assert found.through == ("b", "a")
    found = way(held, {"a": 0.8, "b": 1.0})
    assert found
    assert found.through == ("a",)


def test_every_step_after_the_second_counts_less() -> None:
    held = ties(xa="knows", ab="knows", bc="knows")
    assert_way(way(held, {"c": 1.0}), ("c", "b", "a"), 0.7**3 * 0.6)


def test_no_way_is_longer_than_three_steps() -> None:
    assert MOST_STEPS == 3
    assert way(ties(xa="knows", ab="knows", bc="knows", cd="knows"), {"d": 1.0}) is None


@pytest.mark.parametrize(
    ("held", "strengths"),
    [
        ({}, {"a": 1.0}),
        (ties(ab="knows"), {"a": 1.0, "b": 1.0}),
        (ties(xa="knows"), {}),
        (ties(xa="knows"), {"x": 1.0}),  # knowing them is no introduction to them
    ],
)
def test_nobody_leads_there(held: Ties, strengths: dict[str, float]) -> None:
    assert way(held, strengths) is None


def test_a_way_may_have_to_lead_past_somebody() -> None:
    held = ties(xa="knows", xb="mention")
    found = way(held, {"a": 0.9, "b": 0.9}, without=["a"])
    assert found
    assert found.through == ("b",)
    assert way(held, {"a": 0.9, "b": 0.9}, without=["a", "b"]) is None


def warmest(held: Ties, strengths: dict[str, float]) -> float:
    """The warmth of the best way, by trying them all."""
    best = 0.0
    for steps in range(1, MOST_STEPS + 1):
        for people in permutations("abcd", steps):
            warmth = strengths.get(people[-1], 0.0)
            for at, (one, other) in enumerate(zip(("x", *people), people, strict=False)):
                warmth *= held.get(frozenset((one, other)), 0.0) * (0.6 if at >= 2 else 1.0)
            best = max(best, warmth)
    return best


PAIRS = [frozenset(pair) for pair in ("xa", "xb", "xc", "xd", "ab", "ac", "ad", "bc", "bd", "cd")]


@given(
    st.dictionaries(
        st.sampled_from(PAIRS),
        st.sampled_from(["knows", "introduced_by", "mention"]).map(tie_weight),
    ),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([0.15, 0.3, 0.5, 0.7, 0.85, 1.0])),
)
def test_there_is_no_warmer_way(held: Ties, strengths: dict[str, float]) -> None:
    found = way(held, strengths)
    assert (found.warmth if found else 0.0) == pytest.approx(warmest(held, strengths))


def ways(held: Ties, strengths: dict[str, float], warmer_than: float = 0.0) -> list[Way]:
    """The best ways to ``x``."""

    def neighbours(key: str) -> list[tuple[str, float]]:
        return [(min(pair - {key}), held[pair]) for pair in held if key in pair]

    return best_ways("x", neighbours, lambda key: strengths.get(key, 0.0), warmer_than=warmer_than)


def test_three_ways_at_most_the_warmest_first() -> None:
    held = ties(xa="knows", xb="mention", xc="knows", xd="knows")
    found = ways(held, {"a": 0.5, "b": 1.0, "c": 0.85, "d": 0.3})
    assert [way.through for way in found] == [("c",), ("b",), ("a",)]


def test_nobody_is_asked_through_somebody_who_can_be_asked() -> None:
    # b leads there through a only, whom the owner asks already
    assert len(ways(ties(xa="knows", ab="knows"), {"a": 1.0, "b": 1.0})) == 1


def test_two_people_may_lead_to_the_same_third() -> None:
    held = ties(xa="knows", ab="knows", ac="knows")
    found = ways(held, {"b": 1.0, "c": 0.5})
    assert [way.through for way in found] == [("b", "a"), ("c", "a")]


def test_ways_that_are_no_warmer_are_left_out() -> None:
    held = ties(xa="knows", xb="knows")
    assert len(ways(held, {"a": 1.0, "b": 0.5}, warmer_than=0.35)) == 1
    assert ways(held, {"a": 1.0, "b": 0.5}, warmer_than=0.7) == []


def all_ways(held: Ties, strengths: dict[str, float], without: frozenset[str]) -> dict[str, float]:
    """The warmth of every way of three steps at most, by the people on it."""
    found = {}
    for steps in range(1, MOST_STEPS + 1):
        for people in permutations("abcd", steps):
            if without.isdisjoint(people):
                warmth = strengths.get(people[-1], 0.0)
                for at, pair in enumerate(zip(("x", *people), people, strict=False)):
                    warmth *= held.get(frozenset(pair), 0.0) * (0.6 if at >= 2 else 1.0)
                found["".join(reversed(people))] = warmth
    return found


@given(
    st.dictionaries(
        st.sampled_from(PAIRS),
        st.sampled_from(["knows", "introduced_by", "mention"]).map(tie_weight),
    ),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([0.15, 0.3, 0.5, 0.7, 0.85, 1.0])),
)
def test_each_way_is_the_warmest_that_is_left(held: Ties, strengths: dict[str, float]) -> None:
    asked: frozenset[str] = frozenset()
    for way in ways(held, strengths):
        left = all_ways(held, strengths, asked)
        assert left["".join(way.through)] == pytest.approx(way.warmth)
        assert way.warmth == pytest.approx(max(left.values()))
        asked |= {way.through[0]}
    assert len(asked) == 3 or not any(all_ways(held, strengths, asked).values())
