from datetime import date

from hypothesis import given

from mdnet.index.codec import note_from_json, note_to_json
from mdnet.model.contact import Contact, Edge, Note
from tests.strategies import NOTES


@given(NOTES)
def test_a_note_comes_back_as_it_was(note: Note) -> None:
    text = note_to_json(note)
    assert "\n" not in text
    assert text.isascii()
    assert note_from_json(text) == note
    # Lists in place of tuples could not be hashed.
    assert hash(note_from_json(text)) == hash(note)


def test_dates_edges_and_extra_keys_in_detail() -> None:
    contact = Contact(
        met=date(2020, 2, 29),
        edges=(Edge("knows", "Bob"),),
        extra=(("shoe size", ("42",)), ("x", ())),
    )
    note = Note("a.md", "contact", "Ana", contact=contact)
    assert note_from_json(note_to_json(note)).contact == contact
