from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.formats.person import Incoming, Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.vcard.groups import regrouped
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.writer import Version, fold_line, write_vcards
from mdnet.model.contact import Contact, Edge
from mdnet.model.identifiers import derived_uid
from tests.formats.samples import CARDS, CONTACTS, LINE

VERSIONS = get_args(Version)


def again(person: Outgoing, version: Version) -> Incoming:
    text = "".join(write_vcards([person], version))
    reading = gather(read_vcards(text.encode(), "again.vcf"))
    assert not reading.problems
    (one,) = reading.people
    return one


@pytest.mark.parametrize("version", VERSIONS)
@example("Ana", Contact(circles=("Chess", "starred", "a"), tags=("a", "starred", "b")))
@example("Ana", Contact(extra=(("department", ()),)))
@given(name=LINE, contact=CONTACTS)
def test_a_contact_comes_back_as_it_left(version: Version, name: str, contact: Contact) -> None:
    back = again(Outgoing(name, contact), version)
    assert back.name == name
    for field in fields(Contact):
        assert getattr(back.contact, field.name) == getattr(contact, field.name), field.name


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", CARDS, ids=[path.name for path in CARDS])
def test_real_cards_come_back_as_they_were_read(path: Path, version: Version) -> None:
    for first in gather(read_vcards(path.read_bytes(), path.name)).people:
        back = again(Outgoing(first.name, first.contact, first.body), version)
        assert (back.name, back.contact, back.body) == (first.name, first.contact, first.body)


@pytest.mark.parametrize("path", CARDS, ids=[path.name for path in CARDS])
def test_another_reader_can_read_what_is_written(path: Path) -> None:
    for one in gather(read_vcards(path.read_bytes(), path.name)).people:
        text = "".join(write_vcards([Outgoing(one.name, one.contact, one.body)], "3.0"))
        theirs = vobject.readOne(text)
        assert theirs.fn.value == one.name
        assert len(theirs.contents.get("tel", [])) >= len(one.contact.phones)
        assert [note.value for note in theirs.contents.get("note", [])] == [one.body] * bool(
            one.body
        )


def test_year_less_days_as_ios_takes_them_and_as_the_standard_has_them() -> None:
    ana = Outgoing("Ana", Contact(birthday="--02-29", edges=(Edge("spouse", "Bob"),)))
    apple = "".join(write_vcards([ana], "3.0"))
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n" in apple
    assert "item1.X-ABRELATEDNAMES:Bob\r\nitem1.X-ABLabel:_$!<Spouse>!$_\r\n" in apple
    standard = "".join(write_vcards([ana], "4.0"))
    assert "BDAY:--0229\r\n" in standard
    assert "RELATED;TYPE=spouse;VALUE=text:Bob\r\n" in standard


def test_groups_of_two_sources_do_not_get_mixed_up() -> None:
    first = ("item1.TEL:1", "item1.X-ABLabel:Boat")
    second = ("item1.URL:u", "item1.X-ABLabel:Shop", "GENDER:F", "item3.X-A:b")
    assert regrouped(second, first) == (
        "item2.URL:u",
        "item2.X-ABLabel:Shop",
        "GENDER:F",
        "item3.X-A:b",
    )
    assert regrouped(first, first) == first
    both = (*first, *regrouped(second, first))
    assert set(regrouped(second, both)) <= set(both)


@pytest.mark.parametrize("version", VERSIONS)
def test_who_has_no_uid_gets_the_same_one_every_time(version: Version) -> None:
    zoe = Outgoing("Zoë", Contact(), id="People/Zoe\u0308.md")
    (first,) = gather(read_vcards("".join(write_vcards([zoe], version)).encode(), "a.vcf")).people
    assert first.contact.uid == derived_uid("People/Zo\u00eb.md")
    assert first.contact.uid.startswith("urn:uuid:")
    others = {derived_uid(path) for path in ("People/Zoë.md", "Work/Zoë.md", "People/Zoe.md")}
    assert len(others) == 3
    own = Outgoing("Zoë", Contact(uid="abc"), id="People/Zoë.md")
    assert "UID:abc\r\n" in "".join(write_vcards([own], version))
    assert "UID" not in "".join(write_vcards([Outgoing("Zoë")], version))


def test_the_identifier_of_a_place_never_changes() -> None:
    """Address books keep it: another value would make everybody twice there."""
    assert derived_uid("People/Ana Diaz.md") == "urn:uuid:27bc16ce-a3fb-5ac6-a9b1-fe691d929cce"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=400))
def test_folded_lines_are_short_and_whole(text: str) -> None:
    lines = [*fold_line(text)]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text
    assert all(line[0] == " " for line in lines[1:])
