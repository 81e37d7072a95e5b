"""Finds pairs of notes that are probably about the same person, with the evidence.

Only people who share an identifier or a block of similar names are compared, and blocks are
limited in size, so the work grows with the number of notes, not its square. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from mdnet.identity.candidates import Candidate
from mdnet.identity.evidence import WEAK, Band, Evidence, band_of, evidence_of
from mdnet.identity.initials import Families
from mdnet.identity.person_names import INITIALS, blocks_of, compared_words
from mdnet.network.kinds import NOT_SAME
from mdnet.util.text import name_key

# A key shared by more people belongs to a firm or a household.
_MOST_SHARING = 4
# In a block of names, this many are compared with all others, the rest with neighbours only.
_MOST_IN_BLOCK = 60
_WINDOW = 8
# This much against a pair is certain: a tie between the two, or a different birthday or profile.
_TWO_PEOPLE = -6.0


class Pair(NamedTuple):
    """Two candidates for the same person; ``two`` may be a ghost, without a path."""

    one: Candidate
    two: Candidate
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The total points."""
        return sum(item.points for item in self.evidence)

    @property
    def band(self) -> Band:
        """How certain the pair is."""
        return band_of(self.evidence)


Resolve = Callable[[str, str], str | None]
"""From the target of a link and the path of its note to the path it leads to."""


def duplicates(
    people: Iterable[Candidate], ghosts: Iterable[str], resolve: Resolve
) -> list[Pair]:  # fmt: skip
    """The pairs that may be the same person, most certain first, including weak ones.

    Args:
        people: everybody with a note.
        ghosts: people without one; they are only paired with notes.
        resolve: where the links of a note lead.
    """
    held = [*people, *(Candidate(name, None) for name in sorted(set(ghosts)))]
    pairs: list[Pair] = []
    families: Families | None = None
    for first, second in sorted(_pairs_to_compare(held)):
        one, two = held[first], held[second]
        if one.path is None:
            continue
        pair = Pair(one, two, tuple(evidence_of(one, two)))
        if any(item.text == INITIALS for item in pair.evidence):
            families = families or Families(held)
            pair = _only_fit(pair, families)
        if pair.score < WEAK:
            continue  # links take long to resolve, and can only count against a pair
        kinds = dict(_ties_between(one, two, resolve))
        if NOT_SAME not in kinds:
            pairs.append(_less_for_ties(pair, kinds))
    pairs = [pair for pair in pairs if pair.score >= WEAK]
    return sorted(pairs, key=_order)


def speaks_against(one: Candidate, two: Candidate, resolve: Resolve) -> str:
    """Why two notes are about different people, in a few words; empty if nothing says so."""
    for kind, who in _ties_between(one, two, resolve):
        return f"{who.name} names the other under {kind}"
    told = [item.text for item in evidence_of(one, two) if item.points <= _TWO_PEOPLE]
    return told[0] if told else ""


def _order(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, name_key(pair.one.name), pair.two.path or name_key(pair.two.name)


def _pairs_to_compare(held: list[Candidate]) -> set[tuple[int, int]]:
    """The pairs of numbers that share a key or a block of names."""
    by_term: dict[str, list[int]] = defaultdict(list)
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    for number, candidate in enumerate(held):
        for identifier in candidate.identifiers:
            by_term[identifier.term].append(number)
        for name in candidate.names:
            for block in blocks_of(name):
                blocks[block][number] = None
    pairs: set[tuple[int, int]] = set()
    for numbers in by_term.values():
        if len(numbers) <= _MOST_SHARING:
            pairs.update(combinations(sorted(set(numbers)), 2))
    for members in blocks.values():
        pairs.update(_pairs_in_block([*members], held))
    return pairs


def _pairs_in_block(numbers: list[int], held: list[Candidate]) -> Iterator[tuple[int, int]]:
    close: Iterable[tuple[int, int]]
    if len(numbers) <= _MOST_IN_BLOCK:
        close = combinations(sorted(numbers), 2)
    else:
        ordered = sorted(
            numbers, key=lambda number: (compared_words(held[number].name), held[number].city)
        )
        close = (
            (min(one, two), max(one, two))
            for at, one in enumerate(ordered)
            for two in ordered[at + 1 : at + 1 + _WINDOW]
        )
    return (pair for pair in close if held[pair[0]].path is not None)


def _only_fit(pair: Pair, families: Families) -> Pair:
    """The pair with extra points if the initials fit only one person."""
    if not families.are_only_fit(pair.one, pair.two):
        return pair
    told = Evidence("initials", "nobody else has these initials", 1.5)
    return pair._replace(evidence=(*pair.evidence, told))


def _less_for_ties(pair: Pair, kinds: dict[str, Candidate]) -> Pair:
    """The pair with the evidence of ties: nobody is tied to themselves."""
    for kind, who in kinds.items():
        told = Evidence("tie", f"{who.name} names the other under {kind}", _TWO_PEOPLE)
        return pair._replace(evidence=(*pair.evidence, told))
    return pair


def _ties_between(
    one: Candidate, two: Candidate, resolve: Resolve
) -> Iterator[tuple[str, Candidate]]:
    """Yield the kinds of the ties that one states to the other."""
    for who, other in ((one, two), (two, one)):
        for kind, target in who.ties if who.path else ():
            path = resolve(target, who.path or "")
            is_ghost = path is None and other.path is None
            if (path is not None and path == other.path) or (
                is_ghost and name_key(target.rpartition("/")[2]) == name_key(other.name)
            ):
                yield kind, who
