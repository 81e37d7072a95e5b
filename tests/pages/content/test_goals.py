from datetime import date

from mdnet.pages.content.goals import Goals, goals
from mdnet.pages.ground import PersonRef
from tests.pages.content.conftest import MakeGround, person

LEADS = """
## Leads
- 2026-05-04 done: [[Dr. Lee]] let us the flat
- 2026-05-03 asked: [[Bob]]
- 2026-05-02 lead: [[Dr. Lee]] via [[Ana Diaz]]
"""


def goal(*wants: str, status: str = "open", due: str = "", leads: str = "") -> str:
    listed = ", ".join(wants)
    return f"---\ntype: goal\nstatus: {status}\nwants: [{listed}]\ndue: {due}\n---\n{leads}"


def test_nothing(ground: MakeGround) -> None:
    nothing = Goals((), (), 0, limited=False)
    assert goals(ground({})) == nothing
    assert goals(ground({"Ana": person(roles="[dentist]")})) == nothing


def test_an_open_goal_with_helpers_and_leads(ground: MakeGround) -> None:
    found = goals(
        ground(
            {
                "Goals/Teeth.md": goal("dentist", "Teeth", due="2026-12-01", leads=LEADS),
                "Ana Diaz": person(roles="[dentist]"),
                "Bob": person(circles="[family]") + "His dentist is [[Dr. Lee]].\n",
            }
        )
    )
    [teeth] = found.open
    assert teeth.note == PersonRef("Teeth", "Goals/Teeth.md", "Teeth")
    assert (teeth.due, teeth.wants) == (date(2026, 12, 1), ("dentist",))
    assert teeth.helpers is not None
    ana = teeth.helpers[0]
    [lee] = [helper for helper in teeth.helpers if helper.person.name == "Dr. Lee"]
    assert (ana.person.name, ana.via, ana.reason, ana.asked) == ("Ana Diaz", (), "dentist", None)
    assert (lee.person.path, [ref.name for ref in lee.via]) == (None, ["Bob"])
    assert lee.reason == "“His dentist is Dr. Lee.”"
    assert [(lead.kind, lead.text) for lead in teeth.leads] == [
        ("asked", "Bob"), ("lead", "Dr. Lee via Ana Diaz")
    ]  # fmt: skip
    became = teeth.leads[1].became  # which is said once
    assert became is not None
    assert (became.kind, became.day) == ("done", date(2026, 5, 4))


def test_who_was_asked_is_marked(ground: MakeGround) -> None:
    leads = "\n## Leads\n- 2026-05-03 asked: [[Ana]]\n"
    found = goals(
        ground({"Goals/Teeth.md": goal("dentist", leads=leads), "Ana": person(roles="[dentist]")})
    )
    [helper] = found.open[0].helpers or ()
    assert helper.asked == date(2026, 5, 3)


def test_one_outcome_stands_behind_the_last_lead_that_it_came_of(ground: MakeGround) -> None:
    leads = (
        "\n## Leads\n- 2026-05-01 lead: [[Bob]] may know\n- 2026-05-03 asked: [[Bob]]\n"
        "- 2026-05-09 tip: try the corner shop, says [[Bob]]\n"
    )
    found = goals(ground({"Goals/Teeth.md": goal("dentist", leads=leads), "Bob": person()}))
    told = [(lead.kind, lead.became and lead.became.kind) for lead in found.open[0].leads]
    assert told == [("asked", "tip"), ("lead", None)]


def test_who_is_asked_about_somebody_is_not_named_for_the_same_sentence(
    ground: MakeGround,
) -> None:
    notes = {
        "Goals/Teeth.md": goal("dentist"),
        "Bob": person(circles="[family]") + "His dentist is [[Dr. Lee]].\n",
    }
    helpers = goals(ground(notes)).open[0].helpers or ()
    assert [helper.person.name for helper in helpers] == ["Dr. Lee"]


def test_goals_that_are_done_stand_apart(ground: MakeGround) -> None:
    found = goals(
        ground(
            {
                "Goals/A.md": goal("x", status="done"),
                "Goals/B.md": goal("x", status="done", leads=LEADS),
                "Goals/C.md": goal("x", status="dropped"),
                "Bob": "",
            }
        )
    )
    assert found.open == ()
    assert [(one.note.name, one.how.text if one.how else "") for one in found.done] == [
        ("B", "Dr. Lee let us the flat"), ("A", "")
    ]  # fmt: skip


def test_nobody_private_or_archived_helps_or_is_spoken_of(ground: MakeGround) -> None:
    leads = (
        "\n## Leads\n- 2026-05-04 done: thanks to Vera\n- 2026-05-03 asked: [[Vera|her]]\n"
        "- 2026-05-02 tip: the board, says [[Ana]]\n"
    )
    found = goals(
        ground(
            {
                "Goals/Teeth.md": goal("dentist", "friends of Vera", leads=leads),
                "Goals/A gift for Vera.md": goal("gift"),
                "Vera": person("2026-01-02 tip: for [[Teeth]]", roles="[dentist]", private="true")
                + "\nHer dentist is [[Dr. Lee]].\n",
                "Otto": person(roles="[dentist]", archived="true")
                + "His dentist is [[Dr. May]].\n",
                "Ana": "Dentist: Vera told her of [[Dr. Kay]].\n",
            }
        )
    )
    [teeth] = found.open
    assert teeth.wants == ("dentist",)
    assert teeth.helpers == ()
    assert [lead.text for lead in teeth.leads] == ["the board, says Ana"]
    assert teeth.leads[0].became is None


def test_a_goal_is_untried_until_a_line_tells_of_somebody_who_is_shown(ground: MakeGround) -> None:
    leads = "\n## Leads\n- 2026-05-04 asked: [[Vera]]\n"
    notes = {"Goals/A.md": goal("x"), "Goals/B.md": goal("x", leads=leads)}
    found = goals(ground({**notes, "Vera": person(private="true")}))
    assert [(one.leads, one.untried) for one in found.open] == [((), True), ((), True)]


def test_helpers_are_looked_for_so_often_and_no_more(ground: MakeGround) -> None:
    notes = {f"Goals/G{n}.md": goal("dentist", "b", "c", "d", "e", "f") for n in range(4)}
    found = goals(ground({**notes, "Ana": person(roles="[dentist]")}))
    assert [one.helpers is None for one in found.open] == [False, False, True, True]
    assert found.limited
