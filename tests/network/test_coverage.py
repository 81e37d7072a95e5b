from datetime import date

import pytest

from mdnet.model.circles import CIRCLES
from mdnet.model.contact import Edge
from mdnet.model.summary import Card
from mdnet.network.coverage import Finding, coverage
from mdnet.network.everyday_roles import Role, everyday_roles
from tests.vault.test_names import Names

TODAY = date(2026, 11, 23)
Told = tuple[tuple[str, ...], int]


def found(*cards: Card, roles: tuple[Finding, ...] = ()) -> list[Finding]:
    return coverage(cards, Names([card.path for card in cards]), roles, TODAY)


def of(kind: str, *cards: Card) -> dict[str, Told]:
    return {one.name: (one.people, one.count) for one in found(*cards) if one.kind == kind}


def contact(name: str, *edges: Edge, **fields: object) -> Card:
    return Card(f"People/{name}.md", "contact", name, edges=edges, **fields)  # type: ignore[arg-type]


def test_an_empty_vault_has_gaps_throughout() -> None:
    assert of("circle") == dict.fromkeys(CIRCLES, ((), 0))
    assert of("figure") == {"first degree": ((), 0), "second degree": ((), 0)}
    assert {one.kind for one in found()} == {"circle", "figure"}


def test_circles_go_by_many_names() -> None:
    circles = of(
        "circle",
        contact("Ana", circles=("Neighbors", "in-laws")),
        contact("Bob", circles=("partner", "family")),
        contact("Cleo", circles=("chess",)),
    )
    assert circles["neighbour"] == (("Ana",), 1)
    assert circles["family"] == (("Ana", "Bob"), 2)
    assert sum(count for _, count in circles.values()) == 3


def test_who_is_archived_or_not_met_fills_no_circle() -> None:
    circles = of(
        "circle",
        contact("Ana", circles=("work",), archived=True),
        contact("Bob", circles=("work",), stub=True),
    )
    assert circles["work"] == ((), 0)


def test_ghosts_by_how_many_people_mention_them() -> None:
    ghosts = of(
        "ghost",
        contact("Ana", Edge("knows", "Dr. Lee"), mentions=("Dr. Lee", "Eva Stone")),
        contact("Bob", Edge("knows", "People/Dr. Lee.md"), mentions=("Chess Club",)),
        Card("2026-01-01.md", "note", "2026-01-01", mentions=("Paul Roth",)),
    )
    assert list(ghosts.items()) == [
        ("Dr. Lee", (("Ana", "Bob"), 2)),
        ("Eva Stone", (("Ana",), 1)),
        ("Paul Roth", ((), 0)),
    ]


def test_ghosts_of_archived_people_are_put_aside_with_them() -> None:
    assert of("ghost", contact("Ana", Edge("knows", "Dr. Lee"), archived=True)) == {}


def test_firms_and_places_where_exactly_one_person_is_known() -> None:
    cards = (
        contact("Ana", organizations=("Acme", "Club"), city="Bern"),
        contact("Bob", organizations=("acme", "Solo"), city="BERN"),
        contact("Cleo", city="Basel"),
        contact("Dan", city="Rome", stub=True),
    )
    assert of("company", *cards) == {"Club": (("Ana",), 1), "Solo": (("Bob",), 1)}
    assert of("place", *cards) == {"Basel": (("Cleo",), 1)}


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        ({"last_contact": date(2024, 11, 23)}, 2),
        ({"last_contact": date(2024, 11, 24)}, None),
        ({"last_contact": date(2026, 1, 1), "met": date(2001, 1, 1)}, None),
        ({"met": date(2001, 11, 24)}, 24),
        ({}, None),
    ],
)
def test_people_of_the_past(fields: dict[str, date], years: int | None) -> None:
    expected = {} if years is None else {"Ana": (("Ana",), years)}
    assert of("past", contact("Ana", **fields)) == expected


def test_who_is_out_of_touch_longest_comes_first() -> None:
    cards = (
        contact("Ana", last_contact=date(2020, 1, 1)),
        contact("Bob", last_contact=date(2010, 1, 1)),
    )
    assert list(of("past", *cards)) == ["Bob", "Ana"]


def test_degrees_and_reach() -> None:
    figures = of(
        "figure",
        contact("Ana", Edge("knows", "Dr. Lee"), Edge("knows", "Stub"), circles=("work",)),
        contact("Bob", Edge("knows", "Dr. Lee"), circles=("work", "jazz")),
        contact("Cleo", Edge("knows", "Ana"), circles=("school",)),
        contact("Stub", Edge("introduced_by", "Cleo"), stub=True),
    )
    assert figures == {
        "first degree": ((), 3),
        "second degree": ((), 2),
        "reach through work": (("Ana", "Bob"), 2),
        "reach through jazz": (("Bob",), 1),
        "reach through school": (("Cleo",), 1),
    }


def test_roles_are_passed_on() -> None:
    role = Finding("role", "vet", ("Ana",), 0)
    assert found(roles=(role,))[0] == role


def test_the_list_of_roles_is_as_long_as_a_memory_needs() -> None:
    roles = everyday_roles()
    assert 55 <= len(roles) <= 75
    assert len({role.name for role in roles}) == len(roles)
    assert all(role.circle in CIRCLES for role in roles)
    words = [word for role in roles for word in (role.name, *role.called)]
    assert not [word for word in words if "|" in word or not word.strip()]


def test_the_settings_add_roles_and_take_some_away() -> None:
    roles = {
        role.name: role for role in everyday_roles(("beekeeper: apiarist, honey", "-Vet", "imker"))
    }
    assert "vet" not in roles
    assert roles["beekeeper"] == Role("beekeeper", ("apiarist", "honey"), circle="")
    assert roles["imker"].called == ()


def test_the_settings_add_words_to_a_role() -> None:
    [plain] = (role for role in everyday_roles() if role.name == "plumber")
    [role] = (role for role in everyday_roles(("Plumber: tap fitter",)) if role.name == "plumber")
    assert role == plain._replace(called=(*plain.called, "tap fitter"))


@pytest.mark.parametrize("change", ["", ":", "-", "-nobody", ": words"])
def test_changes_that_say_nothing_change_nothing(change: str) -> None:
    assert everyday_roles((change,)) == everyday_roles()
