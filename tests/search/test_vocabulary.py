"""Whether the tables of words are whole: the same entries in each, all folded, all of use."""

from collections.abc import Iterator
from typing import Any

import pytest

from mdnet.search.questions import _patterns
from mdnet.search.slots import FIELDS
from mdnet.search.vocabulary import LANGUAGES, cues_of, name_parts, table, word_list
from mdnet.util.text import fold


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else ():
        yield from texts(item)
    for item in value if isinstance(value, list) else ():
        yield from texts(item)


@pytest.mark.parametrize("name", [*LANGUAGES, "names"])
def test_every_word_is_folded(name: str) -> None:
    said = {key: value for key, value in table(name).items() if key != "questions"}
    assert [text for text in texts(said) if text != fold(text)] == []


def test_every_language_has_the_same_entries() -> None:
    first, *others = (table(language) for language in LANGUAGES)
    for other in others:
        assert other["cues"].keys() == first["cues"].keys()
        assert other["questions"].keys() == first["questions"].keys()
        assert other["questions"]["signs"].keys() == first["questions"]["signs"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_a_preposition_is_a_kind_of_slot(language: str) -> None:
    for kinds in cues_of(language).prepositions.values():
        assert kinds
        assert set(kinds) <= FIELDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_ask_has_a_sign_and_can_be_compiled(language: str) -> None:
    questions = table(language)["questions"]
    for kind, signs in questions["signs"].items():
        assert len(_patterns(language, kind)) == len(questions["patterns"][kind])
        for pattern in questions["patterns"][kind]:
            assert any(sign in pattern or "<seen>" in pattern for sign in word_list(signs))
    assert set(questions["single"].split()) <= questions["units"].keys()


def test_in_german_english_cues_count_as_well() -> None:
    german, english = cues_of("de"), cues_of("en")
    assert german.people > english.people
    assert german.prepositions.keys() > english.prepositions.keys()
    assert german.prepositions["in"] == english.prepositions["in"]
    assert cues_of("fr") == english


def test_each_name_of_a_language_leads_to_all() -> None:
    languages = name_parts().languages
    assert languages["flemish"] == languages["niederlandisch"]
    assert all(name in group for name, group in languages.items())
