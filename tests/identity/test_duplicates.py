"""Pairs that may be one person: what speaks for it and against it, and how sure it is."""

import pytest

from mdnet.identity.duplicates import Pair
from mdnet.identity.finding import find_duplicates
from mdnet.identity.person_names import likeness
from mdnet.model.identifiers import mail_key, phone_key, profile_key
from tests.conftest import Indexed


def pairs(indexed: Indexed, one: str, other: str, names: tuple[str, str]) -> list[Pair]:
    files = {
        f"People/{name}.md": f"---\n{keys}\n---\n"
        for name, keys in zip(names, (one, other), strict=True)
    }
    return find_duplicates(indexed(files).snapshot)


@pytest.mark.parametrize(
    ("one", "other", "band"),
    [
        ("uid: urn:uuid:AB", "uid: ab", "likely"),
        ("email: ANA@x.org", "emails: [mailto:ana@X.org]", "weak"),
        ("urls: [https://www.linkedin.com/in/ana/]", "social: ['LinkedIn: linkedin.com/in/Ana?x=1']", "likely"),
        ("phone: +41 79 123 45 67", "phone: 0041 (0)79 1234567", None),
        ("imported_from: [google:c1]", "imported_from: [google:c1]", "likely"),
        ("a: b", "a: b", None),
    ],
)  # fmt: skip
def test_keys_of_people_whose_names_are_not_alike(
    indexed: Indexed, one: str, other: str, band: str | None
) -> None:
    found = pairs(indexed, one, other, ("Ana Diaz", "Zed Moss"))
    assert [pair.band for pair in found] == ([band] if band else [])


@pytest.mark.parametrize(
    ("one", "other", "band"),
    [
        ("city: Bern", "city: Bern", "likely"),
        ("email: a@x.org", "email: a@x.org", "sure"),
        ("phone: 079 123 45 67", "phone: +41 79 123 45 67", "sure"),
        ("phone: +49 79 123 45 67", "phone: +41 79 123 45 67", None),
        ("birthday: 1981-04-17", "birthday: --04-17", "likely"),
        ("birthday: 1981-04-17", "birthday: 1982-04-17", None),
        ("organizations: [X]", "organizations: ['[[x]]']", "likely"),
        ("knows: '[[Ana Dias]]'", "city: Bern", None),
        ("not_same_as: '[[Ana Dias]]'", "email: a@x.org", None),
        ("email: a@x.org", "not_same_as: '[[Ana Diaz]]'\nemail: a@x.org", None),
    ],
)  # fmt: skip
def test_what_speaks_for_and_against_names_that_are_alike(
    indexed: Indexed, one: str, other: str, band: str | None
) -> None:
    found = pairs(indexed, one, other, ("Ana Diaz", "Ana Dias"))
    assert [pair.band if pair.score >= 3 else None for pair in found] == ([band] if band else [])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ana Diaz", "Diaz, Ana", True), ("Ana Diaz", "Diaz Ana", True),
        ("Ana Diaz", "A. Diaz", True), ("Ana Maria Diaz", "Ana Diaz", True),
        ("Jürg Müller", "Juerg Mueller", True), ("Jürg Müller", "Jurg Muller", True),
        ("Zoë Frey", "Zoe Frei", True), ("Bob Stone", "Robert Stone", True),
        ("Dr. Ana Diaz", "ana díaz", True), ("Greta Ada Vogel", "Greta Eva Vogel", False),
        ("Ana Diaz", "Bob Diaz", False), ("Jan Moss", "Jon Moss", False),
        ("Ana", "Anna", False), ("", "Ana", False), ("A. D.", "Ana Diaz", False),
    ],
)  # fmt: skip
def test_names(one: str, other: str, *, alike: bool) -> None:
    assert bool(likeness(one, other)) == bool(likeness(other, one)) == alike


@pytest.mark.parametrize(
    ("others", "band"),
    [
        (["Carlos Huber"], "likely"),
        (["Carlos Huber", "Dora Huber", "Carla Hauber"], "likely"),
        (["Carlos Huber", "Cora Huber"], "weak"),
        (["Carlos Huber", "Cora Berg-Huber"], "weak"),
    ],
)
def test_initials_tell_where_they_fit_one_person_only(
    indexed: Indexed, others: list[str], band: str
) -> None:
    files = {f"People/{name}.md": "x" for name in (*others, "C. Huber")}
    found = {
        frozenset((pair.one.name, pair.two.name)): pair.band
        for pair in find_duplicates(indexed(files).snapshot)
    }
    assert found[frozenset(("C. Huber", "Carlos Huber"))] == band


def test_a_ghost_spelt_almost_like_a_note(indexed: Indexed) -> None:
    found = find_duplicates(indexed({
        "People/Ana Diaz.md": "[[Bob Moss]]", "N.md": "[[Ana Días]] [[Ana Diez Club]]",
    }).snapshot)  # fmt: skip
    assert [(pair.one.path, pair.two.name, pair.two.path) for pair in found] == [
        ("People/Ana Diaz.md", "Ana Días", None)
    ]


def test_an_alias_and_a_name(indexed: Indexed) -> None:
    found = pairs(indexed, "aliases: [Dee Moss]", "city: Bern", ("Ana Diaz", "Dee Moss"))
    assert found[0].evidence[0].text == "both are called Dee Moss"


def test_the_number_of_a_firm_makes_nobody_one(indexed: Indexed) -> None:
    files = {f"People/{name} Moss{name}.md": "---\nemail: info@x.org\n---\n" for name in "ABCDEFG"}
    assert not find_duplicates(indexed(files).snapshot)


def test_hundreds_of_one_name_are_not_all_compared(indexed: Indexed) -> None:
    files = {f"People/{n}/Ana Diaz.md": "x" for n in range(200)}
    assert 199 <= len(find_duplicates(indexed(files).snapshot)) <= 200 * 8


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+41 79 123 45 67", "+41791234567"), ("0041 79 123-45-67", "+41791234567"),
        ("+41 (0)79 123 45 67", "+41791234567"), ("079 123 45 67", "791234567"),
        ("tel:+41791234567", "+41791234567"), ("mobile: +41 79 1234567 ext. 12", "+41791234567"),
        ("112", ""), ("", ""), ("+1", ""), ("1" * 40, ""),
    ],
)  # fmt: skip
def test_phones(text: str, key: str) -> None:
    assert phone_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("Ana <ANA@Example.org>", "ana@example.org"), ("mailto:a@b.ch", "a@b.ch"), ("none", ""), ("", "")],
)  # fmt: skip
def test_mail(text: str, key: str) -> None:
    assert mail_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://de.linkedin.com/in/Ana-D%C3%ADaz/?x=1", "linkedin.com/in/ana-díaz"),
        ("linkedin.com/in/ana-díaz", "linkedin.com/in/ana-díaz"),
        ("https://example.org/", ""), ("@ana", ""), ("ana@example.org/x", ""), ("", ""),
    ],
)  # fmt: skip
def test_profiles(text: str, key: str) -> None:
    assert profile_key(text) == key
