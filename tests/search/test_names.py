from datetime import date

import pytest

from mdnet.errors import AmbiguousNameError, NotFoundError
from mdnet.index.refresh import Refreshed
from mdnet.search.names import find_person
from mdnet.search.people import People
from tests.conftest import Indexed

VAULT = {
    "People/Ana Diaz.md": "---\naliases: [Ani, Tooth Fairy]\norganizations: ['[[Acme]]']\n---\n",
    "People/Anders.md": "---\nname: Anders Åberg\nknows: ['[[Dr. Lee]]']\n---\n[[Chess Club]]\n",
    "People/Zoë Müller.md": "---\naliases: [Fairy]\n---\n",
    "People/work/Sam.md": "---\naliases: [Boss]\n---\n",
    "People/club/Sam.md": "---\naliases: [Boss]\n---\n",
    "Goals/Anchor.md": "",
    "Organizations/Repair Café.md": "",
    "2026-01-01.md": "[[Repair Café]] and [[Cleo]]\n",
}


@pytest.fixture
def vault(indexed: Indexed) -> Refreshed:
    return indexed(VAULT)


def find(vault: Refreshed, name: str) -> str:
    snapshot = vault.snapshot
    people = People(snapshot, date(2026, 11, 23))
    return find_person(name, people, snapshot.catalogue, snapshot.reader)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ana Diaz", "People/Ana Diaz.md"),
        ("  ana   DIAZ ", "People/Ana Diaz.md"),
        ("People/Ana Diaz.md", "People/Ana Diaz.md"),
        ("people/ana diaz", "People/Ana Diaz.md"),
        ("club/Sam", "People/club/Sam.md"),
        ("Tooth Fairy", "People/Ana Diaz.md"),
        ("Anders Åberg", "People/Anders.md"),
        ("Zoe\u0308 Mu\u0308ller", "People/Zoë Müller.md"),
        ("zoë", "People/Zoë Müller.md"),  # the beginning of one name only
        ("Fairy", "People/Zoë Müller.md"),  # a whole alias comes before a beginning
        ("Dr. Lee", "ghost:dr. lee"),
        ("cleo", "ghost:cleo"),
    ],
)
def test_whom_a_name_means(vault: Refreshed, name: str, key: str) -> None:
    assert find(vault, name) == key


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Sam", ["People/club/Sam.md", "People/work/Sam.md"]),
        ("Boss", ["People/club/Sam.md", "People/work/Sam.md"]),
        ("An", ["People/Ana Diaz.md", "People/Anders.md"]),
    ],
)
def test_a_name_that_could_be_several_lists_them(
    vault: Refreshed, name: str, candidates: list[str]
) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find(vault, name)
    assert len(caught.value.candidates) == len(candidates)
    for path, shown in zip(candidates, caught.value.candidates, strict=True):
        assert path in shown


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Ana Dias", "Ana Diaz"),
        ("anna diaz", "Ana Diaz"),
        ("Zoe Mueller", "Zoë Müller"),
        ("Anders Aaberg", "Anders Åberg"),
    ],
)
def test_a_name_that_is_misspelt_gets_a_suggestion(
    vault: Refreshed, name: str, suggested: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(vault, name)
    assert suggested in caught.value.suggestions


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("anna diaz", ("Ana Diaz",)),
        ("Diaz Anna", ("Ana Diaz",)),
        ("Anderz", ("Anders Åberg",)),
        ("Mueler", ("Zoë Müller",)),  # one word of the name is enough
        ("Tooth Fury", ("Ana Diaz",)),
        ("Müller & Diaz", ()),
        ("Zara", ()),
        ("Dr", ()),
    ],
)
def test_only_names_that_are_near_are_suggested(
    vault: Refreshed, name: str, suggested: tuple[str, ...]
) -> None:
    with pytest.raises(NotFoundError) as caught:
        find(vault, name)
    assert caught.value.suggestions == suggested


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "/",
        "Xyzzy",
        "Anchor",
        "nowhere/Ana Diaz",
        "../../etc/passwd",
        "\x00",
        "\udc80",
        "Dr",
    ],
)
def test_nobody_has_that_name(vault: Refreshed, name: str) -> None:
    with pytest.raises(NotFoundError):
        find(vault, name)


@pytest.mark.parametrize("name", ["Repair Café", "Chess Club", "Acme"])
def test_a_thing_that_is_linked_to_is_nobody(vault: Refreshed, name: str) -> None:
    with pytest.raises(NotFoundError):
        find(vault, name)
