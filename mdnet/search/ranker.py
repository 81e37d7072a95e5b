"""How likely it is that a candidate is right: a logistic model of their features.

The weights are fitted by `scripts/fit_ranker.py` on the judged goals of `bench/relevance`;
`ranker.json` has them with their meanings. The result is calibrated; `docs/relevance.md` says
how often it was right on goals that the weights had not seen.
"""

import json
import math
from functools import cache
from pathlib import Path
from typing import Final

from mdnet.search.results import Band, Share
from mdnet.util.rows import NamedTuple

WEIGHTS: Final = Path(__file__).with_name("ranker.json")
# The probability from which each word is used.
STRONG, GOOD, MAYBE = 0.8, 0.6, 0.25
# People less likely than this are shown only with all others.
SHOWN = 0.04
# The kind of a goal favours close people or acquaintances, by this at most.
_MOST_PRIOR = 0.15
_NEVER_SURE, _BEYOND = 1e-9, 1e-6
_CLOSE_KINDS = ("support", "skill")
_LOOSE_KINDS = ("information", "resource", "job")
# An introduction counts less than knowing somebody, and less still through a weak tie.
_UNMET, _UNMET_TIE = 0.75, 0.2


class Weight(NamedTuple):
    """The weight of a feature. ``means`` describes the feature."""

    feature: str
    weight: float
    means: str


class Model(NamedTuple):
    """The weights of all features, in logits."""

    bias: float
    weights: tuple[Weight, ...]


@cache
def model() -> Model:
    """The model that ships."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(data["bias"], tuple(Weight(**row) for row in data["weights"]))


def probability(features: dict[str, float]) -> float:
    """How likely a candidate with these features is right, from 0 to 1."""
    logit = model().bias
    for one in model().weights:
        logit += one.weight * features[one.feature]
    return 1 / (1 + math.exp(-logit))


def shares(features: dict[str, float], chance: float) -> tuple[Share, ...]:
    """The share of each feature in the logit of ``chance``, the largest first.

    Words that the goal required and somebody has are surer than the features say; the
    difference is a separate share.
    """
    found = [
        Share(one.feature, one.means, features[one.feature], one.weight * features[one.feature])
        for one in model().weights
        if features[one.feature]
    ]
    beyond = _logit(chance) - _logit(probability(features))
    if abs(beyond) > _BEYOND:
        found.append(Share("demanded", "the notes say exactly what was asked for", 1.0, beyond))
    return tuple(sorted(found, key=lambda one: -abs(one.adds)))


def _logit(chance: float) -> float:
    sure = min(1 - _NEVER_SURE, max(_NEVER_SURE, chance))
    return math.log(sure / (1 - sure))


def band_of(score: float) -> Band:
    """The word for a score."""
    if score >= STRONG:
        return "strong"
    if score >= GOOD:
        return "good"
    return "maybe" if score >= MAYBE else "weak"


def prior(kind: str, strength: float, *, primary: bool) -> float:
    """The prior for a tie of this strength by the kind of a goal, near 1.

    Close people are best for support and skills, acquaintances for information, things
    and jobs (Granovetter 1973; Wellman and Wortley 1990). Never more than 15 % either
    way: competence comes first, the tie breaks ties.
    """
    if kind in _CLOSE_KINDS:
        value = 0.85 + 0.30 * strength + (0.05 if primary else 0.0)
    elif kind in _LOOSE_KINDS:
        value = 1 + 0.10 * (1 - ((strength - 0.5) / 0.5) ** 2)
    else:
        return 1.0
    return min(1 + _MOST_PRIOR, max(1 - _MOST_PRIOR, value))


def with_odds_times(chance: float, factor: float) -> float:
    """The probability after its odds are multiplied by a factor."""
    odds = factor * chance / max(1e-9, 1 - chance)
    return odds / (1 + odds)


def factor_of(chance: float, score: float) -> float:
    """The factor from a probability to a score: the ratio of their odds."""
    return math.exp(_logit(score) - _logit(chance))


def of_unmet(strength: float) -> float:
    """The share of a score left when somebody must introduce the owner, by the tie to them."""
    return _UNMET + _UNMET_TIE * strength
