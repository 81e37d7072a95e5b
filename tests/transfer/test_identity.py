"""Who somebody is: by identifier, address and number; never by a guess."""

import pytest

from mdnet.model.identifiers import Identifier
from mdnet.transfer.identity import People, Person, candidate_from, identifiers_in_values


def known(*people: tuple[str, dict[str, list[str] | str]]) -> People:
    everybody = People()
    for name, values in people:
        everybody.add(Person(f"{name}.md", [name], {**values}), identifiers_in_values({**values}))
    return everybody


def forms(*keys: str) -> list[Identifier]:
    pairs = (key.split(":", 1) for key in keys)
    return [Identifier(kind, form) for kind, form in pairs]  # type: ignore[arg-type]


def found(everybody: People, name: str, *keys: str) -> tuple[str, list[str]]:
    match = everybody.find(candidate_from([name], {}, forms(*keys)), {}, "file")
    return match.person.path if match.person else "", [one.path for one in match.candidates]


def test_the_forms_of_keys() -> None:
    values: dict[str, list[str] | str] = {
        "uid": "URN:UUID:ABC", "emails": ["mailto:Tilda@Example.org"], "phones": ["+41 79 555 01 01"],
        "urls": ["https://www.linkedin.com/in/Tilda-B/"], "imported_from": ["monica:1", "uid:x"],
    }  # fmt: skip
    terms = [f"{one.kind}:{one.form}" for one in identifiers_in_values(values)]
    assert set(terms) >= {
        "email:tilda@example.org", "phone:+41795550101", "profile:linkedin.com/in/tilda-b",
        "source:monica:1",
    }  # fmt: skip
    assert sum(key.startswith("uid:") for key in terms) == 2


@pytest.mark.parametrize(
    ("name", "keys", "person", "candidates"),
    [
        ("Anybody", ["uid:1"], "Tilda Brandt.md", []),
        ("Tilda B.", ["email:t@example.org"], "Tilda Brandt.md", []),
        ("t@example.org", ["email:t@example.org"], "Tilda Brandt.md", []),
        ("Odo Falk", ["email:t@example.org"], "", []),
        ("Tilda Brandt", ["phone:1"], "Tilda Brandt.md", []),
        ("Odo Falk", ["phone:1"], "", []),
        ("Tilda Brandt", ["email:new@example.org"], "", ["Tilda Brandt.md"]),
        ("Bare Name", ["email:new@example.org"], "Bare Name.md", []),
        ("Nobody", [], "", []),
        ("Anybody", ["uid:1", "uid:2"], "", ["Tilda Brandt.md", "Una Vogt.md"]),
    ],
)
def test_who_is_meant(name: str, keys: list[str], person: str, candidates: list[str]) -> None:
    everybody = known(("Bare Name", {}))
    for person_name, own in (
        ("Tilda Brandt", ["uid:1", "email:t@example.org", "phone:1"]), ("Una Vogt", ["uid:2"])
    ):  # fmt: skip
        everybody.add(Person(f"{person_name}.md", [person_name], {}), forms(*own))
    assert found(everybody, name, *keys) == (person, candidates)


def test_what_is_no_name_makes_nobody_alike() -> None:
    everybody = People()
    everybody.add(Person("T.md", ["Tilda Brandt", "---"], {}), forms("email:t@example.org"))
    assert found(everybody, "Odo Falk", "email:t@example.org") == ("", [])
    assert found(everybody, "???", "email:t@example.org") == ("T.md", [])


def test_of_a_number_that_very_many_have_only_the_same_name_counts() -> None:
    everybody = People()
    for number in range(3000):
        one = Person(f"Person {number}.md", [f"Person {number}"], {})
        everybody.add(one, forms("phone:+41795550101"))
    assert found(everybody, "Person 7", "phone:+41795550101") == ("Person 7.md", [])
    assert found(everybody, "Somebody Else", "phone:+41795550101") == ("", [])
