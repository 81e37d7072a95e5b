from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

from mdnet.formats.person import Incoming, Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.writer import Version, write_vcards
from mdnet.model import Contact
from tests.formats.samples import CARDS, CONTACTS, LINE

VERSIONS = get_args(Version)


def again(person: Outgoing, version: Version) -> Incoming:
    text = "".join(write_vcards([person], version))
    reading = gather(read_vcards(text.encode(), "again.vcf"))
    assert not reading.problems
    (one,) = reading.people
    return one


@pytest.mark.parametrize("version", VERSIONS)
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
