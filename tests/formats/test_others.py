"""Monica, mailboxes, calendars, and telling the formats apart."""

import json
from datetime import date
from pathlib import Path

import pytest

from mdnet.formats.calendar_file import read_calendar
from mdnet.formats.mail import read_mbox
from mdnet.formats.monica import read_monica
from mdnet.formats.person import Options
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.model.contact import Edge
from tests.formats.samples import CARDS, sample

TODAY = date(2026, 11, 23)


def test_monica() -> None:
    ana, bruno = gather(read_monica(sample("synthetic__monica_4x_export.json"), "m.json")).people
    assert (ana.name, ana.contact.about) == ("Ana Example", "Met in Lisbon")
    assert ana.contact.birthday == "--05-15"
    assert (ana.contact.met, ana.contact.cadence) == (date(2010, 9, 1), 30)
    assert ana.contact.edges == (
        Edge("knows", "Bruno Example"),
        Edge("introduced_by", "Bruno Example"),
    )
    assert "2024-01-01 Knows a good *tax* lawyer." in ana.body
    assert bruno.contact.stub


def test_monica_says_what_the_other_is_to_the_contact() -> None:
    def contact(uuid: str, name: str) -> object:
        return {"uuid": uuid, "properties": {"first_name": name}}

    tie = {"type": "parent", "contact_is": "1", "of_contact": "2"}
    blocks = [
        {"type": "contact", "values": [contact("1", "Kid"), contact("2", "Mum")]},
        {"type": "relationship", "values": [{"properties": tie}]},
        {"type": "journal", "values": [{}]},
    ]
    reading = gather(read_monica(json.dumps({"account": {"data": blocks}}).encode(), "m.json"))
    assert reading.people[0].contact.edges == (Edge("parents", "Mum"),)
    assert [problem.code for problem in reading.problems] == ["not-read"]


def test_what_is_no_json_is_a_problem() -> None:
    assert [one.code for one in gather(read_monica(b"[" * 9, "m.json")).problems] == ["not-json"]


def mail(sender: str, to: str, day: str, *more: str) -> bytes:
    lines = ["From x Thu Jan  1", f"From: {sender}", f"To: {to}", f"Date: {day}", *more]
    return "\n".join(
        [*lines, "Subject: secret", "", "From: not@example.org", "body", "", ""]
    ).encode()


ME, ANA = "Me <me@example.org>", "=?utf-8?q?Ana_D=C3=ADaz?= <Ana@example.org>"
FIRST, LAST = "Fri, 02 Jan 2026 10:00:00 +0100", "Sat, 03 Jan 2026 10:00:00 +0100"


def read_mail(*mails: bytes) -> list[tuple[str, tuple[str, ...], tuple[date, ...], int]]:
    lines = b"".join(mails).splitlines(keepends=True)
    people = read_mbox(lines, "m.mbox", own=["ME@example.org"], today=TODAY)
    return [(one.name, one.contact.emails, one.days, one.times) for one in people]


def test_mail_that_went_both_ways_counts() -> None:
    there, back = mail(ME, ANA, FIRST), mail(ANA, ME, LAST)
    days = (date(2026, 1, 2), date(2026, 1, 3))
    assert read_mail(there, back) == [("Ana Díaz", ("ana@example.org",), days, 1)]
    assert read_mail(there) == []
    assert read_mail(back, back) == []


@pytest.mark.parametrize(
    "more",
    ["List-Id: <x>", "Precedence: bulk", "Auto-Submitted: auto-replied", "Message-ID: <seen>"],
)
def test_lists_robots_and_copies_do_not_count(more: str) -> None:
    seen = mail(ME, "other@example.org", FIRST, "Message-ID: <seen>")
    assert read_mail(seen, mail(ME, ANA, FIRST), mail(ANA, ME, LAST, more)) == []


def test_a_robot_is_nobody() -> None:
    robot = "No Reply <no-reply@example.org>"
    assert read_mail(mail(ME, robot, FIRST), mail(robot, ME, LAST)) == []


def test_messages_may_follow_each_other_without_an_empty_line() -> None:
    mails = [mail(ME, ANA, FIRST), mail(ANA, ME, LAST)]
    tight = b"".join(
        one.strip().replace(b"From x Thu Jan  1", b"From x Thu Jan  1 10:00:00 2026") + b"\n"
        for one in mails
    )
    assert len(read_mail(tight)) == 1


def test_a_header_that_means_harm_is_passed_over() -> None:
    there, back = mail(ME, ANA, FIRST), mail(ANA, ME, LAST)
    assert len(read_mail(mail(ME, "(" * 50_000, FIRST), there, back)) == 1


def test_names_in_latin_letters_are_read_as_such() -> None:
    there, back = (
        mail(ME, "Zo\u00eb <z@example.org>", FIRST), mail("Zo\u00eb <z@example.org>", ME, LAST)
    )  # fmt: skip
    latin = (there + back).decode().encode("latin-1")
    assert [name for name, *_ in read_mail(latin)] == ["Zoë"]


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def read_events(*events: str) -> dict[str, int]:
    text = "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n"
    people = read_calendar(text.encode(), "c.ics", own=["me@example.org"], today=TODAY)
    return {one.name: len(one.days) for one in people}


ANA_COMES = "ATTENDEE;CN=Ana Diaz;PARTSTAT=ACCEPTED:mailto:ana@example.org"


def test_who_was_at_an_event() -> None:
    guests = [
        "ORGANIZER:mailto:me@example.org",
        ANA_COMES,
        "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@example.org",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Bob:mailto:bob@example.org",
    ]
    assert read_events(event("DTSTART:20260105T100000Z", *guests)) == {"Ana Diaz": 1}


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["DTSTART:20261101T100000Z", "RRULE:FREQ=WEEKLY"], 4),
        (["DTSTART:20261101", "RRULE:FREQ=WEEKLY;COUNT=2"], 2),
        (["DTSTART:20261102", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261111"], 4),
        (["DTSTART:20261120", "RRULE:FREQ=DAILY", "EXDATE:20261121"], 3),
        (["DTSTART:20200131", "RRULE:FREQ=MONTHLY;COUNT=3"], 3),
        (["DTSTART:20240229", "RRULE:FREQ=YEARLY"], 1),
        (["DTSTART:20261124"], 0),
        (["DTSTART:20260105", "STATUS:CANCELLED"], 0),
        (["DTSTART:20260105", "RRULE:FREQ=SECONDLY"], 1),
    ],
)
def test_repeated_events_count_up_to_today(lines: list[str], count: int) -> None:
    assert read_events(event(*lines, ANA_COMES)).get("Ana Diaz", 0) == count


def test_a_day_of_a_series_that_was_moved_or_cancelled_does_not_count() -> None:
    series = ["UID:s", "DTSTART:20261102T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3", ANA_COMES]
    moved = ["UID:s", "RECURRENCE-ID:20261109T100000Z", "DTSTART:20261110T100000Z", ANA_COMES]
    assert read_events(event(*series), event(*moved)) == {"Ana Diaz": 3}
    assert read_events(event(*series), event(*moved, "STATUS:CANCELLED")) == {"Ana Diaz": 2}


def test_days_may_be_added_to_an_event() -> None:
    lines = ["DTSTART:20261102", "RDATE:20261104,20261224", ANA_COMES]
    assert read_events(event(*lines)) == {"Ana Diaz": 2}


def test_what_the_owner_declined_was_no_meeting() -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org"
    assert read_events(event("DTSTART:20261102", ANA_COMES, declined)) == {}


def test_the_address_may_be_a_parameter() -> None:
    guest = "ATTENDEE;CN=\"'Ana Diaz'\";EMAIL=ana@example.org:/aMTk/principal/"
    assert read_events(event("DTSTART:20261102", guest)) == {"Ana Diaz": 1}


def test_calendars_and_robots_are_nobody() -> None:
    guests = [
        "ORGANIZER;CN=Family:mailto:abc@group.calendar.google.com",
        "ATTENDEE:mailto:room_1@resource.calendar.google.com",
        "ATTENDEE:mailto:no-reply@example.org",
    ]
    assert read_events(event("DTSTART:20261102", *guests)) == {}


@pytest.mark.parametrize("path", CARDS, ids=[path.name for path in CARDS])
def test_real_cards_are_told_by_what_is_in_them(path: Path) -> None:
    assert detect(path.read_bytes(), "unknown") == "vcard"


@pytest.mark.parametrize(
    ("data", "name", "known"),
    [
        (b"First Name,Last Name,URL,Connected On\nA,B,c,d\n", "x.csv", "linkedin"),
        (b"Name,Given Name,Family Name,E-mail 1 - Value\nA,A,B,c\n", "x.csv", "google"),
        (b"First Name,Last Name,Company,E-mail Address\nA,B,c,d\n", "x.csv", "outlook"),
        (b"Who;Where\nAna;Bern\n", "x.csv", "csv"),
        (b"From a@b Thu\nFrom: a@b\n\nx\n", "inbox", "mbox"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "x", "ics"),
        (b"", "x.vcf", "vcard"),
        (b'{"account": {"data": []}, "app_version": "4"}', "x.json", "monica"),
        (b"# A note\n", "Ana.md", None),
        (b"\0\1\2", "x.csv", None),
    ],
)
def test_formats_are_told_apart(data: bytes, name: str, known: str | None) -> None:
    assert detect(data, name) == known


def test_a_reader_is_had_by_its_name() -> None:
    (one,) = reader_of("vcard").read(
        b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "x.vcf", Options(date(2026, 11, 23), photos=True)
    )
    assert one.name == "Ana"  # type: ignore[union-attr]
