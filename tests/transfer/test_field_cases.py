"""Address books as people have them, of which something went wrong: files in, notes and words out.

Each kind has several books. A book is what is imported, one file after the other; what must
stand in the notes or in the report; and what must not.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import MakeVault, Run

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GOOGLE = "First Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Value\n"


class Book(NamedTuple):
    """Files by their names, the notes that come of them, words that stand there, and others."""

    files: dict[str, str]
    notes: tuple[str, ...]
    words: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def card(name: str, *lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD\n"))


def linked(given: str, family: str, slug: str, day: str = "01 Feb 2020", job: str = ",") -> str:
    return f'{given},{family},https://www.linkedin.com/in/{slug},,{job},"{day}"\n'


BOOKS: dict[str, Book] = {
    "an office with one address": Book(
        {"a.csv": GOOGLE + "Urs,Egli,,shop@holz.example,\nRea,Frick,,shop@holz.example,\n"},
        ("Urs Egli", "Rea Frick"),
    ),
    "a couple with one number": Book(
        {"a.vcf": card("Urs Egli", "TEL:+41 31 555 11 22") + card("Rea Egli", "TEL:+41 31 555 11 22")},
        ("Urs Egli", "Rea Egli"),
    ),
    "three brothers, one mail in two files": Book(
        {"a.vcf": card("Jan Frick", "EMAIL:us@frick.example"),
         "b.vcf": card("Pim Frick", "EMAIL:us@frick.example") + card("Tom Frick", "EMAIL:us@frick.example")},
        ("Jan Frick", "Pim Frick", "Tom Frick"),
    ),
    "a colleague who is in the phone as well": Book(
        {"a.csv": LINKEDIN + linked("Nele", "Brandt", "nele-b"), "b.vcf": card("Nele Brandt", "TEL:+49 171 555 00 11")},
        ("Nele Brandt",), ("+49 171 555 00 11", "linkedin:nele-b", "full name only"),
    ),
    "the same, the family name first": Book(
        {"a.csv": LINKEDIN + linked("Nele", "Brandt", "nele-b"), "b.vcf": card("Brandt, Nele", "EMAIL:nele@gmail.com")},
        ("Nele Brandt",), ("nele@gmail.com",),
    ),
    "a number without its country": Book(
        {"a.vcf": card("Ivo Graf", "TEL:+41 79 555 12 34"), "b.vcf": card("Ivo Graf", "TEL:079 555 12 34")},
        ("Ivo Graf",), ("1 unchanged",),
    ),
    "a number twice in one card": Book(
        {"a.vcf": card("Ivo Graf", "TEL;TYPE=CELL:0795551234", "TEL;TYPE=CELL:+41795551234")},
        ("Ivo Graf",), ('phones:\n  - mobile: "+41795551234"\n---',),
    ),
    "a doctor with degrees": Book(
        {"a.csv": LINKEDIN + linked("Prof. Dr. Uta", '"Klee, MD, PhD"', "uta")},
        ("Uta Klee",), ("aliases:",),
    ),
    "capitals and pronouns": Book(
        {"a.csv": LINKEDIN + linked("LEA", "WINTER-BLUM (they/them)", "lea")},
        ("Lea Winter-Blum",), ("pronouns: they/them",),
    ),
    "signs around a name": Book(
        {"a.csv": LINKEDIN + linked("✨ Pia", "Sturm 🌍", "pia")}, ("Pia Sturm",), (), ("✨", "🌍"),
    ),
    "a salutation of Outlook": Book(
        {"a.csv": "Anrede,Vorname,Nachname,Firma,E-Mail-Adresse\nFrau,Ida,Korn,Korn AG,ida@korn.example\n"},
        ("Ida Korn",), ("Korn AG", "ida@korn.example"),
    ),
    "a name from China": Book(
        {"a.csv": LINKEDIN + linked("娜", "张", "na")}, ("张娜",), ("娜 张",),
    ),
    "a name from Korea, then from the phone": Book(
        {"a.csv": LINKEDIN + linked("서연", "이", "sy"), "b.vcf": card("이서연", "TEL:+82 10 5555 0000")},
        ("이서연",), ("+82 10 5555 0000",),
    ),
    "the name on the screen and the full one": Book(
        {"a.vcf": card("Betty", "N:Walker;Elizabeth;;;", "TEL:+44 7700 900111")},
        ("Betty",), ("Elizabeth Walker",),
    ),
    "a department and a business": Book(
        {"a.vcf": card("Omar", "ORG:Nord AG;Logistik", "X-WA-BIZ-DESCRIPTION:Roof repairs")},
        ("Omar",), ("Logistik", "Roof repairs"),
    ),
    "days in German": Book(
        {"a.csv": LINKEDIN + linked("Ina", "Kern", "ina", "3 Okt 2023")}, ("Ina Kern",), ("met: 2023-10-03",),
    ),
    "days of Excel": Book(
        {"a.csv": LINKEDIN + linked("Ina", "Kern", "ina", "24.12.2019") + linked("Jan", "Kuhn", "jan", "Mar 7, 2021")},
        ("Ina Kern", "Jan Kuhn"), ("met: 2019-12-24", "met: 2021-03-07"),
    ),
    "French headings": Book(
        {"a.csv": "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le\n"
                  "Luc,Petit,https://www.linkedin.com/in/luc,,Vins SA,Caviste,5 mai 2022\n"},
        ("Luc Petit",), ("linkedin:luc", "Caviste", "2022-05-05"),
    ),
    "HubSpot": Book(
        {"a.csv": "Record ID,First Name,Last Name,Email,Phone Number,Associated Company\n"
                  "7,Liv,Berg,liv@berg.example,+47 900 22 333,Berg AS\n"},
        ("Liv Berg",), ("+47 900 22 333", "Berg AS"),
    ),
    "Notion": Book(
        {"a.csv": 'Name,Tags,Email,Phone,Title\nLiv Berg,"climbing, oslo",liv@berg.example,+47 900 22 333,Chef\n'},
        ("Liv Berg",), ("[climbing, oslo]", "Chef"),
    ),
    "a recommendation": Book(
        {"Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
         'Rob,Hay,Hay Ltd,CEO,Always on time.,"05/06/21, 10:00 AM",VISIBLE\n'},
        ("Rob Hay",), ("Always on time.",),
    ),
    "birthdays that are none": Book(
        {"a.vcf": card("Eva Ost", "BDAY:1988-03-04;") + card("Max Ost", "BDAY:about 1850")},
        ("Eva Ost", "Max Ost"), ("birthday: 1988-03-04", "not a date that mdnet can read"),
    ),
    "a new job": Book(
        {"a.csv": LINKEDIN + linked("Rea", "Senn", "rea", job="Bank A,Clerk"),
         "b.csv": LINKEDIN + linked("Rea", "Senn", "rea", job="Bank B,Head of Loans")},
        ("Rea Senn",), ("[Head of Loans, Clerk]", "Changed jobs: Rea Senn"),
    ),
    "a robot": Book(
        {"a.csv": GOOGLE + ",,Other Contacts,no-reply@news.example,\nEva,Ost,,eva@ost.example,\n"},
        ("Eva Ost",), ("is a robot, not a person",),
    ),
    "a handle alone": Book(
        {"a.vcf": "BEGIN:VCARD\nVERSION:3.0\nX-SKYPE:blue.heron\nEND:VCARD\n"}, ("blue.heron",),
    ),
    "lines that are no card's": Book(
        {"a.vcf": "BEGIN:VCARD\nFirst name:Eva\nCell phone:0635555555\nEND:VCARD\n" + card("Max Ost")},
        ("Max Ost",), ("card-nameless", '"First name:Eva" is not a property'),
    ),
    "labels in another spelling": Book(
        {"a.vcf": card("Kim Roy", "UID:1", "TEL:+41 79 555 33 44"),
         "b.vcf": card("Kim Roy", "UID:2", "TEL;TYPE=CELL:+41 (0)79 5553344")},
        ("Kim Roy",), ("TEL;TYPE=CELL:+41 79 555 33 44",),
    ),
    "an open quote": Book(
        {"a.csv": GOOGLE + 'Urs,"Egli,,urs@egli.example,\nRea,Frick,,rea@frick.example,\n'},
        ("Rea Frick",), ("a.csv:2:1: row-unreadable",),
    ),
}  # fmt: skip


def told_and_noted(run: Run, root: Path, files: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Import files one after the other; return the reports, and the notes by their names."""
    told = ""
    for name, text in files.items():
        file = root.parent / name
        file.write_text(text, encoding="utf-8")
        ran = run("-C", str(root), "import", str(file), "--yes")
        told += ran.stdout + ran.stderr
    folder = root / "People"
    return told, {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


@pytest.mark.parametrize("kind", BOOKS)
def test_a_book_comes_in_whole(make_vault: MakeVault, run: Run, kind: str) -> None:
    book = BOOKS[kind]
    root = make_vault({".mdnet/config.toml": ""})
    told, notes = told_and_noted(run, root, book.files)
    assert sorted(notes) == sorted(book.notes)
    whole = "\n".join((told, *notes.values()))
    assert [word for word in book.words if word not in whole] == []
    assert [word for word in book.absent if word in whole] == []
    again, after = told_and_noted(
        run, root, {name: book.files[name] for name in [*book.files][-1:]}
    )
    assert after == notes
    assert "created" not in again
