from hypothesis import given

from mdnet.card import Card, Promise
from mdnet.index.card_codec import card_from_json, card_to_json, cards_from_json
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
