"""Tables, JSON lines and calendars out; vCards have their own test of the round trip."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from mdnet.formats.calendar_out import write_calendar
from mdnet.formats.google import read_google
from mdnet.formats.json_out import write_ndjson, write_opensearch
from mdnet.formats.linkedin import read_linkedin
from mdnet.formats.person import Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.tables_out import write_google, write_linkedin
from mdnet.formats.vcard.writer import fold_line, write_vcards
from mdnet.model.contact import Contact, Edge
from tests.formats.samples import LINE
from tests.strategies import CONTACTS as ANY_CONTACTS
from tests.strategies import TEXT

ANA = Outgoing(
    "Ana Diaz",
    Contact(
        circles=("Chess",),
        organizations=("Studio",),
        roles=("dentist",),
        emails=("a@example.org", "b@example.org"),
        phones=("+41 79",),
        urls=("https://linkedin.com/in/ana",),
        edges=(Edge("spouse", "Bob Rossi"),),
        birthday="--02-29",
        anniversary="2010-05-02",
        met=date(2020, 2, 3),
        follow_up=date(2026, 12, 1),
    ),
    "A *note*.",
    "People/Ana Diaz.md",
)


def test_google_comes_back() -> None:
    text = "".join(write_google([ANA]))
    (one,) = gather(read_google(text.encode(), "g.csv")).people
    for (
        field
    ) in "circles organizations roles emails phones urls edges birthday anniversary".split():
        assert getattr(one.contact, field) == getattr(ANA.contact, field), field
    assert (one.name, one.body) == ("Ana Diaz", "A *note*.")


def test_linkedin_comes_back() -> None:
    text = "".join(write_linkedin([ANA]))
    (one,) = gather(read_linkedin(text.encode(), "l.csv")).people
    assert (one.name, one.contact.met) == ("Ana Diaz", date(2020, 2, 3))
    assert one.keys == ("linkedin:ana",)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_cell_is_a_formula_and_what_was_guarded_comes_back(start: str) -> None:
    role = f"{start}cmd|'/c calc'!A1"
    contact = Contact(roles=(role,), emails=("a@example.org",))
    text = "".join(write_google([Outgoing("=Ana", contact, "@note")]))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    (one,) = gather(read_google(text.encode(), "g.csv")).people
    assert (one.name, one.body) == ("=Ana", "@note")
    assert one.contact.roles == (role.strip(),)


def test_json_lines() -> None:
    (line,) = write_ndjson([ANA])
    document = json.loads(line)
    assert line.endswith("\n")
    assert document["name"] == "Ana Diaz"
    assert document["ties"] == [{"kind": "spouse", "name": "Bob Rossi"}]
    assert (document["met"], document["text"]) == ("2020-02-03", "A *note*.")
    assert "vcard" not in document


def test_opensearch_has_an_action_before_each_document() -> None:
    lines = "".join(write_opensearch([ANA, ANA], "people")).split("\n")
    assert lines.pop() == ""
    actions, documents = lines[::2], lines[1::2]
    assert len(actions) == len(documents) == 2
    assert set(json.loads(actions[0])["index"]) == {"_index", "_id"}
    assert "id" not in json.loads(documents[0])


@given(name=TEXT, contact=ANY_CONTACTS)
def test_an_id_has_only_letters_that_meilisearch_allows(name: str, contact: Contact) -> None:
    (line,) = write_ndjson([Outgoing(name, contact)])
    ident = json.loads(line)["id"]
    assert line.count("\n") == 1
    assert 0 < len(ident) <= 128
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in ident)


def test_a_calendar_of_days_to_remember() -> None:
    text = "".join(write_calendar([ANA]))
    assert text == "".join(write_calendar([ANA]))
    assert text.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20000229\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n" in text
    assert "SUMMARY:Follow up: Ana Diaz\r\n" in text
    assert "VALARM" not in text
    stamped = "".join(write_calendar([ANA], datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)))
    assert "DTSTAMP:20261123T010203Z\r\n" in stamped


@given(TEXT | LINE.map(lambda text: text * 9))
def test_folded_lines_are_short_and_whole_when_they_are_joined(text: str) -> None:
    folded = list(fold_line(text))
    assert all(len(line.encode("utf-8", "replace")) <= 75 for line in folded)
    assert all(line.startswith(" ") for line in folded[1:])


@given(name=TEXT, contact=ANY_CONTACTS, body=TEXT)
def test_any_contact_makes_one_card(name: str, contact: Contact, body: str) -> None:
    text = "".join(write_vcards([Outgoing(name, contact, body)], "3.0"))
    lines = text.split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCARD", ["END:VCARD", ""])
    assert sum(line.upper() in ("BEGIN:VCARD", "END:VCARD") for line in lines) == 2


def test_no_line_of_the_note_can_end_the_card() -> None:
    hostile = ("X-A:b\r\nEND:VCARD", "END:VCARD", "BEGIN:VCARD", "FN:Other")
    card = "".join(write_vcards([Outgoing("Ana", Contact(vcard=hostile))]))
    assert card.count("\r\nEND:VCARD\r\n") == 1
    assert "FN:Other" not in card


def test_a_line_whose_value_was_taken_from_the_note_stays_away() -> None:
    kept = ("item1.TEL;TYPE=home:1", "item1.X-ABLabel:Boat", "TEL;TYPE=work:2", "GENDER:F")
    card = "".join(write_vcards([Outgoing("Ana", Contact(phones=("2", "3"), vcard=kept))]))
    assert "Boat" not in card
    assert "TEL;TYPE=work:2\r\nTEL:3\r\n" in card.replace("GENDER:F\r\n", "")


def test_the_order_of_the_note_wins_over_that_of_its_kept_lines() -> None:
    kept = ("TEL;TYPE=home:1", "TEL;TYPE=work:2")
    card = "".join(write_vcards([Outgoing("Ana", Contact(phones=("2", "9", "1"), vcard=kept))]))
    assert [line.rpartition(":")[2] for line in card.split("\r\n") if "TEL" in line] == [
        "2",
        "9",
        "1",
    ]
