from datetime import date

import pytest

from mdnet.model.summary import Card
from mdnet.network.selection import Selection, select, unknown_values

CARDS = [
    Card(
        "b/Zoë.md", "contact", "Zoë", circles=("work",), city="Zürich", roles=("Dentist",),
        tags=("chess-club",), closeness=2, last_contact=date(2026, 1, 1),
    ),
    Card(
        "a/Ana.md", "contact", "Ana", circles=("close friend", "work"), group="primary",
        city="Bern", organizations=("Studio Diaz",), closeness=5, last_contact=date(2025, 1, 1),
    ),
    Card("c/ben.md", "contact", "ben", closeness=2),
    Card("d/Old.md", "contact", "Old", archived=True, city="Bern"),
    Card("e/Flat.md", "goal", "Flat"),
    Card("f/Note.md", "note", "Note"),
]  # fmt: skip


def names(wanted: Selection | None = None, order: str = "name", *, reverse: bool = False) -> str:
    found = select(CARDS, wanted or Selection(), order=order, reverse=reverse)
    return " ".join(card.name for card in found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Selection(), "Ana ben Zoë"),
        (Selection(archived=True), "Ana ben Old Zoë"),
        (Selection(city=["zurich"]), "Zoë"),
        (Selection(city=["zürich", "BERN"]), "Ana Zoë"),
        (Selection(city=["bern"], archived=True), "Ana Old"),
        (Selection(circle=["close-friend"]), "Ana"),
        (Selection(circle=["friend"]), "Ana"),
        (Selection(circle=["work"]), "Ana Zoë"),
        (Selection(circle=["work"], city=["bern"]), "Ana"),
        (Selection(group="primary"), "Ana"),
        (Selection(group="secondary"), "ben Zoë"),
        (Selection(role=["dentist"]), "Zoë"),
        (Selection(tag=["chess club"]), "Zoë"),
        (Selection(org=["diaz"]), "Ana"),
        (Selection(org=["nobody"]), ""),
        (Selection(role=["dentist"], org=["diaz"]), ""),
    ],
)
def test_what_contacts_must_have(wanted: Selection, found: str) -> None:
    assert names(wanted) == found


@pytest.mark.parametrize(
    ("order", "found", "reversed_"),
    [
        ("name", "Ana ben Zoë", "Zoë ben Ana"),
        ("closeness", "Ana ben Zoë", "ben Zoë Ana"),
        ("last-contact", "ben Ana Zoë", "Zoë Ana ben"),
        # who has no value for it comes last, either way
        ("city", "Ana Zoë ben", "Zoë Ana ben"),
        ("circle", "Ana Zoë ben", "Zoë Ana ben"),
    ],
)
def test_the_order(order: str, found: str, reversed_: str) -> None:
    assert names(order=order) == found
    assert names(order=order, reverse=True) == reversed_


def test_who_has_no_closeness_comes_last() -> None:
    cards = [Card("a.md", "contact", "A"), Card("b.md", "contact", "B", closeness=1)]
    for reverse in (False, True):
        found = select(cards, Selection(), order="closeness", reverse=reverse)
        assert [card.name for card in found] == ["B", "A"]


def test_namesakes_are_in_the_order_of_their_paths() -> None:
    cards = [Card("b.md", "contact", "Sam"), Card("a.md", "contact", "sam")]
    assert [card.path for card in select(cards, Selection())] == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("wanted", "unknown"),
    [
        (Selection(circle=["wrok"]), [("circle", "wrok", ("work",))]),
        (Selection(circle=["close freind"]), [("circle", "close freind", ("close friend",))]),
        (Selection(city=["Zurihc", "Bern"]), [("city", "Zurihc", ("Zürich",))]),
        (Selection(role=["dentits"]), [("role", "dentits", ("Dentist",))]),
        (Selection(tag=["ches-club"]), [("tag", "ches-club", ("chess-club",))]),
        (Selection(org=["Stduio Diaz"]), [("org", "Stduio Diaz", ("Studio Diaz",))]),
        (Selection(circle=["astronauts"], city=["Ulm"]),
         [("circle", "astronauts", ()), ("city", "Ulm", ())]),
        # Somebody has it, though perhaps nobody has all of it.
        (Selection(circle=["colleague"], city=["bern"], group="primary"), []),
        (Selection(city=["Bern"], tag=["chess club"]), []),
        (Selection(), []),
    ],
)  # fmt: skip
def test_what_nobody_has_and_what_is_spelt_alike(
    wanted: Selection, unknown: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found = unknown_values(CARDS, wanted)
    assert [(one.filter, one.value, one.like) for one in found] == unknown


def test_who_is_archived_lives_there_all_the_same() -> None:
    assert unknown_values(CARDS[3:], Selection(city=["Bern"])) == []
