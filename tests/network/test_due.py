"""What is due, of all kinds, and how it is said."""

from datetime import date, timedelta

import pytest

from mdnet.model.summary import Card
from mdnet.network.cadence import Reconnect
from mdnet.network.calendar import Occasion, OccasionKind
from mdnet.network.due import due_among, in_a_sentence

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


ANA = Card("People/Ana.md", "contact", "Ana", last_contact=ago(40))


@pytest.mark.parametrize(
    ("rhythm", "days", "said"),
    [
        (30, -10, "was due 10 days ago; every month"),
        (14, 0, "is due today; every 2 weeks"),
        (7, 1, "is due tomorrow; every week"),
        (365, 20, "is due in 3 weeks; every year"),
    ],
)
def test_a_reconnect_in_a_sentence(rhythm: int, days: int, said: str) -> None:
    one = Reconnect(ANA, rhythm, TODAY + timedelta(days=days), days, 0.0)
    assert in_a_sentence(one) == said


def test_a_reconnect_without_any_contact() -> None:
    stranger = ANA._replace(last_contact=None)
    assert in_a_sentence(Reconnect(stranger, 7, None, 0, 0.0)) == "every week; no contact noted yet"
    met = Reconnect(stranger, 7, ago(3), -3, 0.0)
    assert in_a_sentence(met) == "every week; no contact noted since you met"


@pytest.mark.parametrize(
    ("kind", "days", "years", "said"),
    [
        ("follow_up", -9, None, "follow-up was due 9 days ago"),
        ("follow_up", -1, None, "follow-up was due 1 day ago"),
        ("follow_up", 0, None, "follow-up is due today"),
        ("follow_up", 5, None, "follow-up is due in 5 days"),
        ("birthday", 1, None, "birthday tomorrow"),
        ("birthday", 2, 42, "turns 42 in 2 days"),
        ("birthday", 0, 42, "turns 42 today"),
        ("anniversary", 3, None, "anniversary in 3 days"),
        ("anniversary", 3, 1, "anniversary, 1 year, in 3 days"),
        ("anniversary", 0, 10, "anniversary, 10 years, today"),
    ],
)
def test_a_day_in_a_sentence(kind: OccasionKind, days: int, years: int | None, said: str) -> None:
    assert in_a_sentence(Occasion(kind, ANA, TODAY, days, years)) == said


def test_how_far_ahead_one_looks() -> None:
    cards = [
        Card("a", "contact", "a", cadence=10, last_contact=ago(10), birthday="--11-30"),
        Card("b", "contact", "b", cadence=10, last_contact=ago(9), birthday="--12-01"),
        Card("c", "contact", "c", follow_up=TODAY),
        Card("d", "contact", "d", follow_up=ago(-1)),
        Card("e", "contact", "e", circles=("work",), met=ago(99)),
    ]

    def names(within: int | None, near: int | None) -> tuple[str, str, str]:
        found = due_among(cards, [("work", 180)], TODAY, within=within, near=near)
        assert [card.name for card in found.without_rhythm] == ["e"]
        return tuple(
            "".join(one.card.name for one in some)
            for some in (found.reconnects, found.follow_ups, found.days)
        )  # type: ignore[return-value]

    assert names(0, 7) == ("a", "c", "a")
    assert names(1, 8) == ("ab", "cd", "ab")
    assert names(None, None) == ("ab", "cd", "ab")
