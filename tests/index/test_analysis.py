import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.analysis import Analyzer, meaning_words, twins, words

ENGLISH = Analyzer("en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Her sister's flat, 3rd floor!", ["her", "sister", "flat", "3rd", "floor"]),
        ("Ana’s snake_case e-mail", ["ana", "snake", "case", "e", "mail"]),
        ("Zoë MÜLLER", ["zoe", "muller"]),
        ("l'appartement", ["l", "appartement"]),
        ("C++ / C#", ["c", "c"]),
        ("歯医者 and 林", ["歯", "医", "者", "and", "林"]),
        ("カフェ", ["カ", "フ", "ェ"]),
        ("Привет мир", ["привет", "мир"]),
        ("\x1b[31m \udc80 🎻", ["31m"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dentists", "dentist"),
        ("Translating", "translated"),
        ("colour", "colors"),
        ("organisation", "organizations"),
        ("neighbourhood", "neighborhoods"),
        ("programme", "programs"),
        ("catalogue", "catalogs"),
        ("jewellery", "jewelry"),
        ("practise", "practice"),
        ("tyres", "tire"),
        ("Café", "cafes"),
        ("paediatrician", "pediatricians"),
        ("manoeuvre", "maneuvers"),
        ("specialise", "specialized"),
        ("accountant's", "accountants"),
    ],
)
def test_words_that_meet_in_one_term(one: str, other: str) -> None:
    assert ENGLISH.terms(one) == ENGLISH.terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organ", "organizer"),
        ("mechanic", "mechanical"),
        ("Excel", "excellent"),
        ("evening", "even"),
        ("undertaker", "undertakes"),
        ("conversion", "conversation"),
        ("emergency", "emerged"),
        ("tyre", "tired"),
        ("universe", "university"),
        ("police", "policy"),
        ("new", "news"),
        ("glass", "glasses"),
        ("market", "marketing"),
        ("generation", "general"),
        ("intern", "international"),
        ("wed", "wedding"),
        ("custom", "customs"),
        ("flat", "apartment"),
    ],
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert ENGLISH.terms(one) != ENGLISH.terms(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Müller", ["mueller"]),
        ("Mu\u0308ller", ["mueller"]),
        ("Ana Åberg and Søren", ["aaberg", "soeren"]),
        ("A\u030aberg", ["aaberg"]),
        ("Zoë Ana", []),
        ("", []),
    ],
)
def test_umlauts_written_out(text: str, found: list[str]) -> None:
    assert twins(text) == found
    assert set(ENGLISH.index_terms(text)) == set(ENGLISH.terms(" ".join([text, *found])))


@pytest.mark.parametrize("typed", ["Müller", "Muller", "Mueller", "MÜLLER", "mu\u0308ller"])
def test_a_name_with_an_umlaut_is_found_however_it_is_typed(typed: str) -> None:
    assert set(ENGLISH.terms(typed)) <= set(ENGLISH.index_terms("Ruth Müller"))


@given(st.text(st.characters(codec="utf-8")))
def test_composed_or_not_makes_no_difference(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert set(ENGLISH.index_terms(composed)) == set(ENGLISH.index_terms(decomposed))


@given(st.text(st.characters()))
def test_terms_can_be_stored_and_found_again(text: str) -> None:
    terms = ENGLISH.index_terms(text)
    assert set(ENGLISH.terms(text)) <= set(terms)
    for term in terms:
        assert term
        assert term.encode().decode() == term


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Wohnungen", "Wohnung"),
        ("de", "Ärzte", "Arzt"),
        ("fr", "traductrices", "traductrice"),
        ("es", "abogados", "abogado"),
    ],
)
def test_other_languages_are_stemmed_by_their_own_rules(
    language: str, one: str, other: str
) -> None:
    assert Analyzer(language).terms(one) == Analyzer(language).terms(other)


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "Klingon", "ja"])
def test_a_language_nobody_knows_is_not_stemmed(language: str) -> None:
    assert Analyzer(language).terms("Dentists colours") == ["dentists", "colours"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He will put my name in front of her", False),
        ("Fatou will bring the ruling", False),
        ("drafts a will at the kitchen table", True),
        ("my late father's will", True),
        ("will writer", True),
        ("her last will is with a notary", True),
        ("our joint will and the house", True),
    ],
)
def test_what_will_be_is_no_last_will(text: str, *, meant: bool) -> None:
    assert ("will" in meaning_words(text)) == meant
    assert "will" in words(text)
