"""What is taken out of people before a writer takes them, and that nothing else is."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.calendar_out import write_calendar
from mdnet.formats.cleaning import Cleaning
from mdnet.formats.person import Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.tables_out import write_google, write_linkedin
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.writer import write_vcards
from mdnet.model.contact import Contact, Edge
from tests.safety import acts_on_nobody
from tests.strategies import CONTACTS as ANY_CONTACTS
from tests.strategies import TEXT

Writer = Callable[[Iterable[Outgoing]], Iterable[str]]

WRITERS: dict[str, Writer] = {
    "vcard 4.0": write_vcards,
    "vcard 3.0": lambda people: write_vcards(people, "3.0"),
    "google": write_google,
    "linkedin": write_linkedin,
    "calendar": lambda people: write_calendar(people, date(2026, 11, 23)),
}
ACTING = "\x1b]0;pwn\x07\x00\x9b31m\x85\u2028\u202egpj\u2066"
# As they are spelt: with marks that a name needs, and that do nobody harm.
NAMES = (
    "علی\u200cرضا",
    "דוד\u200f (Dudi)",
    "\u061cسارة",
    "👩\u200d🔬 Ada",
    "Zoë\u200e Müller",
    "soft\u00adhyphen",
)


@pytest.mark.parametrize("writer", WRITERS)
@given(name=TEXT, contact=ANY_CONTACTS, body=TEXT, acting=st.sampled_from([ACTING, ""]))
def test_nothing_that_acts_is_written(
    writer: str, name: str, contact: Contact, body: str, acting: str
) -> None:
    contact = replace(contact, roles=(*contact.roles, f"dentist{acting}"), birthday="1990-01-01")
    person = Outgoing(f"{name}{acting}", contact, f"{body}{acting}")
    text = "".join(WRITERS[writer](Cleaning().people([person])))
    assert text
    assert acts_on_nobody(text)


@given(name=TEXT, contact=ANY_CONTACTS, body=TEXT)
def test_what_is_clean_stays_as_it_is(name: str, contact: Contact, body: str) -> None:
    [once] = Cleaning().people([Outgoing(name, contact, body)])
    cleaning = Cleaning()
    assert [*cleaning.people([once])] == [once]
    assert (cleaning.removed, cleaning.values) == (0, 0)


def test_every_character_and_value_is_counted() -> None:
    contact = Contact(
        aliases=("A\x9bna", "\u202e"), edges=(Edge("knows", "B\x07ob"), Edge("boss", "\x1b")),
        city="Bern", extra=(("k\x00ey", ("\x1b\x1b", "va\u2066lue")), ("\x1b", ())),
    )  # fmt: skip
    cleaning = Cleaning()
    [clean] = cleaning.people([Outgoing("An\ta\n", contact, "a\r\nb\rc\x0b", "People/\x1b.md")])
    assert (clean.name, clean.body, clean.id) == ("An\ta\n", "a\nb\nc", "People/\x1b.md")
    assert clean.contact.aliases == ("Ana",)
    assert clean.contact.edges == (Edge("knows", "Bob"),)
    assert clean.contact.extra == (("key", ("value",)), ("?", ()))
    assert (cleaning.removed, cleaning.values) == (10, 9)


def test_a_name_of_nothing_else_is_still_a_name() -> None:
    [clean] = Cleaning().people([Outgoing("\x1b\u202e")])
    assert clean.name == "?"


@pytest.mark.parametrize("name", NAMES)
def test_names_are_spelt_as_people_spell_them(name: str) -> None:
    cleaning = Cleaning()
    card = "".join(write_vcards(cleaning.people([Outgoing(name, Contact(aliases=(f"{name}!",)))])))
    [back] = gather(read_vcards(card.encode(), "again.vcf")).people
    assert (back.name, back.contact.aliases, cleaning.removed) == (name, (f"{name}!",), 0)
