"""Outlook's table in other languages, and the tables of Thunderbird and Yahoo."""

import pytest

from mdnet.formats.outlook import read_outlook
from mdnet.formats.person import Incoming
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect
from mdnet.model.contact import Edge


def only(heading: str, row: str, encoding: str = "utf-8") -> Incoming:
    data = f"{heading}\n{row}\n".encode(encoding)
    assert detect(data, "t.csv") == "outlook"
    (one,) = gather(read_outlook(data, "t.csv")).people
    return one


def told(one: Incoming) -> list[str]:
    return [lost.name for lost in one.lost if not lost.technical]


def test_french_has_two_titles() -> None:
    one = only(
        "Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Service;Titre;Rue (bureau);"
        "Ville (bureau);Code postal (bureau);Adresse de messagerie;Type de messagerie;"
        "Anniversaire;Sexe;Privé",
        "Dr;Ana;;Lenoir;;Studio;Vente;Directrice;1 rue Haute;Lyon;69001;ana@example.org;SMTP;"
        "0/0/00;Non spécifié;Faux",
        "cp1252",
    )
    contact = one.contact
    assert (one.name, contact.roles) == ("Ana Lenoir", ("Directrice",))
    assert (contact.organizations, contact.city) == (("Studio",), "Lyon")
    assert contact.emails == ("ana@example.org",)
    assert (told(one), contact.private) == ([], False)


def test_the_only_title_in_french_is_that_of_the_job() -> None:
    one = only("Prénom,Nom,Société,Titre", "Ana,Lenoir,Studio,Directrice")
    assert (one.name, one.contact.roles) == ("Ana Lenoir", ("Directrice",))


def test_german() -> None:
    one = only(
        "Anrede,Vorname,Nachname,Firma,Position,Telefon (privat 2),E-Mail-Adresse,E-Mail-Typ,"
        "E-Mail: Angezeigter Name,E-Mail 2: Adresse,Geburtstag,Geschlecht,Priorität,Privat,"
        "Vertraulichkeit,Name des/r Vorgesetzten,Büro,Straße geschäftlich,Ort geschäftlich,"
        "Bundesland/Kanton privat,Benutzer 1,Reisekilometer",
        "Frau,Ana,Zeh,Werk AG,Leiterin,044 000 00 00,ana@example.org,SMTP,Ana Zeh,a@example.net,"
        "25.1.1985,Weiblich,Normal,Aus,Normal,Bo Chef,Zimmer 4,Weg 1,Bern,BE,Rot,7",
        "cp1252",
    )
    contact = one.contact
    assert (one.name, contact.birthday) == ("Ana Zeh", "1985-01-25")
    assert contact.emails == ("ana@example.org", "a@example.net")
    assert contact.edges == (Edge("boss", "Bo Chef"),)
    assert "ADR;TYPE=work:;Zimmer 4;Weg 1;Bern;;;" in contact.vcard
    assert "GENDER:F" in contact.vcard
    assert one.body == "Mileage: 7\n\nUser 1: Rot"
    assert told(one) == []


SPANISH = (
    "Título,Nombre,Apellidos,Organización,Puesto,Calle del trabajo,Ciudad de trabajo,"
    "E-mail Address,Teléfono móvil,Notas"
)
ITALIAN = (
    "Titolo,Nome,Cognome,Società,Posizione,Via (uff.),Città (uff.),"
    "Indirizzo posta elettronica,Cellulare,Note"
)
DUTCH = (
    'Titel,Voornaam,Achternaam,Bedrijf,Functie,"Werkadres, straat","Werkadres, plaats",'
    "E-mailadres,Mobiele telefoon,Notities"
)
PORTUGUESE = (
    "Título,Primeiro nome,Apelido,Empresa,Cargo,Rua da empresa,Localidade da empresa,"
    "Endereço de correio electrónico,Telemóvel,Notas"
)


@pytest.mark.parametrize("heading", [SPANISH, ITALIAN, DUTCH, PORTUGUESE])
def test_other_languages(heading: str) -> None:
    one = only(heading, ",Ana,Sol,Taller,Dentista,Calle 1,Vigo,ana@example.org,600,Hola")
    contact = one.contact
    assert (one.name, one.body) == ("Ana Sol", "Hola")
    assert (contact.organizations, contact.roles) == (("Taller",), ("Dentista",))
    assert (contact.emails, contact.phones) == (("ana@example.org",), ("600",))
    assert (contact.address, contact.city) == (("Calle 1, Vigo",), "Vigo")
    assert one.lost == ()


THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,"
    "Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,"
    "Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,"
    "Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes"
)


def test_thunderbird() -> None:
    one = only(
        THUNDERBIRD,
        "Ana,Sol,Ana S. Sol,Anni,a@example.org,b@example.org,anna,1,2,3,4,5,Weg 1,Hof,Bern,BE,"
        "3000,CH,Gasse 2,,Zug,ZG,6300,CH,Dentist,Teeth,Studio,http://a.example,,1980,1,5,x,,,,Hi",
    )
    contact = one.contact
    assert (one.name, contact.aliases, contact.birthday) == ("Ana S. Sol", ("Anni",), "1980-01-05")
    assert contact.emails == ("a@example.org", "b@example.org")
    assert contact.address == ("Gasse 2, Zug, ZG, 6300, CH", "Weg 1, Hof, Bern, BE, 3000, CH")
    assert (contact.city, contact.social) == ("Bern", ("im:anna",))
    assert (one.body, one.lost) == ("Hi\n\nUser 1: x", ())


def test_thunderbird_knows_birthdays_without_a_year() -> None:
    cells = [""] * 37
    cells[0], cells[1], cells[30], cells[31] = "Ana", "Sol", "12", "1"
    assert only(THUNDERBIRD, ",".join(cells)).contact.birthday == "--12-01"


def test_yahoo() -> None:
    one = only(
        "First,Middle,Last,Nickname,Email,Category,Home,Work,Mobile,Alternate Email 1,Company",
        "Ana,,Sol,,a@example.org,Chess,1,2,3,b@example.org,Studio",
    )
    assert one.name == "Ana Sol"
    assert one.contact.emails == ("a@example.org", "b@example.org")
    assert one.contact.phones == ("1", "2", "3")
    assert one.contact.circles == ("Chess",)
