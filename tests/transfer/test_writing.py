"""The notes that are written: new ones, and what is added to those that are there."""

import pytest

from mdnet.model.config import Config
from mdnet.notes.reader import read_note
from mdnet.notes.scalars import Plain
from mdnet.transfer.identity import Person
from mdnet.transfer.writing import added_to, new_note


@pytest.mark.parametrize("name", ["👤 Cy Roth", "@cy", "20240502 Cy Roth", "Cy Roth"])
def test_a_new_note_reads_by_the_name_that_came(name: str) -> None:
    person = Person(f"People/{name}.md", [name], {})
    note = read_note(person.path, new_note(person), Config())
    assert note is not None
    assert note.name == name


def test_a_new_note() -> None:
    person = Person(
        "People/Tilda-B.md", ["Tilda/B"], {"roles": ["luthier"], "met": Plain("2024-05-03"),
        "vcard": ["X-A:1"], "about": "yes"}, "file", texts=["Builds.", "Plays."],
    )  # fmt: skip
    assert new_note(person, "person").decode() == (
        '---\nname: Tilda/B\ntype: person\nroles: [luthier]\nabout: "yes"\nmet: 2024-05-03\n'
        "vcard:\n  - X-A:1\n---\nBuilds.\n\nPlays.\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ncity: Bern\n---\nNew.\n"),
        ("Old", "---\ncity: Bern\n---\nOld\n\n## Notes\n\nNew.\n"),
        ("---\na: 1\n---\nOld\n", "---\na: 1\ncity: Bern\n---\nOld\n\n## Notes\n\nNew.\n"),
        ("---\r\na: 1\r\n---\r\nOld\r\n",
         "---\r\na: 1\r\ncity: Bern\r\n---\r\nOld\r\n\r\n## Notes\r\n\r\nNew.\r\n"),
    ],
)  # fmt: skip
def test_a_note_gains_a_key_and_text(before: str, after: str) -> None:
    data, refused = added_to(before.encode(), {"city": "Bern"}, ["New."])
    assert (data.decode(), refused) == (after, [])


@pytest.mark.parametrize("there", ["city: Basel", "location: Basel", "City: [a, b]"])
def test_a_value_that_is_there_stays(there: str) -> None:
    before = f"---\n{there}\n---\n".encode()
    data, refused = added_to(before, {"city": "Bern"}, [])
    assert data == before
    assert refused == ["city: city already has a value"]
