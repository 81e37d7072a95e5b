"""Values that are kept in maps, or as properties of a vCard, are the values they are."""

import pytest

from mdnet.editing.keys import Plain, append, set_scalar
from mdnet.model.config import Config
from mdnet.model.contact import Contact
from mdnet.notes.reader import read_note

CARD = """---
N.PREFIX: Dr.
N.GN: Ana
N.FN: Feld
FN: Ana Feld
"EMAIL[HOME]": ana@feld.example
"TEL[CELL]": "+43 1 000"
"TEL[1:CELL]": "+43 1 001"
"URL[WORK]": https://feld.example
"SOCIALPROFILE[linkedin]": https://linkedin.example/in/ana
BDAY: 1984-05-06
ORG: Feld Pottery
ROLE: potter
TITLE: Master
"ADR[HOME].STREET": Kilnway 1
"ADR[HOME].LOCALITY": Graz
"ADR[HOME].POSTAL": "8010"
"ADR[HOME].COUNTRY": Austria
"ADR[WORK].STREET": Ring 2
"RELATED[friend]": name:Bo Lund
"RELATED[spouse]": "[[Cy Roth]]"
"RELATED[child]": urn:uuid:2
CATEGORIES: friends, guild
UID: urn:uuid:1
VERSION: "4.0"
REV: 20260503T101112Z
---
#### Notes
Glazes in blue.
"""


def contact(text: str) -> Contact:
    note = read_note("People/Ana Feld.md", text.encode(), Config())
    assert note is not None
    assert note.contact is not None
    assert not note.problems
    return note.contact


def test_the_keys_of_a_vcard() -> None:
    ana = contact(CARD)
    assert ana.emails == ("ana@feld.example",)
    assert ana.phones == ("+43 1 000", "+43 1 001")
    assert ana.urls == ("https://feld.example",)
    assert ana.social == ("https://linkedin.example/in/ana",)
    assert ana.birthday == "1984-05-06"
    assert ana.roles == ("potter", "Master")
    assert ana.city == "Graz"
    assert ana.address == ("Kilnway 1, 8010 Graz, Austria", "Ring 2")
    assert [(edge.kind, edge.target) for edge in ana.edges] == [
        ("knows", "Bo Lund"), ("spouse", "Cy Roth"),
    ]  # fmt: skip
    assert ana.circles == ("friends", "guild")
    assert ana.vcard == (
        "EMAIL;TYPE=HOME:ana@feld.example", "TEL;TYPE=CELL:+43 1 000", "TEL;TYPE=CELL:+43 1 001",
        "URL;TYPE=WORK:https://feld.example",
    )  # fmt: skip
    assert (ana.extra, ana.aliases, ana.private) == ((), (), False)


def test_two_keys_of_a_vcard_make_a_person_anywhere() -> None:
    note = read_note(
        "x/Ana.md", b'---\n"TEL[CELL]": "1"\n"EMAIL[1:]": a@b.example\n---\n', Config()
    )
    assert note is not None
    assert note.kind == "contact"


@pytest.mark.parametrize(("value", "secret"), [("private", True), ("CONFIDENTIAL", True),
                                               ("public", False)])  # fmt: skip
def test_the_class_of_a_vcard_says_who_may_see_it(value: str, secret: bool) -> None:  # noqa: FBT001
    assert contact(f"---\nFN: Ana Feld\nCLASS: {value}\n---\n").private is secret


@pytest.mark.parametrize(
    ("front", "phones", "lines"),
    [
        ("phone:\n  - label: Mobile\n    number: '1'\n  - label: Home\n    number: '2'",
         ("1", "2"), ("TEL;TYPE=CELL:1", "TEL;TYPE=HOME:2")),
        ("phones: {home: '1', work: '2'}", ("1", "2"), ("TEL;TYPE=HOME:1", "TEL;TYPE=WORK:2")),
        ("phones:\n  - mobile: '1'\n  - '2'", ("1", "2"), ("TEL;TYPE=CELL:1",)),
        ("phone:\n  - phone_type: Fax\n    phone_number: '1'", ("1",), ("TEL;TYPE=FAX:1",)),
        ("phone:\n  - number: '1'\n    primary: true\n    type: cell", ("1",), ("TEL;TYPE=CELL:1",)),
        ("contact:\n  phone: '1'\n  email: a@b.example", ("1",), ()),
        ("tel: ['1', '2']", ("1", "2"), ()),
        ("phone:\n  - label: 'büro hinten: 3'\n    number: '1'", ("1",), ()),
    ],
)  # fmt: skip
def test_numbers_with_labels(front: str, phones: tuple[str, ...], lines: tuple[str, ...]) -> None:
    ana = contact(f"---\n{front}\n---\n")
    assert (ana.phones, ana.vcard) == (phones, lines)


@pytest.mark.parametrize(
    "front",
    ["address: {street: Kilnway 1, zip: '8010', city: Graz}",
     "address:\n  label: Home\n  street: Kilnway 1\n  city: Graz\n  postalCode: '8010'",
     "addresses:\n  - street: Kilnway 1\n    postal code: '8010'\n    town: Graz"],
)  # fmt: skip
def test_addresses_in_maps(front: str) -> None:
    ana = contact(f"---\n{front}\n---\n")
    assert (ana.address, ana.city) == (("Kilnway 1, 8010 Graz",), "Graz")


def test_keys_in_camel_case() -> None:
    ana = contact(
        "---\nfirstName: Bea\nlastName: Sieben\njobTitle: potter\nlastContact: 2026-05-06\n"
        "phoneNumber: 099\nfollowUp: 2026-06-01\nLinkedIn: x\n---\n"
    )
    assert (ana.roles, ana.phones, ana.aliases) == (("potter",), ("099",), ("Bea Sieben",))
    assert (str(ana.last_contact), str(ana.follow_up)) == ("2026-05-06", "2026-06-01")
    assert ana.extra == (("LinkedIn", ("x",)),)


def test_a_value_of_a_vcard_is_changed_in_its_place() -> None:
    changed = set_scalar(CARD.encode(), "city", "Linz").decode()
    assert changed == CARD.replace('LOCALITY": Graz', 'LOCALITY": Linz')
    changed = set_scalar(CARD.encode(), "birthday", Plain("1984-05-07")).decode()
    assert changed == CARD.replace("1984-05-06", "1984-05-07")


@pytest.mark.parametrize(
    ("key", "item", "line"),
    [("phones", "+43 2", '"TEL[2:CELL]": "+43 2"\n'),
     ("emails", "b@feld.example", '"EMAIL[1:HOME]": b@feld.example\n'),
     ("address", "Ring 3", '"ADR[1:HOME].STREET": Ring 3\n')],
)  # fmt: skip
def test_a_second_value_gets_a_key_of_its_own(key: str, item: str, line: str) -> None:
    changed = append(CARD.encode(), key, item).decode()
    assert changed == CARD.replace("---\n####", f"{line}---\n####")
    assert item in getattr(contact(changed), key)
