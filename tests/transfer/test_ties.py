"""Ties lead to the notes that were really made, whatever those are called."""

from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:{}\nUID:{}\n{}END:VCARD\n"


def card(name: str, uid: str, *lines: str) -> str:
    return CARD.format(name, uid, "".join(f"{line}\n" for line in lines))


def ties_in(root: Path, path: str) -> list[str]:
    text = (root / path).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if "[[" in line and "RELATED" not in line]


def imported(run: Run, root: Path, cards: str, code: int = 0) -> str:
    (root / "cards.vcf").write_text(cards, encoding="utf-8")
    ran = run("-C", str(root), "import", str(root / "cards.vcf"))
    assert ran.code == code, ran.stderr
    before = {path: path.read_bytes() for path in root.glob("People/*")}
    again = run("-C", str(root), "import", str(root / "cards.vcf"))
    assert "created" not in again.stderr
    assert "merged" not in again.stderr
    assert {path: path.read_bytes() for path in root.glob("People/*")} == before
    return ran.stderr


def test_a_tie_to_somebody_undecided_is_left_out(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Odo Falk.md": "---\nuid: other\nemails: [o@example.org]\n---\n"})
    cards = card("Tilda Brandt", "t", "RELATED;TYPE=spouse:urn:uuid:odo")
    imported(run, root, cards + card("Odo Falk", "urn:uuid:odo", "EMAIL:odo@example.net"), 1)
    told = run("-C", str(root), "import", str(root / "cards.vcf")).stderr
    assert "1 ambiguous" in told
    assert "it is not clear yet who that is" in told
    assert ties_in(root, "People/Tilda Brandt.md") == []


def test_two_of_a_name_in_one_file_are_told_apart_by_identifier(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({})
    imported(
        run, root,
        card("Odo Falk", "a", "EMAIL:a@example.org") + card("Odo Falk", "urn:uuid:b", "EMAIL:b@example.org")
        + card("Tilda Brandt", "t", "RELATED;TYPE=spouse:urn:uuid:b"),
    )  # fmt: skip
    assert ties_in(root, "People/Tilda Brandt.md") == ['spouse: ["[[Odo Falk 2]]"]']


def test_a_tie_by_name_to_several_is_told_and_left_out(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    told = imported(
        run, root,
        card("Odo Falk", "a", "EMAIL:a@example.org") + card("Odo Falk", "urn:uuid:b", "EMAIL:b@example.org")
        + card("Tilda Brandt", "t", "RELATED;TYPE=spouse;VALUE=text:Odo Falk"),
    )  # fmt: skip
    assert "spouse of Tilda Brandt was left out: several people have this name" in told
    assert ties_in(root, "People/Tilda Brandt.md") == []


@pytest.mark.parametrize("name", ["Odo / Falk", "Odo: Falk", "odo falk."])
def test_a_tie_leads_to_a_note_of_another_file_name(
    make_vault: MakeVault, run: Run, name: str
) -> None:
    root = make_vault({})
    cards = card("Tilda Brandt", "t", f"RELATED;TYPE=friend;VALUE=text:{name}")
    imported(run, root, cards + card(name, "o"))
    other = next(p.stem for p in root.glob("People/*.md") if p.stem != "Tilda Brandt")
    assert ties_in(root, "People/Tilda Brandt.md") == [f'knows: ["[[{other}]]"]']


def test_a_tie_that_is_there_by_an_alias_is_not_doubled(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({
        "People/Odo Falk.md": "---\naliases: [Falke]\nuid: urn:uuid:o\n---\n",
        "People/Tilda Brandt.md": '---\nuid: t\nspouse: "[[Falke]]"\n---\n',
    })  # fmt: skip
    imported(
        run,
        root,
        card("Tilda Brandt", "t", "RELATED;TYPE=spouse:urn:uuid:o")
        + card("Odo Falk", "urn:uuid:o"),
    )
    assert ties_in(root, "People/Tilda Brandt.md") == ['spouse: "[[Falke]]"']
