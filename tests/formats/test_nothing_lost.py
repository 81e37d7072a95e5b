"""Whatever a card or a row holds is in a key, in the text, in a kept line, or told as lost."""

import csv
import io
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.google import read_google
from mdnet.formats.outlook import read_outlook
from mdnet.formats.person import Incoming, Item
from mdnet.formats.reading import gather
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.values import escape

WORD = st.text(st.sampled_from("abcäöüÿ你ж12"), min_size=3, max_size=8)
NAMES = st.sampled_from(
    """FN N NICKNAME ORG TITLE ROLE EMAIL TEL URL ADR IMPP BDAY ANNIVERSARY X-ABDATE RELATED
    X-ABRELATEDNAMES CATEGORIES LANG NOTE UID KIND PHOTO LOGO GENDER GEO KEY X-ANDROID-CUSTOM
    X-SOCIALPROFILE X-SKYPE X-MANAGER X-MDNET-BIRTHDAY X-MDNET-MET X-MDNET-CLOSENESS
    X-MDNET-EDGE X-messaging/irc-All AGENT SOUND LABEL X-UNKNOWN item1.TEL item1.X-ABLabel
    item2.X-ABLabel item1.X-ABADR""".split()
)
PARAMS = st.sampled_from(
    ["", ";TYPE=HOME", ";TYPE=skype", ";VALUE=text", ";PREF=1", ";LANGUAGE=de", ";CELL", ";ALTID=1"]
)
VALUES = st.lists(WORD, min_size=1, max_size=4).map(";".join) | WORD.map(escape)


def all_of(one: Incoming) -> str:
    """All that came of a card, as one text."""
    contact = one.contact
    there = [str(getattr(contact, field.name)) for field in fields(contact)]
    lost = [f"{lost.name} {lost.value}" for lost in one.lost]
    return "\n".join([one.name, one.body, *there, *lost, *map(str, (*one.keys, *one.related))])


@given(st.lists(st.tuples(NAMES, PARAMS, VALUES), max_size=12))
def test_of_a_card(lines: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{name}{params}:{value}\r\n" for name, params, value in lines)
    data = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n{text}END:VCARD\r\n".encode()
    (person,) = gather(read_vcards(data, "c.vcf")).people
    came = all_of(person).casefold()
    for name, _, value in lines:
        for word in value.replace("\\", "").split(";"):
            assert word.casefold() in came, (name, value)


OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,"
    "Home Phone,Business Phone 2,Pager,Job Title,Department,Company,Office Location,"
    "Manager's Name,Business Street,Business City,Home Address,Spouse,Schools,Web Page,"
    "Birthday,Notes,Categories,Children,Referred By,User 1,Mileage,IMAddress,Anything,Title"
).split(",")
GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Labels,Location,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
    "Address 1 - Street,Address 1 - City,Relation 1 - Label,Relation 1 - Value,"
    "Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value,"
    "Website 1 - Value,Jot 1 - Value,Anything,Mileage"
).split(",")


def row_of(heading: list[str], cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([heading, cells])
    return buffer.getvalue().encode()


def check(items: list[Item], heading: list[str], cells: list[str]) -> None:
    (person,) = gather(items).people
    came = all_of(person).casefold()
    for column, cell in zip(heading, cells, strict=True):
        # A label without a value says nothing.
        if not column.endswith("Label"):
            assert cell.casefold() in came, column


@given(st.lists(WORD | st.just(""), min_size=len(OUTLOOK) - 1, max_size=len(OUTLOOK) - 1))
def test_of_a_row_of_outlook(more: list[str]) -> None:
    cells = ["Ana", *more]
    check([*read_outlook(row_of(OUTLOOK, cells), "t.csv")], OUTLOOK, cells)


@given(st.lists(WORD | st.just(""), min_size=len(GOOGLE) - 1, max_size=len(GOOGLE) - 1))
def test_of_a_row_of_google(more: list[str]) -> None:
    cells = ["Ana", *more]
    check([*read_google(row_of(GOOGLE, cells), "t.csv")], GOOGLE, cells)
