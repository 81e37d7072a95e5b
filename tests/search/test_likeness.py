"""How like a goal people are as a whole: by hand on two numbers, and with the real table."""

import math
import statistics
import struct

import pytest

from mdnet.search import likeness as module
from mdnet.search import weights
from mdnet.search.likeness import Likeness
from mdnet.sense.vectors import TextVectors

EAST = (127, 0)


def at_angle(degrees: float) -> bytes:
    """Return the vector of somebody whose cosine with EAST is that of the angle."""
    radians = math.radians(degrees)
    return struct.pack("2b", round(127 * math.cos(radians)), round(127 * math.sin(radians)))


def cosines(angles: list[float]) -> list[float]:
    return [struct.unpack("2b", at_angle(angle))[0] * 127 / 127**2 for angle in angles]


def likeness_of(*angles: float) -> Likeness:
    people = [(str(number), at_angle(angle)) for number, angle in enumerate(angles)]
    return Likeness(EAST, people, None)


def test_the_bonus_by_hand() -> None:
    angles = [0.0, 60, 90, 90, 90, 90, 90, 90, 90, 90, 90, 90]
    values = cosines(angles)
    z = (values[0] - statistics.fmean(values)) / statistics.pstdev(values)
    assert weights.LIKE_FROM < z < weights.LIKE_FROM + weights.LIKE_RANGE
    expected = weights.LIKE_MOST * (z - weights.LIKE_FROM) / weights.LIKE_RANGE
    assert likeness_of(*angles).bonus("0") == pytest.approx(expected)


def test_nobody_gets_less_than_nothing_or_more_than_the_most() -> None:
    likeness = likeness_of(0, *[90.0] * 500)
    assert likeness.bonus("0") == weights.LIKE_MOST
    assert likeness.bonus("1") == 0


def test_who_is_liker_never_gets_less() -> None:
    likeness = likeness_of(*range(0, 180, 5))
    bonuses = [likeness.bonus(str(number)) for number in range(36)]
    assert bonuses == sorted(bonuses, reverse=True)


@pytest.mark.parametrize("angles", [[], [30.0], [45.0] * 10])
def test_where_all_are_alike_nobody_stands_out(angles: list[float]) -> None:
    likeness = likeness_of(*angles)
    assert [likeness.bonus(str(number)) for number in range(len(angles))] == [0] * len(angles)
    assert list(likeness.standing_out()) == []


def test_somebody_without_a_vector_gets_nothing() -> None:
    assert likeness_of(0, 90, 90).bonus("somebody else") == 0
    assert Likeness((), [("0", at_angle(0))], None).bonus("0") == 0


def test_those_who_stand_out_are_the_likest_and_few() -> None:
    angles = [90.0] * 400 + [0.0, 10.0, 20.0] * 6
    found = list(likeness_of(*angles).standing_out())
    assert len(found) == weights.LIKE_SHOWN
    assert {angles[int(path)] for path in found} == {0.0, 10.0}


def test_in_a_large_vault_a_sample_is_compared_and_nobody_stands_out_unasked() -> None:
    number = module._ALL_COMPARED + 1
    angles = [90.0 + (at % 7) for at in range(number)]
    angles[1] = 0
    likeness = likeness_of(*angles)
    assert list(likeness.standing_out()) == []
    assert likeness.bonus("1") == weights.LIKE_MOST
    assert likeness.bonus("2") < weights.LIKE_MOST


def test_the_nearest_text(vectors: TextVectors) -> None:
    goal = struct.unpack(f"{vectors.dims}b", vectors.of(["molar", "aching"]))
    likeness = Likeness(goal, [], vectors)
    texts = ["sells used cars", "looks after teeth", "sings in a choir", "qqqqq", ""]
    assert likeness.nearest(texts) == "looks after teeth"
    assert likeness.nearest(["qqqqq"]) == ""
    assert likeness.nearest([]) == ""


def test_without_a_table_no_text_is_nearest() -> None:
    assert Likeness(EAST, [], None).nearest(["anything"]) == ""
    assert Likeness((), [], None).nearest(["anything"]) == ""
