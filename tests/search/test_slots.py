"""Which slots goals have, which of their words are taken, and which names are unknown."""

import os
import time
from collections.abc import Callable
from datetime import date

import pytest

from mdnet.embeddings.vectors import open_vectors
from mdnet.index.analysis import Analyzer
from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.network.lookup import Lookup
from mdnet.network.people import People
from mdnet.search.query import read_query
from mdnet.search.slot_reader import read_slots
from mdnet.search.slot_values import Values
from mdnet.search.slots import SlotReading
from mdnet.vault.root import open_vault

TODAY = date(2026, 11, 23)


def note(body: str = "", **keys: str) -> str:
    lines = [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body, ""])


ENGLISH = {
    "People/Ana Diaz.md": note(
        "Met through [[Ilse Quist]]. [[Dr. Grey]] is her neighbour.",
        roles="[dentist]",
        organizations='["[[Studio Diaz]]"]',
        city="Lugano",
        languages="[Spanish, Italian]",
        knows='["[[Bob Rossi]]", "[[Nora Quist]]"]',
        circles="[running club]",
    ),
    "People/Bob Rossi.md": note(
        "Wrote a letter to the Spanish consulate. His parents speak Greek at home.",
        roles="[engineer]",
        organizations="[Novartis AG]",
        city="Basel",
        languages="[German]",
        circles="[neighbour]",
    ),
    "People/Cleo Kim.md": note(
        "Bob recommended her. The rent rose again.",
        roles="[retired nurse]",
        organizations="[National Health Service]",
        city="Zürich",
        languages='["French (C1)"]',
        circles="[neighbourhood, choir]",
    ),
    "People/Dan Frey.md": note(
        roles="[clerk]",
        organizations="[Acme Industries, Home]",
        city="New York",
        circles="[work]",
        skills="[reading aloud, Spanish conversation]",
    ),
    "People/Eve Baker.md": note(
        roles="[baker]", city="Reading", circles="[family]", organizations="[Swiss Re]"
    ),
    "People/Finn Holm.md": note(
        roles="[tax adviser]", city="Frankfurt am Main", organizations="[NYT]", aliases="[Finny]"
    ),
    "People/Rose Amsel.md": note(roles="[florist]", city="St. Gallen, Switzerland"),
    "People/Will Orr.md": note(roles="[courier]"),
    "2026-03-01.md": "Coffee with [[Bob Rossi]].\n",
}
GERMAN = {
    ".mdnet/config.toml": 'language = "de"\n',
    "People/Ana Diaz.md": note(
        roles="[Zahnärztin]", city="Zürich", languages="[Spanisch]", knows='["[[Bob Rossi]]"]'
    ),
    "People/Bob Rossi.md": note(
        roles="[Ingenieur]", organizations="[Novartis AG]", city="Basel", circles="[Nachbar]"
    ),
    "People/Cleo Kim.md": note(roles="[Umzug]", languages="[French]", circles="[Laufgruppe]"),
}

Read = Callable[[str], SlotReading]


def _index(files: dict[str, str], factory: pytest.TempPathFactory) -> Snapshot:
    root = factory.mktemp("slots")
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return _index(ENGLISH, tmp_path_factory)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return _index(GERMAN, tmp_path_factory)


def _reader(snapshot: Snapshot, language: str) -> Read:
    vectors = open_vectors("en")
    people = People(snapshot, TODAY)

    def known(word: str) -> bool:
        return vectors is not None and vectors.weight(word) is not None

    values = Values(Lookup(snapshot.reader), people, Analyzer(language), known)

    def read(text: str) -> SlotReading:
        return read_slots(read_query(text, language), values, language)

    return read


@pytest.fixture
def read(english: Snapshot) -> Read:
    return _reader(english, "en")


@pytest.fixture
def read_german(german: Snapshot) -> Read:
    return _reader(german, "de")


def shown(reading: SlotReading, snapshot: Snapshot) -> list[tuple[str, list[str]]]:
    """The kind of each slot with the first names of the people who fulfil it."""
    people = People(snapshot, TODAY)
    return [
        (
            slot.kind,
            [people.note(number).name.split()[0] for number in sorted(slot.numbers)]
            + sorted(slot.keys),
        )
        for slot in reading.slots
    ]


@pytest.mark.parametrize(
    ("goal", "kind", "who"),
    [
        # An organisation, by its name, its beginning, its letters
        ("who works at Novartis", "organization", ["Bob"]),
        ("who works at novartis", "organization", ["Bob"]),
        ("someone from Novartis", "organization", ["Bob"]),
        ("an introduction for novartis", "organization", ["Bob"]),
        ("who works with Novartis AG", "organization", ["Bob"]),
        ("engineer at Acme", "organization", ["Dan"]),
        ("who works for the NHS", "organization", ["Cleo"]),
        ("people at New York Times", "organization", ["Finn"]),
        ("anyone at swiss re", "organization", ["Eve"]),
        ("who can introduce me to Novartis", "organization", ["Bob"]),
        ("introduce me to someone at Novartis", "organization", ["Bob"]),
        # A place
        ("who lives in Basel", "place", ["Bob"]),
        ("who lives in basel?", "place", ["Bob"]),
        ("dentist in Zuerich", "place", ["Cleo"]),
        ("dentist in Zürich", "place", ["Cleo"]),
        ("search Basel", "place", ["Bob"]),
        ("dentist Basel", "place", ["Bob"]),
        ("Basel", "place", ["Bob"]),
        ("anyone near Frankfurt", "place", ["Finn"]),
        ("someone from St. Gallen", "place", ["Rose"]),
        ("anyone in Switzerland", "place", ["Rose"]),
        ("someone in Reading", "place", ["Eve"]),
        ("who lives in reading", "place", ["Eve"]),
        ("somebody based around Basel or Lugano", "place", ["Ana", "Bob"]),
        ("Basel-based photographer", "place", ["Bob"]),
        ("I moved to Basel and need a doctor", "place", ["Bob"]),
        # A language: the key, or a skill that says so; prose does not
        ("who speaks Spanish", "language", ["Ana", "Dan"]),
        ("who speaks spanish well", "language", ["Ana", "Dan"]),
        ("a Spanish speaker", "language", ["Ana", "Dan"]),
        ("someone spanish-speaking", "language", ["Ana", "Dan"]),
        ("anybody fluent in French", "language", ["Cleo"]),
        # People who know somebody
        ("who knows Bob Rossi", "knows", ["Ana"]),
        ("who knows bob", "knows", ["Ana"]),
        ("introduce me to Bob Rossi", "knows", ["Ana"]),
        ("who can put me in touch with Bob", "knows", ["Ana"]),
        ("retired people", "state", ["Cleo"]),
        ("who is retired?", "state", ["Cleo"]),
        ("anybody who is retired", "state", ["Cleo"]),
        ("connected to Nora Quist", "knows", ["Ana"]),
        ("who knows Dr. Nora Quist", "knows", ["Ana"]),
        ("introduce me to Dr Grey", "knows", ["Ana"]),
        ("who knows Mr. Bob Rossi", "knows", ["Ana"]),
        ("who knows nora", "knows", ["Ana"]),
        # Circles
        ("neighbours", "circle", ["Bob", "Cleo"]),
        ("my neighbors", "circle", ["Bob", "Cleo"]),
        ("anyone from my running club", "circle", ["Ana"]),
        ("running clubs", "circle", ["Ana"]),
        ("people in the choir", "circle", ["Cleo"]),
        ("someone from work", "circle", ["Dan"]),
        ("colleagues", "circle", ["Dan"]),
        # Names
        ("Ana Diaz", "name", ["Ana"]),
        ("diaz ana", "name", ["Ana"]),
        ("who is Bob Rossi?", "name", ["Bob"]),
        ("bob", "name", ["Bob"]),
        ("Finny", "name", ["Finn"]),
        ("Nora", "name", ["ghost:nora quist"]),
        ("quist", "name", ["ghost:ilse quist", "ghost:nora quist"]),
        ("Rose Amsel", "name", ["Rose"]),
        ("will", "name", ["Will"]),
    ],
)
def test_a_slot(read: Read, english: Snapshot, goal: str, kind: str, who: list[str]) -> None:
    assert shown(read(goal), english) == [(kind, who)]
    assert not read(goal).unknown


@pytest.mark.parametrize(
    "goal",
    [
        "doctors",
        "anyone into climbing",
        "unemployed people",  # nobody is
        "retired nurse",
        "retired",
        "help when retired people move",
        "advice for home",
        "work at home",
        "stress at work",
        "pain in the neck",
        "good at maths",
        "a cake for Christmas",
        "help with Excel",
        "help in reading",
        "learn reading",
        "baker",
        "rose",  # of a rent, too
        "diaz",  # of a studio, too
        "native plants",
        "who speaks at conferences",
        "who can introduce me to a dentist",
        "who knows about tax",
        "who knows a baker",
        "someone in a new town",
        '"in Basel" -Novartis city:Lugano',
        "",
        "?!",
    ],
)
def test_no_slot(read: Read, goal: str) -> None:
    assert read(goal).slots == ()
    assert read(goal).unknown == ()


@pytest.mark.parametrize(
    ("goal", "unknown"),
    [
        ("who works at Google", "Nobody at Google"),
        ("who works at Pharmix", "Nobody at Pharmix"),
        ("who works at the BBC", "Nobody at BBC"),
        ("someone from Pharmix International", "Nobody at Pharmix International"),
        ("an engineer at Roxo", "Nobody at Roxo"),
        ("who works at google", "Nobody at google"),
        ("who lives in Berlin", "Nobody in Berlin"),
        ("who lives in berlin", "Nobody in berlin"),
        ("who lives in York", "Nobody in York"),
        ("plumber in Zermatt", "Nobody in Zermatt"),
        ("who speaks Finnish", "Nobody who speaks Finnish"),
        ("a finnish speaker", "Nobody who speaks finnish"),
        ("who knows Peter Zumthal", "Nobody who knows Peter Zumthal"),
        ("who knows Ana Smith", "Nobody who knows Ana Smith"),
    ],
)
def test_an_unknown_name(read: Read, goal: str, unknown: str) -> None:
    reading = read(goal)
    assert (reading.slots, reading.unknown) == ((), (unknown,))
    name = unknown.removeprefix("Nobody").split()[-1].lower()
    assert name in reading.taken


def test_a_name_that_may_be_mistyped_is_not_called_unknown(read: Read) -> None:
    assert read("who works at Novratis").unknown == ()


def test_several_slots(read: Read, english: Snapshot) -> None:
    reading = read("who in Basel speaks Spanish and French and works at Novartis")
    assert [kind for kind, _ in shown(reading, english)] == [
        "place", "language", "language", "organization",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "left"),
    [
        ("who works at Novartis", ""),
        ("anyone who lives in Basel", ""),
        ("dentist in Basel", "dentist"),
        ("people around Basel who climb", "who climb"),
        ("who speaks Spanish", ""),
        ("who can introduce me to a dentist", "a dentist"),
        ("someone from my running club who paints", "who paints"),
        ("who works in insurance", "in insurance"),
    ],
)
def test_what_is_left_of_a_goal(read: Read, goal: str, left: str) -> None:
    taken = read(goal).taken
    words = [word for word in goal.lower().split() if word not in taken]
    assert [word for word in words if word != "who"] == left.replace("who", "").split()


def test_how_the_vault_writes_it_is_told(read: Read) -> None:
    assert read("who works at novartis").slots[0].text == "Novartis AG"
    assert read("who lives in basel").slots[0].field == "city"


@pytest.mark.parametrize(
    ("goal", "kind", "who"),
    [
        ("wer arbeitet bei Novartis", "organization", ["Bob"]),
        ("wer wohnt in Zürich?", "place", ["Ana"]),
        ("wer wohnt in Zuerich", "place", ["Ana"]),
        ("Zahnarzt in Basel", "place", ["Bob"]),
        ("jemand aus Basel", "place", ["Bob"]),
        ("wer spricht Spanisch", "language", ["Ana"]),
        ("wer spricht Französisch", "language", ["Cleo"]),
        ("wer kann Spanisch", "language", ["Ana"]),
        ("jemand spanischsprachiges", "language", ["Ana"]),
        ("who speaks Spanish", "language", ["Ana"]),
        ("wer kennt Bob Rossi", "knows", ["Ana"]),
        ("Kontakt zu Bob Rossi", "knows", ["Ana"]),
        ("Nachbarn", "circle", ["Bob"]),
        ("jemand aus meiner Laufgruppe", "circle", ["Cleo"]),
        ("Ana Diaz", "name", ["Ana"]),
    ],
)
def test_a_slot_in_german(
    read_german: Read, german: Snapshot, goal: str, kind: str, who: list[str]
) -> None:
    assert shown(read_german(goal), german) == [(kind, who)]


@pytest.mark.parametrize("goal", ["Hilfe bei Umzug", "Rat für Eltern", "Angst in der Nacht"])
def test_no_slot_in_german(read_german: Read, goal: str) -> None:
    assert (read_german(goal).slots, read_german(goal).unknown) == ((), ())


@pytest.mark.parametrize(
    ("goal", "unknown"),
    [
        ("wer arbeitet bei Pharmix", "Nobody at Pharmix"),
        ("wer wohnt in Hamburg", "Nobody in Hamburg"),
        ("wer spricht Finnisch", "Nobody who speaks Finnisch"),
    ],
)
def test_an_unknown_name_in_german(read_german: Read, goal: str, unknown: str) -> None:
    assert read_german(goal).unknown == (unknown,)


LONG = "The gutter has leaked on the stairs since the storm, and nobody wants to go up there. "


@pytest.mark.parametrize(
    ("goal", "kinds"),
    [
        (f"{LONG}{LONG}{LONG}Somebody in Basel?", ["place"]),
        (f"{LONG}\n\n{LONG}\nwho speaks Spanish", ["language"]),
        (f"{LONG}{LONG}{LONG}{LONG}Somebody in Basel?", []),  # of a fifth sentence nothing is read
        (f"{'drip ' * 60}in Basel", []),  # nor beyond forty words of one
        ("Leave it to somebody who knows. Bob Rossi wants none of it", []),
        ("Whom do you stay with? Novartis pays well", []),
        ("who speaks Spanish, French", ["language", "language"]),
        ("somebody from St. Gallen", ["place"]),
    ],
)
def test_slots_are_read_sentence_by_sentence(read: Read, goal: str, kinds: list[str]) -> None:
    assert [slot.kind for slot in read(goal).slots] == kinds


@pytest.mark.parametrize(
    "part",
    ["in Basel or ", "who knows ", "at Zurix ", "speaks ", "'", "a,", '"x', "St. ", "-", "x" * 50],
)
def test_a_very_long_goal_is_read_at_once(read: Read, part: str) -> None:
    read("warm up at Novartis")
    start = time.perf_counter()
    read(part * (100_000 // len(part)))
    assert time.perf_counter() - start < 1
