"""The search as a whole, on small vaults: behaviour, not scores."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.search.context import search_context
from mdnet.search.language import LanguageResources
from mdnet.vault.root import open_vault
from tests.conftest import ROOT, Indexed, examples
from tests.search.conftest import TODAY, Search, names, searching_by

VAULT = {
    "People/Ana Diaz.md": "---\nroles: [dentist]\ncity: Lugano\ncircles: [neighbour]\n---\n",
    "People/Bob Rossi.md": (
        "---\nroles: [baker]\nneeds: [dentist]\ncircles: [friend]\ncloseness: 4\n"
        "knows: ['[[Dr. Lee]]']\n---\nHis friend [[Dr. Lee]] is an orthodontist.\n"
    ),
    "People/Cleo Kim.md": (
        "---\nroles: [piano teacher]\ncity: Bern\nskills: [tuning a piano]\n---\nHates chess.\n"
    ),
    "People/Dan Roe.md": (
        "---\ncloseness: 1\n---\nKnows [[Dr. Lee]] as well: an orthodontist. Gave up the violin.\n"
    ),
    "People/Eva Frey.md": "---\nroles: [chess coach]\narchived: yes\n---\n",
    "People/Finn Hart.md": "---\nroles: [plumber]\ncity: Lugano\n---\nPlays chess on Sundays.\n",
}


def searching(snapshot: Snapshot, resources: LanguageResources) -> Search:
    return searching_by(search_context(snapshot, resources, TODAY))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = tmp_path_factory.mktemp("vault")
    (root / "People").mkdir()
    for path, text in VAULT.items():
        (root / path).write_text(text)
    return refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot


@pytest.fixture
def search(snapshot: Snapshot, resources: LanguageResources) -> Search:
    return searching(snapshot, resources)


def test_who_does_it_comes_before_who_could_introduce(search: Search) -> None:
    found = names(search("dentist"))
    assert found[0] == "Ana Diaz"
    assert "Bob Rossi" not in found


def test_a_ghost_is_found_through_the_closest_tie(search: Search) -> None:
    (ghost,) = [hit for hit in search("orthodontist").hits if hit.name == "Dr. Lee"]
    assert ghost.path is None
    assert ghost.via == ("Bob Rossi",)
    assert any("orthodontist" in reason.text for reason in ghost.reasons)
    assert {reason.kind for reason in ghost.reasons} == {"knows"}


def test_who_needs_it_stands_apart(search: Search) -> None:
    answer = search("dentist")
    assert "Bob Rossi" in [hit.name for hit in answer.apart]
    assert {hit.band for hit in answer.apart} == {"not a helper"}


def test_who_shuns_it_stands_apart(search: Search) -> None:
    chess = search("chess")
    assert names(chess) == ["Finn Hart"]
    assert [hit.name for hit in chess.apart] == ["Cleo Kim"]
    assert "Dan Roe" not in names(search("violin"))


def test_archived_people_are_shown_only_when_asked_for(search: Search) -> None:
    assert "Eva Frey" in names(search("chess", all=True))
    assert "Eva Frey" not in names(search("chess"))


@pytest.mark.parametrize("text", ["Ana Diaz", "ana", "diaz"])
def test_a_name_finds_its_bearer(search: Search, text: str) -> None:
    assert names(search(text))[0] == "Ana Diaz"


def test_quoted_words_must_stand_in_a_row(search: Search) -> None:
    assert names(search('"piano teacher"')) == ["Cleo Kim"]
    assert names(search('"teacher piano"')) == []


def test_what_is_not_wanted_rules_out(search: Search) -> None:
    assert "Cleo Kim" in names(search("piano"))
    assert "Cleo Kim" not in names(search("piano -teacher"))
    assert "Cleo Kim" not in names(search("piano -city:Bern"))
    assert "Cleo Kim" in names(search("piano -city:Lugano"))


def test_a_word_asked_of_a_field_must_stand_there(search: Search) -> None:
    assert names(search("role:dentist")) == ["Ana Diaz"]
    assert names(search("skill:dentist")) == []
    assert set(names(search("city:lugano"))) == {"Ana Diaz", "Finn Hart"}


def test_a_city_puts_those_who_live_there_first(
    indexed: Indexed, resources: LanguageResources
) -> None:
    vault = {
        f"People/{name}.md": f"---\nroles: [dentist]\ncity: {city}\n---\n"
        for name, city in (("Far", "Bern"), ("Near", "Lugano"), ("Off", "Basel"))
    }
    found = names(searching(indexed(vault).snapshot, resources)("dentist in Lugano"))
    assert found[0] == "Near"


def test_a_typing_mistake_is_read_as_what_was_meant(search: Search) -> None:
    answer = search("dentsit")
    assert names(answer)[0] == "Ana Diaz"
    assert any("dentist" in read for read in answer.read_as)


def test_a_word_that_stands_nowhere_is_told(search: Search) -> None:
    answer = search("xyzzyqwv")
    assert names(answer) == []
    assert answer.ignored == ("xyzzyqwv",)
    assert not answer.empty


@pytest.mark.parametrize("text", ["", "   ", "who can help", "?", "-dentist"])
def test_a_goal_that_says_nothing(search: Search, text: str) -> None:
    answer = search(text)
    assert answer.hits == ()


def test_filters(search: Search) -> None:
    assert names(search("dentist", circle="neighbour")) == ["Ana Diaz"]
    assert names(search("dentist", circle="work")) == []
    assert names(search("dentist", group="primary")) == []
    assert len(search("city:lugano", limit=1).hits) == 1


@pytest.fixture(scope="module")
def example() -> Snapshot:
    root = open_vault(ROOT / "vault-example")
    return refresh(root, {"MDNET_CACHE_DIR": os.devnull}).snapshot


ODD = st.text(st.characters(), max_size=60) | st.lists(
    st.sampled_from(
        [
            "dentist",
            "-dentist",
            '"',
            '"piano tuner"',
            "city:",
            "city:Basel",
            "-",
            ":",
            "need",
            "a",
            "zürich",
            "\x00",
            "\udc80",
            "[[Ana]]",
            "*",
            "(",
            "flat",
            "in",
            "role:x",
            "x" * 500,
        ]
    ),
    max_size=8,
).map(" ".join)


@examples(60)
@given(ODD)
def test_no_goal_makes_it_raise(example: Snapshot, resources: LanguageResources, text: str) -> None:
    for hit in searching(example, resources)(text, all=True, limit=None).hits:
        assert hit.name
        assert hit.reasons or hit.score >= 0
        assert len(hit.via) <= 3
        assert hit.path or hit.via
