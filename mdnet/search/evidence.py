"""Gathers what speaks for each person: leaves by person and idea.

First by note, from postings alone; then the best notes are read, and what a sentence says
of somebody it links to is credited to that person, with the one who says it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mdnet.index.analysis import Analyzer
from mdnet.model import Note
from mdnet.search import weights
from mdnet.search.ideas import Idea
from mdnet.search.lookup import Leaf, Lookup, Terms
from mdnet.search.people import People

# Fields whose text may speak of somebody else than the note's own person.
_TOLD_FIELDS = ("via", "mention", "linked")

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


def gather(
    ideas: Sequence[Idea], lookup: Lookup, people: People, analyzer: Analyzer
) -> dict[str, Case]:
    """Return the case for each person that anything speaks for, by their key."""
    by_note = _by_note(ideas, lookup)
    told_by_note = _told_by_note(ideas, lookup)
    cases: dict[str, Case] = {}
    for number in _best(by_note, told_by_note, ideas):
        note = people.note(number)
        if note.contact:
            case = cases.setdefault(note.path, Case(note.path))
            for idea, leaves in by_note.get(number, {}).items():
                case.leaves[idea] += leaves
        for idea, leaves in told_by_note.get(number, {}).items():
            _credit(note, idea, leaves, people, analyzer, cases)
    _gather_against(ideas, lookup, people, cases)
    return cases


def _by_note(ideas: Sequence[Idea], lookup: Lookup) -> dict[int, Leaves]:
    found: dict[int, Leaves] = defaultdict(lambda: defaultdict(list))
    for at, idea in enumerate(ideas):
        name_only = _stands_in_names_only(idea, lookup)
        for alternative in idea.alternatives:
            for name in alternative.fields or weights.FIELD_WEIGHTS:
                worth = weights.FIELD_WEIGHTS.get(name, 0.0) * alternative.weight
                if name == "name" and (name_only or alternative.fields):
                    worth = weights.NAME_ALONE * alternative.weight
                for note, value in lookup.leaf_values(name, alternative.terms).items():
                    found[note][at].append(Leaf(worth * value, name, alternative))
    return found


def _told_by_note(ideas: Sequence[Idea], lookup: Lookup) -> dict[int, Leaves]:
    found: dict[int, Leaves] = defaultdict(lambda: defaultdict(list))
    for at, idea in enumerate(ideas):
        name_only = _stands_in_names_only(idea, lookup)
        for alternative in idea.alternatives:
            for name in _TOLD_FIELDS:
                # A name in a sentence speaks of its bearer, not of the others who are named.
                if name != "linked" and (name_only or alternative.fields):
                    continue
                if name == "linked" and alternative.fields and "name" not in alternative.fields:
                    continue
                worth = weights.TOLD
                if name == "linked":
                    as_name = name_only or bool(alternative.fields)
                    worth = weights.NAME_ALONE if as_name else weights.FIELD_WEIGHTS["name"]
                for note, value in lookup.leaf_values(name, alternative.terms).items():
                    leaf = Leaf(worth * alternative.weight * value, name, alternative)
                    found[note][at].append(leaf)
    return found


def _stands_in_names_only(idea: Idea, lookup: Lookup) -> bool:
    """Tell whether an idea was found in names and nowhere else, so that a name was meant."""
    terms = [term for alternative in idea.alternatives for term in alternative.terms]
    others = [
        name for name in (*weights.FIELD_WEIGHTS, "mention") if name not in {"name", "via", "log"}
    ]
    return bool(terms) and not any(lookup.knows(term, others) for term in terms)


def _best(
    by_note: dict[int, Leaves], told_by_note: dict[int, Leaves], ideas: Sequence[Idea]
) -> list[int]:
    """Return the notes worth reading, those with the strongest leaves first."""
    promise: dict[int, float] = defaultdict(float)
    for found in (by_note, told_by_note):
        for number, leaves in found.items():
            worth = sum(
                ideas[at].weight * max(leaf.value for leaf in some) for at, some in leaves.items()
            )
            promise[number] = max(promise[number], worth)
    return sorted(promise, key=lambda number: (-promise[number], number))[: weights.CANDIDATES]


def _credit(
    note: Note,
    idea: int,
    leaves: list[Leaf],
    people: People,
    analyzer: Analyzer,
    cases: dict[str, Case],
) -> None:
    """Credit what a note says of the people it links to, to those people."""
    for leaf in leaves:
        for key, text in _spoken_of(note, leaf, people, analyzer):
            case = cases.setdefault(key, Case(key))
            case.leaves[idea].append(leaf)
            case.told.append(Told(leaf, text, note.path))


def _spoken_of(note: Note, leaf: Leaf, people: People, analyzer: Analyzer) -> list[tuple[str, str]]:
    """Return the people, other than the note's own, that the match is about, with the sentence."""
    found = []
    if leaf.field == "linked":
        for target, kind in _named_links(note):
            if _holds(analyzer, target, leaf.alternative.terms):
                found.append((people.person(target, note.path, kind), ""))
    else:
        for passage in note.passages:
            if passage.links and _holds(analyzer, passage.text, leaf.alternative.terms):
                found += [
                    (people.person(target, note.path), passage.text) for target in passage.links
                ]
    return [(key, text) for key, text in dict.fromkeys(found) if key and key != note.path]


def _named_links(note: Note) -> list[tuple[str, str]]:
    edges = [(edge.target, edge.kind) for edge in note.contact.edges] if note.contact else []
    return edges + [(link.target, "mention") for link in note.links]


def _holds(analyzer: Analyzer, text: str, terms: Terms) -> bool:
    return set(terms) <= set(analyzer.index_terms(text))


def _gather_against(
    ideas: Sequence[Idea], lookup: Lookup, people: People, cases: dict[str, Case]
) -> None:
    """Add what shows that somebody lacks or shuns the thing themselves.

    Of people for whom nothing else speaks only the first few are read.
    """
    read = 0
    for at, idea in enumerate(ideas):
        for alternative in idea.alternatives:
            if alternative.fields:
                continue
            for name in weights.AGAINST:
                for number, value in lookup.leaf_values(name, alternative.terms).items():
                    read += 1
                    if read > weights.CANDIDATES:
                        return
                    note = people.note(number)
                    case = cases.setdefault(note.path, Case(note.path))
                    case.against[at].append(Leaf(value * alternative.weight, name, alternative))
