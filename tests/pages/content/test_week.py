"""What Home begins with, counted from the newest date in the notes."""

from datetime import date

from mdnet.pages.content.home import home
from mdnet.pages.content.week import Week, week
from tests.pages.content.conftest import MakeGround, person

NOW = "2026-06-01 met: the newest date"


def reminders(found: Week) -> list[tuple[str, str, str]]:
    return [(one.person.name, one.day.isoformat(), one.rhythm) for one in found.reminders]


def test_nothing(ground: MakeGround) -> None:
    nothing = Week((), 0, (), (), 0, (), 0)
    assert week(ground({})) == nothing
    assert week(ground({"Ana": person(NOW)})) == nothing


def test_whom_to_get_back_to_within_the_week(ground: MakeGround) -> None:
    found = week(
        ground(
            {
                "Now": person(NOW),
                "Late": person("2026-01-01 met: x", cadence="1 month"),
                "Later": person("2025-01-01 met: x", cadence="1 week"),
                "Seventh": person("2026-05-08 met: x", cadence="30 days"),
                "Eighth": person("2026-05-09 met: x", cadence="30 days"),
                "Asked": person("2026-05-01 met: x", follow_up="2026-06-03"),
                "Some day": person("2026-05-01 met: x", follow_up="2026-06-08"),
                "Vera": person("2025-01-01 met: x", cadence="1 week", private="true"),
                "Otto": person("2025-01-01 met: x", cadence="1 week", archived="true"),
            }
        )
    )
    assert reminders(found) == [
        ("Asked", "2026-06-03", ""),
        ("Later", "2025-01-08", "week"),
        ("Late", "2026-01-31", "month"),
        ("Seventh", "2026-06-07", "month"),
    ]


def test_promises_birthdays_and_goals(ground: MakeGround) -> None:
    found = week(
        ground(
            {
                "Ana": person(NOW, "2026-05-02 promised: I send the recipe", roles="[dentist]"),
                "Bob": person(
                    "2026-05-03 promised: they will lend the drill", birthday="1980-06-07"
                ),
                "Cleo": person(birthday="--06-08"),
                "Goals/Tooth.md": "---\nwants: [dentist]\ndue: 2026-09-01\n---\n",
                "Goals/Moon.md": "---\nwants: [astronaut]\n---\n",
                "Goals/Old.md": "---\nstatus: done\nwants: [dentist]\n---\n",
            }
        )
    )
    assert [(one.person.name, one.text) for one in found.promises] == [("Ana", "I send the recipe")]
    assert [(one.person.name, one.kind, one.day, one.years) for one in found.days] == [
        ("Bob", "birthday", date(2026, 6, 7), 46)
    ]
    goals = [(one.note.name, one.helper and one.helper.person.name) for one in found.goals]
    assert goals == [("Tooth", "Ana"), ("Moon", None)]


def test_what_is_not_shown_is_counted(ground: MakeGround) -> None:
    log = [f"2026-05-{day:02} promised: I send {day}" for day in range(1, 6)]
    notes = {f"P{n}": person("2026-01-01 met: x", cadence="1 month") for n in range(8)}
    found = week(ground({**notes, "Now": person(NOW, *log)}))
    assert (len(found.reminders), found.more_reminders) == (5, 3)
    assert (len(found.promises), found.more_promises) == (3, 2)


def test_imported_people_are_a_number(ground: MakeGround) -> None:
    notes = {f"P{n}": person(circles="[work]", met="2010-01-01") for n in range(20)}
    found = home(ground({**notes, "Now": person(NOW)}))
    assert reminders(found.week) == []
    assert found.without_rhythm == 20
