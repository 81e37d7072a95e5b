from datetime import date

from mdnet.pages.content.keep_in_touch import KeepInTouch, keep_in_touch
from tests.pages.content.conftest import MakeGround, person


def days(found: KeepInTouch) -> list[tuple[str, str, str]]:
    return [(str(one.day), one.person.name, one.rhythm) for _, some in found.years for one in some]


def test_nothing(ground: MakeGround) -> None:
    assert keep_in_touch(ground({})) == KeepInTouch((), 0, ())


def test_by_rhythm_and_follow_up_the_earliest_first(ground: MakeGround) -> None:
    found = keep_in_touch(
        ground(
            {
                "Ana": person("2026-01-01 met: x", cadence="1 month"),
                "Bob": person("2026-02-01 met: x", circles="[friend]", follow_up="2026-03-01"),
                "Cleo": person("2025-12-30 met: x", cadence="10 days"),
                "Dan": person("2025-01-01 met: x", circles="[friend]", follow_up="2024-12-01"),
            }
        )
    )
    assert days(found) == [
        ("2025-04-01", "Dan", "3 months"),
        ("2026-01-09", "Cleo", "10 days"),
        ("2026-01-31", "Ana", "month"),
        ("2026-03-01", "Bob", ""),
        ("2026-05-02", "Bob", "3 months"),
    ]
    assert [year for year, _ in found.years] == ["2025", "2026"]
    assert found.years[0][1][0].last == date(2025, 1, 1)


def test_who_has_no_day_stands_by_circle(ground: MakeGround) -> None:
    found = keep_in_touch(
        ground(
            {
                "Ana": person(circles="[church]", closeness="3"),
                "Bob": person(closeness="2"),
                "Cleo": person("2020-01-01 met: x", circles="[Church, chess]"),
                "Dan": person(cadence="1 month"),
                "Ed": person(circles="[friends of Vera]", closeness="1"),
                "Fay": person(circles="[church]"),
                "Stubb": person(stub="true", circles="[church]"),
                "Vera": person(circles="[church]", private="true"),
            }
        )
    )
    told = [(one.circle, [ref.name for ref in one.people]) for one in found.without_day]
    assert told == [("church", ["Ana", "Cleo"]), ("", ["Bob", "Dan", "Ed"])]
    assert found.without_rhythm == 1


def test_hidden_people_are_not_waiting(ground: MakeGround) -> None:
    found = keep_in_touch(
        ground(
            {
                "Vera": person("2026-01-01 met: x", cadence="1 month", private="true"),
                "Otto": person("2026-01-01 met: x", cadence="1 month", archived="true"),
            }
        )
    )
    assert found == KeepInTouch((), 0, ())


def test_the_later_ones_are_counted(ground: MakeGround) -> None:
    notes = {
        f"P{n:03}": person("2026-01-01 met: x", cadence="1 month", follow_up="2026-01-20")
        for n in range(102)
    }
    found = keep_in_touch(ground(notes))
    assert (len(days(found)), found.more, found.without_day) == (200, 4, ())
