from datetime import date

import pytest

from mdnet.network.introductions import introductions_to, own_tie
from mdnet.network.people import People
from tests.conftest import Indexed

TODAY = date(2026, 11, 23)
VAULT = {
    "People/Ana.md": "---\ncloseness: 5\ncircles: [close friend, work]\nknows: ['[[Bob]]']\n---\n",
    "People/Bob.md": "---\nstub: yes\nboss: '[[Cleo]]'\n---\nTold us of [[Dr. Lee]].\n",
    "People/Cleo.md": "---\ncloseness: 2\n---\nBob came up with [[Dr. Lee]].\n",
    "People/Dan.md": "---\nstub: yes\n---\n",
}


@pytest.fixture
def people(indexed: Indexed) -> People:
    return People(indexed(VAULT).snapshot, TODAY)


def test_a_way_in_words(people: People) -> None:
    sentences = [way.sentence for way in introductions_to("ghost:dr. lee", people)]
    assert sentences == [
        "Ana (close friend, very close tie) knows Bob, who mentions Dr. Lee",
        "Cleo (loose tie) mentions Dr. Lee",
    ]
    [ana, cleo] = introductions_to("People/Bob.md", people)
    assert ana.sentence == "Ana (close friend, very close tie) knows Bob"
    assert cleo.sentence == "Cleo (loose tie) is the boss of Bob"


def test_a_way_step_by_step(people: People) -> None:
    way = introductions_to("ghost:dr. lee", people)[0]
    assert way.through == ("Ana", "Bob")
    assert [tuple(getattr(step, name) for name in ("start", "end", "kind")) for step in way.steps] == [
        (None, "Ana", "knows"),
        ("Ana", "Bob", "knows"),
        ("Bob", "Dr. Lee", "mention"),
    ]  # fmt: skip
    product = 1.0
    for step in way.steps:
        product *= step.strength
    assert way.warmth == pytest.approx(product)


def test_few_or_warm_ways_only(people: People) -> None:
    assert len(introductions_to("ghost:dr. lee", people, most=1)) == 1
    assert introductions_to("ghost:dr. lee", people, warmer_than=0.36) == []
    assert introductions_to("People/Dan.md", people) == []


def test_the_owners_own_tie(people: People) -> None:
    own = own_tie("People/Ana.md", people)
    assert own
    assert (own.through, own.warmth, own.circle) == ((), 1.0, "close friend")
    assert own.sentence == "You know Ana yourself (close friend, very close tie)"
    assert own_tie("People/Bob.md", people) is None
    assert own_tie("ghost:dr. lee", people) is None


def test_who_is_linked_from_everywhere_is_reached_all_the_same(indexed: Indexed) -> None:
    """Of many who link to somebody some are looked at; from the other side they are found."""
    vault = {
        f"People/P{n:03}.md": "---\ncloseness: 1\nknows: ['[[Hubert]]']\n---\n" for n in range(90)
    }
    vault["People/Hubert.md"] = "---\ncloseness: 5\nknows: ['[[P089]]']\n---\n"
    vault["People/P089.md"] = "---\nstub: yes\n---\n"
    found = People(indexed(vault).snapshot, TODAY)
    assert [way.through for way in introductions_to("People/P089.md", found)] == [("Hubert",)]
