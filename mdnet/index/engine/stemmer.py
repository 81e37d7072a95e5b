"""Stemmers and stop words of Whoosh, by language."""

from collections.abc import Callable
from importlib.machinery import PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

ENGLISH = "en"


def stemmer(language: str) -> Callable[[str], str]:
    """A function from a word in lower case to its stem.

    A language without a stemmer gets one that changes nothing.
    """
    if language == ENGLISH:
        return _porter2()
    from whoosh.lang import NoStemmer, stemmer_for_language

    try:
        return stemmer_for_language(language)  # type: ignore[no-any-return]
    except NoStemmer:
        return str


def _porter2() -> Callable[[str], str]:
    """Return Porter's second stemmer, without the packages around it, which know all languages.

    A search of English notes needs nothing else of Whoosh.
    """
    spec = PathFinder.find_spec("whoosh")
    for folder in (spec and spec.submodule_search_locations) or ():
        loader = SourceFileLoader("whoosh.lang.porter2", f"{folder}/lang/porter2.py")
        module: Any = ModuleType(loader.name)
        try:
            loader.exec_module(module)
        except OSError:
            continue
        return module.stem  # type: ignore[no-any-return]
    from whoosh.lang.porter2 import stem  # it may lie in an archive

    return stem  # type: ignore[no-any-return]


def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no content; empty when it is not known."""
    from whoosh.lang import NoStopWords, stopwords_for_language

    try:
        return frozenset(stopwords_for_language(language))
    except NoStopWords:
        return frozenset()
