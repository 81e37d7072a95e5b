"""Reads a goal: its slots, its words, and the needs that it may mean."""

from collections.abc import Iterable, Iterator, Sequence

from mdnet.network.lookup import Lookup
from mdnet.network.people import People
from mdnet.search.corrections import typed_words
from mdnet.search.language import LanguageResources
from mdnet.search.needs import NeedMatch
from mdnet.search.query import Clause, Query, read_query
from mdnet.search.slot_reader import read_slots
from mdnet.search.slot_values import Values
from mdnet.search.slots import Slot, SlotReading
from mdnet.search.sought import (
    Sought,
    is_said,
    sought_by_initials,
    sought_by_user,
    sought_names,
    sought_of,
)
from mdnet.search.user_needs import UserMatch
from mdnet.search.vocabulary import kinds_of_words
from mdnet.util.rows import NamedTuple

# Needs are shown to the user from this share on, and no more of them than this.
_TOLD_SHARE = 0.1
_MOST_TOLD = 3
# From this certainty on, a word means a need rather than somebody of that name.
_SURE_NEED = 0.25


class GoalMeaning(NamedTuple):
    """The meaning of a goal's sentences: the needs, surest first, and the words behind them."""

    needs: tuple[NeedMatch, ...] = ()
    sentences: Sequence[Sequence[str]] = ()

    @property
    def surest(self) -> float:
        """The share of the surest need."""
        return self.needs[0].share if self.needs else 0.0


class GoalReading(NamedTuple):
    """A goal as it was understood."""

    query: Query
    sought: tuple[Sought, ...] = ()
    slots: tuple[Slot, ...] = ()
    needs: tuple[NeedMatch, ...] = ()
    own: tuple[UserMatch, ...] = ()
    """The needs that the user wrote down and that the goal meets."""
    labels: tuple[str, ...] = ()
    """The people the goal looks for, in words, surest first."""
    kind: str = ""
    vector: bytes = b""
    unknown: tuple[str, ...] = ()
    """Sentences on names that the vault does not have."""
    terms: frozenset[str] = frozenset()
    """Every term of the goal."""

    @property
    def ignored(self) -> list[str]:
        """The words that occur nowhere."""
        return [one.clause.text for one in self.sought if not one.alternatives]

    @property
    def corrected(self) -> list[str]:
        """The words that were not taken as typed, with what they were taken for."""
        return [
            f"{one.clause.text} → {', '.join(one.read_as)}" for one in self.sought if one.read_as
        ]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the goal says what is needed."""
        return not (self.sought or self.slots or self.needs or self.unknown)


def read(
    text: str, language: LanguageResources, lookup: Lookup, people: People, *, correct: bool = True
) -> GoalReading:
    """Read a goal by the contents of a vault.

    Args:
        text: the goal as typed.
        language: the resources for reading goals.
        lookup: the words of the vault.
        people: the people of the vault.
        correct: whether words that occur nowhere may be typing mistakes.
    """
    query = read_query(text, language.language)
    analyzer = language.analyzer
    values = Values(lookup, people, analyzer, language.knows)
    slots, meaning = _slots_and_meaning(query, language, values)
    terms = [analyzer.term(one.text) for one in (*query.wanted, *query.aside) if not one.quoted]
    own = language.own.matches(terms)
    meaning = meaning._replace(needs=_less_what_is_own(meaning.needs, own, terms))
    left = [one for one in _not_taken(query, slots) if not is_said(one, own, analyzer)]
    typed = typed_words(query.text, len(query.wanted), language.language) if correct else {}
    sought = [sought_of(one, language, lookup, typed.get(one.text), values) for one in left]
    sought += sought_by_initials(left, values, language) if correct and not slots.slots else []
    terms += _sure_terms(sought)
    sought += [sought_by_user(match) for match in own]
    if not sought and not slots.slots:
        sought = sought_names(query.aside, language, lookup)
        meaning = GoalMeaning() if sought else meaning
    return GoalReading(
        query,
        tuple(sought),
        slots.slots,
        meaning.needs,
        tuple(own),
        tuple(_labels(own, meaning.needs, language)),
        _kind(query, own, meaning.needs, language),
        _vector(meaning, language),
        slots.unknown,
        frozenset(terms),
    )


def _sure_terms(sought: Iterable[Sought]) -> Iterator[str]:
    """Yield the terms that are surely meant.

    A firm is meant as surely by its initials as by its name; the correction of a slip is not sure.
    """
    for one in sought:
        for way in one.alternatives:
            if way.weight == 1:
                yield from way.terms


def _slots_and_meaning(
    query: Query, language: LanguageResources, values: Values
) -> tuple[SlotReading, GoalMeaning]:
    """The slots of a goal, and the meaning of the rest."""
    slots = read_slots(query, values, language.language)
    one_name = len(query.wanted) == 1 and [slot.kind for slot in slots.slots] == ["name"]
    if one_name:
        # A name may also be a trade that most would look for: a carpenter, a baker.
        known = language.knows(query.wanted[0].text)
        meaning = _meaning(query.sentences, language) if known else GoalMeaning()
        rather_need = meaning.surest >= _SURE_NEED
        return (SlotReading(), meaning) if rather_need else (slots, GoalMeaning())
    sentences = []
    for sentence in query.sentences:
        kept = tuple(word for word in sentence if word not in slots.taken)
        if kept:
            sentences.append(kept)
    meaning = _meaning(sentences, language)
    # "Who can help": words that every goal has are similar to many needs, and mean none.
    says_nothing = not _not_taken(query, slots) and meaning.surest < _TOLD_SHARE
    return slots, GoalMeaning() if says_nothing else meaning


def _meaning(sentences: Sequence[Sequence[str]], language: LanguageResources) -> GoalMeaning:
    needs = language.needs.meant(sentences) if language.needs and sentences else ()
    return GoalMeaning(tuple(needs), sentences)


def _vector(meaning: GoalMeaning, language: LanguageResources) -> bytes:
    if not language.needs or not meaning.sentences:
        return b""
    return language.needs.vector(meaning.sentences)


def _not_taken(query: Query, slots: SlotReading) -> list[Clause]:
    """The clauses of a goal that are not part of a slot."""
    return [one for one in query.wanted if one.demanded or not slots.taken.issuperset(one.words)]


def _less_what_is_own(
    needs: Sequence[NeedMatch], own: Sequence[UserMatch], terms: Sequence[str]
) -> tuple[NeedMatch, ...]:
    """The needs, less certain the more of the goal the user's own needs cover."""
    taken = {term for match in own for term in match.terms}
    left = 1 - len(taken & set(terms)) / max(1, len(set(terms)))
    return tuple(match._replace(share=match.share * left) for match in needs) if left > 0 else ()


def _labels(
    own: Sequence[UserMatch], needs: Sequence[NeedMatch], language: LanguageResources
) -> Iterable[str]:
    labels = [match.label for match in own]
    if language.needs:
        labels += [
            language.needs.label(match.need) for match in needs if match.share >= _TOLD_SHARE
        ]
    return [label for label in dict.fromkeys(labels) if label][:_MOST_TOLD]


def _kind(
    query: Query,
    own: Sequence[UserMatch],
    needs: Sequence[NeedMatch],
    language: LanguageResources,
) -> str:
    """The kind of a goal: the user's, else by cue words, else that of the surest need."""
    typed = (word for one in (*query.wanted, *query.aside) for word in one.words)
    by_word = kinds_of_words()
    found = [match.kind for match in own]
    found += [by_word[word] for word in typed if word in by_word]
    if language.needs:
        found += [language.needs.kind(match.need) for match in needs[:1]]
    return next((kind for kind in found if kind), "")
