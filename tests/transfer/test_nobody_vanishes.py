"""Every row and card of every format is created, merged into a note of its name, or named."""

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.person import Options
from mdnet.formats.reading import gather
from mdnet.formats.registry import reader_of
from mdnet.model.names import is_same_name
from mdnet.transfer.pictures import Pictures
from mdnet.transfer.plan import Planner, SameName
from mdnet.transfer.report import MOST, lines_of
from tests.conftest import examples


class Row(NamedTuple):
    """Somebody as an address book has them."""

    given: str
    family: str
    mail: str
    phone: str


def quoted(*cells: str) -> str:
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


def vcard(rows: list[Row]) -> str:
    return "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{one.given} {one.family}\nN:{one.family};{one.given};;;\n"
        f"EMAIL:{one.mail}\nTEL:{one.phone}\nEND:VCARD\n"
        for one in rows
    )


def vcard_with_uid(rows: list[Row]) -> str:
    cards = vcard(rows).split("VERSION:3.0\n")
    return (
        "".join(f"{card}VERSION:3.0\nUID:u{n}\n" for n, card in enumerate(cards[:-1])) + cards[-1]
    )


def table(heading: str) -> Callable[[list[Row]], str]:
    """What makes a table with given name, family name, mail and phone in this order."""
    return lambda rows: f"{heading}\n" + "".join(quoted(*one) for one in rows)


def linkedin(rows: list[Row]) -> str:
    heading = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    return heading + "".join(
        quoted(one.given, one.family, f"https://www.linkedin.com/in/p{n}", one.mail, "", "", "")
        for n, one in enumerate(rows)
    )


def google_before(rows: list[Row]) -> str:
    heading = "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value\n"
    return heading + "".join(
        quoted(f"{one.given} {one.family}", one.given, one.family, "*", one.mail, one.phone)
        for one in rows
    )


def monica(rows: list[Row]) -> str:
    contacts = [
        {"uuid": f"m{n}", "properties": {"first_name": one.given, "last_name": one.family},
         "data": [{"type": "contact_field", "values": [
             {"properties": {"data": one.mail, "type": "email"}},
             {"properties": {"data": one.phone, "type": "phone"}}]}]}
        for n, one in enumerate(rows)
    ]  # fmt: skip
    data = [{"type": "contact", "values": contacts}]
    return json.dumps({"app_version": "4.1.2", "account": {"data": data}})


def ldif(rows: list[Row]) -> str:
    """Return LDIF as Thunderbird writes it: what is not plain in base64, long lines folded."""
    entries = []
    for one in rows:
        name = f"{one.given} {one.family}".strip()
        pairs = [
            ("dn", f"cn={name},mail={one.mail}"), ("objectclass", "inetOrgPerson"), ("cn", name),
            ("givenName", one.given), ("sn", one.family), ("mail", one.mail),
            ("mobile", one.phone),
        ]  # fmt: skip
        entries.append("\n".join(attribute(*pair) for pair in pairs if pair[1]))
    return "version: 1\n\n" + "\n\n".join(entries) + "\n"


def attribute(key: str, text: str) -> str:
    plain = f"{key}: {text}"
    if not text.isascii():
        plain = f"{key}:: {base64.b64encode(text.encode()).decode()}"
    return "\n ".join(plain[at : at + 40] for at in range(0, len(plain), 40))


def abook(rows: list[Row]) -> str:
    entries = [
        f"[{n}]\nname={one.given} {one.family}\nemail={one.mail}\nmobile={one.phone}\n"
        for n, one in enumerate(rows)
    ]
    return "\n".join(["[format]\nprogram=abook\nversion=0.6.1\n", *entries])


def mutt(rows: list[Row]) -> str:
    """Return aliases, which all have an address, some in one line with a group or broken off."""
    lines = []
    for n, one in enumerate(rows):
        entry = f'"{one.given} {one.family}" <{one.mail or f"p{n}@mail.example"}>'
        lines.append((f"alias p{n} {entry}", f"alias -group x p{n} \\\n  {entry}")[n % 2])
    return "\n".join(lines) + "\n"


def org(rows: list[Row]) -> str:
    return "* People\n" + "".join(
        f"** {one.given} {one.family} :friend:\n:PROPERTIES:\n:EMAIL: {one.mail}\n"
        f":PHONE: {one.phone or '+41 31 555 00 00'}\n:END:\n"
        for one in rows
    )


def facebook(rows: list[Row]) -> str:
    def name(one: Row) -> str:
        return f"{one.given} {one.family}".encode().decode("latin-1")

    return json.dumps(
        {"friends_v2": [{"name": name(one), "timestamp": 1552000000} for one in rows]}
    )


FORMATS: dict[str, tuple[str, Callable[[list[Row]], str]]] = {
    "vcard": ("vcard", vcard),
    "vcard with uid": ("vcard", vcard_with_uid),
    "google": ("google", table("First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Labels")),
    "google before 2024": ("google", google_before),
    "linkedin": ("linkedin", linkedin),
    "outlook": ("outlook", table("First Name,Last Name,E-mail Address,Mobile Phone,Company")),
    "thunderbird": (
        "outlook",
        table("First Name,Last Name,Primary Email,Mobile Number,Organization"),
    ),
    "outlook in german": ("outlook", table("Vorname,Nachname,E-Mail-Adresse,Mobiltelefon,Firma")),
    "outlook before 2010": (
        "outlook",
        table('"First Name","Last Name","E-mail Address","Business Phone","Title"'),
    ),
    "thunderbird in german": (
        "csv",
        table("Vorname,Nachname,Primäre E-Mail-Adresse,Mobil,Messenger-Name,Anzeigename"),
    ),
    "monica": ("monica", monica),
    "ldif": ("ldif", ldif),
    "abook": ("abook", abook),
    "mutt": ("mutt", mutt),
    "org": ("org", org),
    "facebook": ("facebook", facebook),
    "any table with telling headings": ("csv", table("Given name,Surname,Mail,Cell phone")),
    "any table": ("csv", table("A,B,C,D")),
}
COLUMNS = {"A": "given", "B": "family", "C": "emails", "D": "phones"}

few = st.sampled_from
rows = st.lists(
    st.builds(
        Row,
        few(("Ana", "Ben", "Beat", "B.", "Silvia", "伟", "Иван", "Ann-Marie", "Dr. Eva")),
        few(("Diaz", "Keller", "Kéller", "O'Neil", "", "李", "von Stein, PhD")),
        few(("", "", "office@firm.example", "ana@gmail.com", "b@gmx.ch")),
        few(("", "", "+41 79 123 45 67", "079 123 45 67", "+49 171 555 00 01")),
    ),
    min_size=1,
    max_size=8,
)


def planned(form: str, batches: list[list[Row]], same_name: SameName) -> Planner:
    """Import files of one format one after the other, as one command does."""
    known, write = FORMATS[form]
    planner = Planner("People", [], lambda _: "", Pictures(lambda _: None, lambda _: set()))
    planner.same_name = same_name
    options = Options(date(2026, 11, 23), columns=COLUMNS if form == "any table" else {})
    for number, batch in enumerate(batches):
        data = write(batch).encode()
        reading = gather(reader_of(known).read(data, f"file{number}", options))
        assert [one for one in reading.problems if one.severity == "error"] == []
        assert len(reading.people) == len(batch)
        for one in reading.people:
            planner.take(one)
    planner.finish()
    return planner


@pytest.mark.parametrize("form", FORMATS)
@given(batches=st.lists(rows, min_size=1, max_size=2), same_name=few(("merge", "new", "skip")))
@examples(12)
def test_nobody_vanishes(form: str, batches: list[list[Row]], same_name: SameName) -> None:
    planner = planned(form, batches, same_name)
    assert len(planner.outcomes) == sum(map(len, batches))
    notes = {person.path: person.names for person in planner.changed.values()}
    told = "\n".join(lines_of(planner.outcomes, (), ()))
    left_out = [one for one in planner.outcomes if one.action == "ambiguous"]
    for one in planner.outcomes:
        if one.action != "ambiguous":
            assert any(is_same_name(one.name, name) for name in notes[one.path]), one
        elif len(left_out) <= MOST:
            assert f"{one.place}: {one.name} was left out" in told
    assert all(one.is_left_out for one in left_out)
