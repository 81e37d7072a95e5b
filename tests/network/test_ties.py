from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.network.ties import in_words, strength

TODAY = date(2026, 11, 23)


def test_a_tie_grows_with_closeness() -> None:
    values = [strength(closeness, None, TODAY) for closeness in range(6)]
    assert values == sorted(set(values))
    assert (values[0], values[5]) == (0, 1)


def test_a_tie_halves_in_two_years_of_silence_and_fades_no_further() -> None:
    two_years = TODAY - timedelta(days=round(24 * 30.44))
    assert strength(5, two_years, TODAY) == pytest.approx(0.5, abs=0.001)
    assert strength(5, date(1990, 1, 1), TODAY) == 0.5
    assert strength(5, TODAY, TODAY) == 1
    assert strength(5, TODAY + timedelta(days=9), TODAY) == 1
    assert strength(5, None, TODAY) == 1


@given(st.integers(0, 5), st.dates(), st.dates())
def test_the_longer_the_silence_the_weaker_the_tie(closeness: int, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    faded, fresh = strength(closeness, earlier, TODAY), strength(closeness, later, TODAY)
    assert 0 <= faded <= fresh <= 1


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (1.0, "very close"), (0.9, "very close"), (0.8, "close"), (0.6, "good"), (0.45, "loose"),
        (0.1, "weak"), (0.0, "weak"),
    ],
)  # fmt: skip
def test_in_words(value: float, word: str) -> None:
    assert in_words(value) == word
