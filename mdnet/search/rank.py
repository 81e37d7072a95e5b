"""Puts the cases in order: how well each meets the goal, less what speaks against.

The formulas are explained in docs/search.md; the numbers are in ``mdnet.search.weights``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mdnet.search import weights
from mdnet.search.answer import Band
from mdnet.search.evidence import Case, Leaves
from mdnet.search.ideas import Idea


class Score(NamedTuple):
    """What a case comes to: how much speaks for the person, and how much against."""

    direct: float
    against: float

    @property
    def looks_for_the_same(self) -> bool:
        """Tell whether the person needs or shuns the thing as much as they have it."""
        return self.against > 0 and self.against >= weights.AGAINST_OUTWEIGHS * self.direct


def score_of(case: Case, ideas: Sequence[Idea], *, whole_goal: bool) -> Score:
    """Return the score of a case.

    ``Σ w·idea / Σ w · (.6 + .4·coverage)`` over the ideas that stand anywhere in the
    vault; ``whole_goal`` says that all of them stand in one passage.
    """
    known = [at for at, idea in enumerate(ideas) if idea.alternatives]
    direct = _combined(case.leaves, ideas, known)
    if whole_goal:
        direct *= weights.WHOLE_GOAL_IN_ONE_PASSAGE
    return Score(direct, _combined(case.against, ideas, known))


def after_aversion(score: Score) -> float:
    """Return the direct score, less when the person needs or shuns the thing themselves."""
    if score.looks_for_the_same:
        return score.direct * weights.AGAINST_STRONG
    return score.direct * (weights.AGAINST_SLIGHT if score.against else 1.0)


def band_of(score: float) -> Band:
    """Return the word for a score."""
    if score >= weights.BAND_STRONG:
        return "strong"
    if score >= weights.BAND_GOOD:
        return "good"
    return "maybe" if score >= weights.BAND_MAYBE else "weak"


def _combined(leaves: Leaves, ideas: Sequence[Idea], known: Sequence[int]) -> float:
    total = sum(ideas[at].weight for at in known)
    if not total:
        return 0.0
    met = [at for at in known if leaves.get(at)]
    reached = sum(ideas[at].weight * _idea_value(leaves, at) for at in met)
    coverage = sum(ideas[at].weight for at in met) / total
    return reached / total * (weights.COVERAGE_BASE + weights.COVERAGE_SHARE * coverage)


def _idea_value(leaves: Leaves, at: int) -> float:
    """Return the strongest leaf and a little of the next few, one for each field."""
    best: dict[str, float] = {}
    for leaf in leaves[at]:
        best[leaf.field] = max(best.get(leaf.field, 0.0), leaf.value)
    values = sorted(best.values(), reverse=True)
    return values[0] + weights.NEXT_LEAVES * sum(values[1 : 1 + weights.NEXT_LEAVES_COUNTED])
