"""An encoded text, and how surely it answers each need: a softmax in whole numbers.

The similarity of a text and a need is the product of their vectors in signed bytes. The odds
of a product come from one table of whole numbers, since their sums are exact in any order:
plain Python and numpy get the same shares to the last bit.
"""

import math
from collections.abc import Iterable
from typing import Final

from mdnet.embeddings.needs import TEMPERATURE
from mdnet.embeddings.vectors import UNIT
from mdnet.util.rows import NamedTuple

Shares = tuple[tuple[int, float], ...]
"""Needs by number with their share, above 0 to 1, surest first."""


class Encoded(NamedTuple):
    """A text: its vector in four bits a value, empty for none, and the needs that it answers.

    The share of a need is the probability that the text answers it rather than any other.
    """

    vector: bytes = b""
    needs: Shares = ()
    exact: int = 0
    """Its vector of length ``FINE`` as a number of ``VectorSums``, to be added to others."""


FINE: Final = 1 << 14
LIKEST: Final = (1 << 16) - 1
"""Where ``odds`` has the odds of a text's largest product; those of smaller ones lie below."""
_MOST_ODDS = 1 << 20
_MOST_NEEDS = 6
LEAST_SHARE: Final = 100
"""A need with less than the total odds divided by this does not count."""
# With rounded values, a product is surer than this only by chance.
_STEP = 8


def odds() -> list[int]:
    """The odds by product, when the products of a text are shifted up to ``LIKEST``.

    A softmax with the temperature of the training divides these by their sum.
    """
    scale = _STEP / (UNIT * UNIT * TEMPERATURE)
    last = math.ceil(math.log(2 * _MOST_ODDS) / scale)
    steps = [round(_MOST_ODDS * math.exp(-step * scale)) for step in range(last)]
    found = [value for value in steps for _ in range(_STEP)][_STEP // 2 :]
    found += [0] * (LIKEST + 1 - len(found))
    found.reverse()
    return found


def surest(found: Iterable[tuple[int, int]], total: int) -> Shares:
    """The surest needs.

    Args:
        found: the odds and the number of each need that has ``LEAST_SHARE`` or more.
        total: the odds of all needs.
    """
    best = sorted(found, reverse=True)[:_MOST_NEEDS]
    return tuple([(need, value / total) for value, need in best])
