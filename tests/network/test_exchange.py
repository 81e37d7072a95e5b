import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.summary import Card, Promise
from mdnet.network.exchange import balance_of, balances, open_promises
from tests.strategies import CARDS

CALL = Promise("2026-05-02", mine=True, text="I will call")
LIFT = Promise("2025-11-01", mine=False, text="he will give me a lift")


def person(name: str, got: float, gave: float, *circles: str, **more: object) -> Card:
    values = {"circles": circles, "got": got, "gave": gave, **more}
    return Card(f"People/{name}.md", "contact", name, **values)  # type: ignore[arg-type]


ANA = person("Ana", 4, 1, "friend", "work")
BOB = person("Bob", 1, 3, "Friends", promises=(LIFT,), group="primary")
CLEO = person("Cleo", 2, 2)
DAN = person("Dan", 0, 0, promises=(CALL,))
EVE = person("Eve", 0, 0)
OLD = person("Old", 9, 0, archived=True)
EVERYBODY = [OLD, EVE, DAN, CLEO, BOB, ANA, Card("Flat.md", "goal", "Flat")]


def test_who_is_ahead_most_comes_first() -> None:
    found = [(one.name, one.balance, one.ahead) for one in balances(EVERYBODY)]
    assert found == [
        ("Ana", 3, "they"),
        ("Dan", 0, "nobody"),
        ("Cleo", 0, "nobody"),
        ("Bob", -2, "you"),
    ]


@pytest.mark.parametrize(
    ("got", "gave", "balance", "ratio", "could"),
    [
        (4, 1, 3, 4.0, "you could return the favour"),
        (1, 3, -2, 0.333, "you could ask a favour"),
        (2, 0, 2, None, "you could return the favour"),
        (0, 0, 0, None, "even"),
        (0.3, 0.1, 0.2, 3.0, "you could return the favour"),
        (0.1 + 0.2, 0.3, 0, 1.0, "even"),
    ],
)
def test_a_balance(
    got: float, gave: float, balance: float, ratio: float | None, could: str
) -> None:
    found = balance_of(person("Ana", got, gave))
    assert (found.balance, found.ratio, found.could) == (balance, ratio, could)


def test_no_word_of_it_is_a_reproach() -> None:
    for card in (ANA, BOB, CLEO):
        said = balance_of(card).could
        assert not {"owe", "must", "should", "debt", "!"} & {*said.split(), said[-1]}


def test_by_circle_who_is_in_two_counts_in_both() -> None:
    found = [
        (one.name, len(one.people), one.got, one.gave) for one in balances(EVERYBODY, "circle")
    ]
    assert found == [("work", 1, 4, 1), ("Friends", 2, 5, 4), ("", 2, 2, 2)]


def test_by_group() -> None:
    found = {one.name: one for one in balances(EVERYBODY, "group")}
    assert {name: one.balance for name, one in found.items()} == {"secondary": 3, "primary": -2}
    assert found["secondary"].promised(mine=True) == 1
    assert found["secondary"].promised(mine=False) == 0


def test_a_circle_named_twice_counts_once() -> None:
    twice = person("Ana", 1, 0, "friend", "Friends")
    assert [one.got for one in balances([twice], "circle")] == [1]


def test_promises_are_listed_once_the_oldest_first() -> None:
    found = open_promises(balances(EVERYBODY))
    assert [(one.card.name, one.promise) for one in found] == [("Bob", LIFT), ("Dan", CALL)]
    shared = person("Ana", 0, 0, "a", "b", promises=(CALL,))
    assert len(open_promises(balances([shared], "circle"))) == 1


@given(st.lists(CARDS, max_size=5), st.sampled_from(["person", "circle", "group"]))
def test_any_cards_can_be_balanced(cards: list[Card], by: str) -> None:
    found = balances(cards, by)  # type: ignore[arg-type]
    assert [one.balance for one in found] == sorted((one.balance for one in found), reverse=True)
