"""Tables of people whose columns are known by what they are called, in eight languages."""

import shlex
from datetime import date

import pytest

from mdnet.formats.charsets import NAMES, as_unicode, guessed_charset
from mdnet.formats.columns import form_of_cell, targets_of
from mdnet.formats.person import Incoming, Options, Reading
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.formats.table_days import DayOrder, day_in, order_of

TODAY = date(2026, 11, 23)


def read(text: str, **columns: str) -> Reading:
    data = text.encode()
    found = "csv" if columns else detect(data, "in.csv")
    assert found
    return gather(reader_of(found).read(data, "in.csv", Options(TODAY, columns=columns)))


def only(text: str, **columns: str) -> Incoming:
    reading = read(text, **columns)
    assert [one for one in reading.problems if one.severity == "error"] == []
    (one,) = reading.people
    return one


@pytest.mark.parametrize(
    "heading",
    [
        "First Name,Last Name,Email,Company,Position,Mobile Number",
        "Vorname;Nachname;E-Mail;Firma;Funktion;Handy",
        "Prénom,Nom,Courriel,Entreprise,Poste,Portable",
        "Nombre,Apellidos,Correo electrónico,Empresa,Cargo,Móvil",
        "Nome,Cognome,Indirizzo email,Azienda,Ruolo,Cellulare",
        "Nome,Sobrenome,E-mail,Empresa,Cargo,Celular",
        "Voornaam,Achternaam,E-mailadres,Bedrijf,Functie,Mobiel",
        "Имя,Фамилия,Почта,Компания,Должность,Телефон",
        "first_name,last_name,email_1,company,role,phone_1",
        "firstName,lastName,emailAddress,companyName,jobTitle,phoneNumber",
    ],
)
def test_columns_are_known_in_eight_languages(heading: str) -> None:
    mark = ";" if ";" in heading else ","
    one = only(
        f"{heading}\n"
        + mark.join(("Ana", "Diaz", "a@x.example", "Acme", "Baker", "+41 79 555 01 01"))
    )
    assert one.name == "Ana Diaz"
    assert one.contact.emails == ("a@x.example",)
    assert (one.contact.organizations, one.contact.roles) == (("Acme",), ("Baker",))
    assert one.contact.phones == ("+41 79 555 01 01",)


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        ("Name,Company,Email,Last Contact,Phone,Tags,Title",
         'Nora Quist,Quist AS,n@q.example,"May 1, 2024",+47 900 11 222,"friend, oslo",Arkitekt',
         {"organizations": ("Quist AS",), "last_contact": date(2024, 5, 1), "tags": ("friend", "oslo")}),
        ("Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lead Status",
         "101,Nora,Quist,n@q.example,+47 900 11 222,Me,Quist AS,Open",
         {"organizations": ("Quist AS",), "phones": ("+47 900 11 222",)}),
        ("first_name,last_name,job_title,email_1,phone_1,linkedin,groups,description",
         "Nora,Quist,Arkitekt,n@q.example,+4790011222,https://linkedin.com/in/nq,rowing,Tall.",
         {"urls": ("https://linkedin.com/in/nq",), "circles": ("rowing",), "roles": ("Arkitekt",)}),
        ("Full Name,Work Email,LinkedIn Profile,Headline,Location",
         "Nora Quist,n@q.example,linkedin.com/in/nq,Arkitekt,Oslo",
         {"emails": ("n@q.example",), "city": "Oslo", "roles": ("Arkitekt",)}),
        (("Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Privat,Adresse,Ort,PLZ,Organisation,"
         "Geburtsjahr,Geburtsmonat,Geburtstag"), ("Gerd,Lang,Gerd Lang,g@l.example,0171 5550001,"
         "Am Bach 3,Trier,54290,Imkerverein,1960,5,4"),
         {"birthday": "1960-05-04", "phones": ("0171 5550001",), "city": "Trier"}),
        ("name,strasse,plz,ort,odd", "Nora Quist,Gata 1,0150,Oslo,n@q.example",
         {"address": ("Gata 1, Oslo, 0150",), "city": "Oslo", "emails": ("n@q.example",)}),
        ("氏名,メール,会社,電話", "山田花子,y@x.example,山田商店,090-1234-5678",
         {"emails": ("y@x.example",), "organizations": ("山田商店",), "phones": ("090-1234-5678",)}),
    ],
)  # fmt: skip
def test_tables_of_programs(heading: str, row: str, expected: dict[str, object]) -> None:
    contact = only(f"{heading}\n{row}").contact
    assert {key: getattr(contact, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", "12 Mär 2024"),
        ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le", "12 mars 2024"),
        (
            "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
            "12 mar 2024",
        ),
        ("Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Collegato il", "12 marzo 2024"),
        ("Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em", "12 de mar de 2024"),
        ("Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op", "12 mrt. 2024"),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "12.03.2024"),
        ("Given,Surname,URL,Who knows,Company,Title", ""),
    ],
)
def test_linkedin_in_its_languages(heading: str, day: str) -> None:
    text = f"{heading}\nAna,Diaz,https://www.linkedin.com/in/ana-diaz,,Acme,Baker,{day}\n"
    assert detect(text.encode(), "in.csv") == "linkedin"
    one = only(text)
    assert one.keys == ("linkedin:ana-diaz",)
    assert (one.contact.organizations, one.contact.roles) == (("Acme",), ("Baker",))
    assert one.contact.met == (date(2024, 3, 12) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2024", (2024, 3, 12)), ("7-Feb-22", (2022, 2, 7)), ("01 September 2023", (2023, 9, 1)),
        ("Feb 1, 2020", (2020, 2, 1)), ("04.04.2021", (2021, 4, 4)), ("2024-05-01 10:00", (2024, 5, 1)),
        ("44927", (2023, 1, 1)), ("1-févr.-20", (2020, 2, 1)), ("08/02/22, 09:00 AM", (2022, 8, 2)),
        ("2024年5月1日", (2024, 5, 1)), ("12 dez. 2023", (2023, 12, 12)), ("13/2/2024", (2024, 2, 13)),
    ],
)  # fmt: skip
def test_days_in_tables(text: str, day: tuple[int, int, int]) -> None:
    assert day_in(text) == date(*day)


@pytest.mark.parametrize(
    "text", ["31 Feb 2024", "12 Foo 2024", "yesterday", "", "101", "12", "9" * 90]
)
def test_what_is_no_day(text: str) -> None:
    assert day_in(text) is None


def test_the_days_tell_their_order() -> None:
    assert order_of(["1/2/2024", "13/2/2024"], month_first=True) == DayOrder(False, True)
    assert order_of(["1/2/2024"], month_first=False) == DayOrder(False, False)
    assert day_in("1/2/85", DayOrder(False), born=True) == date(1985, 2, 1)


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Member,Mail,Since", "Ana Diaz,a@x.example,2001"),
        ("Code;Wer genau;Tel.;Bild", "7;Ana Diaz;+41 79 555 01 01;x"),
        ("Person's own name,Web page of it", "Ana Diaz,https://x.example"),
    ],
)
def test_a_proposed_mapping_is_whole_and_works(heading: str, row: str) -> None:
    (problem,) = read(f"{heading}\n{row}\n").problems
    assert problem.code == "columns"
    words = shlex.split(problem.fix.partition(": ")[2])
    columns = dict(word.rpartition("=")[::2] for word in words if word != "--map")
    one = only(f"{heading}\n{row}\n", **columns)
    contact = one.contact
    assert one.name == "Ana Diaz"
    assert contact.emails or contact.phones or contact.urls


@pytest.mark.parametrize("text", ["a@x.example,b@x.example\n", "+41 79 555 01 01,x\n"])
def test_what_is_no_heading_is_no_column(text: str) -> None:
    (problem,) = read(text).problems
    assert "--map" not in problem.fix


def test_what_looks_like_an_address_is_never_dropped() -> None:
    one = only("A,B,C,D\nAna,x,a@x.example,+41 79 555 01 01\n", A="name")
    assert (one.contact.emails, one.contact.phones) == (("a@x.example",), ("+41 79 555 01 01",))
    assert [lost.name for lost in one.lost] == ["B"]


@pytest.mark.parametrize(
    ("cell", "form"),
    [("a@x.example", "emails"), ("a@x.example; b@x.example", "emails"), ("+47 900 11 222", "phones"),
     ("0171 5550001", "phones"), ("https://x.example", "urls"), ("linkedin.com/in/x", "urls"),
     ("101", ""), ("2024-05-01", ""), ("x" * 400, ""), ("", ""), ("a@x", "")],
)  # fmt: skip
def test_the_form_of_a_cell(cell: str, form: str) -> None:
    assert form_of_cell(cell) == form


def test_a_name_is_the_part_that_is_missing() -> None:
    assert targets_of(("Nombre", "Apellidos")) == {"Nombre": "given", "Apellidos": "family"}
    assert targets_of(("Prénom", "Nom")) == {"Prénom": "given", "Nom": "family"}
    assert targets_of(("Nom", "Email"))["Nom"] == "name"
    assert targets_of(("Имя", "Почта"))["Имя"] == "name"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "Vorname;Nachname\nKäthe;Schönbrunn\nRené;Müller"),
        ("cp1252", "Nombre,Año\nJosé,Muñoz"), ("cp1252", "Name\nSøren Ågård"),
        ("cp1252", "Nome\nJoão Conceição\nInês"), ("cp1252", "Name;Note\nAna;“Hi” – 5 €"),
        ("cp1250", "First Name,Last Name\nŁucja,Wójcik\nPaweł,Żak"), ("cp1250", "Jméno\nDvořák Jiří"),
        ("cp1250", "Név\nErdős Győző"), ("cp1250", "Name\nPaweł Müller\nJörg Groß\nŻaneta"),
        ("cp1251", "Имя;Фамилия\nАнна;Белова"), ("cp1251", "First Name\nОлексій Їжак"),
        ("cp932", "First Name,Last Name\n花子,山田\n健,鈴木"), ("cp932", "Name\nハナコ"),
        ("mac_roman", "Vorname;Nachname\nKäthe;Schönbrunn"), ("mac_roman", "Prénom,Nom\nAmélie,Roux"),
    ],
)  # fmt: skip
def test_code_pages_are_guessed_by_their_letters(charset: str, text: str) -> None:
    assert guessed_charset(text.encode(charset)) == charset
    assert as_unicode(text.encode(charset)) == (text.encode(), charset)
    assert charset in NAMES


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_guess(codec: str) -> None:
    data = "Name,Mail\nŁucja,a@x.example\n".encode(codec)
    assert as_unicode(data) == (data, "")
