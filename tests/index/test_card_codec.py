from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.index.card_codec import (
    briefs_from_json,
    card_from_json,
    card_to_json,
    cards_from_json,
    contacts_among,
    likely_among,
)
from mdnet.model.summary import Card, Promise
from tests.strategies import CARDS

PROMISE = Promise("2026-05-02", mine=True, text="I will call")


@given(CARDS)
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    text = card_to_json(card)
    assert "\n" not in text
    assert text.isascii()
    read = card_from_json(text.encode())
    assert read == card
    assert hash(read) == hash(card)


def test_many_cards_come_back_at_once() -> None:
    cards = [Card("a.md", "note", "a"), Card("b.md", "contact", "b", promises=(PROMISE,))]
    assert cards_from_json(card_to_json(card).encode() for card in cards) == cards
    assert cards_from_json([]) == []


@given(CARDS)
def test_a_brief_card_has_what_lists_show_and_no_more(card: Card) -> None:
    [brief] = briefs_from_json([card_to_json(card).encode()])
    kept = {name for name in Card._fields if getattr(brief, name) == getattr(card, name)}
    assert kept >= {
        "path", "kind", "name", "day", "aliases", "group", "circles", "roles", "organizations",
        "city", "tags", "closeness", "contact_days", "contacts", "gave", "got", "stub", "private",
        "archived",
    }  # fmt: skip
    assert not any((brief.edges, brief.mentions, brief.promises, brief.leads))


@given(st.lists(CARDS, max_size=3))
@example([Card('","contact","', "note", "contact", aliases=("contact",), likely='tag a,"",b')])
@example([Card("contact", "contact", '","contact', likely='","contact"')])
@example([Card("a", "note", "a", likely='type ",""]')])
@example([Card("a", "note", "a", likely=",")])
@example([Card("a", "note", "a", likely="tag a,")])
def test_what_is_counted_without_reading_cards_is_what_stands_in_them(cards: list[Card]) -> None:
    rows = [card_to_json(card).encode() for card in cards]
    assert contacts_among(rows) == sum(card.kind == "contact" for card in cards)
    assert likely_among(rows) == Counter(card.likely for card in cards if card.likely)
