"""How likely candidates are right: the file of weights, bands, ties, as laws."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.search import ranker
from mdnet.search.features import FEATURES
from mdnet.search.ranker import (
    GOOD,
    MAYBE,
    SHOWN,
    STRONG,
    WEIGHTS,
    band_of,
    model,
    of_unmet,
    prior,
    probability,
    shares,
    with_odds_times,
)

KINDS = ("information", "resource", "support", "skill", "job", "introduction", "")
CLOSE, LOOSE = ("support", "skill"), ("information", "resource", "job")
# What makes somebody less likely; all others more.
LESSENS = {"against", "slots_missed"}
CHANCE = STRENGTH = st.floats(0, 1)
VALUES = st.fixed_dictionaries(dict.fromkeys(FEATURES, CHANCE))
NOTHING = dict.fromkeys(FEATURES, 0.0)


# The weights


def test_every_feature_stands_in_the_file_once_and_says_what_it_means() -> None:
    rows = json.loads(WEIGHTS.read_text())["weights"]
    assert [row["feature"] for row in rows] == [*FEATURES]
    assert all(row["means"].strip() for row in rows)
    assert len({row["means"] for row in rows}) == len(rows)


def test_every_weight_has_the_sign_of_its_feature() -> None:
    for one in model().weights:
        assert one.weight <= 0 if one.feature in LESSENS else one.weight >= 0, one


def test_every_feature_counts() -> None:
    assert all(one.weight for one in model().weights)


@given(VALUES, st.sampled_from(FEATURES), CHANCE)
def test_each_feature_moves_the_chance_by_its_sign(
    values: dict[str, float], feature: str, more: float
) -> None:
    greater = {**values, feature: max(values[feature], more)}
    one, other = probability(values), probability(greater)
    assert other <= one if feature in LESSENS else other >= one


@given(VALUES)
def test_a_chance_is_one(values: dict[str, float]) -> None:
    assert 0 < probability(values) < 1
    assert probability(values) == probability(dict(reversed(values.items())))


def test_of_whom_nothing_is_known_is_not_shown() -> None:
    assert probability(NOTHING) < SHOWN


def test_what_speaks_for_somebody_in_every_way_is_strong() -> None:
    everything = {name: float(name not in LESSENS) for name in FEATURES}
    assert probability(everything) > STRONG


@given(VALUES)
def test_the_shares_are_those_of_the_chance(values: dict[str, float]) -> None:
    found = shares(values, probability(values))
    assert {one.feature for one in found} == {name for name in FEATURES if values[name]}
    assert [abs(one.adds) for one in found] == sorted((abs(o.adds) for o in found), reverse=True)
    weights = {one.feature: one for one in model().weights}
    for one in found:
        assert one.value == values[one.feature]
        assert one.adds == pytest.approx(weights[one.feature].weight * one.value)
        assert one.means == weights[one.feature].means


# Bands


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (1.0, "strong"),
        (STRONG, "strong"),
        (STRONG - 1e-9, "good"),
        (GOOD, "good"),
        (GOOD - 1e-9, "maybe"),
        (MAYBE, "maybe"),
        (MAYBE - 1e-9, "weak"),
        (0.0, "weak"),
    ],
)
def test_bands(score: float, band: str) -> None:
    assert band_of(score) == band


def test_bands_are_those_of_the_design() -> None:
    assert (STRONG, GOOD, MAYBE) == (0.8, 0.6, 0.25)
    assert 0 < SHOWN < MAYBE


@given(CHANCE, CHANCE)
def test_bands_follow_the_score(one: float, other: float) -> None:
    order = ("weak", "maybe", "good", "strong")
    low, high = sorted((one, other))
    assert order.index(band_of(low)) <= order.index(band_of(high))


# The tie


@given(st.sampled_from(KINDS), STRENGTH, st.booleans())
def test_the_tie_never_counts_more_than_a_little(kind: str, strength: float, primary: bool) -> None:  # noqa: FBT001
    assert 0.85 - 1e-12 <= prior(kind, strength, primary=primary) <= 1.15 + 1e-12


@given(st.sampled_from(KINDS), STRENGTH, st.booleans(), CHANCE)
def test_the_tie_changes_a_chance_by_no_more_than_a_little(
    kind: str,
    strength: float,
    primary: bool,  # noqa: FBT001
    chance: float,
) -> None:
    score = with_odds_times(chance, prior(kind, strength, primary=primary))
    assert 0 <= score <= 1
    assert chance * 0.85 - 1e-9 <= score <= chance * 1.15 + 1e-9


@given(CHANCE, CHANCE, st.floats(0.3, 3))
def test_a_factor_of_one_changes_nothing_and_keeps_the_order(
    one: float, other: float, factor: float
) -> None:
    assert with_odds_times(one, 1.0) == pytest.approx(one)
    low, high = sorted((one, other))
    assert with_odds_times(low, factor) <= with_odds_times(high, factor) + 1e-12


@given(st.sampled_from(CLOSE), STRENGTH, STRENGTH, st.booleans())
def test_the_closer_the_better_for_support(
    kind: str,
    one: float,
    other: float,
    primary: bool,  # noqa: FBT001
) -> None:
    low, high = sorted((one, other))
    assert prior(kind, low, primary=primary) <= prior(kind, high, primary=primary)
    assert prior(kind, low, primary=False) <= prior(kind, low, primary=True)
    assert prior(kind, 0.0, primary=False) < 1 < prior(kind, 1.0, primary=False)


@given(st.sampled_from(LOOSE), STRENGTH, st.booleans())
def test_acquaintances_are_best_for_information(kind: str, strength: float, primary: bool) -> None:  # noqa: FBT001
    best = prior(kind, 0.5, primary=primary)
    assert 1 <= prior(kind, strength, primary=primary) <= best


@pytest.mark.parametrize("kind", ["introduction", ""])
@given(STRENGTH)
def test_other_kinds_leave_it_to_competence(kind: str, strength: float) -> None:
    assert prior(kind, strength, primary=True) == 1


@given(STRENGTH, STRENGTH)
def test_an_introduction_is_worth_less_the_weaker_the_tie(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < of_unmet(low) <= of_unmet(high) < 1


def test_the_model_is_read_once() -> None:
    assert ranker.model() is ranker.model()
