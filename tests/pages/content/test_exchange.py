from mdnet.pages.content.exchange import Account, Exchange, Shared, exchange
from tests.pages.content.conftest import MakeGround, person


def accounts(some: tuple[Account, ...]) -> list[tuple[str, float, float]]:
    return [(one.person.name, one.got, one.gave) for one in some]


def test_nothing(ground: MakeGround) -> None:
    nothing = Exchange((), 0, (), 0, (), 0, (), (), (), (), 0)
    assert exchange(ground({})) == nothing
    assert exchange(ground({"Ana": person("2026-01-01 met: coffee")})) == nothing


def test_who_is_ahead(ground: MakeGround) -> None:
    found = exchange(
        ground(
            {
                "Ana": person("2026-01-01 got: a lift (x3)", circles="[work]"),
                "Bob": person("2026-01-01 gave: a lift", circles="[Work, club]"),
                "Cleo": person("2026-01-01 gave: a lift (x4)", "2026-01-02 got: soup"),
                "Dan": person("2026-01-01 gave: a lift (x2)", "2026-01-02 got: soup"),
                "Ed": person("2026-01-02 got: soup", circles="[family]"),
            }
        )
    )
    assert accounts(found.they_ahead) == [("Ana", 3, 0), ("Ed", 1, 0)]
    assert accounts(found.you_ahead) == [("Cleo", 1, 4), ("Bob", 0, 1)]
    assert [ref.name for ref in found.even] == ["Dan"]
    assert found.circles == (
        Shared("club", 1, 0, 1), Shared("family", 1, 1, 0), Shared("work", 2, 3, 1),
        Shared("", 2, 2, 6),
    )  # fmt: skip
    assert found.groups == (Shared("primary", 1, 1, 0), Shared("secondary", 4, 5, 7))


def test_open_promises_of_both(ground: MakeGround) -> None:
    found = exchange(
        ground(
            {
                "Ana": person("2026-02-01 promised: I will bring the ladder"),
                "Bob": person("2026-01-01 promised: he will send the list"),
            }
        )
    )
    assert [(one.day, one.person.name) for one in found.your_promises] == [("2026-02-01", "Ana")]
    assert [one.text for one in found.their_promises] == ["he will send the list"]


def test_hidden_people_owe_nothing(ground: MakeGround) -> None:
    hidden = ("2026-01-01 got: a lift (x9)", "2026-01-01 promised: I will pay")
    found = exchange(
        ground(
            {
                "Vera": person(*hidden, private="true", circles="[work]"),
                "Otto": person(*hidden, archived="true", circles="[work]"),
                "Ana": person("2026-01-01 got: soup", "2026-01-02 promised: I will ask Vera",
                              circles="[work, fans of Vera]"),
            }
        )
    )  # fmt: skip
    assert accounts(found.they_ahead) == [("Ana", 1, 0)]
    assert found.circles == (Shared("work", 1, 1, 0),)
    assert found.your_promises == ()


def test_many_are_cut(ground: MakeGround) -> None:
    found = exchange(ground({f"P{n:02}": person("2026-01-01 got: soup") for n in range(27)}))
    assert (len(found.they_ahead), found.more_they_ahead) == (25, 2)
