from datetime import date

import pytest

from mdnet.network.ghosts import GHOST
from mdnet.network.people import People
from tests.conftest import Indexed

TODAY = date(2026, 11, 23)
ANA, BOB, CLEO = "People/Ana Diaz.md", "People/Bob Rossi.md", "People/Cleo.md"
VAULT = {
    ANA: """---
aliases: [Ani]
circles: [friend]
closeness: 4
knows: ["[[Bob Rossi]]", "[[Dr. Lee]]"]
organizations: ["[[Oberrhein Energie]]"]
---
Her sister [[Eva Frey]] is a notary. Plays at the [[Chess Club]].

## Log
- 2026-05-02 got: tooth fixed
- 2026-12-24 met
- 2026-10-01 promised: a cake
""",
    BOB: "---\nstub: yes\nintroduced_by: '[[Ani]]'\nlast_contact: 2026-02-02\n---\nSaw [[Cleo]].\n",
    CLEO: "---\narchived: yes\ncloseness: 5\nknows: ['[[Eva Frey]]', '[[Finn]]']\n---\n",
    "2026-06-03.md": "Lunch with [[Ana Diaz]].\n- [ ] call [[Cleo]]\n",
    "2027-01-01.md": "Dinner with [[Ana Diaz]].\n",
    "Goals/Flat.md": "Asked [[Ana Diaz]] and [[Gus]].\n",
}


@pytest.fixture
def people(indexed: Indexed) -> People:
    return People(indexed(VAULT).snapshot, TODAY)


@pytest.mark.parametrize(
    ("target", "kind", "key"),
    [
        ("Ana Diaz", "mention", ANA),
        ("ani", "knows", ANA),
        ("People/Bob Rossi", "mention", BOB),
        ("Dr. Lee", "mention", "ghost:dr. lee"),
        ("People/Dr.  Lee.md", "knows", "ghost:dr. lee"),
        ("the band", "knows", "ghost:the band"),
        ("the band", "mention", None),
        ("Chess Club", "mention", None),
        ("Dr. Lee", "organizations", None),
        ("Flat", "knows", None),  # a goal
        ("2026-06-03", "mention", None),
        ("", "knows", None),
        ("People/", "knows", None),
    ],
)
def test_whom_a_link_means(people: People, target: str, kind: str, key: str | None) -> None:
    assert people.person(target, "x.md", kind) == key


def test_a_ghost_has_the_name_that_was_written(people: People) -> None:
    key = people.person("Dr. Lee", "x.md")
    assert key
    assert people.name(key) == "Dr. Lee"
    assert people.contact(key) is None
    assert people.strength(key) == 0
    assert people.last_contact(key) is None


def test_a_contact_has_the_name_of_the_note(people: People) -> None:
    assert people.name(ANA) == "Ana Diaz"
    assert people.note_at("nowhere.md") is None
    contact = people.contact(ANA)
    assert contact
    assert contact.aliases == ("Ani",)


def test_who_links_to_somebody(people: People) -> None:
    def linking(key: str) -> set[str]:
        return {note.path for note in people.linking_to(key)}

    assert linking(ANA) == {BOB, "2026-06-03.md", "2027-01-01.md", "Goals/Flat.md"}
    assert linking(BOB) == {ANA}
    assert linking("ghost:eva frey") == {ANA, CLEO}
    assert linking("ghost:nobody") == set()


def test_whom_somebody_is_tied_to(people: People) -> None:
    assert dict(people.tied_to(ANA)) == {
        BOB: "knows",
        "ghost:dr. lee": "knows",
        "ghost:eva frey": "mention",
    }
    assert dict(people.tied_to(BOB)) == {ANA: "knows", CLEO: "mention"}
    assert dict(people.tied_to("ghost:eva frey")) == {ANA: "mentioned by", CLEO: "knows"}


def test_the_way_to_somebody_leads_through_people_one_has_met(people: People) -> None:
    def through(key: str) -> tuple[str, ...]:
        way = people.way_to(key)
        return way.through if way else ()

    assert through(BOB) == (ANA,)
    assert through("ghost:dr. lee") == (ANA,)
    assert through("ghost:eva frey") == (ANA,)  # Cleo is archived
    assert through("ghost:finn") == ()
    assert through("ghost:gus") == ()  # a goal introduces nobody


def test_the_owners_own_tie(people: People) -> None:
    assert people.strength(ANA) > 0.7
    assert people.strength(BOB) == 0  # a stub is somebody they have not met


def test_the_latest_contact_of_key_log_and_dated_notes(people: People) -> None:
    assert people.last_contact(ANA) == date(2026, 6, 3)
    assert people.last_contact(BOB) == date(2026, 2, 2)
    assert people.last_contact(CLEO) is None  # an open task is no contact


def test_links_by_the_name_that_a_note_gives_itself_are_found(indexed: Indexed) -> None:
    snapshot = indexed(
        {
            "People/adiaz.md": "---\nname: Ana Diaz\n---\n",
            "People/Bob.md": "---\nknows: ['[[Ana Diaz]]']\n---\n",
            "2026-06-03.md": "Lunch with [[Ana Diaz]].\n",
        }
    ).snapshot
    people = People(snapshot, TODAY)
    assert people.person("Ana Diaz", "People/Bob.md") == "People/adiaz.md"
    assert [note.path for note in people.linking_to("People/adiaz.md")] == [
        "2026-06-03.md",
        "People/Bob.md",
    ]
    assert people.last_contact("People/adiaz.md") == date(2026, 6, 3)


def test_namesakes_are_not_mixed_up(indexed: Indexed) -> None:
    snapshot = indexed(
        {
            "People/work/Sam.md": "",
            "People/club/Sam.md": "",
            "People/club/Pat.md": "---\nknows: ['[[Sam]]']\n---\n",
            "People/Kim.md": "---\nknows: ['[[Sam]]', '[[work/Sam]]']\n---\n",
        }
    ).snapshot
    people = People(snapshot, TODAY)
    assert [note.name for note in people.linking_to("People/club/Sam.md")] == ["Pat"]
    assert [note.name for note in people.linking_to("People/work/Sam.md")] == ["Kim"]
    assert GHOST + "sam" not in dict(people.tied_to("People/Kim.md"))
