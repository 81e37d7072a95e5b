from mdnet.pages.content.map import Map
from mdnet.pages.content.map import map as map_of
from tests.pages.content.conftest import MakeGround, person


def drawn(found: Map) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (circle.id, circle.name, [(node.id, node.person.name) for node in circle.nodes])
        for circle in found.circles
    ]


def test_nothing(ground: MakeGround) -> None:
    assert map_of(ground({})) == Map((), (), (), 0, 0)


def test_circles_people_and_their_ties(ground: MakeGround) -> None:
    found = map_of(
        ground(
            {
                "Ana": person(circles="[work, club]") + "He saw [[Bob]].\n",
                "Bob": person(circles="[club]", knows="['[[Cleo]]', '[[Ghost Person]]']"),
                "Cleo": person(circles="[Work]", knows="['[[Bob]]']"),
                "Dan": person(),
                "Odd [x]": person(circles="[club]"),
            }
        )
    )
    assert drawn(found) == [
        ("c1", "club", [("n1", "Bob"), ("n2", "Odd [x]")]),
        ("c2", "work", [("n3", "Ana"), ("n4", "Cleo")]),
        ("c3", "", [("n5", "Dan")]),
    ]
    assert found.ties == (("n1", "n4"), ("n1", "n3"))
    assert found.linked == ("n1", "n3", "n4", "n5")
    assert [ref.name for ref in found.circles[0].nodes[0].knows] == ["Ana", "Cleo"]
    assert (found.people, found.shown) == (5, 5)


def test_hidden_people_are_not_drawn(ground: MakeGround) -> None:
    found = map_of(
        ground(
            {
                "Ana": person(circles="[fans of Vera]", knows="['[[Vera]]', '[[Otto]]']"),
                "Vera": person(private="true"),
                "Otto": person(archived="true"),
                "Stubb": person(stub="true"),
            }
        )
    )
    assert drawn(found) == [("c1", "", [("n1", "Ana")])]
    assert (found.ties, found.people) == ((), 1)


def test_of_many_the_closest_are_drawn_and_whom_they_know(ground: MakeGround) -> None:
    notes = {f"P{n:02}": person(closeness="2") for n in range(60)}
    notes["P58"] = person(closeness="2", knows="['[[P57]]']")
    notes["P59"] = person(closeness="5", knows="['[[P56]]', '[[P55]]', '[[P54]]']")
    found = map_of(ground(notes))
    names = {node.person.name for circle in found.circles for node in circle.nodes}
    assert len(names) == found.shown == 40
    assert {"P00", "P54", "P55", "P56", "P57", "P58", "P59"} <= names
