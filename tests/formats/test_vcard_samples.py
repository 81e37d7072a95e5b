"""Every property of every real card is in a field, in ``vcard``, or told lost."""

import re
from pathlib import Path

import pytest
import vobject

from mdnet.formats.content import Property
from mdnet.formats.name_parts import parts_of
from mdnet.formats.person import Incoming
from mdnet.formats.reading import gather
from mdnet.formats.vcard.cards import RawCard, raw_cards
from mdnet.formats.vcard.mapping import meaning_of
from mdnet.formats.vcard.person import COMPANIONS, label_of
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.values import components, unescape
from tests.formats.samples import CARDS, sample

IDS = [path.name for path in CARDS]
# Fields in which a value of a card shows under another name.
ELSEWHERE = {"name", "body", "categories", "locality", "related"}


def people_of(path: Path) -> dict[str, Incoming]:
    return {one.place: one for one in gather(read_vcards(path.read_bytes(), path.name)).people}


def is_accounted_for(one: Property, companions: list[Property], person: Incoming) -> bool:
    if re.sub(r"[\x00-\x1f\x7f]", " ", one.text) in person.contact.vcard:
        return True
    if one.name in {lost.name for lost in person.lost}:
        return True
    if one.name == "N":
        said = parts_of(person.name, person.contact.aliases)
        words = " ".join((*said, *person.contact.aliases)).lower().split()
        return {*" ".join(components(one.value)).lower().split()} <= {*words}
    if one.name == "KIND":
        return person.name in person.contact.organizations
    if one.name == "FN":
        words = " ".join((person.name, *person.contact.aliases)).split()
        return {*unescape(one.value).removeprefix("Mr. ").split()} <= {*words}
    gains = meaning_of(one, label_of(companions)).gains
    return bool(gains) and all(shows(field, value, person) for field, value in gains)


def shows(field: str, value: object, person: Incoming) -> bool:
    if field in ELSEWHERE:
        told = (person.name, person.body, *person.contact.circles, *person.contact.tags)
        plain = str(value).replace("-", " ").replace("_", " ")
        words = (*told, *person.contact.aliases, person.contact.city, *person.contact.address)
        return any(str(value) in text or plain in text for text in words)
    held = getattr(person.contact, field)
    if field == "extra":
        key, texts = value  # type: ignore[misc]
        return {*texts} <= {*dict(held).get(key, ())}  # type: ignore[has-type]
    return value in held if isinstance(held, tuple) else value == held


@pytest.mark.parametrize("path", CARDS, ids=IDS)
def test_no_property_is_lost_silently(path: Path) -> None:
    people = people_of(path)
    for card in raw_cards(path.read_bytes()):
        person = people.get(f"{path.name}:{card.line}") if isinstance(card, RawCard) else None
        if not isinstance(card, RawCard) or person is None:
            continue
        groups: dict[str, list[Property]] = {}
        for one in card.properties:
            if one.name in COMPANIONS:
                groups.setdefault(one.group.lower(), []).append(one)
        for one in card.properties:
            if one.name in COMPANIONS or not one.value.strip(" ;,"):
                continue
            companions = groups.get(one.group.lower(), []) if one.group else []
            assert is_accounted_for(one, companions, person), one.text[:100]


@pytest.mark.parametrize("path", CARDS, ids=IDS)
def test_the_reader_agrees_with_vobject_where_that_can_read(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    try:
        cards = list(vobject.readComponents(text, allowQP=True, ignoreUnreadable=True))
    except (vobject.base.VObjectError, ValueError):
        pytest.skip("vobject cannot read it")
    ours = [card for card in raw_cards(path.read_bytes()) if isinstance(card, RawCard)]
    assert len(cards) == len(ours)
    for theirs, own in zip(cards, ours, strict=True):
        for key, name in (("tel", "TEL"), ("email", "EMAIL")):
            values = [plain(str(one.value)) for one in theirs.contents.get(key, [])]
            assert values == [plain(one.value) for one in own.properties if one.name == name]


def plain(value: str) -> str:
    """Drop what the two escape differently."""
    return value.replace("\\", "").strip()


def test_what_google_writes() -> None:
    (one,) = gather(read_vcards(sample("ezvcard__gmail-single.vcf"), "g.vcf")).people
    assert one.name == "Greg Dartmouth"
    contact = one.contact
    assert contact.aliases == ("Gman",)
    assert contact.birthday == "1960-09-10"
    assert contact.anniversary == "1970-06-02"
    assert contact.phones == ("555 555 1111", "555 555 2222")
    assert contact.urls == ("http://TheProfile.com",)
    assert [(edge.kind, edge.target) for edge in contact.edges] == [
        ("spouse", "MySpouse"),
        ("knows", "MyCustom"),
    ]
    assert "item6.X-ABLabel:CustomRelationship" in contact.vcard


def test_one_bad_line_of_android_loses_no_card() -> None:
    reading = gather(read_vcards(sample("ezvcard__John_Doe_ANDROID.vcf"), "a.vcf"))
    assert len(reading.people) == 6
    assert [one.name for one in reading.people][:2] == [
        "john.doe@company.com",
        "jane.doe@company.com",
    ]
    assert reading.people[4].contact.phones == ("123456",)


def test_windows_1251_is_read_as_it_says() -> None:
    reading = gather(read_vcards(sample("obsvcf__encoding-win1251.vcf"), "w.vcf"))
    assert not reading.problems
    assert reading.people[0].name == "Иванов Иван Иванович"
    assert reading.people[0].contact.organizations == ("Организация",)


def test_photos_come_when_they_are_asked_for() -> None:
    data = sample("ezvcard__John_Doe_IPHONE.vcf")
    (without,) = gather(read_vcards(data, "i.vcf")).people
    assert without.photo is None
    assert [lost.name for lost in without.lost if not lost.technical] == ["PHOTO"]
    (with_photo,) = gather(read_vcards(data, "i.vcf", photos=True)).people
    assert with_photo.photo is not None
    assert with_photo.photo.media_type == "image/jpeg"
    assert with_photo.photo.data.startswith(b"\xff\xd8")
