"""What is known of contacts under the keys of their notes."""

import pytest

from mdnet.model.keys import CONTACT_KEYS
from mdnet.network.contact_fields import (
    as_text,
    contact_field,
    in_order_of,
    values_of,
)
from tests.conftest import Indexed

ANA = """---
roles: [dentist, cellist]
city: Basel
phones: ["+41 79 000 00 01"]
closeness: 4
knows: ["[[Bo]]"]
hair: red
private: true
---
## Log
- 2026-05-03 got: tooth fixed (x2)
"""


@pytest.mark.parametrize(
    ("word", "value", "text"),
    [
        ("name", "Ana", "Ana"),
        ("role", ("dentist", "cellist"), "dentist, cellist"),
        ("City", "Basel", "Basel"),
        ("phone", ("+41 79 000 00 01",), "+41 79 000 00 01"),
        ("closeness", 4, "4"),
        ("knows", ("Bo",), "Bo"),
        ("hair", ("red",), "red"),
        ("private", True, "yes"),
        ("last-contact", "2026-05-03", "2026-05-03"),
        ("balance", 2.0, "2"),
        ("birthday", None, ""),
        ("nothing", None, ""),
    ],
)
def test_a_field_by_any_of_its_names(word: str, value: object, text: str, indexed: Indexed) -> None:
    snapshot = indexed({"People/Ana.md": ANA}).snapshot
    (card,) = snapshot.catalogue.cards()
    from datetime import date

    card = card._replace(last_contact=date(2026, 5, 3))
    (found,) = values_of(card, (contact_field(word),), snapshot.note_at)
    assert (found, as_text(found)) == (value, text)


def test_every_key_of_a_note_is_a_field() -> None:
    assert not [key.name for key in CONTACT_KEYS if contact_field(key.name).kind == "own"]


@pytest.mark.parametrize(
    ("word", "reverse", "order"),
    [
        ("closeness", False, ["Bo", "Ana", "Cy"]),
        ("closeness", True, ["Ana", "Bo", "Cy"]),
        ("hair", False, ["Cy", "Ana", "Bo"]),
        ("hair", True, ["Ana", "Cy", "Bo"]),
    ],
)
def test_contacts_in_the_order_of_a_field(
    word: str, order: list[str], indexed: Indexed, *, reverse: bool
) -> None:
    snapshot = indexed(
        {
            "People/Ana.md": "---\ncloseness: 5\nhair: red\n---\n",
            "People/Bo.md": "---\ncloseness: 3\n---\n",
            "People/Cy.md": "---\nhair: Black\n---\n",
        }
    ).snapshot
    cards = snapshot.catalogue.cards()
    found = in_order_of(contact_field(word), cards, snapshot.note_at, reverse=reverse)
    assert [card.name for card in found] == order
