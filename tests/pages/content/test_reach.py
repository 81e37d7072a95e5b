from mdnet.network.figures import figures_of
from mdnet.pages.content.home import home
from mdnet.pages.content.reach import KnownThrough, reach
from tests.pages.content.conftest import MakeGround, person

NOTES = {
    "Ana": person(circles="[work]", closeness="2") + "Her sister [[Dr. Lee]] is a notary.\n",
    "Ben": person(circles="[Work, friend]") + "He met [[Dr. Lee]] and [[Al Kay]] once.\n",
    "Cleo": person(circles="[club]", roles="[dentist]"),
    "Nina": person(stub="true", roles="[vet]", knows="['[[Cleo]]']"),
}


def test_nothing(ground: MakeGround) -> None:
    found = reach(ground({}))
    assert (found.met, found.beyond, found.strangers, found.circles) == (0, 0, (), ())
    assert len(found.nobody_for) == found.roles > 0
    assert "family" in found.empty_circles


def test_strangers_with_who_knows_them_and_what_is_said(ground: MakeGround) -> None:
    found = reach(ground(NOTES))
    assert (found.met, found.beyond) == (3, 3)
    told = [
        (one.person.name, one.does, [ref.name for ref in one.through], one.said)
        for one in found.strangers
    ]
    assert told == [
        ("Dr. Lee", "", ["Ben", "Ana"], "He met Dr. Lee and Al Kay once."),
        ("Al Kay", "", ["Ben"], "He met Dr. Lee and Al Kay once."),
        ("Nina", "vet", ["Cleo"], ""),
    ]


def test_circles_by_how_many_they_lead_to(ground: MakeGround) -> None:
    found = reach(ground(NOTES))
    told = [(one.name, one.count, [ref.name for ref in one.through]) for one in found.circles]
    assert told == [("friend", 2, ["Ben"]), ("Work", 2, ["Ana", "Ben"]), ("club", 1, ["Cleo"])]


def test_gaps(ground: MakeGround) -> None:
    found = reach(ground(NOTES))
    assert found.filled == 1
    assert KnownThrough("notary", ("Dr. Lee",), ("Ana",)) in found.known_through
    assert "plumber" in found.nobody_for
    assert not {"work", "friend", "club"} & set(found.empty_circles)


def test_nobody_is_known_through_hidden_people(ground: MakeGround) -> None:
    found = reach(
        ground(
            {
                "Vera": person(roles="[dentist]", private="true") + "A vet: [[Dr. Lee]].\n",
                "Otto": person(roles="[dentist]", archived="true") + "A judge: [[Dr. May]].\n",
                "Ana": "Vera says that [[Dr. Kay]] is a notary.\n",
                "Bob": "He knows [[Vera]] and [[Otto]].\n",
            }
        )
    )
    assert (found.met, found.beyond, found.filled) == (2, 1, 0)
    assert [(one.person.name, one.said, one.by) for one in found.strangers] == [
        ("Dr. Kay", "", None)
    ]


def test_home_and_reach_count_the_same_people(ground: MakeGround) -> None:
    reading = "Books of [[Bernard Leach]] and [[Minimal Theme]]. With [[Al Kay]].\n"
    facts = ground(NOTES | {"Eve": person(stub="true"), "Other/Reading.md": reading})
    figures = figures_of(facts.cards, facts.names)
    assert reach(facts).beyond == home(facts).heard_of == 3
    assert (figures.ghosts, figures.stubs) == (2, 2)
