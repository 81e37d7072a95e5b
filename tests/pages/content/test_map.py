from mdnet.pages.content.map import Bridge, Map
from mdnet.pages.content.map import map as map_of
from tests.pages.content.conftest import MakeGround, person


def told(bridges: tuple[Bridge, ...]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    return {
        (one.one.name, one.other.name): [(a.name, b.name) for a, b in one.pairs] for one in bridges
    }


def circles(found: Map) -> list[tuple[str, int]]:
    return [(circle.name, circle.count) for circle in found.circles]


def test_nothing(ground: MakeGround) -> None:
    assert map_of(ground({})) == Map((), (), 0, (), ())


def test_circles_and_who_ties_them(ground: MakeGround) -> None:
    found = map_of(
        ground(
            {
                "Ana": person(circles="[work, club]") + "He saw [[Bob]].\n",
                "Bob": person(circles="[club]", knows="['[[Cleo]]', '[[Ghost Person]]']"),
                "Cleo": person(circles="[Work]", knows="['[[Bob]]', '[[Ana]]']"),
                "Dan": person(),
                "Odd [x]": person(circles="[choir]"),
            }
        )
    )
    assert circles(found) == [("work", 2), ("club", 1)]
    assert told(found.bridges) == {("club", "work"): [("Bob", "Cleo"), ("Bob", "Ana")]}
    assert found.bridges[0].ties == 2
    assert told(found.within) == {("work", "work"): [("Ana", "Cleo")]}
    assert [(one.name, one.count) for one in found.apart] == [("choir", 1), ("", 1)]


def test_hidden_people_tie_nobody(ground: MakeGround) -> None:
    found = map_of(
        ground(
            {
                "Ana": person(circles="[fans of Vera]", knows="['[[Vera]]', '[[Otto]]']"),
                "Vera": person(private="true", circles="[club]"),
                "Otto": person(archived="true", circles="[club]"),
                "Stubb": person(stub="true", circles="[club]", knows="['[[Ana]]']"),
            }
        )
    )
    assert (found.bridges, found.within) == ((), ())
    assert [(one.name, one.count) for one in found.apart] == [("", 1)]


def test_of_many_ties_the_surest_are_named(ground: MakeGround) -> None:
    notes = {
        f"P{n:02}": person(circles="[club]", knows="['[[Ana]]']" if n == 19 else "[]")
        for n in range(20)
    }
    notes["Ana"] = person(circles="[work]") + " ".join(f"[[P{n:02}]]" for n in range(20)) + "\n"
    (bridge,) = map_of(ground(notes)).bridges
    assert (bridge.ties, len(bridge.pairs), bridge.more) == (20, 12, 8)
    assert [ref.name for ref in bridge.pairs[0]] == ["P19", "Ana"]
