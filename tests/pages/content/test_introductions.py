from mdnet.pages.content.introductions import Introductions, introductions
from tests.pages.content.conftest import MakeGround, person


def pairs(found: Introductions) -> list[tuple[str, str, str, str]]:
    return [
        (one.person.name, one.need, offer.person.name, offer.reason)
        for one in found.found
        for offer in one.offers
    ]


def test_nothing(ground: MakeGround) -> None:
    assert introductions(ground({})) == Introductions((), 0, 0)
    assert introductions(ground({"Bob": person(needs="[dentist]")})) == Introductions((), 1, 1)


def test_a_need_and_who_could_meet_it(ground: MakeGround) -> None:
    found = introductions(
        ground(
            {
                "Ana": person(roles="[dentist]"),
                "Bob": person(needs="[a dentist]"),
                "Cleo": person(needs="[dentist]", knows="['[[Ana]]']"),
                "Dan": person(offers="[sewing of heavy cloth]"),
                "Ed": person(needs="[sewing]"),
            }
        )
    )
    assert sorted(pairs(found)) == [
        ("Bob", "a dentist", "Ana", "dentist"),
        ("Ed", "sewing", "Dan", "offers: sewing of heavy cloth"),
    ]
    assert (found.needs, found.looked_for) == (3, 3)


def test_of_many_with_one_need_the_closest_few_are_named(ground: MakeGround) -> None:
    notes = {f"P{n}": person(needs="[dentist]", closeness="2") for n in range(5)}
    notes["P4"] = person(needs="[dentist]", closeness="4")
    found = introductions(ground({**notes, "Ana": person(roles="[dentist]")}))
    assert [one.person.name for one in found.found] == ["P0", "P1", "P4"]
    assert found.needs == 1


def test_hidden_people_take_no_part(ground: MakeGround) -> None:
    found = introductions(
        ground(
            {
                "Vera": person(roles="[dentist]", needs="[baker]", private="true"),
                "Otto": person(roles="[dentist]", needs="[baker]", archived="true"),
                "Ana": person(needs="[dentist, baker for Vera]"),
                "Bob": person(roles="[baker]"),
                "Cleo": person(offers="[dentist work at Vera's]"),
            }
        )
    )
    assert pairs(found) == []
    assert found.needs == 1
