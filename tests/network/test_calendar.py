from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.summary import Card
from mdnet.network.calendar import anniversaries, follow_ups, next_day

TODAY = date(2026, 11, 23)


def person(name: str = "Ana", /, **values: object) -> Card:
    return Card(f"People/{name}.md", "contact", name, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("partial", "today", "day"),
    [
        ("--11-23", "2026-11-23", "2026-11-23"),
        ("--11-22", "2026-11-23", "2027-11-22"),
        ("1981-12-24", "2026-11-23", "2026-12-24"),
        ("--02-29", "2026-11-23", "2027-02-28"),
        ("2000-02-29", "2027-02-28", "2027-02-28"),
        ("--02-29", "2027-03-01", "2028-02-29"),
        ("--02-29", "2028-02-28", "2028-02-29"),
        ("--01-01", "9999-12-31", None),
    ],
)
def test_the_next_such_day(partial: str, today: str, day: str | None) -> None:
    found = next_day(partial, date.fromisoformat(today))
    assert found == (date.fromisoformat(day) if day else None)


@given(st.dates(date(1800, 1, 1)), st.dates(max_value=date(9998, 1, 1)))
def test_the_next_such_day_is_less_than_a_year_ahead(born: date, today: date) -> None:
    for partial in (born.isoformat(), born.strftime("--%m-%d")):
        found = next_day(partial, today)
        assert found
        assert 0 <= (found - today).days <= 366
        assert found.month == born.month


def test_birthdays_and_anniversaries_by_day() -> None:
    cards = [
        person("Cleo", birthday="--12-07"),
        person("Ana", birthday="1984-12-02", anniversary="2018-11-23"),
        person("Dan", birthday="--12-08"),
        person("bob", birthday="2026-12-02"),
        person("Eve", birthday="2030-11-30"),
    ]
    found = [(one.kind, one.card.name, one.days, one.years) for one in anniversaries(cards, TODAY)]
    assert found == [
        ("anniversary", "Ana", 0, 8),
        ("birthday", "Eve", 7, None),
        ("birthday", "Ana", 9, 42),
        ("birthday", "bob", 9, None),
        ("birthday", "Cleo", 14, None),
    ]
    assert len(anniversaries(cards, TODAY, None)) == 6
    assert len(anniversaries(cards, TODAY, 0)) == 1


def test_follow_ups_ahead_and_past_by_day() -> None:
    cards = [
        person("Cleo", follow_up=date(2026, 12, 7)),
        person("Dan", follow_up=date(2026, 12, 8)),
        person("Ana", follow_up=date(2025, 1, 1)),
        person("Bob", follow_up=date(2026, 11, 20), last_contact=date(2026, 11, 19)),
    ]
    found = [(one.card.name, one.days) for one in follow_ups(cards, TODAY)]
    assert found == [("Ana", -691), ("Bob", -3), ("Cleo", 14)]
    assert len(follow_ups(cards, TODAY, None)) == 4


@pytest.mark.parametrize("day", [20, 22])
def test_contact_on_the_day_or_later_is_a_follow_up_done(day: int) -> None:
    card = person(follow_up=date(2026, 11, 20), last_contact=date(2026, 11, day))
    assert follow_ups([card], TODAY) == []


@pytest.mark.parametrize("left_out", ["archived", "stub"])
def test_who_is_left_out(left_out: str) -> None:
    card = person(birthday="--11-23", follow_up=TODAY, **{left_out: True})
    assert anniversaries([card], TODAY) == follow_ups([card], TODAY) == []
    private = person(birthday="--11-23", follow_up=TODAY, private=True)
    assert anniversaries([private], TODAY)
    assert follow_ups([private], TODAY)
