from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.config import CADENCE
from mdnet.model.summary import Card
from mdnet.network.cadence import (
    Reconnect,
    reconnects,
    rhythm_of,
    shows_relation,
    without_rhythm,
)
from tests.strategies import CARDS

TODAY = date(2026, 11, 23)
RHYTHMS = {"family": 30, "friend": 90, "work": 180}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def person(name: str = "Ana", /, **values: object) -> Card:
    return Card(f"People/{name}.md", "contact", name, **values)  # type: ignore[arg-type]


def only(card: Card, within: int | None = 0) -> Reconnect | None:
    return next(iter(reconnects([card], RHYTHMS.items(), TODAY, within)), None)


@pytest.mark.parametrize(
    ("card", "days"),
    [
        (person(), None),
        (person(cadence=7), 7),
        (person(cadence=7, circles=("family",)), 7),
        (person(circles=("Family",), logged=1), 30),
        (person(circles=("work", "friends"), logged=1), 90),
        (person(circles=("service provider",), logged=1), None),
        (person(circles=("family",)), None),
    ],
)
def test_a_rhythm_is_that_of_the_note_else_the_shortest_of_the_circles(
    card: Card, days: int | None
) -> None:
    assert rhythm_of(card, RHYTHMS) == days


@pytest.mark.parametrize(
    ("days_ago", "days", "past"), [(10, 0, 0.0), (11, -1, 0.1), (25, -15, 1.5), (0, 10, -1.0)]
)
def test_it_is_time_a_rhythm_after_the_last_contact(days_ago: int, days: int, past: float) -> None:
    found = only(person(cadence=10, last_contact=ago(days_ago)), within=None)
    assert found
    assert (found.days, found.past, found.day) == (days, past, TODAY + timedelta(days=days))
    assert found.is_due is (days <= 0)


def test_days_ahead_are_shown_as_far_as_one_looks() -> None:
    card = person(cadence=10, last_contact=ago(5))
    assert only(card) is None
    assert only(card, within=4) is None
    assert only(card, within=5)


@pytest.mark.parametrize(
    ("card", "day"),
    [
        (person(cadence=10, met=ago(40)), ago(40)),
        (person(circles=("friend",), met=ago(1), closeness=3), ago(1)),
        (person(cadence=10), None),
    ],
)
def test_who_was_never_in_touch_is_due_since_they_met(card: Card, day: date | None) -> None:
    found = only(card)
    assert found
    assert found.is_due
    assert found.day == day


def test_a_circle_is_no_wish_to_write_to_all_strangers_in_it() -> None:
    assert only(person(circles=("friend",), closeness=3), within=None) is None


SIGNS: tuple[dict[str, object], ...] = (
    {"cadence": 7},
    {"closeness": 1},
    {"trust": 2},
    {"follow_up": ago(-3)},
    {"logged": 1},
    {"contact_days": (ago(5).toordinal(),)},
    {"last_contact": ago(5)},
)
NO_SIGNS: tuple[dict[str, object], ...] = (
    {},
    {"met": ago(900)},
    {"circles": ("family",), "group": "primary"},
    {"roles": ("dentist",), "organizations": ("Studio Diaz",), "city": "Basel"},
    {"birthday": "1981-04-17", "tags": ("vip",)},
)


def named(values: dict[str, object]) -> str:
    return next(iter(values), "nothing")


@pytest.mark.parametrize("values", SIGNS, ids=named)
def test_a_sign_of_a_relation_makes_the_rhythm_of_a_circle_count(values: dict[str, object]) -> None:
    card = person(**{"circles": ("work",), "met": ago(900), **values})
    assert shows_relation(card)
    assert rhythm_of(card, RHYTHMS) in {180, 7}
    assert without_rhythm([card]) == []


@pytest.mark.parametrize("values", NO_SIGNS, ids=named)
def test_what_an_import_knows_of_everybody_is_no_sign(values: dict[str, object]) -> None:
    card = person(**{"circles": ("work",), **values})
    assert rhythm_of(card, RHYTHMS) is None
    assert only(card, within=None) is None
    assert without_rhythm([card]) == [card]


@pytest.mark.parametrize("values", [{"archived": True}, {"stub": True}], ids=named)
def test_who_was_put_aside_or_not_met_needs_no_rhythm(values: dict[str, object]) -> None:
    assert without_rhythm([person(**values)]) == []
    assert without_rhythm([Card("a.md", "note", "a")]) == []


@pytest.mark.parametrize(
    ("follow_up", "last_contact", "stays"),
    [
        (ago(-14), ago(60), False),
        (ago(50), ago(60), False),
        (ago(51), ago(60), True),
        (ago(61), ago(60), True),
        (ago(-14), None, False),
    ],
    ids=["put off", "same day", "earlier than the rhythm", "done", "never in touch"],
)
def test_an_open_follow_up_takes_the_place_of_the_rhythm(
    follow_up: date, last_contact: date | None, *, stays: bool
) -> None:
    card = person(cadence=10, follow_up=follow_up, last_contact=last_contact)
    assert (only(card) is not None) is stays


@pytest.mark.parametrize(
    "values",
    [{"archived": True}, {"stub": True}, {"cadence": None}],
    ids=lambda value: next(iter(value)),
)
def test_who_is_left_out(values: dict[str, object]) -> None:
    assert only(person(**{"cadence": 1, "last_contact": ago(90), **values})) is None


def test_private_people_are_there() -> None:
    assert only(person(cadence=1, last_contact=ago(9), private=True))


def test_only_contacts_have_a_rhythm() -> None:
    assert only(Card("a.md", "note", "a", cadence=1, last_contact=ago(9))) is None


def test_who_waits_longest_for_their_rhythm_comes_first() -> None:
    cards = [
        person("soon", cadence=10, last_contact=ago(7)),
        person("next", cadence=100, last_contact=ago(98)),
        person("never", cadence=10),
        person("yearly", cadence=365, last_contact=ago(400)),
        person("weekly", cadence=7, last_contact=ago(14)),
        person("Weekly", cadence=7, last_contact=ago(14)),
    ]
    found = [one.card.name for one in reconnects(cards, (), TODAY, 10)]
    assert found == ["weekly", "Weekly", "yearly", "never", "next", "soon"]


def test_the_rhythms_that_come_with_the_settings() -> None:
    circles = ("family", "close friend", "friend", "former work", "neighbour", "online", "club")
    table = dict(CADENCE)
    found = {circle: rhythm_of(person(circles=(circle,), logged=1), table) for circle in circles}
    assert found == {
        "family": 30, "close friend": 30, "friend": 90, "former work": 180, "neighbour": None,
        "online": None, "club": 180,
    }  # fmt: skip


@given(st.lists(CARDS, max_size=5), st.dates(), st.none() | st.integers(0, 10**6))
def test_any_cards_on_any_day(cards: list[Card], today: date, within: int | None) -> None:
    found = reconnects(cards, CADENCE, today, within)
    assert len(found) <= len(cards)
    assert within is None or all(one.days <= within for one in found)
