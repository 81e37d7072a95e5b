from datetime import date

import pytest

from mdnet.index.refresh import Refreshed
from mdnet.network.people import People
from mdnet.network.profile import Profile, profile_of
from tests.conftest import Indexed

VAULT = {
    "People/Ana Diaz.md": """---
roles: [dentist]
children: "[[Cleo]]"
mentor: "[[Bob Rossi]]"
introduced_by: "[[Bob Rossi]]"
---
She is calm. [[Eva Frey]] is her sister and a notary.

## Log
- 2026-05-02 got: tooth fixed (x2)
- 2026-06-02 gave: translated a letter
- 2026-04-02 met
""",
    "People/Bob Rossi.md": "---\nknows: ['[[Ana Diaz]]', '[[Eva Frey]]']\ncloseness: 5\n---\n",
    "People/Cleo.md": "---\nstub: yes\n---\n",
    "2026-07-01.md": "Lunch with [[Ana Diaz]] and [[Bob Rossi]].\n",
}


@pytest.fixture
def vault(indexed: Indexed) -> Refreshed:
    return indexed(VAULT)


def profile(vault: Refreshed, key: str) -> Profile:
    return profile_of(key, People(vault.snapshot, date(2026, 11, 23)))


def test_a_contact(vault: Refreshed) -> None:
    ana = profile(vault, "People/Ana Diaz.md")
    assert (ana.name, ana.path) == ("Ana Diaz", "People/Ana Diaz.md")
    assert ana.contact
    assert ana.contact.roles == ("dentist",)
    assert ana.last_contact == date(2026, 7, 1)
    assert [entry.day.month for entry in ana.log] == [6, 5, 4]
    assert "She is calm." in ana.passages
    assert not any("tooth" in passage for passage in ana.passages)
    assert ana.through == ()  # the owner knows her
    assert set(ana.known_by) == {"Bob Rossi", "2026-07-01"}


def test_ties_are_named_from_both_ends(vault: Refreshed) -> None:
    ana = profile(vault, "People/Ana Diaz.md")
    assert ana.ties == {
        "children": ("Cleo",),
        "introduced_by": ("Bob Rossi",),
        "knows": ("Bob Rossi",),
        "mentor": ("Bob Rossi",),
    }
    bob = profile(vault, "People/Bob Rossi.md")
    assert bob.ties == {
        "introduced": ("Ana Diaz",),
        "knows": ("Ana Diaz", "Eva Frey"),
        "mentees": ("Ana Diaz",),
    }
    assert profile(vault, "People/Cleo.md").ties == {"parents": ("Ana Diaz",)}


def test_who_is_somebody_else_is_no_tie(indexed: Indexed) -> None:
    two = indexed(
        {
            "People/Ana Diaz.md": "---\nnot_same_as: '[[Ana Dias]]'\nknows: '[[Bob]]'\n---\n",
            "People/Ana Dias.md": "---\nstub: yes\n---\n",
        }
    )
    assert profile(two, "People/Ana Diaz.md").ties == {"knows": ("Bob",)}
    other = profile(two, "People/Ana Dias.md")
    assert (other.ties, other.known_by, other.through, other.mutual) == ({}, (), (), ())


def test_the_balance(vault: Refreshed) -> None:
    ana = profile(vault, "People/Ana Diaz.md")
    assert ana.favours == (1, 2)
    assert ana.favours.balance == 1
    bob = profile(vault, "People/Bob Rossi.md")
    assert bob.favours == (0, 0)


def test_a_stub_is_reached_through_others(vault: Refreshed) -> None:
    cleo = profile(vault, "People/Cleo.md")
    assert cleo.through == ("Bob Rossi", "Ana Diaz")  # the closer one, though farther
    assert cleo.last_contact is None


def test_a_ghost_is_what_others_say(vault: Refreshed) -> None:
    eva = profile(vault, "ghost:eva frey")
    assert (eva.name, eva.path, eva.contact) == ("Eva Frey", None, None)
    assert eva.known_by == ("Ana Diaz", "Bob Rossi")
    assert eva.ties == {"knows": ("Bob Rossi",)}
    assert eva.through == ("Bob Rossi",)  # the closer one, and a stated tie
    assert eva.passages == ("Ana Diaz: Eva Frey is her sister and a notary.",)
    assert (eva.log, eva.last_contact, eva.problems) == ((), None, ())


def test_what_is_wrong_in_the_note_is_part_of_it(indexed: Indexed) -> None:
    vault = indexed({"People/Ana.md": "---\ncloseness: high\n---\n"})
    (problem,) = profile(vault, "People/Ana.md").problems
    assert "closeness" in problem.message
