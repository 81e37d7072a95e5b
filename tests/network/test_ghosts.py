import pytest

from mdnet.model.keys import THING_KEYS
from mdnet.network.ghosts import PERSON_KEYS, could_be_person, ghost_name


@pytest.mark.parametrize(
    "name",
    [
        "Cleo",
        "Dr. Lee",
        "dr lee",
        "Aunt May",
        "Ana Diaz",
        "Lotte van Dijk",
        "José Ferreira da Silva",
        "Nguyễn Thị Lan",
        "Łukasz Wiśniewski",
        "Zoë Müller-Lüdenscheidt",
        "O'Brien",
        "Bob (Plumber)",
        "小林",
        "محمد",
        "People/Cleo Kim",
    ],
)
def test_names_of_people(name: str) -> None:
    assert could_be_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "People/",
        "Chess Club",
        "Studio Diaz",
        "Repair Café",
        "Acme GmbH",
        "University of Basel",
        "book list",
        "gardening",
        "some idea of mine",
        "2026-04-01",
        "Route 66",
        "Photo.jpg",
        "People.base",
        "Weekly Meeting",
        "A Title Of Far Too Many Words Indeed",
        "the and of",
        "???",
        "🎻",
    ],
)
def test_names_of_things(name: str) -> None:
    assert not could_be_person(name)


def test_no_key_is_both_for_people_and_for_things() -> None:
    assert not PERSON_KEYS & THING_KEYS


@pytest.mark.parametrize(
    "target", ["Cleo Kim", "People/Cleo Kim", "Cleo Kim.md", "../Cleo Kim.MD", " Cleo Kim "]
)
def test_a_ghost_is_called_by_the_end_of_the_link(target: str) -> None:
    assert ghost_name(target) == "Cleo Kim"
