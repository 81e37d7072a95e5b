"""How like a goal the people of a vault are as a whole, by the vectors of their notes.

A plain cosine says little, since some goals are like everybody; what counts is how far a
person stands out from the others, in standard deviations.
"""

import math
from collections.abc import Iterable, Sequence

from mdnet.index.analysis import words
from mdnet.search import weights
from mdnet.sense.vectors import TextVectors, cosine

# In a vault of more people the mean is taken over as many of them, and only those whom the
# words of the goal brought up are compared: a cosine takes five microseconds.
_ALL_COMPARED = 1500
_SAMPLED = 300


class Likeness:
    """The likeness of a goal to each person of a vault."""

    def __init__(
        self,
        goal: Sequence[int],
        people: Sequence[tuple[str, bytes]],
        vectors: TextVectors | None,
    ) -> None:
        self._goal = goal
        self._vectors_of_texts = vectors
        self._vectors = dict(people) if goal else {}
        everybody = list(self._vectors)
        step = max(1, len(everybody) // _SAMPLED) if len(everybody) > _ALL_COMPARED else 1
        self._cosines = {path: self._cosine(path) for path in everybody[::step]}
        self._compared_all = step == 1
        # By hand: the module statistics takes as long to import as a search to rank.
        values = self._cosines.values()
        self._mean = sum(values) / len(values) if values else 0.0
        squares = sum((value - self._mean) ** 2 for value in values)
        self._spread = math.sqrt(squares / len(values)) if values else 0.0

    def bonus(self, path: str) -> float:
        """Return what the likeness adds to the score of a person.

        ``most · clip((z - from) / range, 0, 1)``, ``z`` in standard deviations of the vault.
        """
        share = (self._stands_out(path) - weights.LIKE_FROM) / weights.LIKE_RANGE
        return weights.LIKE_MOST * min(1.0, max(0.0, share))

    def standing_out(self) -> Iterable[str]:
        """Return the people whom the goal is most like, though no word of it is theirs."""
        if not self._compared_all:
            return ()
        ranked = sorted(self._cosines, key=lambda path: -self._cosines[path])
        return [
            path
            for path in ranked[: weights.LIKE_SHOWN]
            if self._stands_out(path) >= weights.LIKE_ALONE
        ]

    def nearest(self, texts: Iterable[str]) -> str:
        """Return the text that the goal is most like; empty when none can be compared."""
        vectors = self._vectors_of_texts
        if vectors is None or not self._goal:
            return ""
        packed = {text: vectors.of(words(text)) for text in texts}
        compared = {
            text: cosine(self._goal, memoryview(vector).cast("b"))
            for text, vector in packed.items()
            if vector
        }
        return max(compared, key=lambda text: compared[text], default="")

    def _stands_out(self, path: str) -> float:
        if not self._spread or path not in self._vectors:
            return 0.0
        if path not in self._cosines:
            self._cosines[path] = self._cosine(path)
        return (self._cosines[path] - self._mean) / self._spread

    def _cosine(self, path: str) -> float:
        return cosine(self._goal, memoryview(self._vectors[path]).cast("b"))
