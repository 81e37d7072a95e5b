from mdnet.model.summary import Card, Lead
from mdnet.network.leads import lead_sources
from tests.conftest import Indexed
from tests.vault.test_names import Names


def lead(day: str, *targets: str, giver: str = "") -> Lead:
    return Lead(f"2026-01-{day}", "lead", giver, targets)


def contact(name: str, *leads: Lead, circles: tuple[str, ...] = (), stub: bool = False) -> Card:
    return Card(f"People/{name}.md", "contact", name, circles=circles, leads=leads, stub=stub)


def goal(*leads: Lead, name: str = "Flat") -> Card:
    return Card(f"Goals/{name}.md", "goal", name, leads=leads)


def people(*cards: Card) -> dict[str, int]:
    return dict(lead_sources(cards, Names([card.path for card in cards])).by_person)


def circles(*cards: Card) -> dict[str, int]:
    return dict(lead_sources(cards, Names([card.path for card in cards])).by_circle)


def test_a_lead_in_a_log_is_of_whose_log_it_is() -> None:
    assert people(contact("Ana", lead("01", "Bob"), lead("01")), contact("Bob")) == {"Ana": 2}


def test_a_lead_of_a_goal_is_of_whom_it_names() -> None:
    ana, bob = contact("Ana"), contact("Bob", stub=True)
    assert people(ana, bob, goal(lead("01", "Bob", "Ana", giver="Ana"))) == {"Ana": 1}
    assert people(ana, bob, goal(lead("01", "Bob", "Ana"))) == {"Ana": 1}
    assert people(ana, bob, goal(lead("01", "Bob"))) == {}
    assert people(goal(lead("01", "Dr. Lee", giver="Dr. Lee"))) == {"Dr. Lee": 1}
    assert people(goal(lead("01", "Chess Club", giver="Chess Club"))) == {}
    assert people(goal(lead("01"))) == {}


def test_what_stands_in_two_notes_counts_once() -> None:
    ana = contact("Ana", lead("01"))
    assert people(ana, goal(lead("01", giver="Ana"))) == {"Ana": 1}
    assert people(ana, goal(lead("01", giver="Ana"), lead("01", giver="Ana"))) == {"Ana": 2}
    assert people(ana, goal(lead("02", giver="Ana"))) == {"Ana": 2}


def test_circles_under_their_first_spelling_the_most_first() -> None:
    cards = (
        contact("Ana", lead("01"), lead("02"), circles=("Work", "club")),
        contact("Bob", lead("01"), circles=("work",)),
        contact("Cleo", lead("01")),
    )
    assert list(circles(*cards).items()) == [("Work", 3), ("club", 2), ("no circle", 1)]


def test_namesakes_are_told_apart() -> None:
    cards = [
        Card(f"{folder}/Ana.md", "contact", "Ana", leads=(lead("01"),)) for folder in ("a", "b")
    ]
    assert people(*cards) == {"Ana (a/Ana.md)": 1, "Ana (b/Ana.md)": 1}


def test_a_giver_who_could_be_two_people_is_neither() -> None:
    cards = [Card(f"{folder}/Ana.md", "contact", "Ana") for folder in ("a", "b")]
    assert people(*cards, goal(lead("01", giver="Ana"))) == {}


def test_who_gives_is_read_from_notes(indexed: Indexed) -> None:
    lines = (
        "tip: a car for sale, says [[Ana]]",
        "lead: [[Dr. Lee]] via [[Bob Rossi|Bob]]",
        "lead: two flats, thanks to [[People/Ana]] and [[Bob Rossi]]",
        "referral: [[Bob Rossi]] told [[Dr. Lee]]",
        "intro: by train from [[Basel]], through [[Ana]]",
        "asked: [[Ana]]",
    )
    log = "".join(f"- 2026-01-{day:02} {line}\n" for day, line in enumerate(lines, start=1))
    catalogue = indexed(
        {
            "Goals/Flat.md": f"---\ntype: goal\n---\n## Leads\n{log}",
            "People/Ana.md": "---\ncircles: [work]\n---\n## Log\n- 2026-02-01 tip: x\n",
            "People/Bob Rossi.md": "",
        }
    ).snapshot.catalogue
    sources = lead_sources(catalogue.cards(), catalogue)
    assert sources.by_person == (("Ana", 4), ("Bob Rossi", 2))
    assert sources.by_circle == (("work", 4), ("no circle", 2))
