"""LDIF, abook, mutt, Org, Facebook, and the other files of LinkedIn's archive."""

import json
from datetime import date

import pytest

from mdnet.formats.foreign import what_instead
from mdnet.formats.person import Incoming, Options, Reading
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of

TODAY = date(2026, 11, 23)
LDIF = """version: 1

# Thunderbird
dn: cn=Jana Dob,mail=jana@dob.example
objectclass: mozillaAbPersonAlpha
givenName: Jana
sn:: RG9iw6E=
cn:: SmFuYSBEb2LDoQ==
mail: jana@dob.example
mobile: +420 600 100 200
o: Pekárna
ou: Výroba
title: Baker
mozillaHomeStreet: Ulice 1
mozillaHomeLocalityName: Brno
birthyear: 1980
birthmonth: 2
birthday: 3
description: Likes a long
  walk.

dn: cn=Choir
objectclass: groupOfNames
cn: Choir
member: cn=Jana,mail=jana@dob.example
"""
ABOOK = """# abook addressbook file

[format]
program=abook
version=0.6.1

[0]
name=Carla Monti
email=carla@monti.example,c.monti@work.example
mobile=+39 333 1234567
city=Bari
notes=Sings

[1]
name=Leo Gasser
"""
MUTT = """# friends
alias carla Carla Monti <carla@monti.example>
alias -group x bo bo@ek.example
alias team-a Ann A <ann@a.example>, Ben B <ben@b.example>
"""
ORG = """#+TITLE: People
* Family
** Dieter Holz :friend:choir:
:PROPERTIES:
:EMAIL: dieter@holz.example
:PHONE: +49 171 5550002
:ID: 1
:END:
* Notes
Nothing.
"""
FRIENDS = json.dumps({"friends_v2": [
    {"name": "Zo\u00c3\u00ab M\u00c3\u00bcller", "timestamp": 1552000000}, {"name": "Bo Ek"}]})  # fmt: skip
MESSAGES = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
    "1,Me,https://www.linkedin.com/in/me,Mara Stein,https://www.linkedin.com/in/mara-stein,2024-10-26 11:43:11 UTC,Hi\n"
    "1,Bo Ek,https://www.linkedin.com/in/bo-ek,Me,https://www.linkedin.com/in/me,2024-10-27 11:43:11 UTC,Hi\n"
    "2,Me,https://www.linkedin.com/in/me,Bo Ek,https://www.linkedin.com/in/bo-ek,2099-10-27 11:43:11 UTC,Hi\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Me,Mara Stein,"10/1/24, 3:04 PM",,OUTGOING,https://www.linkedin.com/in/me,https://www.linkedin.com/in/mara-stein\n'
)


def read(text: str, name: str, form: str) -> Reading:
    data = text.encode()
    assert detect(data, name) == form
    return gather(reader_of(form).read(data, name, Options(TODAY)))


def people(text: str, name: str, form: str) -> dict[str, Incoming]:
    reading = read(text, name, form)
    assert reading.problems == ()
    return {one.name: one for one in reading.people}


def test_ldif() -> None:
    (jana,) = people(LDIF, "a.ldif", "ldif").values()
    contact = jana.contact
    assert (jana.name, contact.emails, contact.phones) == (
        "Jana Dobá", ("jana@dob.example",), ("+420 600 100 200",)
    )  # fmt: skip
    assert (contact.organizations, contact.roles, contact.city) == (
        ("Pekárna",),
        ("Baker",),
        "Brno",
    )
    assert (contact.birthday, contact.circles) == ("1980-02-03", ("Choir",))
    assert contact.extra == (("department", ("Výroba",)),)
    assert jana.body == "Likes a long walk."


def test_abook() -> None:
    found = people(ABOOK, "addressbook", "abook")
    assert [*found] == ["Carla Monti", "Leo Gasser"]
    carla = found["Carla Monti"].contact
    assert carla.emails == ("carla@monti.example", "c.monti@work.example")
    assert (carla.phones, carla.city) == (("+39 333 1234567",), "Bari")


def test_aliases_of_mutt() -> None:
    found = people(MUTT, "aliases.txt", "mutt")
    assert [*found] == ["Carla Monti", "bo", "Ann A", "Ben B"]
    assert found["Ann A"].contact.circles == ("team a",)


def test_org_contacts() -> None:
    (dieter,) = people(ORG, "people.org", "org").values()
    assert dieter.contact.emails == ("dieter@holz.example",)
    assert (dieter.name, dieter.contact.tags) == ("Dieter Holz", ("friend", "choir"))


def test_friends_of_facebook() -> None:
    found = people(FRIENDS, "friends.json", "facebook")
    assert [*found] == ["Zoë Müller", "Bo Ek"]
    assert found["Zoë Müller"].contact.met == date(2019, 3, 7)


def test_messages_of_linkedin() -> None:
    found = people(MESSAGES, "messages.csv", "linkedin-messages")
    assert {name: one.contact.last_contact for name, one in found.items()} == {
        "Mara Stein": date(2024, 10, 26), "Bo Ek": date(2024, 10, 27)
    }  # fmt: skip
    assert found["Bo Ek"].keys == ("linkedin:bo-ek",)
    assert "Hi" not in str(found)


def test_invitations_of_linkedin() -> None:
    found = people(INVITATIONS, "Invitations.csv", "linkedin-messages")
    assert found["Mara Stein"].contact.last_contact == date(2024, 10, 1)


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("Recommendations_Received.csv", "They wrote of me"),
        ("Recommendations_Given.csv", "I wrote"),
    ],
)
def test_recommendations_of_linkedin(name: str, lead: str) -> None:
    text = (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Mara,Stein,Helix,VP,"Best analyst, ever.","08/02/22, 09:00 AM",VISIBLE\n'
    )
    (mara,) = people(text, name, "linkedin-recommendations").values()
    assert mara.body == f"{lead} (2022-08-02): Best analyst, ever."
    assert (mara.contact.roles, mara.lost) == (("VP",), ())


@pytest.mark.parametrize(
    "text", ["dn: x\n\n", "dn: cn=\ncn:: ?\n \n", "[format]\nprogram=abook\n[0]\nemail=\n"]
)
def test_an_entry_that_names_nobody_is_told(text: str) -> None:
    form = detect(text.encode(), "x")
    assert form
    reading = gather(reader_of(form).read(text.encode(), "x", Options(TODAY)))
    assert [one.code for one in reading.problems] == ["row-nameless"]


@pytest.mark.parametrize(
    ("start", "name", "word"),
    [
        (b"!BDN", "mail.pst", "CSV"), (b"PK\3\4", "people.xlsx", "CSV"), (b"SQLite format 3\0", "x", "vCards"),
        (b";; -*-coding: utf-8-emacs;-*-\n;;; file-format: 9\n", ".bbdb", "bbdb-vcard-export"),
        (b'<?xml version="1.0"?>\n<vcards>', "x.xml", ".vcf"), (b'["vcard",[', "x.json", ".vcf"),
        (b"", "Contacts.abbu", "vCard"), (b"x", "Outlook.NK2", "CSV"), (b"x", "me.wab", "CSV"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(start: bytes, name: str, word: str) -> None:
    assert word in what_instead(start, name)
    assert what_instead(b"a,b", "x.csv") == ""
