"""Monica's export in the shape in which version 4 writes it."""

import json
from datetime import date
from typing import Any

import pytest

from mdnet.formats.monica import read_monica
from mdnet.formats.person import Incoming, Reading
from mdnet.formats.reading import gather
from mdnet.model.contact import Edge


def block(kind: str, *values: object) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": [*values]}


def thing(uuid: str, **properties: object) -> dict[str, Any]:
    made = "2024-01-01T08:00:00Z"
    return {"uuid": uuid, "created_at": made, "updated_at": made, "properties": properties}


INSTANCE = {
    "contact_field_types": [
        thing("t-mail", name="Email", protocol="mailto:", type="email"),
        thing("t-phone", name="Phone", protocol="tel:", type="phone"),
        thing("t-own", name="Chess Club"),
    ],
    "genders": [thing("g-1", name="Woman", type="F")],
    "life_event_types": [thing("l-1", translation_key="new_job")],
    "activity_types": [thing("a-1", name="ate together")],
}


def read(*owned: dict[str, Any], **properties: object) -> Reading:
    contact = {**thing("c-1", first_name="Ana", **properties), "data": [*owned]}
    walk = thing("act-1", summary="A walk", happened_at="2024-03-02T00:00:00Z", type="a-1")
    account = {
        "data": [
            block("user", thing("u-1")),
            block("contact", contact, thing("c-2", first_name="Bruno")),
            block("relationship", thing("r", type="ex", contact_is="c-1", of_contact="c-2")),
            block("activity", walk, thing("act-2", summary="Alone")),
        ],
        "properties": {"journal_entries": [thing("j-1", post="Rain.")]},
        "instance": INSTANCE,
    }
    export = {"app_version": "4.1.2", "export_date": "2024-06-01T00:00:00Z", "account": account}
    return gather(read_monica(json.dumps(export).encode(), "m.json"))


def ana(*owned: dict[str, Any], **properties: object) -> Incoming:
    return read(*owned, **properties).people[0]


def test_kinds_of_contact_fields_are_looked_up() -> None:
    fields = block(
        "contact_field",
        thing("f-1", data="ana@example.org", type="t-mail"),
        thing("f-2", data="+41 79 000 00 00", type="t-phone"),
        thing("f-3", data="ana64", type="t-own"),
        thing("f-4", data="https://chess.example/ana", type="t-own"),
    )
    contact = ana(fields).contact
    assert contact.emails == ("ana@example.org",)
    assert contact.phones == ("+41 79 000 00 00",)
    assert contact.social == ("chess-club:ana64", "https://chess.example/ana")


def test_an_address_is_no_text() -> None:
    one = ana(block("address", thing("x", name="Home", street="Weg 1", city="Bern")))
    assert (one.contact.address, one.contact.city, one.body) == (("Weg 1, Bern",), "Bern", "")
    assert [(lost.name, lost.value) for lost in one.lost] == [("address", "Home")]


@pytest.mark.parametrize(
    ("kind", "properties", "told"),
    [
        ("note", {"body": "Likes tea."}, "2024-01-01 Likes tea."),
        (
            "call",
            {"called_at": "2024-02-02", "content": "Hi", "contact_called": True,
             "emotions": ["happy"]},
            "2024-02-02 call: Hi (they called, happy)",
        ),
        ("call", {"called_at": "2024-02-02"}, "2024-02-02 call"),
        ("life_event", {"happened_at": "2020-05-05", "type": "l-1"},
         "2020-05-05 life event: new job"),
        ("debt", {"in_debt": True, "amount": "20", "currency": {"iso": "CHF"},
                  "status": "inprogress"}, "2024-01-01 debt: I owe 20 CHF (open)"),
        ("gift", {"name": "Book", "status": "idea", "date": "2024-02-03"},
         "2024-02-03 gift: Book (idea)"),
        ("pet", {"name": "Rex", "category": "Dog"}, "2024-01-01 pet: Rex (Dog)"),
        ("task", {"title": "Send photos", "completed": True},
         "2024-01-01 task: Send photos (done)"),
        (
            "reminder",
            {"title": "Call", "initial_date": "2023-04-04", "frequency_type": "month",
             "frequency_number": 3},
            "2023-04-04 reminder: Call (every 3 months)",
        ),
        (
            "conversation",
            {"happened_at": "2024-02-02", "contact_field_type": "t-own",
             "messages": [thing("m-1", content="Chess?", written_by_me=True),
                          thing("m-2", content="Yes", written_by_me=False)]},
            "2024-02-02 conversation: Chess Club\nI: Chess?\nThey: Yes",
        ),
    ],
)  # fmt: skip
def test_what_a_contact_owns_is_told(kind: str, properties: dict[str, Any], told: str) -> None:
    one = ana(block(kind, thing("x", **properties)))
    assert (one.body, one.lost) == (told, ())


def test_activities_are_named_by_identifier() -> None:
    reading = read(block("activity", "act-1"), last_talked_to="2024-02-01")
    one = reading.people[0]
    assert one.body == "2024-03-02 activity: ate together: A walk"
    assert one.contact.last_contact == date(2024, 3, 2)
    assert [problem.message for problem in reading.problems] == [
        '1 of the kind "activity" belong to no contact and are skipped',
        '1 of the kind "journal entry" belong to no contact and are skipped',
    ]


def test_no_day_behind_the_export_is_one_of_contact() -> None:
    assert ana(block("call", thing("x", called_at="2025-01-01"))).contact.last_contact is None


def test_the_gender_and_the_end_of_a_life_are_words() -> None:
    one = ana(gender="g-1", is_dead=True, deceased_date={"date": "2022-02-02T00:00:00Z"})
    assert one.body == "Gender: Woman\n\nDied: 2022-02-02"
    assert one.contact.tags == ("deceased",)


def test_marks_of_the_program_are_no_loss() -> None:
    one = ana(block("photo", "p-1"), number_of_views=7, avatar={"avatar_source": "default"})
    assert {(lost.name, lost.technical) for lost in one.lost} == {
        ("avatar", True),
        ("number_of_views", True),
        ("photo", False),
    }


def test_other_ties_keep_their_kind() -> None:
    assert ana().contact.edges == (Edge("ex", "Bruno"),)
