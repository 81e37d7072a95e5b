"""What stands around names, and the parts that names are made of."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.decorations import undecorated
from mdnet.formats.name_parts import NameParts, family_first, name_of, parts_of
from mdnet.formats.person import Incoming, Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.writer import write_vcards
from mdnet.model.contact import Contact


@pytest.mark.parametrize(
    ("text", "name", "titled", "pronouns"),
    [
        ("Dr. Mara Stein, PhD, PMP®", "Mara Stein", "Dr. Mara Stein, PhD, PMP", ""),
        ("Prof. Dr. med. Hans Müller", "Hans Müller", "Prof. Dr. med. Hans Müller", ""),
        ("Mara Stein MBA", "Mara Stein", "Mara Stein MBA", ""),
        ("Anna Meier, MSc Economics, CFA", "Anna Meier", "Anna Meier, MSc Economics, CFA", ""),
        ("Ann Lee, RN, BSN", "Ann Lee", "Ann Lee, RN, BSN", ""),
        ("Ana Diaz | Coach & Speaker", "Ana Diaz", "Ana Diaz | Coach & Speaker", ""),
        ("🚀 Tim Falk ✔", "Tim Falk", "", ""),
        ("❤️ Mama", "Mama", "", ""),
        ("𝗔𝗻𝗻𝗮 𝗕𝗲𝗿𝗴", "Anna Berg", "", ""),
        ("ANNA MEIER-HUBER (she/her)", "Anna Meier-Huber", "", "she/her"),
        ("Jo Lee - they/them", "Jo Lee", "", "they/them"),
        ("Anna Meier (er/ihm)", "Anna Meier", "", "er/ihm"),
        ("Maria Ruiz (ella)", "Maria Ruiz", "", "ella"),
        ("Frau Käthe Schönbrunn", "Käthe Schönbrunn", "", ""),
        ("Frau Dr. Eva Graf", "Eva Graf", "Frau Dr. Eva Graf", ""),
        ("Mr. John Smith", "John Smith", "", ""),
        ("JAN VAN DER BERG", "Jan van der Berg", "", ""),
        ("PETER HUBER, MBA", "Peter Huber", "PETER HUBER, MBA", ""),
    ],
)
def test_what_stands_around_a_name(text: str, name: str, titled: str, pronouns: str) -> None:
    assert undecorated(text) == (name, titled, pronouns)


@pytest.mark.parametrize(
    "name",
    [
        "Dr. Huber", "Frau Stein", "Zahnarzt Dr. Huber", "Tom (electrician)", "Maria G.", "Jack Ma",
        "Ed Ing", "Sig Hansen", "UBS AG", "SBB CFF", "Acme, Inc.", "Diaz, Ana", "Hans Meier (IT)",
        "Ella (Ella) Fitz", "Ana Diaz, Bern", "Ludwig van Beethoven Jr.", "a@b.example", "👨‍👩‍👧",
        "(she/her)", "伟 李", "Dean Martin", "علی\u200cرضا", "Mr.", "",
    ],
)  # fmt: skip
def test_what_belongs_to_a_name(name: str) -> None:
    assert undecorated(name) == (name, "", "")


@given(st.text(max_size=300))
def test_a_name_is_left_of_every_text(text: str) -> None:
    found = undecorated(text)
    assert bool(found.name) == bool(text.split())
    assert undecorated(found.name).titled == ""


@pytest.mark.parametrize(
    ("name", "family", "given_name", "prefix", "suffix"),
    [
        ("Ludwig van Beethoven Jr.", "van Beethoven", "Ludwig", "", "Jr."),
        ("Dr. Eva Graf von Stein", "Graf von Stein", "Eva", "Dr.", ""),
        ("O'Brien, Pat", "O'Brien", "Pat", "", ""),
        ("Mary Ann Smith", "Smith", "Mary Ann", "", ""),
        ("Mara Stein, PhD", "Stein", "Mara", "", "PhD"),
        ("Dean Martin", "Martin", "Dean", "", ""),
        ("Dr. Huber", "Huber", "", "Dr.", ""),
        ("55 +41 79 333 44", "", "55 +41 79 333 44", "", ""),
        ("Ana", "", "Ana", "", ""),
        ("Robert (Bob) Stone", "Stone", "Robert (Bob)", "", ""),
    ],
)
def test_the_parts_of_a_name(
    name: str, family: str, given_name: str, prefix: str, suffix: str
) -> None:
    assert parts_of(name) == NameParts(family, given_name, prefix, suffix)


@pytest.mark.parametrize(
    ("family", "given_name", "name"),
    [("李", "伟", "李伟"), ("山田", "花子", "山田花子"), ("김", "민준", "김민준"),
     ("スミス", "ジョン", ""), ("Li", "Wei", ""), ("李", "Wei", ""), ("", "伟", "")],
)  # fmt: skip
def test_the_family_comes_first(family: str, given_name: str, name: str) -> None:
    assert family_first(family, given_name) == name
    assert name_of(family, given_name) == name or not name
    if name:
        assert parts_of(name, [f"{given_name} {family}"])[:2] == (family, given_name)


def read(*lines: str) -> Incoming:
    card = "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD\n"))
    return gather(read_vcards(card.encode(), "c.vcf")).people[0]


@pytest.mark.parametrize(
    ("fn", "n", "name", "aliases", "line"),
    [
        ("Tony", "Hickley;Anthony;;;", "Tony", ("Anthony Hickley",), True),
        ("Tom Keller", "Keller;Thomas;;;", "Tom Keller", ("Thomas Keller",), True),
        ("Ana Diaz", "Diaz;Ana;;;", "Ana Diaz", (), False),
        ("Ana Diaz", "Diaz;Ana;Maria;;", "Ana Diaz", ("Ana Maria Diaz",), True),
        ("Diaz, Ana", "Diaz;Ana;;;", "Ana Diaz", (), False),
        ("Frau Eva Stein", "Stein;Eva;;Frau;", "Eva Stein", (), True),
        ("Dr. Eva Stein", "Stein;Eva;;Dr.;", "Eva Stein", ("Dr. Eva Stein",), False),
        ("Ludwig van Beethoven", "van Beethoven;Ludwig;;;", "Ludwig van Beethoven", (), False),
        ("Ludwig van Beethoven", "Beethoven;Ludwig van;;;", "Ludwig van Beethoven", (), True),
        ("伟 李", "李;伟;;;", "李伟", ("伟 李",), False),
        ("李伟", "李;伟;;;", "李伟", ("伟 李",), False),
        ("Acme", ";;;;", "Acme", (), False),
    ],
)  # fmt: skip
def test_n_beside_fn(fn: str, n: str, name: str, aliases: tuple[str, ...], line: bool) -> None:  # noqa: FBT001
    one = read(f"FN:{fn}", f"N:{n}")
    assert (one.name, one.contact.aliases) == (name, aliases)
    assert one.contact.vcard == ((f"N:{n}",) if line else ())


def written(name: str, version: str = "3.0", **fields: Any) -> str:
    (card,) = write_vcards([Outgoing(name, Contact(**fields))], version)  # type: ignore[arg-type]
    return card


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("name", ["Dr. Eva Stein, PhD", "🚀 Tim", "ANNA MEIER", "Diaz, Ana"])
def test_a_name_with_titles_comes_back(name: str, version: str) -> None:
    one = gather(read_vcards(written(name, version).encode(), "c.vcf")).people[0]
    assert (one.name, one.contact) == (name, Contact())


def test_a_firm_is_no_person_to_sort_by_its_last_word() -> None:
    firm: dict[str, Any] = {"organizations": ("Cafe Atlantide",)}
    assert "N:;;;;" in written("Cafe Atlantide", **firm)
    assert "X-ABShowAs:COMPANY" in written("Cafe Atlantide", **firm)
    assert "KIND:org" in written("Cafe Atlantide", "4.0", **firm)
    assert "N:Atlantide;Cafe;;;" in written("Cafe Atlantide", roles=("cook",), **firm)


def test_another_spelling_of_the_name_is_no_nickname() -> None:
    card = written("Mara Stein", aliases=("Dr. Mara Stein", "Mimi"))
    assert "NICKNAME:Mimi" in card
    assert "NICKNAME:Dr" not in card
