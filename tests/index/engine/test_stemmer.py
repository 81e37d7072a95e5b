import pytest

from mdnet.index.engine.stemmer import stemmer, stop_words


def test_english_and_german_have_their_own() -> None:
    assert stemmer("en")("dentists") == stemmer("en")("dentist")
    assert stemmer("de")("wohnungen") == stemmer("de")("wohnung")
    assert stemmer("en")("wohnungen") == "wohnungen"


@pytest.mark.parametrize("language", ["xx", "", "klingon"])
def test_a_language_without_a_stemmer_keeps_words_as_they_are(language: str) -> None:
    assert stemmer(language)("wohnungen") == "wohnungen"
    assert stop_words(language) == frozenset()


def test_stop_words() -> None:
    assert {"the", "and"} <= stop_words("en")
    assert {"und", "der"} <= stop_words("de")
    assert "zahnarzt" not in stop_words("de")
