"""Who is meant by what somebody types, for every way to say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.identity.resolver import Resolver
from mdnet.index.refresh import Refreshed
from mdnet.model.contact import Note
from mdnet.network.people import People
from tests.conftest import Indexed, MakeVault, Run

VAULT = {
    "People/Ana Diaz.md": "---\naliases: [Ani, Tooth Fairy]\norganizations: ['[[Acme]]']\ncity: Bern\n"
    "phones: [+41 79 123 45 67]\nemails: [Ana <ana@example.org>]\nuid: urn:uuid:AB-12\n"
    "urls: [https://github.com/anadiaz]\nsocial: ['@ana', '@ana@example.social']\n---\n",
    "People/Anders.md": "---\nname: Anders Åberg\nknows: ['[[Dr. Lee]]']\n"
    "phones: [044 668 18 00]\n---\n[[Chess Club]]\n",
    "People/Zoë Müller.md": "---\naliases: [Fairy]\n---\n",
    "People/work/Sam.md": "---\naliases: [Boss]\norganizations: [Acme]\ncity: Bern\n---\n",
    "People/club/Sam.md": "---\naliases: [Boss]\n---\n",
    "People/José Núñez.md": "",
    "People/Søren Kjær.md": "",
    "People/Łukasz Żak.md": "",
    "People/Anne-Marie O’Neil.md": "",
    "People/Annegret Weiß.md": "---\nphones: ['079 999 00 11']\n---\n",
    "People/202405021200 Hal Voss.md": "A judge.",
    "People/@Bea Feld.md": "A potter.",
    "People/Kern, Fi.md": "A florist.",
    "People/di-moor.md": "---\ntitle: Di Moor\n---\n",
    "People/ed_pell.md": "# Ed Pell\nA baker.",
    "People/person.gil-noor.md": "---\ntitle: Gil Noor\n---\nA lawyer.",
    "People/vi-holt.md": "---\ntitle: Head of Sales\n---\n# Notes\nA nurse.",
    "People/👤 Cy Roth.md": "A cook.",
    "People/🌟.md": "A star.",
    "People/李伟.md": "",
    "Goals/Anchor.md": "",
    "Organizations/Repair Café.md": "",
    "2026-01-01.md": "[[Repair Café]] and [[Cleo]]\n",
}


@pytest.fixture
def vault(indexed: Indexed) -> Refreshed:
    return indexed(VAULT)


def resolver(vault: Refreshed, country: str = "") -> Resolver:
    return Resolver(vault.snapshot, People(vault.snapshot, date(2026, 11, 23)), country)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hal Voss", "People/202405021200 Hal Voss.md"),
        ("Bea Feld", "People/@Bea Feld.md"),
        ("Cy Roth", "People/👤 Cy Roth.md"),
        ("Ana Diaz", "People/Ana Diaz.md"),
        ("  ana   DIAZ ", "People/Ana Diaz.md"),
        ("People/Ana Diaz.md", "People/Ana Diaz.md"),
        ("Ana Diaz.md", "People/Ana Diaz.md"),
        ("people/ana diaz", "People/Ana Diaz.md"),
        ("club/Sam", "People/club/Sam.md"),
        ("Tooth Fairy", "People/Ana Diaz.md"),
        ("Anders Åberg", "People/Anders.md"),
        ("Zoe\u0308 Mu\u0308ller", "People/Zoë Müller.md"),
        ("Fairy", "People/Zoë Müller.md"),  # a whole alias comes before a word of one
        ("Dr. Lee", "ghost:dr. lee"),
        ("cleo", "ghost:cleo"),
        ("Di Moor", "People/di-moor.md"),
        ("di-moor", "People/di-moor.md"),
        ("Ed Pell", "People/ed_pell.md"),
        ("Gil Noor", "People/person.gil-noor.md"),
        ("🌟", "People/🌟.md"),
        ("李伟", "People/李伟.md"),
    ],
)
def test_what_is_exact(vault: Refreshed, name: str, key: str) -> None:
    found = resolver(vault).find(name)
    assert found.keys == (key,)
    assert found.is_exact


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("zoë", "People/Zoë Müller.md"),
        ("zoe", "People/Zoë Müller.md"),
        ("ZOE MULLER", "People/Zoë Müller.md"),
        ("Mueller", "People/Zoë Müller.md"),
        ("Zoe Mueller", "People/Zoë Müller.md"),
        ("Anders Aaberg", "People/Anders.md"),
        ("diaz", "People/Ana Diaz.md"),
        ("Diaz Ana", "People/Ana Diaz.md"),
        ("Diaz, Ana", "People/Ana Diaz.md"),
        ("@Ana Diaz", "People/Ana Diaz.md"),
        ("👤 Ana Diaz", "People/Ana Diaz.md"),
        ("a diaz", "People/Ana Diaz.md"),
        ("Ana D", "People/Ana Diaz.md"),
        ("tooth", "People/Ana Diaz.md"),
        ("Jose Nunez", "People/José Núñez.md"),
        ("soren", "People/Søren Kjær.md"),
        ("Kjaer", "People/Søren Kjær.md"),
        ("lukasz zak", "People/Łukasz Żak.md"),
        ("weiss", "People/Annegret Weiß.md"),
        ("anne marie", "People/Anne-Marie O’Neil.md"),
        ("annemarie", "People/Anne-Marie O’Neil.md"),
        ("Anne-Marie O'Neil", "People/Anne-Marie O’Neil.md"),
        ("oneil", "People/Anne-Marie O’Neil.md"),
        ("Anne-Gret Weiss", "People/Annegret Weiß.md"),
        ("@Bea", "People/@Bea Feld.md"),
        ("Fi Kern", "People/Kern, Fi.md"),
        ("lee", "ghost:dr. lee"),
        ("Vi Holt", "People/vi-holt.md"),  # the title is that of a job, and no name
        ("dr. diaz", "People/Ana Diaz.md"),
        # numbers and addresses
        ("+41 79 123 45 67", "People/Ana Diaz.md"),
        ("0041 (0)79 1234567", "People/Ana Diaz.md"),
        ("079 123 45 67", "People/Ana Diaz.md"),
        ("tel:+41791234567", "People/Ana Diaz.md"),
        ("+41 44 668 18 00", "People/Anders.md"),
        ("ANA@example.org", "People/Ana Diaz.md"),
        ("mailto:ana@example.org", "People/Ana Diaz.md"),
        ("github.com/AnaDiaz", "People/Ana Diaz.md"),
        ("https://www.github.com/anadiaz/", "People/Ana Diaz.md"),
        ("@ana", "People/Ana Diaz.md"),
        ("@anadiaz", "People/Ana Diaz.md"),
        ("anadiaz", "People/Ana Diaz.md"),
        ("@ana@example.social", "People/Ana Diaz.md"),
        ("https://example.social/@ana", "People/Ana Diaz.md"),
        ("urn:uuid:ab-12", "People/Ana Diaz.md"),
        ("ab-12", "People/Ana Diaz.md"),
    ],
)
def test_what_is_not_exact(vault: Refreshed, name: str, key: str) -> None:
    found = resolver(vault).find(name)
    assert found.keys == (key,)
    assert not found.is_exact


def test_the_country_of_numbers(vault: Refreshed) -> None:
    """With it a number of another country is another one."""
    assert resolver(vault, "CH").find("079 999 00 11").keys == ("People/Annegret Weiß.md",)
    assert resolver(vault, "CH").find("+41 79 999 00 11").keys == ("People/Annegret Weiß.md",)
    assert resolver(vault).find("+49 79 999 00 11").keys == ("People/Annegret Weiß.md",)
    assert resolver(vault, "CH").find("+49 79 999 00 11").keys == ()
    assert resolver(vault, "DE").find("079 123 45 67").keys == ()


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Sam", ["People/club/Sam.md", "People/work/Sam.md"]),
        ("Boss", ["People/club/Sam.md", "People/work/Sam.md"]),
        ("An", ["People/Ana Diaz.md", "People/Anders.md", "People/Anne-Marie O’Neil.md"]),
        ("Ann", ["People/Anne-Marie O’Neil.md", "People/Annegret Weiß.md"]),
    ],
)
def test_nothing_is_guessed_between_equals(
    vault: Refreshed, name: str, candidates: list[str]
) -> None:
    found = resolver(vault).find(name).keys
    assert set(candidates) <= set(found)
    assert len(found) > 1


def test_what_tells_namesakes_apart(vault: Refreshed) -> None:
    asked = resolver(vault)
    assert [asked.described(key) for key in asked.find("Sam").keys] == [
        "Sam (People/club/Sam.md)",
        "Sam, Acme, Bern (People/work/Sam.md)",
    ]
    assert asked.described("ghost:dr. lee") == "dr. lee (no note yet)"


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Ana Dias", ("Ana Diaz",)),
        ("anna diaz", ("Ana Diaz",)),
        ("Diaz Anna", ("Ana Diaz",)),
        ("Anderz", ("Anders Åberg",)),
        ("Mueler", ("Zoë Müller",)),  # one word of the name is enough
        ("Tooth Fury", ("Ana Diaz",)),
        ("Müller & Diaz", ()),
        ("Zara", ()),
        ("Dr", ()),
    ],
)
def test_only_names_that_are_near_are_suggested(
    vault: Refreshed, name: str, suggested: tuple[str, ...]
) -> None:
    assert resolver(vault).find(name).keys == ()
    assert tuple(resolver(vault).suggestions(name))[: len(suggested) or None] == suggested


@pytest.mark.parametrize(
    "name",
    ["", " ", "/", "Xyzzy", "Anchor", "nowhere/Ana Diaz", "../../etc/passwd", "\x00", "\udc80", "Dr",
     "Repair Café", "Chess Club", "Acme", "Ana Diaz 2", "Ana Fairy", "@", "@@", "+", "1234567", "@Dr",
     "Head of Sales", "sales"],
)  # fmt: skip
def test_nobody_is_called_so(vault: Refreshed, name: str) -> None:
    assert resolver(vault).find(name).keys == ()


def test_any_text_gets_an_answer(vault: Refreshed) -> None:
    asked = resolver(vault, "CH")

    @given(st.text() | st.text("+0123456789@./ -'’,anadiz#[]|", max_size=20))
    def answers(text: str) -> None:
        for key in asked.find(text).keys:
            assert asked.described(key)

    answers()


def test_every_person_is_found_by_every_name_and_word(vault: Refreshed) -> None:
    asked = resolver(vault)
    for card in vault.snapshot.catalogue.cards():
        if card.kind != "contact":
            continue
        for name in (card.name, *card.aliases, card.path):
            assert card.path in asked.find(name).keys
            assert card.path in asked.find(f"@{name}" if "/" not in name else name).keys


def test_no_notes_are_read_but_of_those_who_could_be_meant(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"People/Person{n} Lind{n}.md": f"---\nphones: [+4179100{n:04}]\n---\n" for n in range(300)
    }
    found = indexed(files)
    read: list[int] = []
    people = People(found.snapshot, date(2026, 11, 23))
    note = people.note

    def counted(number: int) -> Note:
        read.append(number)
        return note(number)

    monkeypatch.setattr(people, "note", counted)
    asked = Resolver(found.snapshot, people)
    for name in (
        "Person7 Lind7",
        "lind9",
        "person 7",
        "+41 79 100 0123",
        "person29 lind29",
        "nobody",
    ):
        asked.find(name)
    assert len(set(read)) < 12


def test_an_inexact_name_is_said(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Zoë Müller.md": "", "People/Bob Rossi.md": ""})
    shown = run("-C", str(root), "show", "zoe")
    assert (shown.code, shown.stderr) == (0, "zoe → Zoë Müller\n")
    assert run("-C", str(root), "show", "zoë müller").stderr == ""
    told = run("-C", str(root), "log", "zoe", "met", "fair", "--with", "rossi")
    assert "zoe → Zoë Müller\nrossi → Bob Rossi\n" in told.stderr
    assert "with [[Bob Rossi]]" in told.stdout


NAMESAKES = {
    "People/Amélie Weber.md": "---\norganizations: [Acme]\ncity: Bern\n---\n",
    "People/b/Amélie Weber.md": "---\norganizations: [Blau]\n---\n",
    "People/Ben Frost.md": "",
}


@pytest.mark.parametrize(
    "command",
    [
        ("show", "weber"), ("show", "Amélie Weber"), ("path", "weber"), ("match", "weber"), ("balance", "weber"),
        ("log", "weber", "met", "tea"), ("log", "ben", "met", "tea", "--with", "weber"),
        ("merge", "weber", "ben"), ("merge", "ben", "weber"), ("rename", "weber", "Ann"), ("export", "weber"),
        ("new", "Al", "--knows", "weber"), ("new", "Al", "--introduced-by", "weber"),
    ],
)  # fmt: skip
def test_every_command_lists_who_could_be_meant(
    make_vault: MakeVault, run: Run, command: tuple[str, ...]
) -> None:
    root = make_vault(NAMESAKES)
    told = run("-C", str(root), *command)
    assert told.code == 4
    assert "Amélie Weber, Acme, Bern (People/Amélie Weber.md)" in told.stderr
    assert "Amélie Weber, Blau (People/b/Amélie Weber.md)" in told.stderr
    assert not (root / "People/Al.md").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("show", "Ben Frozt"), ("path", "Ben Frozt"), ("match", "Ben Frozt"), ("balance", "Ben Frozt"),
        ("log", "Ben Frozt", "met", "tea"), ("log", "ben", "met", "tea", "--with", "Ben Frozt"),
        ("merge", "ben", "Ben Frozt"), ("rename", "Ben Frozt", "Ann"), ("export", "Ben Frozt"),
    ],
)  # fmt: skip
def test_every_command_suggests_who_may_be_meant(
    make_vault: MakeVault, run: Run, command: tuple[str, ...]
) -> None:
    told = run("-C", str(make_vault(NAMESAKES)), *command)
    assert told.code == 4
    assert 'Did you mean "Ben Frost"?' in told.stderr


PEOPLE = {
    "People/Ana Diaz.md": "", "People/Ana.md": "", "People/Anna Keller.md": "", "People/Ben Frost.md": "",
    "People/Met Call.md": "", "People/Call.md": "", "People/Gave Got.md": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "path", "line"),
    [
        ("Ana Diaz got a lift", "People/Ana Diaz.md", "got: a lift"),
        ("anna keller met tea", "People/Anna Keller.md", "met: tea"),
        ("Ana got a lift", "People/Ana.md", "got: a lift"),
        (
            "keller Met: tea and met her sister",
            "People/Anna Keller.md",
            "met: tea and met her sister",
        ),
        ("Ana|Diaz|contact|a letter", "People/Ana Diaz.md", "a letter"),
        ("Met Call|met|tea", "People/Met Call.md", "met: tea"),
        ("People/Met Call.md met tea", "People/Met Call.md", "met: tea"),
        ("People/Met Call.md|met|tea", "People/Met Call.md", "met: tea"),
        ("call call about the boat", "People/Call.md", "call: about the boat"),
        ("gave Got met tea", "", ""),
    ],
)
def test_names_need_no_quotes_in_log(
    make_vault: MakeVault, run: Run, words: str, path: str, line: str
) -> None:
    root = make_vault(PEOPLE)
    args = words.split("|") if "|" in words else words.split()
    if "People/Met" in words and "|" not in words:
        args = ["People/Met Call.md", *args[2:]]
    told = run("-C", str(root), "log", *args, "--date", "2026-11-03")
    if not path:
        # The second word is a kind, so the name is the first alone.
        assert "Gave Got" in told.stdout + told.stderr
        return
    assert told.code == 0, told.stderr
    assert told.stdout == f"{path}: 2026-11-03 {line}\n"


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("merge", "Ana", "Diaz", "Ben", "Frost", "--dry-run"), 0, "- Ben Frost"),
        (("merge", "Ana Diaz", "Ben Frost", "--dry-run"), 0, "- Ben Frost"),
        (("merge", "Ana", "Diaz", "--dry-run"), 0, "a/People/Ana.md"),
        (("merge", "Ana"), 2, "give two names"),
        (("rename", "Ana", "Diaz", "Ana", "Moss", "--dry-run"), 0, "rename to People/Ana Moss.md"),
        (("rename", "Ana", "Moss", "--dry-run"), 0, "rename to People/Moss.md"),
        (("rename", "Anna", "Keller", "Ann", "--dry-run"), 0, "rename to People/Ann.md"),
        (("rename", "Ana"), 2, "give two names"),
        (("export", "Ana", "Diaz", "Ben", "Frost"), 0, "FN:Ben Frost"),
        (("match", "Ana", "Diaz"), 0, ""),
        (("path", "Ana", "Diaz"), 0, ""),
    ],
)
def test_names_need_no_quotes_elsewhere(
    make_vault: MakeVault, run: Run, command: tuple[str, ...], code: int, told: str
) -> None:
    ran = run("-C", str(make_vault(PEOPLE)), *command)
    assert (ran.code, told in ran.stdout + ran.stderr) == (code, True), ran


@pytest.mark.parametrize("name", ["Zoe Müller", "zoe muller", "Zoë Müller"])
def test_a_link_that_is_spelt_otherwise_is_no_second_person(
    make_vault: MakeVault, run: Run, name: str
) -> None:
    root = make_vault({"People/Zoë Müller.md": "", "People/Al.md": "Knows [[Zoe Müller]].\n"})
    ran = run("-C", str(root), "log", name, "met", "x")
    assert (ran.code, ran.stdout.partition(":")[0]) == (0, "People/Zoë Müller.md")
    # The link itself can still be corrected.
    assert run("-C", str(root), "rename", "Zoe Müller", "Zoë Müller", "--yes").code == 0
    assert "Knows [[Zoë Müller]]." in (root / "People/Al.md").read_text()
