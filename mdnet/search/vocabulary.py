"""The words that a search must know beforehand, from the tables in ``words``.

One table for each language that has some. In a vault of another language English words
count, and beside those of the own language they count everywhere: people who keep notes in
German may well ask in English. All words are folded.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from mdnet.index.engine.stemmer import ENGLISH
from mdnet.search.slots import SlotKind
from mdnet.util.rows import NamedTuple

_FOLDER = Path(__file__).with_name("words")
LANGUAGES: Final = (ENGLISH, "de")
"""The languages that have a table of words."""


class Cues(NamedTuple):
    """The small words that show what a name in a goal is: at, in, speaks, knows and the like."""

    prepositions: dict[str, list[SlotKind]]  # with what may follow each, the likeliest first
    links: frozenset[str]  # prepositions before a place only after one of near: close *to*
    near: frozenset[str]
    workplace: frozenset[str]  # prepositions that a firm follows rather than anything else
    from_circles: frozenset[str]  # prepositions before a circle without an article: from work
    within: frozenset[str]  # before a circle only where people are asked for: in the choir
    being: frozenset[str]  # verbs of being somewhere
    living: frozenset[str]  # those of them that a place follows
    based: frozenset[str]  # those that a place precedes
    people: frozenset[str]  # words for anybody: people, someone
    helpers: frozenset[str]  # what stands between these and says nothing
    definite: frozenset[str]  # articles that a name may have
    the: frozenset[str]  # those that an unknown name with a capital may have
    states: frozenset[str]  # states in roles beside the trade: retired
    indefinite: frozenset[str]  # articles that make a common noun of what follows
    speaks: frozenset[str]  # what a language follows
    languages_sure: frozenset[str]  # those that nothing else follows, unlike in native plants
    between: frozenset[str]  # what may stand between these and the language
    spoken: frozenset[str]  # what follows a language
    spoken_suffix: str  # what a language ends with as an adjective for its speakers
    knows: frozenset[str]  # what the name of somebody known follows
    introduce: frozenset[str]  # what leads to a name by one of towards: introduce me *to*
    towards: frozenset[str]
    unfit: frozenset[str]  # before a preposition that then means something else: good *at*
    no_names: frozenset[str]  # what follows a preposition, capital or not, and is not a name
    joining: frozenset[str]  # what stands between two names of a kind
    areas: frozenset[str]  # what may follow the name of a place
    capitals_tell: bool  # whether a capital within a sentence is a sign of a name


class NameVocabulary(NamedTuple):
    """The parts that names of organisations, places and languages are made of, in any language."""

    languages: dict[str, tuple[str, ...]]  # all names of a hundred languages, by each of them
    legal_forms: frozenset[str]
    small: frozenset[str]  # what initials are made without
    of_places: frozenset[str]  # what may follow within the name of a place: Frankfurt *am* Main
    beginnings: frozenset[str]  # first words of places that are not places by themselves
    speaking: tuple[str, ...]  # beginnings of words beside a language that make a speaker
    circles: frozenset[str]  # words for people of a circle: "colleagues" are those from work


@cache
def table(language: str) -> dict[str, Any]:
    """The table of one of ``LANGUAGES`` as it stands in its file."""
    path = _FOLDER / f"{language}.json"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def languages_of(language: str) -> tuple[str, ...]:
    """The languages whose tables count in a vault of one language, its own first."""
    own = language[:2]
    return (own, ENGLISH) if own in LANGUAGES and own != ENGLISH else (ENGLISH,)


def word_list(text: str | Iterable[str]) -> list[str]:
    """The words of an entry of a table: a text, or several where one is too long."""
    return (text if isinstance(text, str) else " ".join(text)).split()


@cache
def english(name: str) -> frozenset[str]:
    """A list of English words."""
    return frozenset(word_list(table(ENGLISH)[name]))


@cache
def kinds_of_words() -> dict[str, str]:
    """The words that show the kind of a goal, with the kind."""
    kinds = table(ENGLISH)["kinds"].items()
    return {word: kind for kind, words in kinds for word in word_list(words)}


@cache
def cues_of(language: str) -> Cues:
    """The cues for goals in a vault of this language."""
    tables = [table(one)["cues"] for one in languages_of(language)]
    own, prepositions = tables[0], {}
    for one in reversed(tables):
        prepositions.update({word: kinds.split() for word, kinds in one["prepositions"].items()})
    plain = {"prepositions", "spoken_suffix", "capitals_tell"}
    sets = {name: _all(name, tables) for name in Cues._fields if name not in plain}
    return Cues(
        prepositions=prepositions,
        spoken_suffix=own["spoken_suffix"],
        capitals_tell=own["capitals_tell"],
        **sets,
    )


def _all(name: str, tables: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for one in tables for word in word_list(one[name]))


@cache
def name_parts() -> NameVocabulary:
    """The parts that names are made of."""
    data = dict(table("names"))
    groups = [tuple(names.split(", ")) for names in data.pop("languages")]
    speaking = tuple(word_list(data.pop("speaking")))
    sets = {name: frozenset(word_list(words)) for name, words in data.items()}
    languages = {name: group for group in groups for name in group}
    return NameVocabulary(languages=languages, speaking=speaking, **sets)
