"""Gathers what speaks for each person: leaves by person and idea.

First by note, from postings alone; then the best notes are read, and what a sentence says
of somebody it links to is credited to that person, with the one who says it.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mdnet.model import Note, Passage
from mdnet.search import weights
from mdnet.search.ideas import Idea
from mdnet.search.lookup import Alternative, Leaf, Lookup, Terms
from mdnet.search.people import People, links_of
from mdnet.search.texts import Texts

# Fields whose text may speak of somebody else than the note's own person.
_TOLD_FIELDS = ("via", "mention", "linked")
# Where an alternative is looked for, and what each field is worth; the flag says that the
# words stand in names only.
FieldsOf = Callable[[Alternative, bool], Iterable[tuple[str, float]]]

# By idea, the leaves of one note or person.
Leaves = dict[int, list[Leaf]]


class Told(NamedTuple):
    """What somebody's note says of another person: the sentence and whose note it is."""

    leaf: Leaf
    text: str
    source: str
    """The path of the note."""


@dataclass(slots=True)
class Case:
    """All that speaks for and against one person."""

    key: str
    leaves: Leaves = field(default_factory=lambda: defaultdict(list))
    against: Leaves = field(default_factory=lambda: defaultdict(list))
    told: list[Told] = field(default_factory=list)


class Scope(NamedTuple):
    """Where evidence is looked for: in which fields, and in how many of the best notes.

    ``candidates`` is None for as many as usual, ``only`` the numbers of the only notes to
    look at, None for all; ``told`` is whether what others say of a person counts as well;
    alternatives of less weight than ``least`` are left aside.
    """

    fields: frozenset[str] = frozenset(weights.FIELD_WEIGHTS)
    candidates: int | None = None
    told: bool = True
    only: frozenset[int] | None = None
    least: float = 0.0


EVERYWHERE = Scope()


class Gathering:
    """Gathers the cases for the ideas of one goal."""

    def __init__(
        self,
        ideas: Sequence[Idea],
        lookup: Lookup,
        people: People,
        texts: Texts,
        scope: Scope = EVERYWHERE,
    ) -> None:
        self._ideas = ideas
        self._lookup = lookup
        self._people = people
        self._texts = texts
        self._scope = scope
        self._cases: dict[str, Case] = {}

    def cases(self) -> dict[str, Case]:
        """Return the case of each person that anything speaks for or against, by their key."""
        own = self._postings(self._own_fields, self._scope.fields)
        told = self._postings(self._told_fields, _TOLD_FIELDS) if self._scope.told else {}
        best = self._best(own, told)
        for number in best:
            note = self._people.note(number)
            if note.contact:
                self._add_own(note, own.get(number, {}))
            self._add_told(note, told.get(number, {}))
        self._add_against(best)
        return self._cases

    def _postings(self, fields_of: FieldsOf, within: Container[str]) -> dict[int, Leaves]:
        """Return the leaves of every note, by the fields that an alternative is looked for in."""
        found: dict[int, Leaves] = defaultdict(lambda: defaultdict(list))
        for at, idea in enumerate(self._ideas):
            name_only = self._stands_in_names_only(idea)
            for alternative in idea.alternatives:
                if alternative.weight < self._scope.least:
                    continue
                for name, worth in fields_of(alternative, name_only):
                    if name not in within:
                        continue
                    share = worth * alternative.weight
                    values = self._values(name, alternative.terms, self._scope.only)
                    for note, value in values.items():
                        found[note][at].append(Leaf(share * value, name, alternative))
        return found

    def _values(self, field: str, terms: Terms, only: frozenset[int] | None) -> Mapping[int, float]:
        """Return what the terms are worth in each note, or in the notes of these numbers."""
        if only is None:
            return self._lookup.leaf_values(field, terms)
        if only.isdisjoint(self._lookup.matches(field, terms)):
            return {}
        values = self._lookup.leaf_values(field, terms)
        return {number: values[number] for number in only if number in values}

    @staticmethod
    def _own_fields(alternative: Alternative, name_only: bool) -> Iterable[tuple[str, float]]:  # noqa: FBT001
        if alternative.fields:
            return [
                (name, weights.NAME_ALONE if name == "name" else weights.FIELD_WEIGHTS[name])
                for name in alternative.fields
                if name in weights.FIELD_WEIGHTS
            ]
        if not alternative.typed:
            return [(name, weights.FIELD_WEIGHTS[name]) for name in alternative.needed]
        if name_only:
            return [*weights.FIELD_WEIGHTS.items(), ("name", weights.NAME_ALONE)]
        return weights.FIELD_WEIGHTS.items()

    @staticmethod
    def _told_fields(alternative: Alternative, name_only: bool) -> Iterable[tuple[str, float]]:  # noqa: FBT001
        # A name in a sentence speaks of its bearer, not of the others who are named.
        as_name = [("linked", weights.NAME_ALONE)]
        if alternative.fields:
            return as_name if "name" in alternative.fields else []
        if name_only:
            return as_name
        sentences = [("via", weights.TOLD), ("mention", weights.TOLD)]
        if not alternative.typed:
            return sentences
        return [*sentences, ("linked", weights.FIELD_WEIGHTS["name"])]

    def _stands_in_names_only(self, idea: Idea) -> bool:
        """Tell whether what was typed stands in names and nowhere else, so a name was meant."""
        terms = [term for one in idea.alternatives if one.typed for term in one.terms]
        others = set(weights.NEED_FIELDS) - {"via", "log"} | {"city", "circles", "mention"}
        return (
            bool(terms)
            and all(one.typed for one in idea.alternatives)
            and not any(self._lookup.knows(term, others) for term in terms)
            and any(self._lookup.knows(term, ("name", "linked")) for term in terms)
        )

    def _best(self, own: dict[int, Leaves], told: dict[int, Leaves]) -> list[int]:
        """Return the notes worth reading, those with the strongest leaves first."""
        promise: dict[int, float] = defaultdict(float)
        for found in (own, told):
            for number, leaves in found.items():
                worth = sum(
                    self._ideas[at].weight * max(leaf.value for leaf in some)
                    for at, some in leaves.items()
                )
                promise[number] = max(promise[number], worth)
        ranked = sorted(promise, key=lambda number: (-promise[number], number))
        return ranked[: self._scope.candidates or weights.CANDIDATES]

    def _case(self, key: str) -> Case:
        return self._cases.setdefault(key, Case(key))

    def _add_own(self, note: Note, leaves: Leaves) -> None:
        for at, some in leaves.items():
            for leaf in some:
                if self._stands_together(note, leaf):
                    self._case(note.path).leaves[at].append(leaf)

    def _stands_together(self, note: Note, leaf: Leaf) -> bool:
        """Tell whether words that belong together stand in one text of the field."""
        terms = leaf.alternative.terms
        return len(terms) == 1 or bool(self._texts.holding(note, leaf.field, terms))

    def _add_told(self, note: Note, leaves: Leaves) -> None:
        """Credit what a note says of the people it links to, to those people."""
        for at, some in leaves.items():
            for leaf in some:
                for key, text in self._spoken_of(note, leaf):
                    case = self._case(key)
                    # A leaf of its own, so that the sentence can be found by it.
                    credited = Leaf(leaf.value, leaf.field, leaf.alternative)
                    case.leaves[at].append(credited)
                    case.told.append(Told(credited, text, note.path))

    def _spoken_of(self, note: Note, leaf: Leaf) -> list[tuple[str, str]]:
        """Return the people, other than the note's own, that a match is about, and the sentence."""
        terms, person = leaf.alternative.terms, self._people.person
        found: list[tuple[str | None, str]] = []
        if leaf.field == "linked":
            for target, kind in links_of(note):
                if self._texts.holds(target, terms):
                    found.append((person(target, note.path, kind), ""))
        else:
            for passage in note.passages:
                if passage.links and self._texts.holds(_without_names(passage), terms):
                    found += [(person(other, note.path), passage.text) for other in passage.links]
        return [(key, text) for key, text in dict.fromkeys(found) if key and key != note.path]

    def _postings_against(self, only: frozenset[int] | None) -> dict[int, Leaves]:
        """Return what shows that somebody lacks or shuns the thing, by note."""
        notes: dict[int, Leaves] = defaultdict(lambda: defaultdict(list))
        for at, idea in enumerate(self._ideas):
            for alternative in idea.alternatives:
                if alternative.fields or alternative.weight < weights.AGAINST_LEAST:
                    continue
                for name in weights.AGAINST:
                    values = self._values(name, alternative.terms, only)
                    for number, value in values.items():
                        leaf = Leaf(value * alternative.weight, name, alternative)
                        notes[number][at].append(leaf)
        return notes

    def _add_against(self, best: Iterable[int]) -> None:
        """Add what shows that somebody lacks or shuns the thing themselves.

        Of people for whom nothing else speaks only the first few are read.
        """
        notes = self._postings_against(None if self._scope.told else frozenset(best))
        numbers = [number for number in best if number in notes]
        if self._scope.told:
            numbers += list(notes)[: weights.CANDIDATES]
        for number in dict.fromkeys(numbers):
            note = self._people.note(number)
            for at, some in notes[number].items():
                for leaf in some:
                    if self._stands_together(note, leaf):
                        self._case(note.path).against[at].append(leaf)


def _without_names(passage: Passage) -> str:
    """Return what a sentence says besides the names it links to: a Baker is no baker."""
    text = passage.text
    for target in passage.links:
        text = text.replace(target.rpartition("/")[2], " ")
    return text
