from datetime import date

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.index.codec import note_from_json
from mdnet.index.documents import card_of, document_of
from mdnet.index.fields import CONTACT_DAY, FIELDS, LINK
from mdnet.model.config import Config
from mdnet.model.contact import Edge, Note
from mdnet.notes.reader import read_note

ANA = """---
aliases: [Ani]
roles: [dentist, dentist for children]
organizations: ["[[Studio Diaz]]"]
city: Zürich
languages: [Spanish]
needs: [bookkeeping]
circles: [friend]
closeness: 4
last_contact: 2026-01-01
cadence: 3 months
knows: ["[[Bob Rossi|Bobby]]", "[[people/Cleo.md]]"]
shoe_size: forty
---
She is calm. Her sister [[Eva]] is a notary. Hates chess.

## Log
- 2026-05-02 got: tooth fixed (x2)
- 2026-06-01 gave: translated a letter
- 2026-07-01 promised: a cake
- 2026-03-01 met
"""
MEETING = """Lunch with [[Ana Diaz]].

The plumber was late.

- [ ] call [[Bob Rossi]]
"""


def read(path: str, text: str) -> Note:
    note = read_note(path, text.encode(), Config())
    assert note
    return note


def terms(note: Note) -> dict[str, set[str]]:
    document = document_of(note, Analyzer("en"))
    assert set(document.terms) <= set(FIELDS)
    assert all(weight > 0 for held in document.terms.values() for weight in held.values())
    assert document.path == note.path
    assert note_from_json(document.record) == note
    return {field: set(held) for field, held in document.terms.items()}


def test_a_contact_by_field() -> None:
    held = terms(read("People/Ana Diaz.md", ANA))
    assert held["name"] == {"ana", "diaz", "ani"}
    assert held["roles"] == {"dentist", "for", "children"}
    assert held["city"] == {"zurich", "zuerich"}
    assert "bookkeep" in held["needs"]
    assert {"shoe", "size", "forti"} <= held["extra"]
    assert "calm" in held["about"]
    assert "notari" in held["via"]
    assert "chess" in held["neg"]
    assert "tooth" in held["log"]
    assert "notari" not in held["about"]
    assert "chess" not in held["about"] | held["via"]
    assert {"bob", "rossi", "eva", "cleo"} <= held["linked"]
    assert {"bob rossi", "eva", "cleo", "studio diaz"} <= held[LINK]
    assert "mention" not in held
    assert CONTACT_DAY not in held


def test_of_a_meeting_only_what_it_says_of_people() -> None:
    held = terms(read("2026-04-01.md", MEETING))
    assert "lunch" in held["mention"]
    assert "plumber" not in held["mention"]
    assert held[LINK] == {"ana diaz", "bob rossi"}
    assert held[CONTACT_DAY] == {"ana diaz"}
    assert not held.keys() & {"name", "about", "roles"}


def test_a_note_without_a_date_is_no_contact_day() -> None:
    assert CONTACT_DAY not in terms(read("Ideas.md", MEETING))


def test_what_is_said_twice_weighs_more_and_in_long_fields_less() -> None:
    analyzer = Analyzer("en")

    def weight(text: str) -> float:
        note = read("People/A.md", f"---\nskills: [{text}]\n---\n")
        return document_of(note, analyzer).terms["skills"]["cello"]

    assert weight("cello, cello lessons") > weight("cello, piano lessons")
    assert weight("cello") > weight("cello, piano, flute, drums, harp, organ, bass, horn")


def test_the_card_of_a_contact() -> None:
    card = card_of(read("People/Ana Diaz.md", ANA))
    assert (card.path, card.kind, card.name) == ("People/Ana Diaz.md", "contact", "Ana Diaz")
    days = [date.fromordinal(day) for day in card.contact_days]
    assert days[0] == date(2026, 6, 1)  # a promise is no contact
    assert (card.got, card.gave, card.logged) == (2, 1, 4)
    assert card.closeness == 4
    assert card.cadence == 90
    assert card.group == "primary"
    assert Edge("knows", "Bob Rossi") in card.edges
    assert "Eva" in card.mentions
    assert card.errors == 0


def test_the_card_of_a_goal_and_of_a_meeting() -> None:
    goal = card_of(read("Goals/Flat.md", "---\nstatus: done\n---\n[[Ana]]\n"))
    assert (goal.kind, goal.status, goal.mentions) == ("goal", "done", ("Ana",))
    meeting = card_of(read("2026-04-01.md", MEETING))
    assert (meeting.kind, meeting.day) == ("note", date(2026, 4, 1))
    assert meeting.mentions == ("Ana Diaz", "Bob Rossi")
    assert meeting.contacts == ("Ana Diaz",)


@pytest.mark.parametrize(
    "text",
    [
        "---\nroles: [x\n---\n",
        "---\nroles: a: b\n---\n",
        "---\ncloseness: 9\n---\n",  # a warning
    ],
)
def test_the_card_counts_errors_and_warnings(text: str) -> None:
    assert card_of(read("People/A.md", text)).errors >= 1


def test_the_card_counts_no_hints() -> None:
    note = read("People/A.md", "---\nroles: [x]\n---\n## Log\n- called her\n")
    assert [problem.severity for problem in note.problems] == ["info"]
    assert card_of(note).errors == 0
