"""Notes of an import look as a person would write them, and lose nothing that can be found."""

import json
from pathlib import Path

import pytest

from mdnet.editing.keys import put_first
from mdnet.formats.table import guard, unguard
from mdnet.formats.vcard.respelling import respelt
from mdnet.model.keys import CONTACT
from tests.conftest import MakeVault, Run

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\n{}\nEND:VCARD\n"
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Sara,Lindhof,https://www.linkedin.com/in/saralindhof,,{},{},01 Feb 2020\n"
)
KEYS = [*dict.fromkeys(field.name for field in CONTACT.values())]


def imported(run: Run, root: Path, text: str, name: str = "in.vcf") -> str:
    file = root / name
    file.write_text(text, encoding="utf-8")
    ran = run("-C", str(root), "import", str(file), "--yes")
    assert ran.code == 0, ran.stderr
    return ran.stderr


def note_of(root: Path, name: str) -> str:
    return (root / "People" / f"{name}.md").read_text(encoding="utf-8")


def test_keys_of_a_merge_stand_in_the_documented_order(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {"People/Ana Diaz.md": "---\nroles: [baker]\ncity: Bern\nimported_from: [x]\n---\nHi\n"}
    )
    imported(run, root, CARD.format("Ana Diaz", "TEL:+41 79 555 01 01\nEMAIL;TYPE=WORK:a@x.example\n"
                                    "NICKNAME:Nana\nORG:Acme\nBDAY:1980-02-03\nUID:u"))  # fmt: skip
    text = note_of(root, "Ana Diaz")
    keys = [line.partition(":")[0] for line in text.splitlines()[1:] if line[:1].isalpha()]
    known = [key for key in keys if key in KEYS]
    assert known == sorted(known, key=KEYS.index)
    assert 'phones: ["+41 79 555 01 01"]\n' in text
    assert text.endswith("---\nHi\n")


def test_a_note_of_a_name_alone_is_no_shell(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(run, root, CARD.format("Ana Diaz", "N:Diaz;Ana;;;"))
    assert note_of(root, "Ana Diaz") == ""
    imported(run, root, CARD.format("Bo Ek", "NOTE:Tall."), "b.vcf")
    assert note_of(root, "Bo Ek") == "Tall.\n"
    assert "Ana Diaz" in run("-C", str(root), "list").stdout


def test_departments_and_descriptions_are_found(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(
        run, root, CARD.format("Jürg Müller", "ORG:Acme;Einkauf")
        + CARD.format("Abdul", "X-WA-BIZ-NAME:Abdul Plumbing Ltd\nX-WA-BIZ-DESCRIPTION:emergency pipes"),
    )  # fmt: skip
    assert "vcard" not in note_of(root, "Jürg Müller") + note_of(root, "Abdul")
    assert "Jürg" in run("-C", str(root), "search", "Einkauf").stdout
    assert "Abdul" in run("-C", str(root), "search", "pipes").stdout
    assert "ORG:Acme;Einkauf" in run("-C", str(root), "export").stdout


@pytest.mark.parametrize(
    "line", ["EMAIL;TYPE=pref:a@x.example", "TEL;TYPE=VOICE,PREF:+41 79 555 01 01", "EMAIL;PREF=1:a@x.example",
             "item1.EMAIL:a@x.example\nitem1.X-ABLabel:_$!<Other>!$_",
             "item1.ADR:;;Gata 1;;;;\nitem1.X-ABADR:no"],
)  # fmt: skip
def test_what_says_nothing_more_is_no_raw_line(make_vault: MakeVault, run: Run, line: str) -> None:
    root = make_vault({})
    imported(run, root, CARD.format("Ana", line))
    assert "vcard" not in note_of(root, "Ana")


def test_labels_survive_a_merge_in_another_spelling(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(
        run, root, CARD.format("Kate Hirsch", "UID:a\nTEL:+41 79 844 24 89\nEMAIL:kate@x.example")
    )
    labelled = "UID:b\nTEL;TYPE=CELL:079 8442489\nEMAIL;TYPE=WORK:KATE@x.example"
    imported(run, root, CARD.format("Kate Hirsch", labelled), "b.vcf")
    exported = run("-C", str(root), "export").stdout
    assert "TEL;TYPE=CELL:+41 79 844 24 89" in exported
    assert "EMAIL;TYPE=WORK:kate@x.example" in exported
    assert "1 unchanged" in imported(run, root, CARD.format("Kate Hirsch", labelled), "b.vcf")


def test_lines_take_the_spelling_of_the_note() -> None:
    lines = ["TEL;TYPE=CELL:079 123 45 67", "TEL;TYPE=CELL:+41791234567", "X-ODD:079 123 45 67"]
    assert respelt(lines, {"phones": ["+41791234567"]}) == ["TEL;TYPE=CELL:+41791234567", lines[2]]


def test_a_new_job_comes_first_and_is_told(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(run, root, LINKEDIN.format("Klinik See", "Nurse"), "a.csv")
    told = imported(run, root, LINKEDIN.format("Spital Berg", "Head of HR"), "b.csv")
    assert "Changed jobs: Sara Lindhof (Nurse, Klinik See → Head of HR, Spital Berg)." in told
    text = note_of(root, "Sara Lindhof")
    assert "roles: [Head of HR, Nurse]" in text
    assert "organizations: [Spital Berg, Klinik See]" in text
    assert "Formerly Nurse, Klinik See." in text
    told = imported(run, root, LINKEDIN.format("Spital Berg", "Head of HR"), "b.csv")
    assert "1 unchanged" in told
    assert note_of(root, "Sara Lindhof") == text


def test_another_address_book_has_no_newer_job(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(run, root, LINKEDIN.format("Klinik See", "Nurse"), "a.csv")
    told = imported(run, root, CARD.format("Sara Lindhof", "TEL:+41 79 555 01 01\nORG:Old Firm"))
    assert "Changed jobs" not in told
    assert "organizations: [Klinik See, Old Firm]" in note_of(root, "Sara Lindhof")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("roles: [a, b]\n", "roles: [x, a, b]\n"), ("roles:\n  - a\n  - b\n", "roles:\n  - x\n  - a\n  - b\n"),
        ("roles: []\n", "roles: [x]\n"), ("city: Bern\n", "city: Bern\nroles:\n  - x\n"),
    ],
)  # fmt: skip
def test_an_item_in_front(before: str, after: str) -> None:
    assert put_first(f"---\n{before}---\n".encode(), "roles", "x").decode() == f"---\n{after}---\n"


@pytest.mark.parametrize(
    ("line", "birthday"),
    [("BDAY:1990-01-01;", "1990-01-01"), ("BDAY:1985", ""), ("BDAY:circa 1800", "")],
)
def test_birthdays_that_cannot_be_read_are_told(
    make_vault: MakeVault, run: Run, line: str, birthday: str
) -> None:
    root = make_vault({})
    told = imported(run, root, CARD.format("Ana", line))
    assert ("BDAY of Ana was left out" in told) is not bool(birthday)
    assert (f"birthday: {birthday}" if birthday else line) in note_of(root, "Ana")


@pytest.mark.parametrize(
    "text",
    ["+1 (415) 555-0101 x 204", "+41 44 1#22", "- has a boat", " --04-17", "+41 61 555 01 01"],
)
def test_what_is_no_formula_has_no_apostrophe(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-1+1|calc", "@x", "- =1", "-cmd()", "'=1"])
def test_what_is_a_formula_has_one(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


def test_robots_and_the_groups_of_the_program_stay_out(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    table = root / "in.csv"
    table.write_text(
        "First Name,Last Name,Labels,E-mail 1 - Value\n,,* otherContacts,noreply@shop.example\n"
        "Ana,Diaz,* otherContacts,a@x.example\n", encoding="utf-8",
    )  # fmt: skip
    ran = run("-C", str(root), "import", str(table), "--json")
    assert [one["name"] for one in json.loads(ran.stdout)["people"]] == ["Ana Diaz"]
    assert "noreply@shop.example is a robot" in ran.stderr
    assert "circles" not in note_of(root, "Ana Diaz")


def test_a_handle_is_a_name_of_last_resort(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    imported(run, root, "BEGIN:VCARD\nVERSION:3.0\nX-SKYPE:echo.test\nEND:VCARD\n")
    assert "skype:echo.test" in note_of(root, "echo.test")


def test_the_name_of_a_file_is_no_nickname(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({
        "People/Maria G 2.md": "---\nname: Maria G.\n---\n", "People/Ana.md": "---\nname: Ana Diaz\n---\n",
        "People/AC-DC Fans.md": "---\nname: AC/DC Fans\naliases: [Rockers]\n---\n",
        "People/Mimi.md": "---\nname: Mara Stein\n---\n",
    })  # fmt: skip
    cards = run("-C", str(root), "export").stdout
    named = [line for line in cards.splitlines() if line.startswith("NICKNAME")]
    assert named == ["NICKNAME:Rockers", "NICKNAME:Mimi"]
    table = run("-C", str(root), "export", "--format", "csv").stdout
    assert "Maria G 2" not in table


def test_a_relation_of_monica_leads_to_the_one_of_the_identifier(
    make_vault: MakeVault, run: Run
) -> None:
    """Both are called Ida; the names alone could not tell."""
    root = make_vault({})
    contacts = [{"uuid": uuid, "properties": {"first_name": name, "last_name": "Strøm"}}
                for uuid, name in (("a1", "Ida"), ("a2", "Ida"), ("a3", "Kid"))]  # fmt: skip
    ties = [{"properties": {"type": kind, "contact_is": one, "of_contact": other}}
            for kind, one, other in (("child", "a1", "a3"), ("ex", "a2", "a1"))]  # fmt: skip
    data = [{"type": "contact", "values": contacts}, {"type": "relationship", "values": ties}]
    text = json.dumps({"app_version": "4.1.2", "account": {"data": data}})
    told = imported(run, root, text, "monica.json")
    assert "several people" not in told
    by_source = {source: note for note in (note_of(root, name) for name in ("Ida Strøm", "Ida Strøm 2"))
                 for source in ("a1", "a2") if f"monica:{source}" in note}  # fmt: skip
    assert 'children: ["[[Kid Strøm]]"]' in by_source["a1"]
    assert "ex:" in by_source["a2"]
    assert "ex:" not in by_source["a1"]


def test_labels_stand_beside_their_values(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    card = CARD.format(
        "Ana", "TEL;TYPE=cell,voice,pref:079 555 01 01\nTEL;TYPE=WORK;TYPE=FAX:061 555 01 02\nTEL:061 555 01 03\n"
        "EMAIL;TYPE=INTERNET;TYPE=HOME:a@x.example",
    )  # fmt: skip
    imported(run, root, card)
    assert note_of(root, "Ana") == (
        '---\nphones:\n  - mobile: "079 555 01 01"\n  - work fax: "061 555 01 02"\n  - "061 555 01 03"\n'
        "emails:\n  - home: a@x.example\n---\n"
    )
    assert "1 unchanged" in imported(run, root, card)
    exported = run("-C", str(root), "export").stdout
    for line in (
        "TEL;TYPE=CELL:079 555 01 01",
        "TEL;TYPE=WORK,FAX:061 555 01 02",
        "TEL:061 555 01 03",
    ):
        assert line in exported
