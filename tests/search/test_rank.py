"""The formulas of the ranking, by hand on small numbers and as laws."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.search import weights
from mdnet.search.evidence import Leaves
from mdnet.search.goal import Wanted
from mdnet.search.ideas import Idea
from mdnet.search.lookup import Alternative, Leaf
from mdnet.search.rank import (
    Score,
    alike_score,
    band_of,
    combined,
    idea_value,
    tilt,
    typed_score,
)

ALTERNATIVE = Alternative(("x",), 1.0)
KINDS = ("information", "resource", "support", "skill", "job", "introduction", "")


def idea(weight: float = 1.0, *, known: bool = True) -> Idea:
    return Idea((Wanted(("x",)),), (ALTERNATIVE,) if known else (), weight)


def leaves(*ideas: dict[str, float]) -> Leaves:
    """Return leaves by idea from the worth of each field."""
    found: Leaves = defaultdict(list)
    for at, fields in enumerate(ideas):
        if fields:
            found[at] = [Leaf(value, field, ALTERNATIVE) for field, value in fields.items()]
    return found


def test_the_strongest_leaf_counts_whole_and_the_next_a_little() -> None:
    held = leaves({"log": 0.1, "roles": 0.8, "skills": 0.4, "about": 0.6, "via": 0.2, "tags": 0.05})
    rest = [0.6, 0.4, 0.2, 0.1, 0.05][: weights.NEXT_LEAVES_COUNTED]
    assert idea_value(held, 0) == pytest.approx(0.8 + weights.NEXT_LEAVES * sum(rest))


def test_of_one_field_only_the_best_leaf_counts() -> None:
    held = {0: [Leaf(value, "roles", ALTERNATIVE) for value in (0.2, 0.7, 0.5)]}
    assert idea_value(held, 0) == 0.7


def test_all_ideas_met() -> None:
    score = typed_score(leaves({"roles": 0.8}, {"roles": 0.4}), [idea(), idea()])
    assert score == pytest.approx((0.8 + 0.4) / 2)


def test_half_of_the_ideas_met() -> None:
    score = typed_score(leaves({"roles": 0.8}, {}), [idea(), idea()])
    coverage = weights.COVERAGE_BASE + weights.COVERAGE_SHARE / 2
    assert score == pytest.approx(0.8 / 2 * coverage)


def test_ideas_count_by_their_weight() -> None:
    score = typed_score(leaves({"roles": 0.8}, {}), [idea(1), idea(0.25)])
    coverage = weights.COVERAGE_BASE + weights.COVERAGE_SHARE * 1 / 1.25
    assert score == pytest.approx(0.8 / 1.25 * coverage)


def test_ideas_that_stand_nowhere_count_for_the_coverage_only() -> None:
    beside = typed_score(leaves({"roles": 0.8}, {}), [idea(), idea(known=False)])
    coverage = weights.COVERAGE_BASE + weights.COVERAGE_SHARE / (1 + weights.FOUND_NOWHERE)
    assert beside == pytest.approx(0.8 * coverage)


@pytest.mark.parametrize("ideas", [[], [idea(known=False)], [idea(0.0)]])
def test_without_anything_known_there_is_no_score(ideas: list[Idea]) -> None:
    assert typed_score(leaves({"roles": 1.0}), ideas) == 0


def test_whole_and_base_of_coverage_make_one() -> None:
    whole = weights.COVERAGE_BASE + weights.COVERAGE_SHARE
    assert whole == pytest.approx(1)


def test_of_needs_that_are_alike_the_best_counts() -> None:
    held = leaves({"roles": 0.9}, {"roles": 0.8}, {"roles": 0.5, "about": 0.4})
    alike = [idea(0.5), idea(0.9)]
    # The first idea was typed; theirs are numbered from 1.
    expected = max(0.5 * 0.8, 0.9 * (0.5 + weights.NEXT_LEAVES * 0.4))
    assert alike_score(held, alike, 1) == pytest.approx(expected)
    assert alike_score(leaves({"roles": 0.9}), alike, 1) == 0


def test_the_better_of_two_and_a_little_of_the_other() -> None:
    assert combined(0.8, 0.5) == combined(0.5, 0.8) == 0.8 + weights.LESSER_SHARE * 0.5


@pytest.mark.parametrize(
    ("against", "share"),
    [
        (0.0, 1.0),
        (0.01, weights.AGAINST_SLIGHT),
        (weights.AGAINST_OUTWEIGHS - 0.01, weights.AGAINST_SLIGHT),
        (weights.AGAINST_OUTWEIGHS, weights.AGAINST_STRONG),
        (5.0, weights.AGAINST_STRONG),
    ],
)
def test_what_speaks_against(against: float, share: float) -> None:
    score = Score(1.0, against)
    assert score.value == share
    assert score.looks_for_the_same == (share == weights.AGAINST_STRONG)


def test_who_only_needs_it_is_no_helper() -> None:
    assert Score(0.0, 0.1).looks_for_the_same
    assert not Score(0.0, 0.0).looks_for_the_same


@pytest.mark.parametrize(
    ("kind", "strength", "primary", "expected"),
    [
        ("support", 1.0, False, weights.CLOSE_BASE + weights.CLOSE_TIE),
        ("support", 0.5, False, weights.CLOSE_BASE + weights.CLOSE_TIE / 2),
        ("skill", 0.5, True, weights.CLOSE_BASE + weights.CLOSE_TIE / 2 + weights.CLOSE_PRIMARY),
        ("support", 0.0, False, 1 - weights.TILT_MOST),
        ("support", 1.0, True, 1 + weights.TILT_MOST),
        ("information", 0.5, False, 1 + weights.LOOSE_TIE),
        ("job", 0.0, False, 1.0),
        ("resource", 1.0, True, 1.0),
        ("introduction", 1.0, True, 1.0),
        ("", 0.3, False, 1.0),
    ],
)
def test_the_tilt(kind: str, strength: float, primary: bool, expected: float) -> None:  # noqa: FBT001
    assert tilt(kind, strength, primary=primary) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (weights.BAND_STRONG, "strong"),
        (weights.BAND_STRONG - 1e-9, "good"),
        (weights.BAND_GOOD, "good"),
        (weights.BAND_GOOD - 1e-9, "maybe"),
        (weights.BAND_MAYBE, "maybe"),
        (weights.BAND_MAYBE - 1e-9, "weak"),
        (0.0, "weak"),
    ],
)
def test_bands(score: float, band: str) -> None:
    assert band_of(score) == band


VALUES = st.floats(0, 1.2)
FIELDS = st.sampled_from(["roles", "skills", "about", "via", "log", "tags"])
LEAF = st.tuples(FIELDS, VALUES).map(lambda one: Leaf(one[1], one[0], ALTERNATIVE))
IDEAS = st.lists(st.builds(idea, st.floats(0.05, 1), known=st.booleans()), min_size=1, max_size=5)
LEAVES = st.dictionaries(st.integers(0, 4), st.lists(LEAF, min_size=1, max_size=6), max_size=5)
STRENGTH = st.floats(0, 1)


@given(LEAVES, IDEAS, st.integers(0, 4), LEAF)
def test_more_evidence_never_lowers_the_score(
    held: Leaves, ideas: list[Idea], at: int, leaf: Leaf
) -> None:
    more = {**held, at: [*held.get(at, []), leaf]}
    assert typed_score(more, ideas) >= typed_score(held, ideas) - 1e-12
    assert alike_score(more, ideas, 0) >= alike_score(held, ideas, 0) - 1e-12


@given(LEAVES, IDEAS)
def test_a_score_is_no_more_than_the_best_idea(held: Leaves, ideas: list[Idea]) -> None:
    best = max((idea_value(held, at) for at in held), default=0.0)
    assert 0 <= typed_score(held, ideas) <= best + 1e-12


@given(VALUES, VALUES, VALUES)
def test_a_need_never_raises_the_value(direct: float, against: float, more: float) -> None:
    assert Score(direct, against + more).value <= Score(direct, against).value
    assert Score(direct, against).value <= direct


@given(VALUES, VALUES, VALUES)
def test_what_speaks_for_somebody_never_lowers_the_value(
    direct: float, against: float, more: float
) -> None:
    assert Score(direct + more, against).value >= Score(direct, against).value - 1e-12


@given(VALUES, VALUES, VALUES)
def test_both_scores_count(one: float, other: float, more: float) -> None:
    assert combined(one + more, other) >= combined(one, other)
    assert combined(one, other) == combined(other, one)
    assert combined(one, 0) == one


@given(st.sampled_from(KINDS), STRENGTH, st.booleans())
def test_the_tie_never_counts_more_than_a_little(kind: str, strength: float, primary: bool) -> None:  # noqa: FBT001
    value = tilt(kind, strength, primary=primary)
    assert 1 - weights.TILT_MOST - 1e-12 <= value <= 1 + weights.TILT_MOST + 1e-12
    assert weights.TILT_MOST <= 0.15


@given(st.sampled_from(weights.CLOSE_KINDS), STRENGTH, STRENGTH, st.booleans())
def test_the_closer_the_better_for_support(
    kind: str,
    one: float,
    other: float,
    primary: bool,  # noqa: FBT001
) -> None:
    low, high = sorted((one, other))
    assert tilt(kind, low, primary=primary) <= tilt(kind, high, primary=primary)
    assert tilt(kind, low, primary=False) <= tilt(kind, low, primary=True)


@given(st.sampled_from(weights.LOOSE_KINDS), STRENGTH, st.booleans())
def test_acquaintances_are_best_for_information(kind: str, strength: float, primary: bool) -> None:  # noqa: FBT001
    best = tilt(kind, 0.5, primary=primary)
    assert tilt(kind, strength, primary=primary) <= best
    assert best == 1 + weights.LOOSE_TIE


@given(st.floats(0, 2), st.floats(0, 2))
def test_bands_follow_the_score(one: float, other: float) -> None:
    order = ("weak", "maybe", "good", "strong")
    low, high = sorted((one, other))
    assert order.index(band_of(low)) <= order.index(band_of(high))
