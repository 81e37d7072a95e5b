"""What leaves a vault in which kind of file is decided by the table of keys."""

import csv
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from mdnet.formats.json_out import document_of
from mdnet.formats.person import Outgoing
from mdnet.formats.tables_out import write_google
from mdnet.formats.vcard.writer import write_vcards
from mdnet.model.contact import Contact, Edge
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS

OF_KIND: dict[str, Any] = {
    "date": date(2024, 5, 6),
    "partial": "2024-05-06",
    "rating": 4,
    "days": 90,
    "flag": True,
    "group": "primary",
    "text": "words of it",
    "raw": ("X-ODD:words of it",),
}
HELD = [key for key in CONTACT_KEYS if key.kind not in ("links", "kept")]


def with_value(key: Field) -> Outgoing:
    value = OF_KIND.get(key.kind, ("words of it",))
    if key.name == "photo":  # tables hold no files
        value = "https://example.org/a.jpg"
    return Outgoing("Ana Diaz", Contact(**{key.name: value}))


def without_value() -> Outgoing:
    return Outgoing("Ana Diaz")


def test_every_field_is_asked_about() -> None:
    assert {key.name for key in HELD} == {one.name for one in fields(Contact)} - {"edges", "extra"}


@pytest.mark.parametrize("key", HELD, ids=lambda key: key.name)
def test_a_key_leaves_where_its_row_says_so(key: Field) -> None:
    def told(kind: str, one: Outgoing) -> object:
        if kind == "documents":
            return document_of(one)
        if kind == "tables":
            return list(csv.reader("".join(write_google([one])).splitlines()))
        return "".join(write_vcards([one]))

    for kind in ("cards", "tables", "documents"):
        differs = told(kind, with_value(key)) != told(kind, without_value())
        if (key.kind, kind) == ("group", "documents"):
            assert differs  # a document always says it
        elif key.name == "uid" and kind == "tables":
            assert not differs
        elif key.kind == "raw":
            assert differs == (kind == "cards")
        else:
            assert differs == (kind in key.leaves.split())


@pytest.mark.parametrize("key", [key for key in CONTACT_KEYS if key.tie], ids=lambda key: key.name)
def test_ties_leave_everywhere(key: Field) -> None:
    tied = Outgoing("Ana Diaz", Contact(edges=(Edge(key.name, "Ben Frost"),)))
    assert "Ben Frost" in "".join(write_vcards([tied]))
    assert "Ben Frost" in "".join(write_google([tied]))
    assert document_of(tied)["ties"] == [{"kind": key.name, "name": "Ben Frost"}]
