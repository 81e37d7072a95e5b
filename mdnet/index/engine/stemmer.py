"""Stemmers and stop words of Whoosh, by language."""

from collections.abc import Callable

ENGLISH = "en"


def stemmer(language: str) -> Callable[[str], str]:
    """Return a function from a word in lower case to its stem.

    English takes Porter's second stemmer on its own, since the package of all languages
    costs a search ten milliseconds more to import. A language without a stemmer gets one
    that changes nothing.
    """
    if language == ENGLISH:
        from whoosh.lang.porter2 import stem

        return stem  # type: ignore[no-any-return]
    from whoosh.lang import NoStemmer, stemmer_for_language

    try:
        return stemmer_for_language(language)  # type: ignore[no-any-return]
    except NoStemmer:
        return str


def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no content; empty when it is not known."""
    from whoosh.lang import NoStopWords, stopwords_for_language

    try:
        return frozenset(stopwords_for_language(language))
    except NoStopWords:
        return frozenset()
