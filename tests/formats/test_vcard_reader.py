import base64
from collections.abc import Callable

import pytest

from mdnet.formats.person import Incoming, Reading
from mdnet.formats.reading import gather
from mdnet.formats.vcard.reader import read_vcards
from mdnet.model.contact import Edge


def read(text: str | bytes, *, photos: bool = False) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return gather(read_vcards(data, "c.vcf", photos=photos))


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def one(*lines: str, version: str = "3.0") -> Incoming:
    (person,) = read(card(*lines, version=version)).people
    return person


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1981-04-17", "1981-04-17"),
        ("BDAY:19810417", "1981-04-17"),
        ("BDAY:1981-04-17T00:00:00Z", "1981-04-17"),
        ("BDAY:--0417", "--04-17"),
        ("BDAY:--04-17", "--04-17"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-17", "--04-17"),
        ("BDAY;X-APPLE-OMIT-YEAR=2000:2000-02-29", "--02-29"),
        ("BDAY:16040417", "--04-17"),
        ("BDAY:0000-04-17", "--04-17"),
        ("BDAY:1981/4/17", "1981-04-17"),
        ("BDAY:17.4.1981", "1981-04-17"),
        ("BDAY;VALUE=text:circa 1800", ""),
        ("BDAY:1981-13-45", ""),
    ],
)
def test_birthdays(line: str, birthday: str) -> None:
    person = one("FN:Ana", line)
    assert person.contact.birthday == birthday
    assert bool(birthday) or person.contact.vcard == (line,)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("TEL;CELL:+41 79", "+41 79"),
        ("TEL;VALUE=uri;TYPE=home:tel:+33-01-23", "+33-01-23"),
        ('TEL;TYPE="voice,cell":1', "1"),
        ("item1.TEL:5", "5"),
        ("TEL;VALUE=uri:tel:+1-555;ext=102", "+1-555"),
    ],
)
def test_telephones(line: str, number: str) -> None:
    assert one("FN:Ana", line, version="4.0").contact.phones == (number,)


def test_a_plain_line_is_not_kept_beside_its_field() -> None:
    person = one("FN:Ana Diaz", "N:Diaz;Ana;;;", "EMAIL;TYPE=INTERNET:a@example.org", "TEL:1")
    assert person.contact.vcard == ()


def test_a_label_is_kept_with_its_property() -> None:
    lines = ("item1.TEL:1", "item1.X-ABLabel:_$!<Boat>!$_")
    assert one("FN:Ana", "TEL:2", *lines).contact.vcard == lines


def test_bare_parameters_are_kept_as_types() -> None:
    person = one("FN:Ana", "TEL;WORK;FAX:1", version="2.1")
    assert person.contact.vcard == ("TEL;TYPE=WORK;TYPE=FAX:1",)


def test_quoted_printable_with_soft_breaks_and_its_own_character_set() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"FN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=\r\n=FCller\r\n"
        b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=A4ckerei\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo\r\nEND:VCARD\r\n"
    )
    (person,) = read(data).people
    assert person.name == "Jörg Müller"
    assert person.contact.organizations == ("Bäckerei",)
    assert person.body == "one\ntwo"


def test_a_soft_break_before_the_next_property_takes_nothing_from_it() -> None:
    text = card("FN:Ana", "NOTE;ENCODING=QUOTED-PRINTABLE:=C3=91=", "TEL:1", version="2.1")
    (person,) = read(text).people
    assert person.contact.phones == ("1",)


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CR": lambda text: text.replace("\r\n", "\r").encode(),
    "LF": lambda text: text.replace("\r\n", "\n").encode(),
    "lower case": lambda text: text.lower().replace("zoë", "Zoë").encode(),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_marks_and_line_ends(encode: Callable[[str], bytes]) -> None:
    reading = read(encode(card("FN:Zoë", "TEL:1")))
    assert [person.name for person in reading.people] == ["Zoë"]
    assert reading.people[0].contact.phones == ("1",)


def test_letters_in_no_known_set_are_read_and_reported() -> None:
    reading = read(card("FN:Zoë").encode("cp1252"))
    assert reading.people[0].name == "Zoë"
    assert [problem.code for problem in reading.problems] == ["card-charset"]


def test_a_letter_broken_by_folding_is_whole_again() -> None:
    raw = "FN:Zoë".encode()
    folded = raw[:-1] + b"\r\n " + raw[-1:]
    data = b"BEGIN:VCARD\r\n" + folded + b"\r\nEND:VCARD\r\n"
    assert read(data).people[0].name == "Zoë"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Diaz;Ana;Maria;Dr.;PhD"], "Ana Maria Diaz"),
        (["KIND:org", "ORG:Tech Solutions;Unit"], "Tech Solutions, Unit"),
        (["EMAIL:a@example.org"], "a@example.org"),
        (["N:;;;;", "TEL:5"], "5"),
        (["FN:  ", "NICKNAME:Gus"], "Gus"),
    ],
)
def test_cards_without_a_name(lines: list[str], name: str) -> None:
    assert one(*lines).name == name


def test_a_card_that_names_nobody_is_a_problem_with_its_place() -> None:
    reading = read(card("NOTE:x") + card("FN:Ana"))
    assert [str(problem)[:10] for problem in reading.problems] == ["c.vcf:1:1:"]
    assert [person.place for person in reading.people] == ["c.vcf:5"]


def test_an_unended_card_and_junk_end_nothing() -> None:
    text = "hello\r\nBEGIN:VCARD\r\nFN:A\r\nwhat is this\r\n" + card("FN:B")
    reading = read(text)
    assert [person.name for person in reading.people] == ["A", "B"]
    assert sorted(problem.code for problem in reading.problems) == [
        "card-junk",
        "card-junk",
        "card-unended",
    ]


def test_a_card_within_a_card_stays_whole() -> None:
    inner = ["AGENT:", "BEGIN:VCARD", "FN:Susan", "TEL:7", "END:VCARD"]
    person = one("FN:Ana", *inner, "TEL:1", version="2.1")
    assert person.contact.phones == ("1",)
    assert person.contact.vcard == ("AGENT:BEGIN:VCARD\\nFN:Susan\\nTEL:7\\nEND:VCARD",)


def test_groups_become_circles() -> None:
    group = card(
        "X-ADDRESSBOOKSERVER-KIND:group",
        "FN:Chess club",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A1",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:gone",
    )
    reading = read(group + card("FN:Ana", "UID:a1") + card("FN:Bob", "UID:b1"))
    assert [person.contact.circles for person in reading.people] == [("Chess club",), ()]
    assert [problem.message for problem in reading.problems] == [
        'the list "Chess club" names 1 member not in this file'
    ]


def test_ties_by_name_and_by_identifier() -> None:
    ana = card(
        "FN:Ana",
        "RELATED;TYPE=spouse;VALUE=text:Bob, the builder",
        "RELATED;TYPE=friend:urn:uuid:C1",
        version="4.0",
    )
    reading = read(ana + card("FN:Cleo", "UID:urn:uuid:c1"))
    assert reading.people[0].contact.edges == (
        Edge("spouse", "Bob, the builder"),
        Edge("knows", "Cleo"),
    )
    assert reading.people[0].contact.vcard == ("RELATED;TYPE=friend:urn:uuid:C1",)


def test_categories_are_circles_but_for_groups_of_the_program() -> None:
    person = one("FN:Ana", "CATEGORIES:My Contacts,Chess-Club,a\\,b")
    assert person.contact.circles == ("Chess Club", "a,b")
    assert ("CATEGORIES", True) in {(lost.name, lost.technical) for lost in person.lost}


def test_who_is_starred_has_the_tag() -> None:
    contact = one("FN:Ana", "CATEGORIES:starred,Chess").contact
    assert (contact.tags, contact.circles) == (("starred",), ("Chess",))


def test_of_what_there_can_be_one_the_second_is_told_lost() -> None:
    person = one("FN:Ana", "BDAY:1981-04-17", "BDAY:1982-04-17")
    assert person.contact.birthday == "1981-04-17"
    assert [(lost.name, lost.value) for lost in person.lost if not lost.technical] == [
        ("BDAY", "1982-04-17")
    ]


@pytest.mark.parametrize("form", ["data:image/png;base64,{}", "b"])
def test_pictures(form: str) -> None:
    png = b"\x89PNG" + bytes(40)
    text = base64.b64encode(png).decode()
    line = f"PHOTO:{form.format(text)}" if "{" in form else f"PHOTO;ENCODING=b:{text}"
    (person,) = read(card("FN:Ana", line), photos=True).people
    assert person.photo is not None
    assert (person.photo.data, person.photo.media_type) == (png, "image/png")


def test_a_base64_value_may_go_on_without_blanks_until_an_empty_line() -> None:
    text = card("FN:Ana", "PHOTO;ENCODING=BASE64:", "AAAA", "BBBB", "", "TEL:1", version="2.1")
    (person,) = read(text).people
    assert person.contact.phones == ("1",)
    assert not read(text).problems


def test_social_profiles_and_messengers() -> None:
    person = one(
        "FN:Ana",
        "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/Ana-Diaz/",
        "IMPP;X-SERVICE-TYPE=Skype:skype:ana",
        "X-JABBER:ana@example.org",
    )
    assert person.contact.social == (
        "https://www.linkedin.com/in/Ana-Diaz/",
        "skype:ana",
        "jabber:ana@example.org",
    )
    assert person.keys == ("linkedin:ana-diaz",)


def test_an_address_gives_the_city_of_the_home() -> None:
    person = one("FN:Ana", "ADR;TYPE=work:;;1 St;Bern;;;", "ADR;TYPE=home:;;2 St;Lugano;TI;6900;CH")
    assert person.contact.address == ("1 St, Bern", "2 St, Lugano, TI, 6900, CH")
    assert person.contact.city == "Lugano"


def test_control_characters_are_no_part_of_a_card() -> None:
    assert one("FN:A\0n\x1ba", "ROLE:den\x7ftist").contact.roles == ("dentist",)
    assert one("FN:A\0n\x1ba").name == "Ana"
    nameless = read(card("FN:\0\0", "BDAY:1981-04-17"))
    assert [problem.code for problem in nameless.problems] == ["card-nameless"]
    assert not nameless.people
