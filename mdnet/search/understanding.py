"""All that a search needs to understand goals: analyser, thesaurus, senses. Loaded once."""

from dataclasses import dataclass
from pathlib import Path

from mdnet.index.analysis import Analyzer
from mdnet.model import Problem
from mdnet.search.goal_words import read_goal_words
from mdnet.search.senses import Senses, load_senses
from mdnet.search.thesaurus import Thesaurus, load_thesaurus
from mdnet.sense.vectors import ENGLISH_TABLE, open_vectors


@dataclass(frozen=True, slots=True)
class Understanding:
    """What goals of one vault are understood by.

    ``senses`` is None for a language without a word table, or when the table cannot be
    used; ``problems`` are mistakes in the user's goal words, ``notices`` sentences.
    """

    language: str
    analyzer: Analyzer
    thesaurus: Thesaurus
    senses: Senses | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()


def load_understanding(
    root: Path, language: str, cache: Path | None, table: Path = ENGLISH_TABLE
) -> Understanding:
    """Return what goals of the vault at ``root`` are understood by.

    Args:
        root: the vault, for the user's own goal words.
        language: the language of the vault.
        cache: where compiled forms are kept; None keeps them nowhere.
        table: the word table, which is of English.
    """
    goal_words = read_goal_words(root, language)
    analyzer = Analyzer(language)
    problems = goal_words.needs()[1] if goal_words.user or goal_words.wrong else ()
    thesaurus = load_thesaurus(goal_words, analyzer, language, cache)
    senses: Senses | None = None
    notices: tuple[str, ...] = ()
    try:
        vectors = open_vectors(language, table)
        senses = load_senses(goal_words, vectors, cache) if vectors else None
    except (OSError, ValueError) as error:
        notices = (f"The word table cannot be used ({error}); the search goes on without it.",)
    return Understanding(language, analyzer, thesaurus, senses, problems, notices)
