from datetime import date

import pytest

from mdnet.index.refresh import refresh
from mdnet.model.contact import Edge
from mdnet.model.summary import Card
from mdnet.network.graph import Graph, graph_of
from mdnet.network.kinds import in_words, inverse, is_stated, tie_weight
from mdnet.network.people import People
from mdnet.vault.root import open_vault
from tests.conftest import ROOT
from tests.vault.test_names import Names

ANA, BOB, CLEO = "People/Ana.md", "People/Bob.md", "People/Cleo.md"
LEE = "ghost:dr. lee"


def contact(name: str, *edges: Edge, **fields: object) -> Card:
    return Card(f"People/{name}.md", "contact", name, edges=edges, **fields)  # type: ignore[arg-type]


def graph(*cards: Card) -> Graph:
    return graph_of(cards, Names([card.path for card in cards]))


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("parents", "children"),
        ("mentor", "mentees"),
        ("boss", "reports"),
        ("introduced_by", "introduced"),
        ("mention", "mentioned by"),
        ("knows", "knows"),
        ("spouse", "spouse"),
        ("flatmate", "flatmate"),
    ],
)
def test_a_tie_has_a_name_from_either_end(kind: str, other: str) -> None:
    assert inverse(kind) == other
    assert inverse(other) == kind
    assert tie_weight(kind) == tie_weight(other)
    found = graph(contact("Ana", Edge(kind, "Bob")), contact("Bob"))
    assert found.ties == {ANA: {BOB: (kind,)}, BOB: {ANA: (other,)}}


def test_ties_in_words() -> None:
    assert in_words("knows", "Bob") == "knows Bob"
    assert in_words("parents", "Bob") == "is a child of Bob"
    assert in_words("mentioned by", "Bob") == "is mentioned by Bob"
    assert in_words("best_friend", "Bob") == "knows Bob (best friend)"


def test_a_stated_tie_beats_a_mention_on_either_side() -> None:
    found = graph(contact("Ana", Edge("knows", "Bob")), contact("Bob", mentions=("Ana",)))
    assert found.ties[ANA][BOB] == found.ties[BOB][ANA] == ("knows",)
    weak = graph(contact("Ana", mentions=("Bob",)), contact("Bob", mentions=("Ana",)))
    assert set(weak.ties[ANA][BOB]) == {"mention", "mentioned by"}
    assert not any(map(is_stated, weak.ties[ANA][BOB]))


def test_several_ties_of_two_people() -> None:
    found = graph(contact("Ana", Edge("boss", "Bob"), Edge("introduced_by", "Bob")), contact("Bob"))
    assert found.ties[BOB][ANA] == ("reports", "introduced")
    assert found.neighbours(ANA) == [(BOB, tie_weight("boss"))]


def test_ghosts_have_the_name_that_was_written() -> None:
    found = graph(
        contact("Ana", Edge("knows", "People/Dr. Lee")), contact("Bob", mentions=("dr. lee",))
    )
    assert found.people[LEE].name == "Dr. Lee"
    assert found.people[LEE].card is None
    assert found.ties[LEE] == {ANA: ("knows",), BOB: ("mentioned by",)}
    assert found.neighbours(ANA) == []  # nobody can ask a ghost


def test_who_is_named_in_a_meeting_is_there_without_ties() -> None:
    found = graph(Card("2026-06-03.md", "note", "2026-06-03", mentions=("Dr. Lee",)))
    assert found.people.keys() == {LEE}
    assert found.ties == {}


def test_nobody_is_tied_to_themselves_or_to_things() -> None:
    found = graph(contact("Ana", Edge("knows", "Ana"), Edge("city", "Bern"), mentions=("Ana",)))
    assert found.people.keys() == {ANA}
    assert found.ties == {}


def test_archived_people_introduce_nobody() -> None:
    found = graph(contact("Ana", Edge("knows", "Bob")), contact("Bob", archived=True))
    assert found.neighbours(ANA) == []
    assert found.neighbours(BOB) == [(ANA, tie_weight("knows"))]


def test_who_is_not_among_the_cards_is_left_out_with_all_that_only_they_tell() -> None:
    cards = (
        contact("Ana", Edge("knows", "Bob"), mentions=("Cleo",)),
        contact("Bob", Edge("knows", "Dr. Lee"), Edge("knows", "Cleo")),
        contact("Cleo", Edge("introduced_by", "Bob")),
    )
    assert graph(*cards).people.keys() == {ANA, BOB, CLEO, LEE}
    assert graph(*cards).ties[CLEO].keys() == {ANA, BOB}
    names = Names([card.path for card in cards])
    seen = graph_of([cards[0], cards[2]], names)
    assert seen.people.keys() == {ANA, CLEO}
    assert seen.ties == {ANA: {CLEO: ("mention",)}, CLEO: {ANA: ("mentioned by",)}}


def test_it_is_the_network_that_single_people_know(own_home: object) -> None:
    snapshot = refresh(
        open_vault(ROOT / "vault-example"), {"MDNET_CACHE_DIR": "/dev/null"}
    ).snapshot
    people = People(snapshot, date(2026, 11, 23))
    found = graph_of(snapshot.catalogue.cards(), snapshot.catalogue)
    assert len(found.people) > 44
    for key, person in found.people.items():
        assert people.name(key) == person.name
        tied = dict(people.tied_to(key))
        assert tied.keys() == found.ties.get(key, {}).keys()
        assert all(tied[other] in kinds for other, kinds in found.ties.get(key, {}).items())
