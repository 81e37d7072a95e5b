"""What a case comes to: how well it meets the goal, less what speaks against.

The formulas are explained in docs/search.md; the numbers are in ``mdnet.search.weights``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mdnet.search import weights
from mdnet.search.answer import Band
from mdnet.search.evidence import Leaves
from mdnet.search.ideas import Idea


class Score(NamedTuple):
    """What speaks for a person, and what against."""

    direct: float
    against: float

    @property
    def looks_for_the_same(self) -> bool:
        """Tell whether the person needs or shuns the thing as much as they have it."""
        return self.against > 0 and self.against >= weights.AGAINST_OUTWEIGHS * self.direct

    @property
    def value(self) -> float:
        """Return the direct score, less when the person needs or shuns the thing."""
        if self.looks_for_the_same:
            return self.direct * weights.AGAINST_STRONG
        return self.direct * (weights.AGAINST_SLIGHT if self.against else 1.0)


def typed_score(leaves: Leaves, ideas: Sequence[Idea]) -> float:
    """Return how well the words of the goal are met.

    ``Σ w·idea / Σ w · (base + share·coverage)`` over the ideas that are known at all. The
    first ideas of ``leaves`` are those of ``ideas``.
    """
    known = [at for at, idea in enumerate(ideas) if idea.alternatives]
    total = sum(ideas[at].weight for at in known)
    if not total:
        return 0.0
    unknown = sum(idea.weight for idea in ideas if not idea.alternatives)
    met = [at for at in known if leaves.get(at)]
    reached = sum(ideas[at].weight * idea_value(leaves, at) for at in met)
    coverage = sum(ideas[at].weight for at in met) / total
    coverage *= total / (total + weights.FOUND_NOWHERE * unknown)
    return reached / total * (weights.COVERAGE_BASE + weights.COVERAGE_SHARE * coverage)


def alike_score(leaves: Leaves, alike: Sequence[Idea], first: int) -> float:
    """Return how well the needs that the goal resembles are met, by the best of them.

    Their leaves are numbered from ``first``.
    """
    values = (
        idea.weight * idea_value(leaves, first + at)
        for at, idea in enumerate(alike)
        if leaves.get(first + at)
    )
    return max(values, default=0.0)


def combined(one: float, other: float) -> float:
    """Return the better of two scores and a little of the other."""
    return max(one, other) + weights.LESSER_SHARE * min(one, other)


def idea_value(leaves: Leaves, at: int) -> float:
    """Return the strongest leaf of an idea and a little of the next few, one for each field."""
    best: dict[str, float] = {}
    for leaf in leaves[at]:
        best[leaf.field] = max(best.get(leaf.field, 0.0), leaf.value)
    values = sorted(best.values(), reverse=True)
    return values[0] + weights.NEXT_LEAVES * sum(values[1 : 1 + weights.NEXT_LEAVES_COUNTED])


def tilt(kind: str, strength: float, *, primary: bool) -> float:
    """Return how much the kind of a goal speaks for a tie of this strength, near 1.

    Close people are best for support and skills, acquaintances for information, things
    and jobs (Granovetter 1973; Wellman and Wortley 1990). Never more than 15 % either
    way: competence comes first, the tie breaks ties.
    """
    if kind in weights.CLOSE_KINDS:
        value = weights.CLOSE_BASE + weights.CLOSE_TIE * strength
        value += weights.CLOSE_PRIMARY if primary else 0.0
    elif kind in weights.LOOSE_KINDS:
        value = 1 + weights.LOOSE_TIE * (1 - ((strength - 0.5) / 0.5) ** 2)
    else:
        return 1.0
    return min(1 + weights.TILT_MOST, max(1 - weights.TILT_MOST, value))


def band_of(score: float) -> Band:
    """Return the word for a score."""
    if score >= weights.BAND_STRONG:
        return "strong"
    if score >= weights.BAND_GOOD:
        return "good"
    return "maybe" if score >= weights.BAND_MAYBE else "weak"
