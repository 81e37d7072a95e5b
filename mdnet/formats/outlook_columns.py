"""The columns of Outlook's CSV by their English names, in seven languages.

The names are those of the program's own export and of outlook.com, as Exchange knows them
when it reads such files; names that only differ in case, accents or marks are the same.
English, German and French stand here, others in ``mdnet.formats.outlook_words``.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from mdnet.formats.outlook_words import (
    DUTCH,
    ITALIAN,
    PORTUGUESE,
    SPANISH,
    THUNDERBIRD,
    THUNDERBIRD_ABROAD,
    YAHOO,
)
from mdnet.util.text import fold

_MARKS = re.compile(r"[^a-z0-9]+")

_ENGLISH: Final = """First Name|Middle Name|Last Name|Title|Suffix|Nickname|Given Yomi|Surname Yomi
E-mail Address|E-mail 2 Address|E-mail 3 Address|Home Phone|Home Phone 2|Business Phone
Business Phone 2|Mobile Phone|Mobile Phone 2|Car Phone|Other Phone|Primary Phone|Pager
Business Fax|Home Fax|Other Fax|Company Main Phone|Callback|Radio Phone|Telex|TTY/TDD Phone|ISDN
IMAddress|Job Title|Department|Company|Office Location|Manager's Name|Assistant's Name
Assistant's Phone|Company Yomi|Business Street|Business Street 2|Business Street 3|Business City
Business State|Business Postal Code|Business Country/Region|Business PO Box|Business Address
Home Street|Home Street 2|Home Street 3|Home City|Home State|Home Postal Code
Home Country/Region|Home PO Box|Home Address|Other Street|Other Street 2|Other Street 3
Other City|Other State|Other Postal Code|Other Country/Region|Other PO Box|Other Address
Personal Web Page|Spouse|Schools|Hobby|Location|Web Page|Birthday|Anniversary|Notes|Categories
Children|Language|Profession|Gender|Referred By|Private|Priority|Sensitivity|Account|Initials
Billing Information|Directory Server|Government ID Number|Internet Free Busy|Keywords|Mileage
Organizational ID Number|Subject|User 1|User 2|User 3|User 4|E-mail Type|E-mail 2 Type
E-mail 3 Type|E-mail Display Name|E-mail 2 Display Name|E-mail 3 Display Name|Display Name
Birth Year|Birth Month|Birth Day|Home Address 2|Business Address 2"""

_OTHERS: Final = {
    # Other English names, of Google and older programs.
    "Business Country": "Business Country/Region", "Home Country": "Home Country/Region",
    "Other Country": "Other Country/Region", "Web Page 1": "Web Page",
    "Business Address PO Box": "Business PO Box", "Home Address PO Box": "Home PO Box",
    "Other Address PO Box": "Other PO Box", "E-mail": "E-mail Address",
    "Email Address": "E-mail Address", "Email": "E-mail Address", "Mobile": "Mobile Phone",
    "Manager": "Manager's Name", "Hobbies": "Hobby", "Organization": "Company",
    # German.
    "Anrede": "Title", "Vorname": "First Name", "Weitere Vornamen": "Middle Name",
    "Nachname": "Last Name", "Spitzname": "Nickname", "Firma": "Company",
    "Abteilung": "Department", "Position": "Job Title", "Büro": "Office Location",
    "Beruf": "Profession", "E-Mail-Adresse": "E-mail Address",
    "E-Mail 2: Adresse": "E-mail 2 Address", "E-Mail 3: Adresse": "E-mail 3 Address",
    "E-Mail-Adresse 2": "E-mail 2 Address", "E-Mail-Adresse 3": "E-mail 3 Address",
    "Telefon privat": "Home Phone", "Telefon privat 2": "Home Phone 2",
    "Telefon (privat)": "Home Phone", "Telefon (privat 2)": "Home Phone 2",
    "Telefon geschäftlich": "Business Phone", "Telefon geschäftlich 2": "Business Phone 2",
    "Telefon (geschäftlich)": "Business Phone", "Mobiltelefon": "Mobile Phone",
    "Mobiltelefon 2": "Mobile Phone 2", "Autotelefon": "Car Phone",
    "Weiteres Telefon": "Other Phone", "Haupttelefon": "Primary Phone",
    "Fax geschäftlich": "Business Fax", "Fax privat": "Home Fax", "Weiteres Fax": "Other Fax",
    "Telefon Firma": "Company Main Phone", "Rückmeldung": "Callback",
    "Telefon Assistent": "Assistant's Phone", "Name Assistent": "Assistant's Name",
    "Name des/der Vorgesetzten": "Manager's Name", "Name des Vorgesetzten": "Manager's Name",
    "Straße geschäftlich": "Business Street", "Straße geschäftlich 2": "Business Street 2",
    "Straße geschäftlich 3": "Business Street 3", "Ort geschäftlich": "Business City",
    "Region geschäftlich": "Business State", "Bundesland/Kanton geschäftlich": "Business State",
    "Postleitzahl geschäftlich": "Business Postal Code",
    "Land/Region geschäftlich": "Business Country/Region",
    "Land geschäftlich": "Business Country/Region", "Postfach geschäftlich": "Business PO Box",
    "Straße privat": "Home Street", "Straße privat 2": "Home Street 2",
    "Straße privat 3": "Home Street 3", "Ort privat": "Home City", "Region privat": "Home State",
    "Bundesland/Kanton privat": "Home State", "Postleitzahl privat": "Home Postal Code",
    "Land/Region privat": "Home Country/Region", "Land privat": "Home Country/Region",
    "Postfach privat": "Home PO Box", "Weitere Straße": "Other Street",
    "Weitere Straße 2": "Other Street 2", "Weitere Straße 3": "Other Street 3",
    "Weiterer Ort": "Other City", "Weitere/s Region": "Other State",
    "Weitere Region": "Other State", "Weiteres/r Bundesland/Kanton": "Other State",
    "Weitere Postleitzahl": "Other Postal Code", "Weiteres/e Land/Region": "Other Country/Region",
    "Weiteres Land": "Other Country/Region", "Weiteres Postfach": "Other PO Box",
    "Webseite": "Web Page", "Persönliche Webseite": "Personal Web Page", "Partner": "Spouse",
    "Partner/in": "Spouse", "Ehepartner": "Spouse", "Kinder": "Children", "Hobbys": "Hobby",
    "Ort": "Location", "Geburtstag": "Birthday", "Jahrestag": "Anniversary",
    "Notizen": "Notes", "Kategorien": "Categories", "Sprache": "Language",
    "Geschlecht": "Gender", "Empfohlen von": "Referred By", "Privat": "Private",
    "Priorität": "Priority", "Vertraulichkeit": "Sensitivity", "Funktelefon": "Radio Phone",
    "Telefon für Hörbehinderte": "TTY/TDD Phone", "Assistent(in)": "Assistant's Name",
    "Name des/r Vorgesetzten": "Manager's Name", "Vorname Yomi": "Given Yomi",
    "Nachname Yomi": "Surname Yomi", "Konto": "Account", "Initialen": "Initials",
    "Abrechnungsinformation": "Billing Information", "Reisekilometer": "Mileage",
    "Stichwörter": "Keywords", "Organisationsnr.": "Organizational ID Number",
    "Sozialversicherungsnr.": "Government ID Number", "Benutzer 1": "User 1",
    "Benutzer 2": "User 2", "Benutzer 3": "User 3", "Benutzer 4": "User 4",
    "Internet Frei/Gebucht": "Internet Free Busy", "Verzeichnisserver": "Directory Server",
    "E-Mail-Typ": "E-mail Type", "E-Mail 2: Typ": "E-mail 2 Type",
    "E-Mail 3: Typ": "E-mail 3 Type", "E-Mail: Angezeigter Name": "E-mail Display Name",
    "E-Mail 2: Angezeigter Name": "E-mail 2 Display Name",
    "E-Mail 3: Angezeigter Name": "E-mail 3 Display Name",
    # French.
    "Titre": "Title", "Prénom": "First Name", "Deuxième prénom": "Middle Name",
    "Nom": "Last Name", "Nom de famille": "Last Name", "Suffixe": "Suffix",
    "Surnom": "Nickname", "Société": "Company", "Service": "Department",
    "Fonction": "Job Title", "Profession": "Profession",
    "Bureau": "Office Location", "Adresse de messagerie": "E-mail Address",
    "Adresse de messagerie 2": "E-mail 2 Address", "Adresse de messagerie 3": "E-mail 3 Address",
    "Adresse e-mail": "E-mail Address", "Adresse e-mail 2": "E-mail 2 Address",
    "Adresse e-mail 3": "E-mail 3 Address", "Téléphone (domicile)": "Home Phone",
    "Téléphone 2 (domicile)": "Home Phone 2", "Téléphone (bureau)": "Business Phone",
    "Téléphone 2 (bureau)": "Business Phone 2", "Tél. mobile": "Mobile Phone",
    "Téléphone mobile": "Mobile Phone", "Téléphone (voiture)": "Car Phone",
    "Téléphone (autre)": "Other Phone", "Téléphone principal": "Primary Phone",
    "Récepteur de radiomessagerie": "Pager", "Télécopie (bureau)": "Business Fax",
    "Télécopie (domicile)": "Home Fax", "Télécopie (autre)": "Other Fax",
    "Téléphone société": "Company Main Phone", "Rappel": "Callback",
    "Téléphone de l'assistant(e)": "Assistant's Phone",
    "Nom de l'assistant(e)": "Assistant's Name", "Responsable": "Manager's Name",
    "Rue (bureau)": "Business Street", "Rue (bureau) 2": "Business Street 2",
    "Rue (bureau) 3": "Business Street 3", "Ville (bureau)": "Business City",
    "Dép/Région (bureau)": "Business State", "Code postal (bureau)": "Business Postal Code",
    "Pays/Région (bureau)": "Business Country/Region", "Pays (bureau)": "Business Country/Region",
    "B.P. professionnelle": "Business PO Box", "Rue (domicile)": "Home Street",
    "Rue (domicile) 2": "Home Street 2", "Rue (domicile) 3": "Home Street 3",
    "Ville (domicile)": "Home City", "Dép/Région (domicile)": "Home State",
    "Code postal (domicile)": "Home Postal Code", "Pays/Région (domicile)": "Home Country/Region",
    "Pays (domicile)": "Home Country/Region", "Boîte postale du domicile": "Home PO Box",
    "Rue (autre)": "Other Street", "Rue (autre) 2": "Other Street 2",
    "Rue (autre) 3": "Other Street 3", "Ville (autre)": "Other City",
    "Dép/Région (autre)": "Other State", "Code postal (autre)": "Other Postal Code",
    "Pays/Région (autre)": "Other Country/Region", "Pays (autre)": "Other Country/Region",
    "Autre boîte postale": "Other PO Box", "Page Web": "Web Page",
    "Page Web personnelle": "Personal Web Page", "Conjoint(e)": "Spouse", "Conjoint": "Spouse",
    "Enfants": "Children", "Passe-temps": "Hobby", "Lieu": "Location",
    "Emplacement": "Location", "Anniversaire": "Birthday", "Date de naissance": "Birthday",
    "Anniversaire de mariage ou fête": "Anniversary", "Catégories": "Categories",
    "Langue": "Language", "Sexe": "Gender", "Recommandé par": "Referred By", "Privé": "Private",
    "Priorité": "Priority", "Critère de diffusion": "Sensitivity", "RNIS": "ISDN",
    "Radio téléphone": "Radio Phone", "Téléphone TDD/TTY": "TTY/TDD Phone",
    "Prénom Yomi": "Given Yomi", "Nom Yomi": "Surname Yomi", "Société Yomi": "Company Yomi",
    "Compte": "Account", "Initiales": "Initials", "Kilométrage": "Mileage",
    "Informations facturation": "Billing Information", "Mots clés": "Keywords",
    "Code gouvernement": "Government ID Number", "Serveur d'annuaire": "Directory Server",
    "Numéro d'identification de l'organisation": "Organizational ID Number",
    "Disponibilité Internet": "Internet Free Busy", "Utilisateur 1": "User 1",
    "Utilisateur 2": "User 2", "Utilisateur 3": "User 3", "Utilisateur 4": "User 4",
    "Type de messagerie": "E-mail Type", "Type de messagerie 2": "E-mail 2 Type",
    "Type de messagerie 3": "E-mail 3 Type",
    "Nom complet de l'adresse de messagerie": "E-mail Display Name",
    "Nom complet de l'adresse de messagerie 2": "E-mail 2 Display Name",
    "Nom complet de l'adresse de messagerie 3": "E-mail 3 Display Name",
}  # fmt: skip


def _form(column: str) -> str:
    return _MARKS.sub(" ", fold(column)).strip()


_ENGLISH_BY_FORM: Final = {_form(name): name for name in _ENGLISH.replace("\n", "|").split("|")}
_BY_FORM: Final = {
    _form(name): one
    for names in (
        YAHOO,
        THUNDERBIRD,
        THUNDERBIRD_ABROAD,
        PORTUGUESE,
        DUTCH,
        ITALIAN,
        SPANISH,
        _OTHERS,
    )
    for name, one in names.items()
} | _ENGLISH_BY_FORM
KNOWN: Final = frozenset(_BY_FORM.values())
"""The English names of all columns that are known."""
# French has one word for both: the second is the job title, as is the only one.
_FRENCH_TITLE = "Titre"


@lru_cache(maxsize=1024)
def canonical(column: str) -> str:
    """The English name of a column; itself when it is none that is known."""
    return _BY_FORM.get(_form(column), column)


@lru_cache(maxsize=64)
def canonical_names(heading: tuple[str, ...]) -> dict[str, str]:
    """The English names of the columns of a heading."""
    names = {column: canonical(column) for column in heading}
    titles = [column for column in heading if column.partition(" (")[0] == _FRENCH_TITLE]
    if titles:
        names[titles[-1]] = "Job Title"
    return names


def speaks_english(columns: Iterable[str]) -> bool:
    """Whether a heading is in English, where the month may stand first in a day."""
    names = list(columns)
    known = sum(_form(name) in _BY_FORM for name in names)
    return 2 * sum(_form(name) in _ENGLISH_BY_FORM for name in names) > known
