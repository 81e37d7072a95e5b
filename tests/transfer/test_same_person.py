"""The import knows whom ``mdnet duplicates`` calls surely one, and the other way round."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.person import Incoming
from mdnet.identity.candidates import Candidate, candidate_of
from mdnet.identity.evidence import Evidence, band_of, evidence_of
from mdnet.model.config import Config
from mdnet.model.contact import Contact, Note
from mdnet.notes.reader import read_note
from mdnet.transfer.pictures import Pictures
from mdnet.transfer.plan import Planner
from mdnet.transfer.writing import new_note
from tests.conftest import MakeVault, Run, examples

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\n{}\nEND:VCARD\n"


@pytest.mark.parametrize(
    ("note", "name", "line"),
    [
        ('phones: ["079 123 45 67"]', "Ana M. Diaz", "TEL:+41 79 123 45 67"),
        ('phones: ["079 123 45 67"]', "Ana Diaz", "TEL:+41 79 123 45 67"),
        ('phones: ["+41 79 123 45 67"]', "Ana Diaz", "TEL:079 123 45 67"),
        ("urls: [https://github.com/anadiaz]", "Ana Diaz", "URL:https://www.github.com/anadiaz/"),
        ("social: ['@ana@example.social']", "A. Diaz", "URL:https://example.social/@Ana"),
        ("birthday: 1981-04-17", "Ana Diaz", "BDAY:1981-04-17\nTEL:+41 79 000 00 00"),
        ("organizations: [Acme]\ncity: Bern\nemails: [a@example.org]", "Ana Diaz",
         "ORG:Acme\nADR:;;;Bern;;;\nTEL:+41 79 000 00 00"),
        ("imported_from: ['linkedin:ana-diaz']", "Ana Moss", "URL:https://linkedin.com/in/Ana-Diaz"),
    ],
)  # fmt: skip
def test_the_import_and_duplicates_agree(
    make_vault: MakeVault, run: Run, tmp_path: Path, note: str, name: str, line: str
) -> None:
    """Each card used to make a second note, surely a duplicate, or was left out."""
    root = make_vault({"People/Ana Diaz.md": f"---\n{note}\n---\n"})
    cards = tmp_path / "cards.vcf"
    cards.write_text(CARD.format(name, line), encoding="utf-8")
    told = run("-C", str(root), "import", str(cards), "--report", "json")
    assert [one["action"] for one in json.loads(told.stdout)["people"]] == ["merged"] or (
        [one["action"] for one in json.loads(told.stdout)["people"]] == ["unchanged"]
    )
    assert [path.name for path in (root / "People").iterdir()] == ["Ana Diaz.md"]
    pairs = json.loads(run("-C", str(root), "duplicates", "--json").stdout)
    assert [pair for pair in pairs if pair["band"] == "sure" and pair["kind"] == "notes"] == []


def test_the_setting_decides_of_numbers(make_vault: MakeVault, run: Run, tmp_path: Path) -> None:
    root = make_vault({
        ".mdnet/config.toml": 'country = "CH"\n',
        "People/Ana Diaz.md": '---\nphones: ["079 123 45 67"]\n---\n',
    })  # fmt: skip
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        CARD.format("Ana Diaz", "TEL:+49 79 123 45 67") + CARD.format("Ana Diaz", "TEL:+41 79 123 45 67"),
        encoding="utf-8",
    )  # fmt: skip
    told = run("-C", str(root), "import", str(cards), "--report", "json")
    actions = [one["action"] for one in json.loads(told.stdout)["people"]]
    assert actions == ["ambiguous", "unchanged"]


def test_two_people_of_one_address_are_two_people(
    make_vault: MakeVault, run: Run, tmp_path: Path
) -> None:
    """The second used to be counted as unchanged, and was lost without a word."""
    root = make_vault({})
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        CARD.format("Paul Arnet", "EMAIL:office@example.org") + CARD.format("Rita Odermatt", "EMAIL:office@example.org"),
        encoding="utf-8",
    )  # fmt: skip
    told = run("-C", str(root), "import", str(cards))
    assert "2 created" in told.stderr
    assert {path.stem for path in (root / "People").iterdir()} == {"Paul Arnet", "Rita Odermatt"}
    assert "2 unchanged" in run("-C", str(root), "import", str(cards)).stderr


@pytest.mark.parametrize("order", [1, -1])
def test_a_number_stands_in_a_note_once(
    make_vault: MakeVault, run: Run, tmp_path: Path, order: int
) -> None:
    root = make_vault({"People/Old.md": '---\nphones: ["079 123 45 67"]\n---\n'})
    cards = tmp_path / "cards.vcf"
    lines = ["TEL;TYPE=CELL:0791234567", "TEL;TYPE=CELL:+41791234567"][::order]
    cards.write_text(CARD.format("Fax Eng", "\n".join(lines)), encoding="utf-8")
    assert run("-C", str(root), "import", str(cards)).code == 0
    text = (root / "People/Fax Eng.md").read_text(encoding="utf-8")
    assert 'phones:\n  - mobile: "+41791234567"\n---' in text
    assert run("-C", str(root), "merge", "Old", "Fax Eng", "--yes").code == 0
    assert 'phones: ["079 123 45 67"]' in (root / "People/Old.md").read_text(encoding="utf-8")


def test_of_a_firm_of_namesakes_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the people are no more to compare with for each who comes in."""
    planner = Planner("People", [], lambda _: "", Pictures(lambda _: None, lambda _: set()))
    firm = Contact(organizations=("Acme",), city="Bern")
    for number in range(500):
        planner.know(f"People/{number}.md", f"Ana{chr(97 + number % 26)} Diaz{number}x", firm)
    compared: list[str] = []

    def counted(one: Candidate, two: Candidate) -> Iterator[Evidence]:
        compared.append(two.name)
        return evidence_of(one, two)

    monkeypatch.setattr("mdnet.transfer.identity.evidence_of", counted)
    planner.take(Incoming("cards.vcf:1", "Anab Diaz1y", firm))
    planner.take(
        Incoming("cards.vcf:2", "Diaz1x, Anab", replace(firm, phones=("+41 79 000 00 00",)))
    )
    assert [one.action for one in planner.outcomes] == ["created", "merged"]
    assert len(compared) <= 60


# People of a few names, numbers and circumstances, in different words.
NAMES = (
    "Ana Diaz", "Ana M. Diaz", "Diaz, Ana", "ana díaz", "A. Diaz", "Ana Dias", "Ben Diaz", "Ana",
    "Jürg Müller", "Juerg Mueller", "Robert Stone", "Bob Stone", "Anne-Marie O’Neil", "Anne Marie ONeil",
)  # fmt: skip
PHONES = (
    "+41 79 123 45 67",
    "079 123 45 67",
    "0041 (0)79 123 45 67",
    "+49 79 123 45 67",
    "+1 415 555 0101",
)
MAILS = ("ana@example.org", "Ana <ANA@Example.org>", "office@example.org")
PAGES = (
    "https://github.com/anadiaz", "https://www.github.com/anadiaz/", "https://x.com/ana",
    "https://twitter.com/ana", "https://www.linkedin.com/in/ana-diaz", "linkedin.com/pub/Ana-Diaz",
)  # fmt: skip
few = st.sampled_from


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(few(values), max_size=1).map(tuple)


people = st.tuples(
    few(NAMES),
    st.builds(
        Contact,
        phones=some(PHONES),
        emails=some(MAILS),
        urls=some(PAGES),
        birthday=few(("", "", "1981-04-17", "--04-17", "1999-01-01")),
        organizations=some(("Acme", "ACME", "Blau")),
        circles=some(("work", "choir")),
        city=few(("", "Bern", "Basel")),
        uid=few(("", "", "ab-1")),
    ),
)


@given(people, people, few(("", "CH")))
@examples(300)
def test_who_is_surely_one_gets_no_second_note(
    known: tuple[str, Contact], coming: tuple[str, Contact], country: str
) -> None:
    planner = Planner("People", [], lambda _: "", Pictures(lambda _: None, lambda _: set()))
    planner.country = country
    planner.know("People/Known.md", *known)
    name, contact = coming
    keys = (f"uid:{contact.uid}",) if contact.uid else ()
    planner.take(Incoming("cards.vcf:1", name, contact, keys=keys))
    planner.finish()
    (outcome,) = planner.outcomes
    notes = [Note("People/Known.md", "contact", known[0], contact=known[1])]
    for person in planner.changed.values():
        if person.is_new:
            data = new_note(person, "person")
            read = read_note(person.path, data, Config())
            assert read is not None
            notes.append(read)
    if outcome.action != "created":
        return
    one, two = (candidate_of(note, country) for note in notes)
    assert one is not None
    assert two is not None
    assert band_of(tuple(evidence_of(one, two))) != "sure", [*evidence_of(one, two)]
