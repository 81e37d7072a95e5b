"""From a goal to the needs that it may mean: by their phrases, and by their vectors.

The certainty of a need is its share of all: the softmax, with the temperature of the training,
of its similarity to the goal and of how much of the goal its phrases cover. Knows no notes and
no people.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from mdnet.embeddings.needs import TEMPERATURE, NeedTable, Phrase
from mdnet.embeddings.products import products
from mdnet.embeddings.vectors import UNIT, TextVectors
from mdnet.index.analysis import Analyzer
from mdnet.search.query import MOST_SENTENCES
from mdnet.util.rows import NamedTuple

_LEAST_SHARE = 0.004
_MOST_NEEDS = 20
# The bonus, in cosines, for a phrase that covers all words of a sentence.
_PHRASE_BONUS = 0.35
# The weight of each further sentence: people say first what it is about.
_NEXT_SENTENCE = 0.6
_WHOLE_GOAL = 1.0
_SURE = 0.5


class NeedMatch(NamedTuple):
    """A need that a goal may mean. ``share`` is how sure, from 0 to 1, all needs together 1."""

    need: int
    share: float


class Needs:
    """The needs that ship, for goals of one language."""

    def __init__(
        self,
        table: NeedTable,
        vectors: TextVectors,
        analyzer: Analyzer,
        languages: Sequence[str],
    ) -> None:
        self.table = table
        self.vectors = vectors
        self._analyzer = analyzer
        self._by_term: dict[str, tuple[Phrase, ...]] = {}
        self._languages = languages

    def vector(self, sentences: Sequence[Sequence[str]]) -> bytes:
        """The vector of a goal; empty when none of its words is known."""
        return self.vectors.of([word for sentence in sentences for word in sentence])

    def label(self, need: int) -> str:
        """The person to look for, in the goal's language or the first that has a label."""
        labels = self.table.row(need).labels
        found = (labels[language] for language in self._languages if language in labels)
        return next(found, "")

    def kind(self, need: int) -> str:
        """The kind of goal that a need is."""
        return self.table.row(need).kind

    def meant(self, sentences: Sequence[Sequence[str]]) -> list[NeedMatch]:
        """The needs that a goal may mean, the surest first.

        Args:
            sentences: the words of each, folded.
        """
        whole = [word for sentence in sentences for word in sentence]
        parts: list[tuple[Sequence[str], float]] = [(whole, _WHOLE_GOAL)]
        if len(sentences) > 1:
            weights = (_NEXT_SENTENCE**at for at in range(MOST_SENTENCES))
            parts += zip(sentences, weights, strict=False)
        shares: dict[int, float] = {}
        total = 0.0
        for words, weight in parts:
            found = self._shares(words)
            total += weight if found else 0.0
            for need, share in found.items():
                shares[need] = shares.get(need, 0.0) + weight * share
        ranked = sorted(shares, key=lambda need: (-shares[need], need))[:_MOST_NEEDS]
        matches = (NeedMatch(need, shares[need] / total) for need in ranked)
        return [match for match in matches if match.share >= _LEAST_SHARE]

    def surest(self, words: Sequence[str], shares: Sequence[tuple[int, float]]) -> NeedMatch | None:
        """The need that a passage answers, if it is surer than all others together.

        Args:
            words: of the passage, folded.
            shares: the certainty of its needs by its vector.
        """
        phrases = self._phrases(words)
        odds = {
            need: share * math.exp(phrases.get(need, 0.0) / TEMPERATURE) for need, share in shares
        }
        if not odds:
            return None
        unnamed = 1.0 - sum(share for _, share in shares)
        need = max(odds, key=lambda one: (odds[one], -one))
        share = odds[need] / (sum(odds.values()) + unnamed)
        return NeedMatch(need, share) if share > _SURE else None

    def _shares(self, words: Sequence[str]) -> dict[int, float]:
        """The certainty of each need by the words of one sentence, without negligible ones."""
        vector = self.vectors.of(words)
        phrases = self._phrases(words)
        if not vector and not phrases:
            return {}
        likenesses = self._likenesses(vector)
        for need, bonus in phrases.items():
            likenesses[need] += bonus
        most = max(likenesses)
        odds = [math.exp((one - most) / TEMPERATURE) for one in likenesses]
        total = sum(odds)
        return {need: odd / total for need, odd in enumerate(odds) if odd > _LEAST_SHARE * total}

    def _likenesses(self, vector: bytes) -> list[float]:
        """The cosines of a vector with each need."""
        if not vector:
            return [0.0] * self.table.count
        scale = UNIT * UNIT
        goal = memoryview(vector).cast("b")
        return [product / scale for product in products(self.table.vectors, goal)]

    def _phrases(self, words: Sequence[str]) -> Mapping[int, float]:
        """The needs that a phrase names, with the bonus of the best phrase."""
        terms = {self._analyzer.term(word): word for word in words}
        weights = {term: self._weight(word) for term, word in terms.items()}
        total = sum(weights.values()) or 1.0
        found: dict[int, float] = {}
        for term in terms:
            for phrase in self._of_term(term):
                if all(other in weights for other in phrase.terms):
                    covered = sum(weights[other] for other in phrase.terms) / total
                    found[phrase.need] = max(found.get(phrase.need, 0.0), _PHRASE_BONUS * covered)
        return found

    def _of_term(self, term: str) -> Iterable[Phrase]:
        """The phrases of a term; looked up once, since a page asks for those of every passage."""
        found = self._by_term.get(term)
        if found is None:
            languages = self._languages
            found = tuple(one for name in languages for one in self.table.phrases(name, term))
            self._by_term[term] = found
        return found

    def _weight(self, word: str) -> float:
        weight = self.vectors.weight(word)
        return 1.0 if weight is None else min(1.0, weight)
