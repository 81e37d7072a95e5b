"""A few texts compared with all needs, without numpy, which takes longer to load than this.

The texts come as sums of vectors; ``mdnet.embeddings.many`` does the same for many texts,
with the same results.
"""

import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from operator import mul

from mdnet.embeddings.needs import NeedTable
from mdnet.embeddings.shares import FINE, LEAST_SHARE, LIKEST, Encoded, Shares, odds, surest
from mdnet.embeddings.sums import VectorSums
from mdnet.embeddings.vectors import PER_STEP, UNIT

_SIGN = 128
# What 0 is in 16 bits while products may still be negative.
_ZERO = 1 << 15
_UNSIGNED = bytes(byte ^ _SIGN for byte in range(256))
# A value in steps by its rounded value, negative ones from the end, cut to four bits.
_CUT = [min(step, 7) for step in range(PER_STEP + 1)] + [
    max(step, -8) & 15 for step in range(-PER_STEP, 0)
]


class FewTexts:
    """Encodes texts one by one."""

    def __init__(self, needs: NeedTable, sums: VectorSums) -> None:
        self._sums = sums
        self._products = _Products(needs)
        self._odds = odds()

    def encode(self, totals: Iterable[int]) -> Iterator[Encoded]:
        """Yield the encoded texts for sums of vectors, none of them 0."""
        for total in totals:
            parts = self._sums.parts(total)
            length = math.sqrt(sum(map(mul, parts, parts)))
            unit, step, fine = UNIT / length, PER_STEP / length, FINE / length
            yield Encoded(
                _packed([_CUT[round(part * step)] for part in parts]),
                self._shares([round(part * unit) for part in parts]),
                self._sums.number([round(part * fine) for part in parts]),
            )

    def _shares(self, vector: Sequence[int]) -> Shares:
        products = self._products.of(vector)
        values = list(map(self._odds.__getitem__, products))
        total = sum(values)
        least = total / LEAST_SHARE
        found = [(value, need) for need, value in enumerate(values) if value >= least]
        return surest(found, total)


class _Products:
    """The products of a vector with those of all needs.

    All needs have one long number for each dimension, with 16 bits for each need. So the
    products with all of them are as many multiplications as there are dimensions. A product
    of two vectors of length 127 fits into 16 bits, whatever its partial sums.
    """

    def __init__(self, needs: NeedTable) -> None:
        self._layout = struct.Struct(f"<{needs.count}H")
        self._ones = int.from_bytes(b"\1\0" * needs.count, "little")
        values = needs.vectors.translate(_UNSIGNED)
        self._columns = [_spread(values[at :: needs.dims]) for at in range(needs.dims)]

    def of(self, vector: Sequence[int]) -> tuple[int, ...]:
        """The product with each need, all shifted so that the largest is ``LIKEST``."""
        # The values of needs lack their sign, which adds the same amount to all products.
        products = sum(map(mul, vector, self._columns))
        products += self._ones * (_ZERO - _SIGN * sum(vector))
        largest = max(self._unpacked(products))
        return self._unpacked(products + self._ones * (LIKEST - largest))

    def _unpacked(self, products: int) -> tuple[int, ...]:
        return self._layout.unpack(products.to_bytes(self._layout.size, "little"))


def _spread(values: bytes) -> int:
    """The bytes as one number with 16 bits for each."""
    spread = bytearray(2 * len(values))
    spread[::2] = values
    return int.from_bytes(spread, "little")


def _packed(steps: Sequence[int]) -> bytes:
    """The four-bit values, two to a byte, as ``vectors.unpacked`` reads them."""
    half = len(steps) // 2
    return bytes([low | high << 4 for low, high in zip(steps[:half], steps[half:], strict=True)])
