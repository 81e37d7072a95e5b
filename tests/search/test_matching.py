"""Which needs meet what others offer, on small vaults: behaviour, not scores."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.network.public import without_private
from mdnet.search.language import LanguageResources
from mdnet.search.matching import Choice, Match, Matching, different
from tests.conftest import Indexed
from tests.search.conftest import TODAY

MakeMatching = Callable[..., Matching]


def person(**fields: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n"


ANA = person(roles="[dentist]", knows="['[[Dan]]']")
BOB = person(needs="[a dentist]", closeness="2")


@pytest.fixture
def matching(indexed: Indexed, resources: LanguageResources) -> MakeMatching:
    def make(**notes: str) -> Matching:
        files = {f"People/{name}.md": text for name, text in notes.items()}
        return Matching(without_private(indexed(files).snapshot, "en"), resources, TODAY)

    return make


def pairs(found: list[Match]) -> list[tuple[str, str]]:
    return [(match.need.name, match.name) for match in found]


def matched(matching: Matching, **choice: object) -> list[tuple[str, str]]:
    chosen = Choice(**choice)  # type: ignore[arg-type]
    return pairs(matching.matches(matching.all_needs(), chosen))


def test_a_need_meets_what_somebody_does(matching: MakeMatching) -> None:
    found = matching(Ana=ANA, Bob=BOB)
    [match] = found.matches(found.all_needs(), Choice())
    assert match.need == ("Bob", "People/Bob.md", "a dentist", 2)
    assert (match.name, match.path) == ("Ana", "People/Ana.md")
    assert match.band in {"strong", "good"}
    assert (match.reason.field, match.reason.text) == ("roles", "dentist")
    assert not match.already_tied


def test_nobody_meets_their_own_need_or_one_they_share(matching: MakeMatching) -> None:
    both = person(roles="[dentist]", needs="[dentist]")
    assert matched(matching(Ana=both, Bob=both), maybe=True, tied=True) == []


@pytest.mark.parametrize("mark", ["private", "archived", "stub"])
def test_who_is_hidden_or_not_met_neither_needs_nor_helps(
    mark: str, matching: MakeMatching
) -> None:
    marked = f"---\n{mark}: yes\n"
    helper = matching(Ana=ANA.replace("---\n", marked, 1), Bob=BOB)
    assert matched(helper, maybe=True, tied=True) == []
    assert helper.takes_part("People/Bob.md")
    assert not helper.takes_part("People/Ana.md")
    needer = matching(Ana=ANA, Bob=BOB.replace("---\n", marked, 1))
    assert matched(needer, maybe=True, tied=True) == []
    assert needer.needs_of("People/Bob.md") == []
    assert not needer.takes_part("ghost:dan")


@pytest.mark.parametrize(
    "note",
    [
        BOB.replace("---\n", "---\nknows: ['[[Ana]]']\n", 1),
        BOB.replace("---\n", "---\nflatmate: '[[Ana]]'\n", 1),
        BOB + "## Log\n- 2026-05-02 intro: [[Ana]]\n",
    ],
    ids=["knows", "flatmate", "introduced"],
)
def test_people_who_know_each_other_are_left_out(note: str, matching: MakeMatching) -> None:
    found = matching(Ana=ANA, Bob=note)
    assert matched(found) == []
    [match] = found.matches(found.all_needs(), Choice(tied=True))
    assert match.already_tied


def test_a_mention_is_no_acquaintance(matching: MakeMatching) -> None:
    assert matched(matching(Ana=ANA, Bob=BOB + "Afraid of [[Ana]].\n")) == [("Bob", "Ana")]


def test_what_a_private_person_is_said_to_do_stays_private(matching: MakeMatching) -> None:
    found = matching(
        Isolde=person(private="yes", aliases="[the Owl]"),
        Bob=BOB,
        Cleo=person(needs="['a dentist for Isolde', 'a dentist like the owl', a plumber]"),
        Eva=person(roles="[sister of Isolde and a dentist]"),
        Finn=person(offers="[dentist advice]"),
        Gus="---\ncity: Bern\n---\nHis cousin [[Isolde|a friend]] is a dentist.\n",
    )
    assert [need.text for need in found.all_needs()] == ["a dentist", "a plumber"]
    assert {name for _, name in matched(found, maybe=True, tied=True)} == {"Finn"}


def test_a_need_is_plain_words(matching: MakeMatching) -> None:
    note = person(needs="""['-dentist "kind dentist" role:dentist']""")
    assert matched(matching(Ana=ANA, Bob=note)) == [("Bob", "Ana")]


def test_needs_in_the_same_words_are_one(matching: MakeMatching) -> None:
    found = matching(
        Bob=BOB,
        Cleo=person(needs="[A Dentist, a plumber]", closeness="5"),
        Dan=person(needs="[plumber]", closeness="4"),
    )
    groups = [[need.name for need in group] for group in different(found.all_needs())]
    assert groups == [["Bob", "Cleo"], ["Cleo"], ["Dan"]]  # the closest people first


def test_of_many_needs_those_of_the_closest_are_looked_for(matching: MakeMatching) -> None:
    plumber = person(needs="[a plumber]", closeness="5")
    found = matching(Ana=ANA, Bob=BOB, Cleo=plumber, Dan=person(roles="[plumber]"))
    assert sorted(matched(found)) == [("Bob", "Ana"), ("Cleo", "Dan")]
    assert matched(found, most=1) == [("Cleo", "Dan")]
    assert len(matched(found, limit=1)) == 1


def test_the_best_few_of_a_need_are_shown(matching: MakeMatching) -> None:
    notes = {f"Helper {number}": person(roles="[dentist]") for number in range(6)}
    notes |= {f"Other {number}": person(roles="[sailor]") for number in range(30)}
    assert len(matched(matching(Bob=BOB, **notes))) == 3


def test_one_helper_alone(matching: MakeMatching) -> None:
    found = matching(Ana=ANA, Bob=BOB, Eva=person(roles="[dentist]"))
    assert matched(found, by="People/Eva.md") == [("Bob", "Eva")]
    assert matched(found, by="People/Bob.md") == []
    assert matched(found, by="ghost:dan") == []


def test_progress_is_told(matching: MakeMatching) -> None:
    found = matching(Ana=ANA, Bob=BOB, Cleo=person(needs="[a plumber]"))
    told: list[tuple[int, int]] = []
    found.matches(found.all_needs(), Choice(), lambda *done: told.append(done))
    assert told == [(1, 2), (2, 2)]


def test_without_needs_there_is_nothing(matching: MakeMatching, tmp_path: Path) -> None:
    assert matched(matching(Ana=ANA)) == []


def test_the_reason_is_what_somebody_does_rather_than_where(matching: MakeMatching) -> None:
    found = matching(
        Ada=person(needs="[somebody to rebuild the web site of the chess club]"),
        Kofi=person(
            roles="[freelance web developer]",
            organizations="[Chess Club]",
            offers="[a simple web site in a weekend]",
        ),
    )
    [match] = found.matches(found.all_needs(), Choice())
    assert (match.name, match.reason.field) == ("Kofi", "offers")
