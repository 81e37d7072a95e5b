import re
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.config import Config
from mdnet.model.contact import Contact, Edge, Note
from mdnet.model.keys import CONTACT
from mdnet.notes.reader import read_contact, read_note
from tests.conftest import examples

NOTE = """---
aliases: [Ana]
circles: [service provider, neighbourhood]
roles: [dentist]
organizations: ["[[Studio Diaz]]"]
city: Lugano
skills: [cello]
offers: [same-day emergency slot]
needs: [bookkeeping help]
interests: [chamber music]
knows:
  - "[[Bob Rossi]]"
introduced_by: "[[Bob Rossi]]"
closeness: 3
cadence: 3 months
phones: ["+41 79 123 45 67"]
emails: [ana@example.org]
---
Free text, as long as you like. A mention of [[Bob Rossi]] is a weak tie. Her sister is a notary.

## Log
- 2026-05-02 got: tooth fixed on a Sunday
- 2026-03-11 gave: translated a letter (x2)
- 2026-01-20 met: coffee, talked about the [[Chess Club]]
- 2025-12-01 intro: [[Elena Frey]]
"""
CONFIG = Config()


def read(text: str, path: str = "People/Ana Diaz.md", config: Config = CONFIG) -> Note:
    note = read_note(path, text.encode(), config)
    assert note is not None
    return note


def kind(path: str, front: str = "", config: Config = CONFIG) -> str | None:
    text = f"---\n{front}\n---\nbody\n" if front else "body\n"
    note = read_note(path, text.encode(), config)
    return note.kind if note else None


# --- a whole note


def test_the_note_of_the_design() -> None:
    note = read(NOTE)
    assert (note.kind, note.name, note.day, note.goal) == ("contact", "Ana Diaz", None, None)
    assert note.problems == ()
    assert note.contact == Contact(
        aliases=("Ana",),
        circles=("service provider", "neighbourhood"),
        roles=("dentist",),
        organizations=("Studio Diaz",),
        city="Lugano",
        skills=("cello",),
        offers=("same-day emergency slot",),
        needs=("bookkeeping help",),
        interests=("chamber music",),
        edges=(
            Edge("organizations", "Studio Diaz"),
            Edge("knows", "Bob Rossi"),
            Edge("introduced_by", "Bob Rossi"),
        ),
        closeness=3,
        cadence=90,
        phones=("+41 79 123 45 67",),
        emails=("ana@example.org",),
    )
    assert [(p.kind, p.text) for p in note.passages] == [
        ("about", "Free text, as long as you like."),
        ("via", "A mention of Bob Rossi is a weak tie."),
        ("via", "Her sister is a notary."),
        ("log", "tooth fixed on a Sunday"),
        ("log", "translated a letter"),
        ("log", "coffee, talked about the Chess Club"),
        ("log", "Elena Frey"),
    ]
    assert [(e.day, e.kind, e.weight, e.line) for e in note.log] == [
        (date(2026, 5, 2), "got", 1.0, 22),
        (date(2026, 3, 11), "gave", 2.0, 23),
        (date(2026, 1, 20), "met", 1.0, 24),
        (date(2025, 12, 1), "intro", 1.0, 25),
    ]
    assert [(link.target, link.line, link.column) for link in note.links] == [
        ("Studio Diaz", 5, 18),
        ("Bob Rossi", 12, 6),
        ("Bob Rossi", 13, 17),
        ("Bob Rossi", 19, 46),
        ("Chess Club", 24, 44),
        ("Elena Frey", 25, 21),
    ]


def test_windows_line_ends_change_nothing() -> None:
    assert read(NOTE.replace("\n", "\r\n")) == read(NOTE)
    assert read("\ufeff" + NOTE) == read(NOTE)


# --- what kind of note it is


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("People/Ana.md", "", "contact"),
        ("a/b/people/c/Ana.md", "", "contact"),
        ("CONTACTS/Ana.MD", "", "contact"),
        ("Persons/Ana.md", "", "contact"),
        ("Friends/Ana.md", "", "contact"),
        ("Peoples/Ana.md", "", "note"),
        ("People.md", "", "note"),
        ("Ana.md", "", "note"),
        ("Ana.md", "tags: [people]", "contact"),
        ("Ana.md", "tags: person", "contact"),
        ("Ana.md", "tags: ['#contact']", "contact"),
        ("Ana.md", "tags: work, contacts", "contact"),
        ("Ana.md", "tags: [people/work]", "contact"),
        ("Ana.md", "tag: Person", "contact"),
        ("Ana.md", "tags: [peoples]", "note"),
        ("Ana.md", "type: person", "contact"),
        ("Ana.md", "type: Contact", "contact"),
        ("Ana.md", "Type: ['[[Person]]']", "contact"),
        ("Ana.md", "type: book\nrole: x\nphone: y", "note"),
        ("Ana.md", "categories: ['[[People]]']", "contact"),
        ("Ana.md", "categories:\n  - [[People]]", "contact"),
        ("Ana.md", "categories: ['[[Books]]']", "note"),
        ("Ana.md", "role: dentist\nphone: 123", "contact"),
        ("Ana.md", "Role: dentist\nE-Mail:", "contact"),
        ("Ana.md", "role: dentist", "note"),
        ("Ana.md", "role: dentist\njob: dentist", "note"),
        ("2026-05-02.md", "tags: [daily]\naliases: [Saturday]", "note"),
        ("2026-05-02.md", "role: x\nphone: y", "note"),
        ("Trip.md", "location: Rome\nrelated: '[[Bob]]'\nsummary: x", "note"),
        ("Goals/Flat.md", "", "goal"),
        ("x/GOALS/y/Flat.md", "", "goal"),
        ("Flat.md", "type: goal", "goal"),
        ("People/Flat.md", "type: Goal", "goal"),
        ("Goals/Ana.md", "type: person", "contact"),
        ("Goals.md", "", "note"),
        ("Network/Due.md", "generated: true", None),
        ("People/Ana.md", "Generated: yes", None),
        ("People/Ana.md", "generated: false", "contact"),
        ("Templates/Person.md", "type: person", None),
        ("x/_templates/Person.md", "", None),
        ("templates/deep/Person.md", "", None),
        ("People/{{title}}.md", "", None),
        ("People/Ana.md", 'name: "{{title}}"', None),
        ("People/Ana.md", "name: {{title}}", None),
    ],
)
def test_kinds(path: str, front: str, expected: str | None) -> None:
    assert kind(path, front) == expected


@pytest.mark.parametrize(
    ("body", "is_template"),
    [
        ("<% tp.file.title %>\n", True), ("\n# {{title}}\n\nHow we met:\n", True), ("{{name}} is a\n", True),
        ("Met at {{place}}.\n", False), ("# Ana\n{{title}}\n", False), ("", False),
    ],
)  # fmt: skip
def test_a_title_that_is_still_to_be_filled_in_makes_a_template(
    body: str, *, is_template: bool
) -> None:
    note = read_note("People/New person.md", body.encode(), Config())
    assert (note is None) is is_template


def test_a_placeholder_in_the_body_is_no_template() -> None:
    assert read("uses {{mustache}} templates\n").kind == "contact"


def test_folders_come_from_the_settings() -> None:
    config = replace(CONFIG, people=("Leute", "crm/cards"), goals="Ziele", templates=("Vorlagen",))
    assert kind("x/leute/Ana.md", "", config) == "contact"
    assert kind("CRM/Cards/Ana.md", "", config) == "contact"
    assert kind("People/Ana.md", "", config) == "note"
    assert kind("Ziele/Flat.md", "", config) == "goal"
    assert kind("Vorlagen/Ana.md", "", config) is None


# --- names, days, goals


@pytest.mark.parametrize(
    ("path", "front", "name", "aliases"),
    [
        ("People/Ana Diaz.md", "", "Ana Diaz", ()),
        ("People/Ana Diaz.MD", "", "Ana Diaz", ()),
        ("People/Dr. Lee.md", "", "Dr. Lee", ()),
        ("People/Ana.md", "name: Ana Diaz", "Ana Diaz", ("Ana",)),
        ("People/Ana.md", "Name: Ana", "Ana", ()),
        ("People/Ana.md", "name:", "Ana", ()),
        ("People/Ana.md", "name: {first: Ana, last: Diaz}", "Ana Diaz", ("Ana",)),
        ("People/Ana.md", "name: A\naliases: [Ana, B]", "A", ("Ana", "B")),
        ("People/Ana.md", "name: A\naliases: [B]", "A", ("Ana", "B")),
        ("People/A\nB.md", "", "A B", ()),
        ("People/\udc80.md", "", "\udc80", ()),
    ],
)
def test_names(path: str, front: str, name: str, aliases: tuple[str, ...]) -> None:
    note = read(f"---\n{front}\n---\n", path)
    assert note.contact is not None
    assert (note.name, note.contact.aliases) == (name, aliases)


@pytest.mark.parametrize(
    ("path", "front", "day", "codes"),
    [
        ("2026-05-02.md", "a: b", date(2026, 5, 2), []),
        ("x/2026-05-02 Lunch.md", "a: b", date(2026, 5, 2), []),
        ("2026-05-02 Lunch.md", "date: 2020-01-01", date(2026, 5, 2), []),
        ("Lunch.md", "date: 2026-05-02T12:00", date(2026, 5, 2), []),
        ("Lunch.md", "Date: '[[2026-05-02]]'", date(2026, 5, 2), []),
        ("Lunch.md", "date: 2.5.2026", date(2026, 5, 2), []),
        ("Lunch.md", "date: '[[Daily/2026-05-02|2 May]]'", date(2026, 5, 2), []),
        ("Lunch.md", "date: 2/5/2026", None, ["bad-date"]),
        ("2026-02-31.md", "a: b", None, []),
        ("Lunch 2026-05-02.md", "a: b", None, []),
        ("People/2026-05-02.md", "date: 2026-05-02", date(2026, 5, 2), []),
        ("People/2026-05-02.md", "type: person\ndate: 2026-05-02", None, []),
    ],
)
def test_days(path: str, front: str, day: date | None, codes: list[str]) -> None:
    note = read(f"---\n{front}\n---\n", path)
    assert (note.day, [problem.code for problem in note.problems]) == (day, codes)


def test_a_bad_date_has_a_place() -> None:
    (problem,) = read("---\na: b\ndate: soon\n---\n", "Lunch.md").problems
    assert (problem.line, problem.column) == (3, 7)


def test_a_goal_with_its_leads() -> None:
    note = read(
        "---\ntype: goal\nstatus: open\nkind: information\ndue: 2026-12-01\n---\nQuiet, two rooms.\n"
        "## Leads\n- 2026-05-02 asked: [[Ana Diaz]]\n- 2026-05-03 done: found it\n- no date\n",
        "Goals/An apartment.md",
    )
    assert note.goal is not None
    assert (note.goal.wants, note.goal.due) == (("An apartment",), date(2026, 12, 1))
    assert [(found.kind, found.links) for found in note.log] == [
        ("asked", ("Ana Diaz",)),
        ("done", ()),
    ]
    assert [problem.code for problem in note.problems] == ["log-line"]
    assert note.contact is None


def test_stated_wants_win_over_the_file_name() -> None:
    note = read("---\nwants: [flat, sublet]\n---\n", "Goals/Home.md")
    assert note.goal is not None
    assert note.goal.wants == ("flat", "sublet")


def test_the_heading_of_the_log_comes_from_the_settings() -> None:
    config = replace(CONFIG, log_heading=("Verlauf",))
    assert len(read("## Verlauf\n- 2026-05-02 x\n", config=config).log) == 1
    assert read("## Log\n- 2026-05-02 x\n", config=config).log == ()


def test_meetings_have_links_but_no_log() -> None:
    note = read(
        "---\npeople: ['[[Ana]]', '[[Bob|B]]']\n---\n- [ ] ask [[Eve]]\n## Log\n- 2026-05-02 x\n",
        "M.md",
    )
    assert note.kind == "note"
    assert [(link.target, link.counts) for link in note.links] == [
        ("Ana", True),
        ("Bob", True),
        ("Eve", False),
    ]
    assert note.log == ()


def test_links_that_sort_a_note_are_no_links_to_people() -> None:
    front = "---\ncategories:\n  - '[[People]]'\ntype: '[[Person]]'\n# '[[Old]]'\nknows: '[[Bob]]'\n---\n"
    note = read(front)
    assert [(link.target, link.line) for link in note.links] == [("Bob", 6)]
    assert note.contact is not None
    assert note.contact.edges == (Edge("knows", "Bob"),)


def test_the_name_as_heading_is_no_passage() -> None:
    assert [p.text for p in read("# Ana Diaz\n## Notes\n## Work\nx\n").passages] == ["Work", "x"]


# --- bad notes stay


def test_broken_front_matter_keeps_the_note() -> None:
    note = read("---\nroles: [dentist\nknows: [[Bob]], [[Eve]]\nx: @y\n---\nPlays the cello.\n")
    assert note.kind == "contact"
    assert note.contact is not None
    assert note.contact.roles == ("dentist",)
    assert note.contact.edges == (Edge("knows", "Bob"), Edge("knows", "Eve"))
    assert [p.text for p in note.passages] == ["Plays the cello."]
    assert [p.code for p in note.problems] == ["broken-yaml"]


@pytest.mark.parametrize(
    "head",
    [
        "---\nprivate: true\nx: @broken\n---\n",
        "---\nprivate: true\nx: \x00\n---\n",
        "---\nprivate: true\nnever: closed\n",
        "---\nprivate: true\nx: " + "[" * 500 + "\n---\n",
        "---\nprivate: true\nx: " + "y" * 70_000 + "\n---\n",
        "---\nx: 1\nx: 2\nPrivate: Yes\n---\n",
        "---\nprivate: tru\n---\n",
    ],
)
def test_a_private_note_stays_private_however_broken(head: str) -> None:
    note = read(head + "text\n")
    assert note.contact is not None
    assert note.contact.private
    assert note.problems


def codes_of(data: bytes) -> list[str]:
    note = read_note("People/Ana.md", data, CONFIG)
    assert note is not None
    assert note.kind == "contact"
    return [problem.code for problem in note.problems]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", []),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", ["encoding"]),
        (b"a\x00b", ["encoding"]),
        (b"caf\xe9", ["encoding"]),
        (b"\xff", ["encoding"]),
        ("---\nrole: cook\n---\nx".encode("utf-16"), ["encoding"]),
        (b"---\nrole: cook\n---\nx\x00y", ["encoding"]),
        (b"x" * (2 * 1024 * 1024 + 1), ["too-large"]),
        (b"---\nrole: " + b"x" * 70_000 + b"\n---\n", ["front-matter-too-large"]),
        (b"\n---\nrole: cook\n---\n", ["late-front-matter"]),
        (b"---\nrole: cook\n", ["never-closed"]),
        (b"---\n- a\n---\n", ["not-a-mapping"]),
    ],
)
def test_odd_bytes(data: bytes, codes: list[str]) -> None:
    assert codes_of(data) == codes


def test_utf_16_is_read_all_the_same() -> None:
    note = read_note("People/A.md", "---\nrole: cook\n---\nJosé\n".encode("utf-16"), CONFIG)
    assert note is not None
    assert note.contact is not None
    assert (note.contact.roles, note.passages[0].text) == (("cook",), "José")


def test_a_picture_says_nothing() -> None:
    note = read_note("People/A.md", b"\x89PNG\x00 some words here", CONFIG)
    assert note is not None
    assert note.passages == ()


def test_a_stray_nul_does_not_silence_a_note() -> None:
    note = read_note("People/A.md", b"---\nrole: cook\n---\nnice\x00 words", CONFIG)
    assert note is not None
    assert len(note.passages) == 1


# --- nothing raises

paths = st.sampled_from(["People/A.md", "Goals/G.md", "2026-05-02.md", "x.md", "", "/", ".md"])


def check(path: str, data: bytes) -> None:
    note = read_note(path, data, CONFIG)
    if note is None:
        return
    assert note.name == " ".join(note.name.split())
    assert (note.contact is not None) == (note.kind == "contact")
    assert (note.goal is not None) == (note.kind == "goal")
    assert all(problem.line >= 1 and problem.column >= 1 for problem in note.problems)
    assert hash(note) is not None


@examples(200)
@given(paths, st.binary(max_size=300))
def test_any_bytes(path: str, data: bytes) -> None:
    check(path, data)


@examples(200)
@given(paths, st.text(max_size=200), st.text(max_size=100))
def test_any_text_as_front_matter(path: str, front: str, body: str) -> None:
    check(path, f"---\n{front}\n---\n{body}".encode(errors="surrogatepass"))


KEYS = sorted({*re.findall(r"^\w+", NOTE, re.MULTILINE), "group", "private", "birthday", "date"})
values = st.sampled_from(
    ["", "x", "[", "[]", "[[A]]", "'[[A]]'", "[a, b]", "{a: b}", "{a: [b, {c: d}]}", "~", "1", "yes",
     "2026-05-02", "--04-17", "3 months", "\n  - a\n  - b", "|\n  text\n  more", "&x y", "*x", "@z"]
)  # fmt: skip


@examples(200)
@given(paths, st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=8))
def test_any_value_under_any_key(path: str, pairs: list[tuple[str, str]]) -> None:
    front = "\n".join(f"{key}: {value}" for key, value in pairs)
    check(path, f"---\n{front}\n---\nbody".encode())


@examples(300)
@given(
    st.integers(0, len(NOTE)),
    st.integers(0, 20),
    st.sampled_from(
        ["", "\x00", "[", "]", '"', "\n", "\t", "---\n", ": ", "#", "&", "\u2028", "[["]
    )
    | st.text(max_size=3),
)
def test_damaged_notes(at: int, cut: int, put: str) -> None:
    damaged = NOTE[:at] + put + NOTE[at + cut :]
    check("People/Ana Diaz.md", damaged.encode(errors="surrogatepass"))


@pytest.mark.parametrize(
    "data",
    [b"\x00" * 3_000_000, b"[[a]] " * 150_000, b"a. " * 900_000, b"- 2026-05-02 x\n" * 190_000],
)
def test_large_notes_take_little_time(data: bytes) -> None:
    started = time.process_time()
    check("People/A.md", b"## Log\n" + data)
    assert time.process_time() - started < 8


@pytest.mark.parametrize("path", ["People/Ana Diaz.md", "Any.md", "Goals/Ana.md"])
@pytest.mark.parametrize(
    "text",
    [NOTE, "", "---\nname: Ana D.\nuid: x\n---\n", "---\ngenerated: true\n---\n",
     "---\nroles: [a]\n", "---\ntype: person\nbirthday: never\n---\n{{x}}"],
)  # fmt: skip
def test_the_contact_alone_is_that_of_the_note(path: str, text: str) -> None:
    note = read_note(path, text.encode(), CONFIG)
    alone = read_contact(path, text.encode(), CONFIG)
    assert alone == ((note.name, note.contact) if note and note.contact else None)


def contact_of(front: str) -> Contact:
    note = read_note("People/Ana.md", f"---\n{front}\n---\n".encode(), Config())
    assert note is not None
    assert note.contact is not None
    return note.contact


LISTS = sorted(
    {
        field.name
        for field in CONTACT.values()
        if field.kind in ("texts", "tags", "circles", "links")
    }
)


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("broken", ["", "about: [x\n"])
@pytest.mark.parametrize(
    ("twice", "at_once"),
    [
        ("{0}: Ann\n{0}: Bo", "{0}: [Ann, Bo]"),
        ("{0}: [Ann, Bo]\ncity: x\n{0}:\n- Cy\n- Ann", "city: x\n{0}: [Ann, Bo, Cy]"),
        ("{0}: Ann\n{0}: [Bo]\n{0}: [Cy, Di]", "{0}: [Ann, Bo, Cy, Di]"),
        ("{0}:\n{0}: Bo", "{0}: Bo"),
    ],
)
def test_a_list_given_twice_is_one_list(key: str, broken: str, twice: str, at_once: str) -> None:
    assert contact_of(broken + twice.format(key)) == contact_of(broken + at_once.format(key))


def test_nothing_given_twice_is_lost() -> None:
    contact = contact_of("city: Basel\nshoe: a\ncity: Bern\nshoe: b\nprivate: no\nprivate: yes")
    assert contact.city == "Basel"
    assert contact.extra == (("shoe", ("a", "b")), ("city", ("Bern",)))
    assert contact.private
    note = read_note("x.md", b"---\ntags: [a]\ntags: [person]\n---\n", Config())
    assert note is not None
    assert note.kind == "contact"
