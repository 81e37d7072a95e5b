"""Tables, JSON lines and calendars out; vCards have their own test of the round trip."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mdnet.formats.calendar_out import write_calendar
from mdnet.formats.cleaning import Cleaning
from mdnet.formats.google import read_google
from mdnet.formats.json_out import write_ndjson, write_opensearch
from mdnet.formats.linkedin import read_linkedin
from mdnet.formats.person import Outgoing, Reminder
from mdnet.formats.reading import gather
from mdnet.formats.tables_out import write_google, write_linkedin
from mdnet.formats.vcard.writer import fold_line, write_vcards
from mdnet.model.contact import Contact, Edge
from tests.conftest import examples
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
    (
        Reminder("follow-up", date(2026, 12, 1)),
        Reminder("reconnect", date(2026, 11, 3), "every month; last\\contact"),
    ),
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


TODAY = date(2026, 11, 23)


def calendar_of(*people: Outgoing, today: date = TODAY) -> Calendar:
    """What the library reads; any error that it found in a part fails the test."""
    text = "".join(write_calendar(people, today))
    calendar = Calendar.from_ical(text.encode("utf-8", "replace"))
    assert isinstance(calendar, Calendar)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    if calendar.events:  # the format has no empty calendar
        calendar.validate()  # type: ignore[no-untyped-call]
    return calendar


def told(calendar: Calendar) -> dict[str, tuple[date, bool]]:
    """The day of each event and whether it has an alarm, by its title."""
    return {
        str(event["SUMMARY"]): (event.decoded("DTSTART"), bool(event.walk("VALARM")))
        for event in calendar.events
    }


def test_a_calendar_of_days_to_remember() -> None:
    calendar = calendar_of(ANA)
    assert told(calendar) == {
        "Birthday: Ana Diaz": (date(2000, 2, 29), True),
        "Anniversary: Ana Diaz": (date(2010, 5, 2), True),
        "Follow up: Ana Diaz": (date(2026, 12, 1), True),
        # Overdue: on the day of the export, where it does not ring again every day.
        "Reconnect: Ana Diaz": (TODAY, False),
    }
    birthday, *_ = calendar.events
    assert birthday["RRULE"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}
    [alarm] = birthday.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)
    assert alarm["DESCRIPTION"] == birthday["SUMMARY"]
    assert str(calendar.events[-1]["DESCRIPTION"]) == "every month; last\\contact"


def test_a_calendar_is_the_same_on_the_same_day() -> None:
    assert "".join(write_calendar([ANA], TODAY)) == "".join(write_calendar([ANA], TODAY))


def test_a_reminder_keeps_its_uid_on_every_other_day_and_with_another_date() -> None:
    later = replace(ANA, reminders=tuple(
        replace(one, day=one.day + timedelta(days=40)) for one in ANA.reminders
    ))  # fmt: skip
    first, second = calendar_of(ANA), calendar_of(later, today=date(2027, 1, 1))
    uids = [str(event["UID"]) for event in first.events]
    assert uids == [str(event["UID"]) for event in second.events]
    assert len(set(uids)) == len(uids) == 4
    assert first.events[-1].decoded("DTSTART") != second.events[-1].decoded("DTSTART")
    # What calendars go by to tell which of two is newer.
    assert first.events[0].decoded("DTSTAMP") < second.events[0].decoded("DTSTAMP")


REMINDERS = st.builds(
    Reminder, st.sampled_from(["follow-up", "reconnect"]), st.dates(min_value=date(1, 1, 2)), TEXT
)


@examples(30)
@given(name=LINE, contact=ANY_CONTACTS, reminders=st.lists(REMINDERS, max_size=2), day=st.dates())
def test_any_contact_makes_a_valid_calendar(
    name: str, contact: Contact, reminders: list[Reminder], day: date
) -> None:
    [one] = Cleaning().people([Outgoing(name, contact, reminders=tuple(reminders))])
    calendar = calendar_of(one, today=day)
    kinds = [reminder.kind for reminder in reminders]
    assert len(calendar.events) >= len(kinds)
    spans = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in calendar.events]
    assert all(start <= end for start, end in spans)


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
