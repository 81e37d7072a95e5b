"""What mistyped and unfinished words are taken for, and what is never corrected."""

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.refresh import refresh
from mdnet.search.context import SearchContext, search_context
from mdnet.search.corrections import typed_words
from mdnet.search.language import load_resources
from mdnet.search.reading import read
from mdnet.vault.root import open_vault
from tests.conftest import examples

VAULT = {
    "Ana Diaz": "roles: [notary, carpenter]\ncity: Lugano",
    "Bob Rossi": "roles: [plumber]\noffers: [ladder]\norganizations: [Novalto]\ncity: Basel",
    "Cleo Kim": "roles: [photographer]\nskills: [gardening]\ninterests: [goggles, xylothek]",
    "Dan Frey": "roles: [translator]\nneeds: [zitherstimmer]",
}
WORDS = (
    "notary carpenter plumber ladder photographer gardening goggles translator google lawnmower "
    "carpentry garden plumbing basel lugano diaz rossi novalto zitherstimmer xylothek dentist "
    "python table stable charter planner letter better native natives nature".split()
)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> SearchContext:
    root = tmp_path_factory.mktemp("corrections")
    (root / "People").mkdir()
    for name, keys in VAULT.items():
        (root / f"People/{name}.md").write_text(f"---\n{keys}\n---\n")
    snapshot = refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot
    return search_context(snapshot, load_resources(root, "en"), date(2026, 11, 23))


def corrected(context: SearchContext, goal: str) -> list[str]:
    return read(goal, context.language, context.lookup, context.people).corrected


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("plumbre", ["plumbre → plumber"]),
        ("a fotographer", []),  # the first letter is hardly ever mistaken
        ("photografer for my shop", ["photografer → photographer"]),
        ("carpentr", ["carpentr → carpenter"]),
        ("plumbers wanted", []),
        ("translatr of letters", ["translatr → translator"]),
        ("someone near Lugnao", ["lugnao → lugano"]),
    ],
)
def test_a_slip_is_corrected(context: SearchContext, goal: str, wanted: list[str]) -> None:
    assert corrected(context, goal) == wanted


@pytest.mark.parametrize(
    "goal",
    [
        "novartis",  # no notary
        "google",  # no goggles
        "lawnmower",  # no ladder
        "rent a lawnmower for the garden",
        "zitherstimmer",  # somebody needs one
        "xylothek",
        "a talk with Notarx",  # a name is no notary
        "someone called Ladderr",
        "1234567",
    ],
)
def test_what_is_not_corrected(context: SearchContext, goal: str) -> None:
    assert corrected(context, goal) == []


def test_names_are_corrected_to_names(context: SearchContext) -> None:
    assert corrected(context, "a friend of Rosssi") == ["rosssi → rossi"]


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("xyloth", ["xyloth → xylothek"]),
        ("old xyloth", ["xyloth → xylothek"]),
        ("xyloth wanted quick", []),  # not the last word
        ("my old broken brass xyloth", []),  # of too many
        ("xyl", []),  # too short
    ],
)
def test_a_word_that_was_not_typed_to_its_end(
    context: SearchContext, goal: str, wanted: list[str]
) -> None:
    assert corrected(context, goal) == wanted


@examples(60)
@given(st.lists(st.sampled_from(WORDS) | st.text("aeinorstl", min_size=4, max_size=9), max_size=4))
def test_a_word_that_is_known_is_never_changed(context: SearchContext, words: list[str]) -> None:
    needs = context.language.needs
    assert needs is not None
    for line in corrected(context, " ".join(words)):
        word = line.partition(" → ")[0]
        assert needs.vectors.weight(word) is None
        assert word not in {"zitherstimmer", "xylothek", "diaz", "rossi", "novalto", "lugano"}


def test_capitals_tell_names_within_sentences_only() -> None:
    words = typed_words("Someone at Novartis. Please call, (Dear) Bob", 4)
    assert [word for word, typed in words.items() if typed.is_name] == ["novartis", "bob"]
    assert not any(typed.is_name for typed in typed_words("ASK NOVARTIS NOW", 3).values())
    assert not any(typed.is_name for typed in typed_words("ein Arzt", 1, "de").values())
