from dataclasses import fields

from mdnet.model.contact import Edge
from mdnet.model.summary import Card
from mdnet.network.figures import Figures, figures_of
from tests.conftest import Indexed
from tests.vault.test_names import Names


def figures(*cards: Card) -> Figures:
    return figures_of(cards, Names([card.path for card in cards]))


def contact(name: str, *edges: Edge, **fields: object) -> Card:
    return Card(f"People/{name}.md", "contact", name, edges=edges, **fields)  # type: ignore[arg-type]


def test_an_empty_vault_is_all_zeros() -> None:
    found = figures()
    assert not any(getattr(found, field.name) for field in fields(found))


def test_counts() -> None:
    found = figures(
        contact("Ana", group="primary", gave=2.0, got=1.0, logged=3, private=True),
        contact("Bob", got=0.5, logged=1, archived=True, errors=2),
        contact("Cleo", stub=True),
        Card("Goals/a.md", "goal", "a", status="open"),
        Card("Goals/b.md", "goal", "b", status="done", errors=1),
        Card("x.md", "note", "x"),
    )
    assert (found.contacts, found.primary, found.secondary, found.stubs) == (3, 1, 1, 1)
    assert (found.private, found.archived) == (1, 1)
    assert (found.goals, found.open_goals, found.other_notes) == (2, 1, 1)
    assert (found.gave, found.got, found.log_entries) == (2.0, 1.5, 4)
    assert found.notes_with_errors == 2


def test_circles_and_cities_by_number_under_their_first_spelling() -> None:
    found = figures(
        contact("a", circles=("Work", "chess"), city="Bern"),
        contact("b", circles=("work",), city="bern"),
        contact("c", circles=("art",), city=""),
        contact("d", city="Basel"),
    )
    assert found.circles == (("Work", 2), ("art", 1), ("chess", 1))
    assert found.cities == (("Bern", 2), ("Basel", 1))


def test_a_tie_is_counted_once_whoever_states_it() -> None:
    found = figures(
        contact("Ana", Edge("knows", "Bob"), Edge("siblings", "Bob"), mentions=("Bob",)),
        contact("Bob", Edge("knows", "Ana"), Edge("knows", "Bob")),
    )
    assert (found.ties, found.ghosts) == (1, 0)


def test_a_ghost_is_counted_once_however_it_is_written() -> None:
    found = figures(
        contact("Ana", Edge("knows", "Dr. Lee"), mentions=("dr.  lee",)),
        contact("Bob", Edge("knows", "People/Dr. Lee"), Edge("knows", "Dr. Lee.md")),
        Card("x.md", "note", "x", mentions=("Dr. Lee", "Eva")),
    )
    # Eva is known through nobody: a note that is no person's mentions her.
    assert found.ghosts == 1
    assert found.ties == 2


def test_things_are_no_ghosts() -> None:
    found = figures(
        contact(
            "Ana",
            Edge("organizations", "Acme Rockets"),
            Edge("city", "Bern"),
            mentions=("Chess Club", "ideas", "Goal"),
        ),
        Card("Goal.md", "goal", "Goal", status="open"),
    )
    assert (found.ghosts, found.ties) == (0, 0)


def test_a_name_under_a_key_of_people_is_a_person_whatever_it_looks_like() -> None:
    assert figures(contact("Ana", Edge("knows", "the band"))).ghosts == 1


def test_a_link_that_could_be_two_people_is_neither() -> None:
    found = figures(
        contact("Ana", Edge("knows", "Sam")),
        Card("a/Sam.md", "contact", "Sam"),
        Card("b/Sam.md", "contact", "Sam"),
    )
    assert (found.ghosts, found.ties) == (0, 0)


def test_the_employer_in_a_note_is_no_ghost(indexed: Indexed) -> None:
    found = indexed(
        {"People/Ana.md": '---\norganizations: ["[[Oberrhein Energie]]"]\ncity: "[[Basel]]"\n---\n'}
    ).snapshot.catalogue
    assert figures_of(found.cards(), found).ghosts == 0
