from hypothesis import given

from mdnet.card import Card
from mdnet.index.card_codec import card_from_json, card_to_json
from tests.strategies import CARDS


@given(CARDS)
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    text = card_to_json(card)
    assert "\n" not in text
    assert text.isascii()
    assert card_from_json(text) == card
    assert card_from_json(text.encode()) == card
    assert hash(card_from_json(text)) == hash(card)
