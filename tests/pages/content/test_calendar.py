from mdnet.pages.content.calendar import Calendar, calendar
from tests.pages.content.conftest import MakeGround, person


def test_nothing(ground: MakeGround) -> None:
    assert calendar(ground({})) == Calendar((), (), 0, 0)
    assert calendar(ground({"Ana": ""})) == Calendar((), (), 0, 1)


def test_the_days_of_a_year_by_month(ground: MakeGround) -> None:
    found = calendar(
        ground(
            {
                "Ana": person(birthday="1981-04-17", anniversary="--04-02"),
                "Bob": person(birthday="--02-29"),
                "Cleo": person(birthday="2001-04-17"),
                "Dan": person(follow_up="2026-12-01"),
            }
        )
    )
    told = [
        (month, [(one.day, one.person.name, one.kind, one.year) for one in some])
        for month, some in found.months
    ]
    assert told == [
        ("February", [("02-29", "Bob", "birthday", "")]),
        (
            "April",
            [
                ("04-02", "Ana", "anniversary", ""),
                ("04-17", "Ana", "birthday", "1981"),
                ("04-17", "Cleo", "birthday", "2001"),
            ],
        ),
    ]
    assert [(one.day, one.person.name) for one in found.follow_ups] == [("2026-12-01", "Dan")]
    assert (found.people, found.met) == (3, 4)


def test_hidden_people_have_no_birthday(ground: MakeGround) -> None:
    found = calendar(
        ground(
            {
                "Vera": person(birthday="1981-04-17", private="true"),
                "Otto": person(birthday="1981-04-17", archived="true"),
                "Stubb": person(birthday="1981-04-17", stub="true"),
            }
        )
    )
    assert found == Calendar((), (), 0, 0)
