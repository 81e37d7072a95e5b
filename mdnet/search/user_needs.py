"""The needs that the user wrote down, for use in a search.

The user wins: where one of their phrases covers a goal, the search uses the words they ask for
before mdnet's own reading.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from mdnet.index.analysis import Analyzer, words
from mdnet.model.contact import Problem
from mdnet.model.goals_file import UserNeed, read_user_needs
from mdnet.network.lookup import Alternative, Terms
from mdnet.search.query import empty_words, function_words
from mdnet.util.rows import NamedTuple

# The weight of a text that hints at a helper beside one that names them: measured on the corpus,
# as how well passages of neighbours of a need answer it, relative to those of its helpers
# (geometric means, the passages encoded like those of notes).
_HINT = 0.03


class UserMatch(NamedTuple):
    """A need of the user's that a goal meets."""

    terms: frozenset[str]
    """Terms of the goal that met it."""
    label: str
    kind: str
    expansions: tuple[Alternative, ...]
    """Terms that stand in one passage, with their weights."""


class _Entry(NamedTuple):
    say: tuple[frozenset[str], ...]
    without: frozenset[str]
    label: str
    kind: str
    expansions: tuple[Alternative, ...]


class UserNeeds(NamedTuple):
    """The needs of one vault's owner, as terms."""

    entries: tuple[_Entry, ...] = ()

    def matches(self, terms: Iterable[str]) -> list[UserMatch]:
        """The needs that a goal with these terms meets, each by its longest phrase.

        A need whose words are part of a longer matching phrase is left out.
        """
        held = frozenset(terms)
        found = []
        for entry in self.entries:
            met = [say for say in entry.say if say <= held]
            if met and held.isdisjoint(entry.without):
                longest = max(met, key=len)
                found.append(UserMatch(longest, entry.label, entry.kind, entry.expansions))
        return [match for match in found if not _is_in_a_longer_one(match, found)]


def _is_in_a_longer_one(match: UserMatch, found: Iterable[UserMatch]) -> bool:
    return any(match.terms < other.terms for other in found)


def load_user_needs(
    root: Path, analyzer: Analyzer, language: str
) -> tuple[UserNeeds, tuple[Problem, ...]]:
    """The needs written down in the vault at ``root``, and the problems in them."""
    needs, problems = read_user_needs(root)
    return UserNeeds(tuple(_entry(need, analyzer, language) for need in needs)), problems


def _entry(need: UserNeed, analyzer: Analyzer, language: str) -> _Entry:
    def phrases(name: str) -> list[Terms]:
        found = (phrase_terms(text, analyzer, language) for text in need.get(name, ()))
        return [phrase for phrase in dict.fromkeys(found) if phrase]

    expansions = [Alternative(terms, 1.0) for terms in phrases("ask")]
    expansions += [Alternative(terms, _HINT) for terms in phrases("also")]
    return _Entry(
        tuple(frozenset(say) for say in phrases("say")),
        frozenset(term for text in need.get("not", ()) for term in analyzer.terms(text)),
        need["ask"][0],
        need.get("kind", ""),
        tuple(expansions),
    )


def phrase_terms(text: str, analyzer: Analyzer, language: str) -> Terms:
    """The terms of a phrase that names a need, without the small words."""
    typed = words(text)
    content = _without(typed, function_words(language))
    # "Locked out" would leave one word, which would match far too much.
    if len(content) < len(typed) and len(content) < 2:
        content = _without(typed, empty_words(language))
    if len(content) < len(typed) and len(content) < 2:
        content = typed
    return tuple(dict.fromkeys(map(analyzer.term, content)))


def _without(typed: Sequence[str], small: frozenset[str]) -> list[str]:
    return [word for word in typed if word not in small]
