"""How well the address books of one owner merge: LinkedIn, then Google, then a phone.

Makes 3,000 connections, 800 rows and 600 cards of invented people whose identity it knows,
imports them one after the other, and counts people left out, wrong merges and second notes;
then the second notes that ``mdnet duplicates`` finds.

    .venv/bin/python bench/address_books.py [--seed 7]
"""

import argparse
import csv
import io
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from mdnet.cli import cli
from mdnet.identity.person_names import likeness

CONNECTIONS, ROWS, CARDS = 3_000, 800, 600
GIVEN = """Anna Bettina Christina Daniel Elena Florian Gabriele Hannah Irene Jörg Katharina Lukas
Martina Nicole Oliver Paula Quirin Rebecca Stefan Thomas Ursula Verena Walter Xenia Yvonne Zoë
Alexander Beatrix Carlos Dmitri Erik Francesca Giuseppe Helena Ivan José Kasia Luca Michael
Nathalie Olga Peter Robert Sabine Theresa Ulrich Valentina William Yann Amélie Benoît Camille
Édouard François Geneviève Hélène Inés Joaquín Lucía Núria Óscar Raúl Sofía Søren Åsa Björn
Łucja Paweł Żaneta Jiří Řehoř""".split()
SHORT = {
    "Christina": "Tina", "Katharina": "Kathi", "Robert": "Bob", "William": "Bill", "Thomas": "Tom",
    "Michael": "Mike", "Daniel": "Dani", "Alexander": "Alex", "Gabriele": "Gabi", "Ulrich": "Uli",
    "Martina": "Tina", "Theresa": "Resi", "Rebecca": "Becky", "Stefan": "Stef",
}  # fmt: skip
STEMS = """Alder Berg Brand Diet Ebers Fisch Gross Hart Hirsch Huber Imhof Jäger Kalten Lang Meier
Müller Neu Ober Pfister Quer Roth Schön Stein Tann Uhl Vogel Wald Weiss Zahn Zürcher Lüthi Keller
Böhm Frei Graf Hofer Kern Lutz Moser Nagel""".split()
ENDS = [
    "",
    "er",
    "mann",
    "bach",
    "hofer",
    "i",
    "sen",
    "ski",
    "feld",
    "burger",
    "stein",
    "wyler",
    "auer",
]
EAST = [
    ("李", "伟"),
    ("张", "娜"),
    ("王", "芳"),
    ("山田", "花子"),
    ("鈴木", "健"),
    ("김", "민준"),
    ("이", "서연"),
]
FIRMS = [f"{stem} {kind}" for stem in STEMS for kind in ("AG", "Partner", "Klinik", "Studio")]
ROLES = "Engineer Nurse Baker Designer Analyst Lawyer Teacher Architect Chemist Director".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "é": "e", "è": "e", "ø": "o", "å": "a"})


class Human(NamedTuple):
    """Somebody who exists once."""

    number: int
    given: str
    family: str
    mobile: str
    mail: str
    work: str
    firm: str
    role: str
    born: str

    @property
    def is_eastern(self) -> bool:
        """Whether the family name stands first."""
        return not self.family.isascii() and self.family[0] > "\u3000"


def surname(rng: random.Random) -> str:
    """One of some twenty thousand, so that few people have one name by chance."""
    return (
        rng.choice(STEMS) + rng.choice(ENDS[1:8]) + rng.choice(["", *(f"-{one}" for one in STEMS)])
    )


def humans(count: int, rng: random.Random, namesakes: float) -> list[Human]:
    """Invented people, some of whom have the same name as another."""
    made: list[Human] = []
    taken: set[tuple[str, str]] = set()
    for number in range(count):
        given, family = rng.choice(GIVEN), surname(rng)
        if number and rng.random() < namesakes:
            other = rng.choice(made)
            given, family = other.given, other.family
        elif rng.random() < 1 / 60:
            family, given = (
                rng.choice(EAST)[0],
                "".join(rng.sample("明华子宇文秀建丽强敏静磊洋艳勇杰娟涛超平刚桂英", 2)),
            )
        else:
            while (given, family) in taken:
                given, family = rng.choice(GIVEN), surname(rng)
        taken.add((given, family))
        firm = rng.choice(FIRMS)
        made.append(Human(
            number, given, family, f"+4179{rng.randrange(10**7):07}", f"p{number}@gmail.com",
            f"p{number}@{firm.split()[0].lower()}.example", firm, rng.choice(ROLES),
            f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
        ))  # fmt: skip
    return made


def decorated(one: Human, rng: random.Random) -> tuple[str, str]:
    """Given and family name as people write them on LinkedIn."""
    given, family = one.given, one.family
    chance = rng.random()
    if one.is_eastern or chance > 0.14:
        return given, family
    return rng.choice([
        (f"Dr. {given}", family), (given, f"{family}, PhD"), (f"🚀 {given}", family),
        (given.upper(), family.upper()), (given, f"{family} (she/her)"),
        (given, f"{family}, MBA, PMP®"),
    ])  # fmt: skip


def spelt(one: Human, rng: random.Random) -> tuple[str, str]:
    """Given and family name as they stand in a phone."""
    given, family = one.given, one.family
    chance = rng.random()
    if one.is_eastern:
        return given, family
    if chance < 0.03:
        return given.translate(_ASCII), family.translate(_ASCII)
    if chance < 0.05:
        return family, given
    if chance < 0.07:
        return SHORT.get(given, given), family
    if chance < 0.085:
        return given, rng.choice(STEMS) + "inger"
    return (f"{given[0]}.", family) if chance < 0.095 else (given, family)


def table(heading: str, rows: Iterator[list[str]]) -> str:
    """A CSV file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heading.split(","))
    writer.writerows(rows)
    return buffer.getvalue()


def connections(people: list[Human], rng: random.Random) -> str:
    """LinkedIn's file: a profile, a firm, and one address in twelve."""

    def row(one: Human) -> list[str]:
        given, family = decorated(one, rng)
        mail = one.work if rng.random() < 0.08 else ""
        day = f"{rng.randrange(1, 29):02} {rng.choice(MONTHS)} {rng.randrange(2010, 2026)}"
        url = f"https://www.linkedin.com/in/p-{one.number}"
        return [given, family, url, mail, one.firm, one.role, day]

    heading = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    return table(heading, map(row, people))


def google(people: list[Human], rng: random.Random) -> str:
    """Google's file: an address or a number, seldom a firm."""

    def row(one: Human) -> list[str]:
        given, family = spelt(one, rng)
        mail = one.mail if rng.random() < 0.8 else ""
        phone = one.mobile if rng.random() < 0.6 or not mail else ""
        firm = one.firm if rng.random() < 0.2 else ""
        return [given, family, "* myContacts", mail, phone, firm]

    heading = "First Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Value,Organization Name"
    return table(heading, map(row, people))


def cards(people: list[Human], rng: random.Random) -> str:
    """A phone's file: a number, often in national spelling, some addresses and birthdays."""
    texts = []
    for one in people:
        given, family = spelt(one, rng)
        national = "0" + one.mobile[3:]
        lines = [f"FN:{given} {family}", f"N:{family};{given};;;", f"UID:card-{one.number}",
                 f"TEL;TYPE=CELL:{national if rng.random() < 0.4 else one.mobile}"]  # fmt: skip
        lines += [f"EMAIL:{one.mail}"] if rng.random() < 0.4 else []
        lines += [f"BDAY:{one.born}"] if rng.random() < 0.2 else []
        texts.append("\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD\n")))
    return "".join(texts)


class Book(NamedTuple):
    """A file, and the identity of each person in it, in order."""

    name: str
    text: str
    people: list[Human]


def books(seed: int, namesakes: float) -> list[Book]:
    """The three files: half of Google's people and of the phone's are on LinkedIn."""
    rng = random.Random(seed)
    everybody = humans(CONNECTIONS + ROWS + CARDS, rng, namesakes)
    linked, others = everybody[:CONNECTIONS], everybody[CONNECTIONS:]
    mailed = rng.sample(linked, ROWS * 6 // 10) + others[: ROWS * 4 // 10]
    called = rng.sample(mailed, CARDS // 3) + rng.sample(linked, CARDS // 3)
    called = [*dict.fromkeys(called)]
    called += others[ROWS : ROWS + CARDS - len(called)]
    rng.shuffle(mailed)
    rng.shuffle(called)
    return [
        Book("Connections.csv", connections(linked, rng), linked),
        Book("google.csv", google(mailed, rng), mailed),
        Book("phone.vcf", cards(called, rng), called),
    ]


def typed(*words: str) -> Any:
    """Run a command; return its JSON."""
    result = CliRunner().invoke(cli, words, prog_name="mdnet")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return json.loads(result.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--namesakes", type=float, default=0.0, help="the share of people with another's name"
    )
    parser.add_argument("--same-name", default="merge", choices=("merge", "new", "skip"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        (vault / ".mdnet").mkdir(parents=True)
        found = measured(vault, books(given.seed, given.namesakes), given.same_name)
    sys.stdout.write(f"{found}\n")


def is_knowable(one: Path, two: Path) -> bool:
    """Whether two notes share an address or number, or are of like names.

    Somebody with a new family name and a new address is a stranger to everybody.
    """
    keys = [
        {*re.findall(r"[\w.]+@[\w.]+", note.read_text(encoding="utf-8"))}
        | {number[-9:] for number in re.findall(r"[+0]\d{9,}", note.read_text(encoding="utf-8"))}
        for note in (one, two)
    ]
    return bool(keys[0] & keys[1]) or likeness(one.stem, two.stem) is not None


def measured(vault: Path, files: list[Book], same_name: str) -> str:
    """Import the files; return the figures in a few lines."""
    holds: dict[str, set[int]] = defaultdict(set)
    left_out = 0
    for book in files:
        file = vault.parent / book.name
        file.write_text(book.text, encoding="utf-8")
        report = typed("-C", str(vault), "import", str(file), "--same-name", same_name, "--json")
        for one, told in zip(book.people, report["people"], strict=True):
            if told["path"]:
                holds[told["path"]].add(one.number)
            left_out += told["action"] == "ambiguous"
    rows = sum(len(book.people) for book in files)
    wrong = sum(len(numbers) - 1 for numbers in holds.values())
    notes: dict[int, list[str]] = defaultdict(list)
    for path, numbers in holds.items():
        for number in numbers:
            notes[number].append(path)
    doubles = sum(len(paths) - 1 for paths in notes.values())
    true = {pair for paths in notes.values() for pair in combinations(sorted(paths), 2)}
    told_pairs = typed("-C", str(vault), "duplicates", "--all", "--json")
    likely = {tuple(sorted(one["path"] for one in pair["people"])) for pair in told_pairs
              if pair["band"] != "weak" and pair["kind"] == "notes"}  # fmt: skip
    hits = len(likely & true)
    knowable = {pair for pair in true if is_knowable(*((vault / path) for path in pair))}
    found = len(likely & knowable)
    return (
        f"rows {rows}, notes {len(holds)}\n"
        f"left out {left_out} ({left_out / rows:.1%})\n"
        f"wrong merges {wrong}\n"
        f"doubles {doubles} ({doubles / len(holds):.1%})\n"
        f"duplicates: {len(true)} true pairs, recall {hits / max(1, len(true)):.2f}; of the "
        f"{len(knowable)} with a key or name in common {found / max(1, len(knowable)):.2f}; "
        f"precision {hits / max(1, len(likely)):.2f} ({len(likely)} likely or sure)"
    )


if __name__ == "__main__":
    main()
