"""Judges candidates: how likely they are right, and the tie or introduction to them."""

from collections.abc import Iterable, Mapping, Sequence

from mdnet.model.contact import Contact
from mdnet.search import ranker
from mdnet.search.candidates import HelperCandidate
from mdnet.search.context import SearchContext
from mdnet.search.features import WeighedMatch, Weights, features_of
from mdnet.search.filters import Filters
from mdnet.search.reading import GoalReading
from mdnet.search.results import Band
from mdnet.util.rows import NamedTuple

_CERTAIN, _EXACT = 0.95, 0.85
# People who lack the thing as much as they have it are looking for it too.
_LACKS = 0.65
# If the vault lacks a name in the goal, nobody is a sure answer.
_MOST_WITH_UNKNOWN = ranker.GOOD - 0.01
# The share of a helper's score for people who only lead to them.
_BEHIND = 0.001
_NEAR, _FAR = 3.0, 1 / 3


class Judged(NamedTuple):
    """A candidate with their score and tie, before they become a hit."""

    candidate: HelperCandidate
    name: str
    band: Band
    score: float
    tie: float
    """How well the owner knows them, or the person who leads to them."""
    through: tuple[str, ...]
    """The keys of the people to ask, nearest to the owner first."""
    features: dict[str, float]
    evidence: Sequence[WeighedMatch]
    against: Sequence[WeighedMatch]
    chance: float
    factor: float


class Judge:
    """Judges the candidates for one goal."""

    def __init__(self, context: SearchContext, reading: GoalReading, filters: Filters) -> None:
        self._reading = reading
        self._weights = Weights(reading, context.lookup)
        self._people = context.people
        self._texts = context.texts
        self._kind = filters.kind or reading.kind
        self._near = context.texts.terms(filters.near)

    def judged(self, candidates: Iterable[HelperCandidate]) -> list[Judged]:
        """The candidates with their scores."""
        judged = [self._judged(one) for one in candidates]
        scores = {one.candidate.key: one.score for one in judged}
        return [self._behind_helpers(one, scores) for one in judged]

    def _behind_helpers(self, judged: Judged, scores: Mapping[str, float]) -> Judged:
        """A person placed behind the helpers they lead to, unless better by themselves.

        A sentence about somebody else, with a link to them, counts for that person first.
        """
        matches = judged.candidate.matches
        led = [scores[key] for match in matches for key in match.leads_to if key in scores]
        most = max(led, default=1.0) - _BEHIND
        if judged.score <= most:
            return judged
        alone = self._judged(judged.candidate.alone()).score
        score = min(judged.score, max(alone, most, 0.0))
        factor = ranker.factor_of(judged.chance, score)
        return judged._replace(score=score, factor=factor, band=_band(judged.features, score))

    def _judged(self, candidate: HelperCandidate) -> Judged:
        """A candidate's score, and the way to them if the owner needs one."""
        people, key = self._people, candidate.key
        features, evidence, against = features_of(candidate, self._reading, self._weights)
        chance = self._chance(candidate, features)
        contact = people.contact(key)
        tie = people.strength(key)
        through: tuple[str, ...] = ()
        if contact is None or contact.stub:
            way = people.way_to(key)
            through = way.through if way else ()
            tie = people.strength(through[0]) if through else 0.0
            factor = ranker.of_unmet(tie)
            score = chance * factor
        else:
            factor = ranker.prior(self._kind, tie, primary=contact.group == "primary")
            factor *= self._nearness(contact)
            score = ranker.with_odds_times(chance, factor)
        if self._reading.unknown:
            score = min(score, _MOST_WITH_UNKNOWN)
        return Judged(
            candidate, people.name(key), _band(features, score), score, tie, through,
            features, evidence, against, chance, factor,
        )  # fmt: skip

    def _chance(self, candidate: HelperCandidate, features: dict[str, float]) -> float:
        """How likely somebody is right, before the tie to them counts.

        A goal of nothing but a firm, a place, a language or a name is answered by what the
        notes say: nothing is weighed. So are words in quotes or bound to a field.
        """
        reading = self._reading
        if reading.slots and not (reading.sought or reading.needs):
            return _CERTAIN if len(candidate.slots) == len(reading.slots) else 0.0
        chance = ranker.probability(features)
        exact = reading.sought and all(one.clause.demanded for one in reading.sought)
        # People without a required word are not candidates.
        return max(chance, _EXACT) if exact and not reading.needs else chance

    def _nearness(self, contact: Contact) -> float:
        """The factor on somebody's odds from the place given with ``--near``."""
        if not self._near or not contact.city:
            return 1.0
        return _NEAR if self._texts.holds(contact.city, self._near) else _FAR


def _band(features: dict[str, float], score: float) -> Band:
    """The word for a score; people who need or avoid the thing as much are not helpers."""
    speaks = max(features["need"], features["words_together"])
    if features["against"] >= max(_LACKS, speaks):
        return "not a helper"
    return ranker.band_of(score)
