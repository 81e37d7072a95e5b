"""Fields in the text: Dataview's, Logseq's, labels in bold, and lines that look like neither."""

from datetime import date

import pytest

from mdnet.model.config import Config
from mdnet.model.contact import Contact, Edge, Note
from mdnet.notes.reader import read_note


def read(text: str, path: str = "People/Ana Feld.md") -> Note:
    note = read_note(path, text.encode(), Config())
    assert note is not None
    return note


def contact(text: str) -> Contact:
    found = read(text).contact
    assert found is not None
    return found


def said(note: Note) -> list[str]:
    return [passage.text for passage in note.passages]


@pytest.mark.parametrize(
    "line",
    ["role:: potter", "Role:: potter", "**Role**:: potter", "- role:: potter", "**Role:** potter",
     "**Role**: potter", "- **Job Title:** potter", "* [role:: potter]", "is a [role:: potter].",
     "(role:: potter)", "1. role:: potter", "> role:: potter", "\t- jobTitle:: potter",
     "__Role__:: potter", "Role: potter\nCity: Graz", "- Role: potter\n- City: Graz",
     "| Role | potter |\n| City | Graz |", "- [x] role:: potter"],
)  # fmt: skip
def test_ways_to_write_a_field(line: str) -> None:
    assert contact(f"# Ana\n\n{line}\n").roles == ("potter",)


@pytest.mark.parametrize(
    "line",
    ["Role: potter", "- Role: potter", "role::potter", "`role:: potter`", "%% role:: potter %%",
     "```\nrole:: potter\n```", "Her role:: is unclear", "- 2026-05-02 [role:: potter]", "role::",
     "**Role:**", "[[x|role:: potter]]", "Role: potter\nShe said: yes", "| Role | x | potter |"],
)  # fmt: skip
def test_lines_that_are_no_field(line: str) -> None:
    assert contact(f"# Ana\n\n{line}\n").roles == ()


def test_a_whole_note_of_dataview() -> None:
    note = read(
        "# Ana Feld\nBirthday:: 1984-05-06\nCompany:: [[Feld Pottery]]\n**Role**:: potter, teacher\n"
        "Email:: ana@feld.example\nCity:: Graz\nnice person, [closeness:: 4] and (met:: 2019-02-03)\n"
    )
    ana = note.contact
    assert ana is not None
    assert (ana.birthday, ana.city, ana.closeness) == ("1984-05-06", "Graz", 4)
    assert (ana.roles, ana.organizations) == (("potter", "teacher"), ("Feld Pottery",))
    assert (ana.emails, ana.met) == (("ana@feld.example",), date(2019, 2, 3))
    assert said(note) == ["nice person, closeness: 4 and met: 2019-02-03"]
    assert not note.problems


def test_a_page_of_logseq() -> None:
    note = read(
        "type:: person\nalias:: Anni, Feld Ana\ntags:: [[people]], [[wheel thrower]], potter\n"
        "id:: 6501-aa\ncity:: [[Graz]]\n\n- Makes bowls\n  collapsed:: true\n\t- glazes in blue\n",
        "pages/Ana Feld.md",
    )
    ana = note.contact
    assert ana is not None
    assert (ana.aliases, ana.city) == (("Anni", "Feld Ana"), "Graz")
    assert ana.tags == ("people", "wheel-thrower", "potter")
    assert said(note) == ["Makes bowls", "glazes in blue"]
    assert read("tags:: [[people]]\nrole:: mason\n\n- Builds\n", "pages/Bo.md").kind == "contact"
    assert read("role:: mason\nphone:: 123\n", "pages/Bo.md").kind == "contact"
    assert read("tags:: potters\nrole:: mason\n", "pages/Bo.md").kind == "note"


def test_fields_add_to_front_matter_which_counts_first() -> None:
    ana = contact("---\nrole: potter\ncity: Graz\n---\nrole:: teacher\ncity:: Linz\n")
    assert (ana.roles, ana.city) == (("potter", "teacher"), "Graz")
    assert ana.extra == (("city", ("Linz",)),)


def test_a_value_that_does_not_fit_stays_in_the_text() -> None:
    note = read("met:: at the fair\n\n**Birthday:** in May\n\n**Boss:** is strict\n")
    assert [(one.code, one.line, one.column) for one in note.problems] == [("bad-date", 1, 1)]
    assert said(note) == ["met: at the fair", "Birthday: in May", "Boss: is strict"]
    assert note.contact is not None
    assert (note.contact.met, note.contact.birthday, note.contact.edges) == (None, "", ())


def test_the_place_of_a_bad_value_is_in_the_text() -> None:
    note = read("---\nrole: x\n---\nHi.\n- He is [closeness:: 9] to me.\n")
    assert [(one.code, one.line, one.column) for one in note.problems] == [("bad-number", 5, 10)]


@pytest.mark.parametrize(
    ("line", "edges"),
    [
        ("knows:: [[Bo Lund]]", [Edge("knows", "Bo Lund")]),
        ("**Brother:** [[Bo Lund]]", [Edge("brother", "Bo Lund")]),
        ("- landlord:: [[Bo Lund]]", [Edge("landlord", "Bo Lund")]),
        ("**Friends:** Bo Lund", [Edge("knows", "Bo Lund")]),
        ("[up:: [[Guild]]]", [Edge("up", "Guild")]),
        ("nothing:: here", []),
    ],
)
def test_links_under_keys_are_ties(line: str, edges: list[Edge]) -> None:
    assert list(contact(f"{line}\n").edges) == edges


def test_what_keys_of_things_lead_to_is_credited_to_nobody() -> None:
    note = read(
        "company:: [[Feld Pottery]]\n- up:: [[Pottery Guild]]\n(reading:: [[The Glaze Book]])\n"
        "**Topics**: [[Glazing]]\nLikes the work of [[Bernard Leach]] and [[Glazing]].\n"
    )
    assert {link for passage in note.passages for link in passage.links} == {"Bernard Leach"}


def test_private_counts_in_the_text_too() -> None:
    assert contact("private:: true\n").private
    assert contact("**Private:** yes\n").private
    assert not contact("private life: none\n").private


def test_what_stands_below_needs_is_no_offer() -> None:
    note = read("## How I can help them\n- bookkeeping\n## How they can help me\n- a kiln\n")
    assert [(one.kind, one.text) for one in note.passages] == [
        ("neg", "How I can help them"), ("neg", "bookkeeping"),
        ("about", "How they can help me"), ("about", "a kiln"),
    ]  # fmt: skip


def test_data_needs_no_mark() -> None:
    ana = contact(
        "## Contact\n- Phone: +43 1 000\n\n- Email: a@b.example\n\nBirthday: 1984-05-06\n"
    )
    assert (ana.phones, ana.emails, ana.birthday) == (
        ("+43 1 000",), ("a@b.example",), "1984-05-06",
    )  # fmt: skip
    assert contact("- Phone: never answers\n").phones == ()
