"""The goal thesaurus: from what people say when they need help to who can give it.

Reading TOML and stemming it all costs more than a search may, so the goal words are
compiled once and kept beside the index. Knows nothing of notes or people.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from mdnet.index.analysis import Analyzer, words
from mdnet.search.goal import empty_words, function_words
from mdnet.search.goal_words import GoalWords, Need
from mdnet.search.kept import kept
from mdnet.search.lookup import Terms

# To be raised when the compiled form changes.
_FORM = 4
# Where the phrases of an entry stand in its row.
_ASK, _PARTS = 1, 3
_FEW_ENTRIES = 6


class Entry(NamedTuple):
    """A need: how people put it, whom to look for, and what else hints at them.

    ``say``, ``ask`` and ``also`` are phrases as terms, ``parts`` the telling words of asks
    that have several; ``without`` are terms in a goal that show that the entry is not
    meant; ``label`` is the first of ``ask`` as written.
    """

    say: tuple[Terms, ...]
    ask: tuple[Terms, ...]
    also: tuple[Terms, ...]
    parts: tuple[Terms, ...]
    kind: str
    without: tuple[str, ...]
    label: str


class Match(NamedTuple):
    """An entry that a goal met, with the terms of the goal that met it."""

    entry: Entry
    terms: frozenset[str]
    number: int
    """Of the entry."""


class Thesaurus:
    """The entries of a vault, ready to be looked up."""

    def __init__(self, data: bytes) -> None:
        """Take the compiled form: a line for the terms, then a line for each entry.

        A goal meets a handful of the entries, so that the others are never decoded.
        """
        first, *self._rows = data.split(b"\n")
        self._by_term: dict[str, list[int]] = json.loads(first)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._rows)

    def entry(self, number: int) -> Entry:
        """Return an entry by its number."""
        say, ask, also, parts, kind, without, label = json.loads(self._rows[number])
        says, asks, others = _phrases(say), _phrases(ask), _phrases(also)
        return Entry(says, asks, others, _phrases(parts), kind, tuple(without), label)

    def matches(self, terms: Iterable[str]) -> list[Match]:
        """Return the entries that a goal with these terms meets, each by its longest ``say``.

        An entry whose words are a part of what a longer ``say`` took is left out.
        """
        held = frozenset(terms)
        numbers = {number for term in held for number in self._by_term.get(term, ())}
        found = []
        for number in sorted(numbers):
            entry = self.entry(number)
            met = [frozenset(say) for say in entry.say if held.issuperset(say)]
            if met and held.isdisjoint(entry.without):
                found.append(Match(entry, max(met, key=len), number))
        return [match for match in found if not any(match.terms < longer.terms for longer in found)]


def load_thesaurus(
    goal_words: GoalWords, analyzer: Analyzer, language: str, cache: Path | None
) -> Thesaurus:
    """Return the thesaurus made of ``goal_words``.

    Args:
        goal_words: the entries, built-in and the user's own.
        analyzer: what the phrases are turned into terms by.
        language: decides which small words do not count.
        cache: the folder to keep the compiled form in; None keeps it nowhere.
    """
    path = cache / "goals" if cache else None
    key = f"goals {_FORM} {language} {goal_words.key}"
    return Thesaurus(kept(path, key, lambda: _compiled(goal_words, analyzer, language)))


def _compiled(goal_words: GoalWords, analyzer: Analyzer, language: str) -> bytes:
    aside, empty = function_words(language), empty_words(language)
    needs, _ = goal_words.needs()
    rows = [_row(need, analyzer, aside, empty) for need in needs]
    _add_parts(rows)
    by_term: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for term in sorted({term for say in row[0] for term in say}):
            by_term[term].append(number)
    return "\n".join(map(json.dumps, (by_term, *rows))).encode()


def _row(need: Need, analyzer: Analyzer, aside: frozenset[str], empty: frozenset[str]) -> list[Any]:
    """Return an entry in the order of the fields of ``Entry``."""

    def phrases(name: str) -> list[Terms]:
        found = []
        for text in need.get(name, ()):
            typed = words(text)
            content = [word for word in typed if word not in aside]
            # Of "locked out" one word would be left, and match far too much.
            if len(content) < 2 and len(typed) > 1:
                content = [word for word in typed if word not in empty]
            if len(content) < 2 and len(typed) > 1:
                content = typed
            found.append(tuple(analyzer.term(word) for word in content))
        return [phrase for phrase in dict.fromkeys(found) if phrase]

    without = [term for text in need.get("not", ()) for term in analyzer.terms(text)]
    label = need["ask"][0]
    kind = need.get("kind", "")
    return [phrases("say"), phrases("ask"), phrases("also"), [], kind, without, label]


def _add_parts(rows: list[list[Any]]) -> None:
    """Add to each entry the words of its longer asks that few other entries ask for.

    Of "maths teacher" the maths, since teachers are asked for throughout.
    """
    asked_by = Counter(term for row in rows for term in _words_of_asks(row))
    for row in rows:
        row[_PARTS] = [(term,) for term in _words_of_asks(row) if asked_by[term] <= _FEW_ENTRIES]


def _words_of_asks(row: list[Any]) -> list[str]:
    return list(dict.fromkeys(term for ask in row[_ASK] if len(ask) > 1 for term in ask))


def _phrases(lists: Iterable[Iterable[str]]) -> tuple[Terms, ...]:
    return tuple(map(tuple, lists))
