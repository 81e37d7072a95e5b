from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import LogEntry
from mdnet.model.summary import Card
from mdnet.network.facts import favours_in, last_contact, with_last_contact
from tests.vault.test_names import Names

TODAY = date(2026, 11, 23)
MAY, JUNE, PLANNED = date(2026, 5, 1), date(2026, 6, 1), date(2026, 12, 24)


def last(*cards: Card, aliases: dict[str, str] | None = None) -> date | None:
    """Return when the owner last met Ana."""
    names = Names([card.path for card in cards], aliases)
    found = with_last_contact(cards, names, TODAY)
    assert [card.path for card in found] == [card.path for card in cards]
    return next(card.last_contact for card in found if card.path == "People/Ana.md")


def ana(*days: date) -> Card:
    return Card("People/Ana.md", "contact", "Ana", contact_days=tuple(map(date.toordinal, days)))


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
    assert last(ana(PLANNED, MAY)) == MAY
    assert last(ana(PLANNED, MAY), meeting(JUNE, "Ana")) == JUNE


def test_what_does_not_count() -> None:
    assert last(ana(), meeting(None, "Ana")) is None
    assert last(ana(), meeting(MAY, "Bob")) is None
    mention = Card("2026-05-01.md", "note", "x", day=MAY, mentions=("Ana",))
    assert last(ana(), mention) is None


def test_a_name_that_could_be_two_counts_for_neither() -> None:
    other = Card("Friends/Ann.md", "contact", "Ann")
    twins = {"People/Ana.md": "Annie", "Friends/Ann.md": "Annie"}
    assert last(ana(), other, meeting(MAY, "Annie"), aliases=twins) is None


@given(st.lists(st.dates()), st.dates())
def test_the_last_contact_is_the_latest_day_that_is_no_plan(days: list[date], today: date) -> None:
    found = last_contact(map(date.toordinal, days), today)
    past = [day for day in days if day <= today]
    assert found == (max(past) if past else None)


@given(st.lists(st.tuples(st.sampled_from(["gave", "got", "met"]), st.integers(1, 100_000))))
def test_weights_add_up_exactly(lines: list[tuple[str, int]]) -> None:
    log = [LogEntry(MAY, kind, "", parts / 1000) for kind, parts in lines]
    gave, got = (sum(parts for kind, parts in lines if kind == one) for one in ("gave", "got"))
    found = favours_in(log)
    assert (found.gave, found.got, found.balance) == (
        gave / 1000,
        got / 1000,
        (got - gave) / 1000,
    )
