from mdnet.pages.content.circles import Circle, circles
from tests.pages.content.conftest import MakeGround, person


def names(circle: Circle) -> list[str]:
    return [member.person.name for member in circle.members]


def test_nobody(ground: MakeGround) -> None:
    found = circles(ground({}))
    assert (found.primary, found.secondary, found.of_primary, found.of_secondary) == (0, 0, (), ())


def test_each_group_has_its_circles_the_largest_first(ground: MakeGround) -> None:
    found = circles(
        ground(
            {
                "Ana": person(circles="[Chess, work]"),
                "bob": person(circles="[work]", roles="[cook]", organizations="[Inn]", city="Bern"),
                "Cleo": person(circles="[family]"),
                "Dan": person(circles="[chess-]"),
                "Ed": person(circles="[work]"),
            }
        )
    )
    assert (found.primary, found.secondary) == (1, 4)
    assert [(one.name, names(one)) for one in found.of_primary] == [("family", ["Cleo"])]
    of_secondary = [(one.name, one.count, names(one)) for one in found.of_secondary]
    assert of_secondary[0] == ("work", 3, ["bob", "Ed"])
    assert [ref.name for ref in found.of_secondary[0].also] == ["Ana"]
    assert of_secondary[1][2] == ["Ana", "Dan"]
    bob = found.of_secondary[0].members[0]
    assert (bob.does, bob.city) == ("cook, Inn", "Bern")


def test_a_circle_goes_under_its_commonest_spelling(ground: MakeGround) -> None:
    notes = {"Ana": "[close-friends]", "Bob": "[close friend]", "Cleo": "[close friend]"}
    found = circles(ground({name: person(circles=value) for name, value in notes.items()}))
    assert [(one.name, one.count) for one in found.of_primary] == [("close friend", 3)]


def test_hidden_people_and_those_not_met_are_not_counted(ground: MakeGround) -> None:
    found = circles(
        ground(
            {
                "Ana": person(circles="[Vera's band, work]", city="Vera's house"),
                "Vera Hidden": person(circles="[work]", private="true"),
                "Otto": person(circles="[work, old club]", archived="true"),
                "Stubb": person(circles="[work]", stub="true"),
            }
        )
    )
    assert [(one.name, one.count, names(one)) for one in found.of_secondary] == [
        ("work", 1, ["Ana"])
    ]
    assert found.of_secondary[0].members[0].city == ""


def test_who_is_in_no_circle_comes_last(ground: MakeGround) -> None:
    found = circles(ground({"Ana": "", "Bob": "", "Cleo": person(circles="[work]")}))
    assert [(one.name, one.count) for one in found.of_secondary] == [("work", 1), ("", 2)]


def test_a_large_circle_is_cut(ground: MakeGround) -> None:
    found = circles(ground({f"P{n:03}": person(circles="[work]") for n in range(153)}))
    [work] = found.of_secondary
    assert (work.count, len(work.members), work.more) == (153, 150, 3)
