"""A vault in German: its own stems and small words, own goal words, and no English ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.index.refresh import Refreshed
from mdnet.search.answer import Answer
from mdnet.search.helpers import Filters, find_helpers
from mdnet.search.understanding import Understanding, load_understanding
from mdnet.vault.root import open_vault
from tests.conftest import Indexed, MakeVault
from tests.search.conftest import TODAY, names, note

VAULT = {
    ".mdnet/config.toml": 'language = "de"\n',
    ".mdnet/goals.toml": (
        "[[goal]]\n"
        'say = ["Wasserhahn tropft", "Rohr verstopft", "Heizung kalt", "Überschwemmung"]\n'
        'ask = ["Klempner", "Sanitärinstallateur"]\n'
        'also = ["Hausmeister"]\n'
        'kind = "skill"\n'
        'not = ["Auto"]\n'
    ),
    "People/Änne Müller.md": note(
        "Behandelt auch ängstliche Kinder.", roles=["Zahnärztin", "Zahnarzt"], city="Zürich"
    ),
    "People/Björn Groß.md": note(roles=["Klempner"], city="Köln", skills=["Rohre verlegen"]),
    "People/Cem Yıldız.md": note(roles=["Hausmeister"], city="Köln"),
    "People/Dora Weiß.md": note("[[Dr. Löwe]] ist ihr Zahnarzt.", closeness=5, needs=["Klempner"]),
    "People/Jörg Ærø.md": note(interests=["Bienenzucht", "Straßenmusik"]),
    **{f"People/Person {at}.md": note(roles=["Verkäufer"]) for at in range(8)},
}

Search = Callable[..., Answer]


@pytest.fixture
def vault(indexed: Indexed) -> Refreshed:
    return indexed(VAULT)


@pytest.fixture
def understood(vault: Refreshed, make_vault: MakeVault) -> Understanding:
    return understood_in(make_vault({}))


@pytest.fixture
def search(vault: Refreshed, understood: Understanding) -> Search:
    return searching(vault, understood)


def understood_in(root: Path) -> Understanding:
    config = open_vault(root).config
    return load_understanding(root, config.language, None)


def searching(vault: Refreshed, understood: Understanding) -> Search:
    def search(text: str, **filters: object) -> Answer:
        chosen = Filters(**filters)  # type: ignore[arg-type]
        return find_helpers(vault.snapshot, understood, text, today=TODAY, filters=chosen)

    return search


def test_the_english_words_are_off(understood: Understanding, search: Search) -> None:
    assert understood.language == "de"
    assert understood.senses is None
    assert understood.notices == ()
    assert understood.problems == ()
    assert len(understood.thesaurus) == 1
    assert search("plumber").ignored == ("plumber",)
    assert search("plumber").hits == ()


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        ("Zahnarzt", "Änne Müller"),
        ("Ich brauche einen Zahnarzt und er soll in der Stadt sein", "Änne Müller"),
        ("Zahnärztin", "Änne Müller"),
        ("ZAHNÄRZTINNEN", "Änne Müller"),
        ("zahnarztin", "Änne Müller"),  # without its dots
        ("zahnaerztin", "Änne Müller"),  # written out
        ("Mueller", "Änne Müller"),
        ("muller", "Änne Müller"),
        ("Gross", "Björn Groß"),
        ("Rohre", "Björn Groß"),
        ("verlegte Rohre", "Björn Groß"),
        ("ein ängstliches Kind", "Änne Müller"),
        ("Strassenmusik", "Jörg Ærø"),
        ("Aeroe", "Jörg Ærø"),
        ("Klemnper", "Björn Groß"),  # a slip of the finger
        ("Bienenz", "Jörg Ærø"),  # not typed to its end
    ],
)
def test_words_in_their_forms(search: Search, goal: str, first: str) -> None:
    assert names(search(goal))[0] == first


@pytest.mark.parametrize(
    "goal",
    ["mein Wasserhahn tropft", "die Rohre sind verstopft", "kalte Heizungen", "ÜBERSCHWEMMUNG!"],
)
def test_own_goal_words_lead_to_the_trade(search: Search, goal: str) -> None:
    answer = search(goal)
    assert names(answer) == ["Björn Groß", "Cem Yıldız"]
    assert answer.hits[0].band == "strong"
    assert [hit.name for hit in answer.apart] == ["Dora Weiß"]
    assert any(read.endswith("→ Klempner") for read in answer.read_as)


def test_a_word_that_rules_an_entry_out(search: Search) -> None:
    assert "Björn Groß" not in names(search("im Auto ist die Heizung kalt"))


@pytest.mark.parametrize("goal", ["", "und der die das", "ich", "?"])
def test_stop_words_say_nothing(search: Search, goal: str) -> None:
    assert search(goal).empty


@pytest.mark.parametrize("goal", ["Hausmeister in Köln", "Hausmeister in Koeln"])
def test_cities_are_places(search: Search, goal: str) -> None:
    answer = search(goal, explain=True)
    assert names(answer)[0] == "Cem Yıldız"
    assert answer.hits[0].sum
    assert answer.hits[0].sum.place > 1


def test_who_needs_it_stands_apart(search: Search) -> None:
    assert [hit.name for hit in search("Klempner").apart] == ["Dora Weiß"]


def test_a_ghost_in_a_german_sentence(search: Search) -> None:
    answer = search("Zahnarzt")
    [ghost] = [hit for hit in answer.hits if hit.name == "Dr. Löwe"]
    assert ghost.via == ("Dora Weiß",)
    assert ghost.reasons[0].text == "Dr. Löwe ist ihr Zahnarzt."


@pytest.mark.parametrize("language", ["fr", "es", "it", "nl", "tr", "xx"])
def test_every_language_finds_its_own_words(
    indexed: Indexed, make_vault: MakeVault, language: str
) -> None:
    files = {
        ".mdnet/config.toml": f'language = "{language}"\n',
        ".mdnet/goals.toml": '[[goal]]\nsay = ["égout bouché"]\nask = ["zpracovatel"]\n',
        "People/A.md": note(roles=["Zpracovatel"]),
        "People/B.md": note(roles=["autre"]),
    }
    search = searching(indexed(files), understood_in(make_vault({})))
    assert names(search("zpracovatel")) == ["A"]
    assert names(search("EGOUT bouché")) == ["A"]
    assert names(search("plumber")) == []
