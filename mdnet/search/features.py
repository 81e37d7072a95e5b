"""The features of a candidate: the few numbers that the ranker weighs.

Every feature is from 0 to 1. Their meanings and weights are in `ranker.json`.
"""

from collections.abc import Iterable
from math import log10

from mdnet.index.fields import SEARCHED, WORDS
from mdnet.network.lookup import Lookup
from mdnet.search.candidates import FieldMatch, HelperCandidate
from mdnet.search.reading import GoalReading
from mdnet.search.sought import Sought
from mdnet.util.rows import NamedTuple

FEATURES = (
    "need",
    "need_whole",
    "like",
    "like_whole",
    "words",
    "words_unmeant",
    "words_together",
    "exact",
    "against",
    "slots_missed",
)
# Fields where a word by itself is no sign of help.
_ASIDE = frozenset({"name", "circle", "place"})
# Similarity counts from here on, and a need from a share of one in this many.
_LIKE_FROM = 0.3
_NEED_FROM = 4


class WeighedMatch(NamedTuple):
    """A match with its strength of each kind, from 0 to 1."""

    match: FieldMatch
    need: float
    like: float
    words: float

    @property
    def worth(self) -> float:
        """The strength by which the best passages of a person are chosen."""
        return self.need + self.words + 0.5 * self.like


def _need(share: float) -> float:
    """How well a need is met, from the share that meets it: the odds, as logarithms."""
    return max(0.0, 1 + log10(share) / _NEED_FROM) if share > 0 else 0.0


def _like(cosine: float) -> float:
    return max(0.0, cosine - _LIKE_FROM) / (1 - _LIKE_FROM)


class Weights:
    """The weight of each word of a goal in this vault, by its meaning and its rarity."""

    def __init__(self, reading: GoalReading, lookup: Lookup) -> None:
        self._of = [_worth(one, lookup) for one in reading.sought]
        self._total = sum(self._of)

    def share(self, words: Iterable[int]) -> float:
        """The share of the goal that some of its words make up, given by their numbers."""
        return sum(self._of[at] for at in words) / self._total if self._total else 0.0


def _worth(sought: Sought, lookup: Lookup) -> float:
    notes: set[int] = set()
    for alternative in sought.alternatives:
        for name in SEARCHED:
            notes.update(lookup.matches(name, alternative.terms))
    return sought.weight * (0.3 + 0.7 * lookup.rarity(len(notes)))


def evidence_of(matches: Iterable[FieldMatch], weights: Weights) -> list[WeighedMatch]:
    """The matches with their strengths, the best first."""
    found = [
        WeighedMatch(
            match,
            _need(match.share),
            _like(match.likeness),
            weights.share(match.words),
        )
        for match in matches
    ]
    return sorted(found, key=lambda one: (-one.worth, one.match.field, one.match.text))


def features_of(
    candidate: HelperCandidate, reading: GoalReading, weights: Weights
) -> tuple[dict[str, float], list[WeighedMatch], list[WeighedMatch]]:
    """The features of a candidate, and the evidence for and against them."""
    found = evidence_of(candidate.matches, weights)
    against = evidence_of(candidate.against, weights)
    of_deeds = [one for one in found if WORDS[one.match.field].group not in _ASIDE]
    need = _best(one.need for one in of_deeds)
    own = _best(_need(one.match.own) for one in of_deeds)
    like = _best(one.like for one in of_deeds)
    told = all(one.match.source for one in found)
    met = frozenset(at for one in of_deeds for at in one.match.words)
    slots = len(reading.slots)
    values = {
        "need": need,
        # For people whom only others mention, that is all the evidence there is.
        "need_whole": need if told else max(_need(candidate.share), own),
        "like": like,
        "like_whole": like if told else _like(candidate.likeness),
        "words": weights.share(met),
        "words_unmeant": weights.share(at for at in met if not reading.sought[at].known),
        "words_together": _best(one.words for one in of_deeds),
        "exact": _best(one.words for one in of_deeds if _is_item(one.match)),
        "against": _best(max(one.need, one.words) for one in against),
        "slots_missed": 1 - len(candidate.slots) / slots if slots else 0.0,
    }
    return values, found, against


def _is_item(match: FieldMatch) -> bool:
    """Whether a match is an item with nothing but the goal; tags sort, so they do not count."""
    return match.whole and WORDS[match.field].group != "tag"


def _best(values: Iterable[float]) -> float:
    return max(values, default=0.0)
