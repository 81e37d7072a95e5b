from datetime import date

from mdnet.card import Card
from mdnet.network.contact_days import with_last_contact
from tests.vault.test_names import Names

TODAY = date(2026, 11, 23)
MAY, JUNE, PLANNED = date(2026, 5, 1), date(2026, 6, 1), date(2026, 12, 24)


def last(*cards: Card, aliases: dict[str, str] | None = None) -> date | None:
    """Return when the owner last met Ana."""
    names = Names([card.path for card in cards], aliases)
    found = with_last_contact(cards, names, TODAY)
    assert [card.path for card in found] == [card.path for card in cards]
    return next(card.last_contact for card in found if card.path == "People/Ana.md")


def ana(day: date | None = None) -> Card:
    return Card("People/Ana.md", "contact", "Ana", last_contact=day)


def meeting(day: date | None, *met: str) -> Card:
    return Card(f"Meetings/{day}.md", "note", "x", day=day, contacts=met)


def test_the_latest_of_the_note_and_of_dated_notes() -> None:
    assert last(ana()) is None
    assert last(ana(MAY)) == MAY
    assert last(ana(), meeting(MAY, "Ana")) == MAY
    assert last(ana(MAY), meeting(JUNE, "Bob", "People/ana")) == JUNE
    assert last(ana(JUNE), meeting(MAY, "Ana")) == JUNE
    assert last(ana(), meeting(JUNE, "Ana"), meeting(MAY, "Ana")) == JUNE


def test_an_alias_will_do() -> None:
    assert last(ana(), meeting(MAY, "Ani"), aliases={"People/Ana.md": "Ani"}) == MAY


def test_what_lies_ahead_is_a_plan() -> None:
    assert last(ana(), meeting(PLANNED, "Ana")) is None
    assert last(ana(MAY), meeting(PLANNED, "Ana")) == MAY
    assert last(ana(PLANNED)) is None
    assert last(ana(PLANNED), meeting(MAY, "Ana")) == MAY
    assert last(ana(), meeting(TODAY, "Ana")) == TODAY


def test_what_does_not_count() -> None:
    assert last(ana(), meeting(None, "Ana")) is None
    assert last(ana(), meeting(MAY, "Bob")) is None
    mention = Card("2026-05-01.md", "note", "x", day=MAY, mentions=("Ana",))
    assert last(ana(), mention) is None


def test_a_name_that_could_be_two_counts_for_neither() -> None:
    other = Card("Friends/Ann.md", "contact", "Ann")
    twins = {"People/Ana.md": "Annie", "Friends/Ann.md": "Annie"}
    assert last(ana(), other, meeting(MAY, "Annie"), aliases=twins) is None
