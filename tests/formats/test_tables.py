"""The readers of tables: LinkedIn, Google, Outlook, and any other by a mapping."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from mdnet.formats.generic import read_table
from mdnet.formats.google import read_google
from mdnet.formats.linkedin import read_linkedin
from mdnet.formats.outlook import read_outlook
from mdnet.formats.person import Incoming, Item, Reading
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect
from mdnet.model.contact import Edge
from tests.formats.samples import sample

Read = Callable[[bytes, str], Iterator[Item]]


def gathered(read: Read, data: str | bytes) -> Reading:
    return gather(read(data if isinstance(data, bytes) else data.encode(), "t.csv"))


def only(read: Read, *rows: str) -> Incoming:
    (person,) = gathered(read, "\r\n".join(rows)).people
    return person


LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def test_linkedin_with_notes_above_the_heading() -> None:
    reading = gathered(read_linkedin, sample("linkedin__labeldekho_Connections.csv"))
    assert not reading.problems
    assert len(reading.people) == 10
    alice = reading.people[0]
    assert (alice.name, alice.place) == ("Alice Johnson", "t.csv:6")
    assert alice.contact.emails == ("alice.johnson@techcorp.com",)
    assert (alice.contact.roles, alice.contact.organizations) == (("CTO",), ("TechCorp",))
    assert alice.contact.met == date(2023, 1, 15)
    assert alice.keys == ("linkedin:alicejohnson",)


@pytest.mark.parametrize(
    "above",
    [
        "",
        'Notes:\r\n"When exporting, you may\r\nfind, empty mails"\r\n\r\n',
        "\ufeff",
        "Notes:\r\n",
    ],
    ids=["nothing", "quoted notes", "mark", "one line"],
)
def test_linkedin_finds_its_heading_by_the_names(above: str) -> None:
    row = "Ana,Diaz,https://www.linkedin.com/in/ana-d%C3%ADaz,,Acme,,7-Feb-22"
    person = only(read_linkedin, above + LINKEDIN, row, ",,,,,,12 Mar 2024")
    assert person.name == "Ana Diaz"
    assert person.contact.met == date(2022, 2, 7)


NEW = (
    "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"
    "Address 1 - Extended Address,Relation 1 - Label,Relation 1 - Value,Event 1 - Label,"
    "Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
ROW = (
    'Ana, ,Diaz,Anita,Studio,Dentist,Teeth,--12-01,"one\ntwo",,Chess ::: * myContacts,* Work,'
    "a@example.org ::: b@example.org,Boat,c@example.org,Mobile,'+41 79,Home,"
    '"1 St\nLugano",1 St,Lugano,,TI,6900,CH,,Spouse,Bob,Anniversary,2010-05-02,Shoe,42'
)


def test_google_since_2024() -> None:
    person = only(read_google, NEW, ROW)
    contact = person.contact
    assert person.name == "Ana Diaz"
    assert contact.emails == ("a@example.org", "b@example.org", "c@example.org")
    assert contact.phones == ("+41 79",)
    assert (contact.birthday, contact.anniversary) == ("--12-01", "2010-05-02")
    assert (contact.city, contact.circles) == ("Lugano", ("Chess",))
    assert contact.edges == (Edge("spouse", "Bob"),)
    assert person.body == "one\ntwo\n\nShoe: 42"
    assert "EMAIL;TYPE=work;TYPE=pref:a@example.org" in contact.vcard
    assert "item1.X-ABLabel:Boat" in contact.vcard
    assert contact.extra == (("department", ("Teeth",)),)


def test_google_before_2024() -> None:
    heading = (
        "Name,Given Name,Family Name,Birthday,Notes,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Mileage"
    )
    row = "Ana Diaz,Ana,Diaz,1981-04-17,,* myContacts ::: Chess,* Home,a@example.org,,Acme,Boss,9"
    person = only(read_google, heading, row)
    assert person.contact.circles == ("Chess",)
    assert person.contact.roles == ("Boss",)
    assert person.body == "Mileage: 9"


def test_google_says_what_is_of_the_program_and_what_of_the_user() -> None:
    heading = (
        "Name,Given Name,Family Name,Initials,Gender,Location,Priority,Group Membership,"
        "Jot 1 - Type,Jot 1 - Value,E-mail 1 - Type,E-mail 1 - Value"
    )
    labels = "* My Contacts ::: * starred ::: * family ::: Chess"
    person = only(
        read_google, heading, f"Ana Diaz,Ana,Diaz,AD,female,Bern,normal,{labels},,Met in a park,,"
    )
    contact = person.contact
    assert (contact.circles, contact.tags) == (("family", "Chess"), ("starred",))
    assert (contact.city, contact.vcard) == ("Bern", ("GENDER:F",))
    assert person.body == "Met in a park"
    assert {lost.name for lost in person.lost} == {"Initials", "Priority", "CATEGORIES"}
    assert all(lost.technical for lost in person.lost)


def test_linkedin_in_german() -> None:
    heading = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am"
    row = "Ana,Zeh,https://www.linkedin.com/in/ana-z%C3%A9h,a@example.org,Werk AG,Chefin,3 Apr 2022"
    assert detect(heading.encode(), "x.csv") == "linkedin"
    person = only(read_linkedin, heading, row)
    assert (person.name, person.contact.met) == ("Ana Zeh", date(2022, 4, 3))
    assert (person.contact.organizations, person.contact.roles) == (("Werk AG",), ("Chefin",))
    assert person.keys == ("linkedin:ana-zéh",)


def test_outlook_com() -> None:
    reading = gathered(read_outlook, sample("synthetic__outlook_contacts.csv"))
    mira, solo = reading.people
    assert mira.contact.birthday == "1985-01-02"
    assert mira.contact.anniversary == ""
    assert mira.contact.address == ("1 High St, Flat 2, London, N1 1AA, United Kingdom",)
    assert mira.contact.edges == (Edge("spouse", "Tom Example"),)
    assert (solo.name, solo.place) == ("Solo", "t.csv:4")
    assert [problem.code for problem in reading.problems] == ["date-order"]


def outlook(*days: str) -> Reading:
    rows = [f"P{number},X,p{number}@example.org,Acme,{day}" for number, day in enumerate(days)]
    return gathered(
        read_outlook,
        "\n".join(["First Name,Last Name,E-mail Address,Company,Birthday", *rows]),
    )


@pytest.mark.parametrize(
    ("days", "first", "codes"),
    [
        (["1/2/1985", "1/25/1985"], "1985-01-02", []),
        (["1/2/1985", "25/1/1985"], "1985-02-01", []),
        (["1/2/1985"], "1985-01-02", ["date-order"]),
        (["1/25/85"], "1985-01-25", []),
        (["1.2.1985"], "1985-02-01", []),
        (["0/0/00"], "", []),
    ],
)
def test_the_order_of_day_and_month_is_told_from_the_data(
    days: list[str], first: str, codes: list[str]
) -> None:
    reading = outlook(*days)
    assert reading.people[0].contact.birthday == first
    assert [problem.code for problem in reading.problems] == codes


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (
            "Vorname;Nachname;Firma;E-Mail-Adresse;Straße privat;Ort privat;Geburtstag;Kategorien;Position",
            "Jörg;Müller;Bäcker;j@example.org;Weg 1;Köln;4.3.1970;Chor;Bäcker",
        ),
        (
            "Prénom,Nom,Société,Adresse de messagerie,Rue (domicile),Ville (domicile),Anniversaire,Catégories,Fonction",
            "Jörg,Müller,Bäcker,j@example.org,Weg 1,Köln,4/3/1970,Chor,Bäcker",
        ),
    ],
    ids=["German", "French"],
)
def test_outlook_in_other_languages(heading: str, row: str) -> None:
    (person,) = gathered(read_outlook, f"{heading}\r\n{row}\r\n".encode("cp1252")).people
    assert person.name == "Jörg Müller"
    assert person.contact.birthday == "1970-03-04"
    assert (person.contact.city, person.contact.circles) == ("Köln", ("Chor",))
    assert person.contact.roles == ("Bäcker",)
    assert not person.lost


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_table_by_a_mapping(delimiter: str) -> None:
    mapping = {"full name": "name", "Firm": "organizations", "Since": "met", "Boss": "boss"}
    rows = [
        ["Full name", "Firm", "Since", "Boss", "Shoe"],
        ["Ana Diaz", "Acme", "2020-02-03", "Bob", "42"],
        ["Bo", "Acme", "soon", "", ""],
        ["", "Acme", "", "", ""],
    ]
    text = "\n".join(delimiter.join(row) for row in rows)
    reading = gathered(lambda data, name: read_table(data, name, mapping), text)
    ana, bo = reading.people
    assert (ana.contact.organizations, ana.contact.met) == (("Acme",), date(2020, 2, 3))
    assert ana.contact.edges == (Edge("boss", "Bob"),)
    assert [lost.name for lost in ana.lost] == ["Shoe"]
    assert [lost.reason for lost in bo.lost] == ["not a value for met"]
    assert [str(problem)[:9] for problem in reading.problems] == ["t.csv:4:1"]


def test_columns_that_are_not_there_are_told() -> None:
    reading = gathered(lambda data, name: read_table(data, name, {"Nobody": "name"}), "A,B\n1,2\n")
    assert [problem.code for problem in reading.problems] == ["no-heading"]


def test_columns_of_one_name_are_told_apart() -> None:
    rows = b"Name,City,City\nAna,Bern,Zug\n"
    mapping = {"Name": "name", "City": "city", "City (2)": "address"}
    (one,) = gather(read_table(rows, "t.csv", mapping)).people
    assert (one.contact.city, one.contact.address) == ("Bern", ("Zug",))
