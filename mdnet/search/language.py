"""The resources for reading goals in one vault: analyser, word tables, needs. Loaded once."""

from pathlib import Path

from mdnet.embeddings.needs import SHIPPED, NeedTable
from mdnet.embeddings.vectors import LANGUAGES, open_vectors
from mdnet.index.analysis import Analyzer
from mdnet.model.contact import Problem
from mdnet.search.needs import Needs
from mdnet.search.user_needs import UserNeeds, load_user_needs
from mdnet.util.rows import NamedTuple


class LanguageResources(NamedTuple):
    """The resources for reading goals.

    ``needs`` is None for a language without a word table, or when the tables cannot be
    used; ``own`` are the needs that the user wrote; ``problems`` are mistakes in those,
    ``notices`` are sentences for the user.
    """

    language: str
    analyzer: Analyzer
    needs: Needs | None = None
    own: UserNeeds = UserNeeds()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()

    def knows(self, word: str) -> bool:
        """Whether a word table knows a word: then it is not a mistake, and perhaps not a name."""
        return self.needs is not None and self.needs.vectors.weight(word) is not None


def load_resources(root: Path, language: str, needs: Path = SHIPPED) -> LanguageResources:
    """The resources for reading goals in the vault at ``root``.

    Args:
        root: the vault, for the user's own needs.
        language: the language of the vault.
        needs: the table of needs.
    """
    analyzer = Analyzer(language)
    own, problems = load_user_needs(root, analyzer, language)
    shipped: Needs | None = None
    notices: tuple[str, ...] = ()
    try:
        vectors = open_vectors(language)
        if vectors:
            order = (language, *(other for other in LANGUAGES if other != language))
            shipped = Needs(NeedTable.open(needs), vectors, analyzer, order)
    except (OSError, ValueError) as error:
        notices = (f"The word tables cannot be used ({error}); only words are searched.",)
    return LanguageResources(language, analyzer, shipped, own, problems, notices)
