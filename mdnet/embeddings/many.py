"""Many texts compared with all needs at once. The only module that uses numpy.

Results are those of ``mdnet.embeddings.few``, to the last bit: roots and quotients of floats
are rounded alike by both, and everything that is added up is a whole number.
"""

import os
from collections.abc import Iterator, Sequence

# The matrices are small: threads would double the work, and the time that numpy takes to load.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from mdnet.embeddings.needs import NeedTable
from mdnet.embeddings.shares import FINE, LEAST_SHARE, LIKEST, Encoded, Shares, odds, surest
from mdnet.embeddings.sums import ZERO, VectorSums
from mdnet.embeddings.vectors import PER_STEP, UNIT

# This many rows of products fit in the processor's cache.
_AT_ONCE = 96


class ManyTexts:
    """Encodes texts in batches."""

    def __init__(self, needs: NeedTable, sums: VectorSums) -> None:
        self._sums = sums
        shape = (needs.count, needs.dims)
        vectors = np.frombuffer(needs.vectors, np.int8).reshape(shape).astype(np.float32)
        self._needs = np.ascontiguousarray(vectors.T)
        self._odds = np.array(odds(), np.int32)
        # Allocating a megabyte and freeing it takes longer than filling it.
        shape = (_AT_ONCE, needs.count)
        self._products = np.empty(shape, np.float32)
        self._places = np.empty(shape, np.intp)
        self._values = np.empty(shape, np.int32)

    def encode(self, totals: Sequence[int]) -> Iterator[Encoded]:
        """Yield the encoded texts for sums of vectors, none of them 0."""
        for start in range(0, len(totals), _AT_ONCE):
            yield from self._encoded(totals[start : start + _AT_ONCE])

    def _encoded(self, totals: Sequence[int]) -> Iterator[Encoded]:
        data = b"".join(map(self._sums.bytes, totals))
        parts = np.frombuffer(data, "<u4").reshape(len(totals), -1).astype(np.int64) - ZERO
        lengths = np.sqrt((parts * parts).sum(axis=1, keepdims=True))
        exact = np.rint(parts * (FINE / lengths)).astype(np.int64) + ZERO
        return map(
            Encoded,
            _packed(np.rint(parts * (PER_STEP / lengths))),
            self._shares(np.rint(parts * (UNIT / lengths))),
            [self._sums.read(row.tobytes()) for row in exact.astype("<u4")],
        )

    def _shares(self, vectors: NDArray[np.float64]) -> Iterator[Shares]:
        """Yield the needs of each text."""
        count = len(vectors)
        products, places = self._products[:count], self._places[:count]
        values = self._values[:count]
        # Products of signed bytes are exact in 32 bits of a float.
        np.matmul(vectors.astype(np.float32), self._needs, out=products)
        products += LIKEST - products.max(axis=1, keepdims=True)
        np.copyto(places, products, casting="unsafe")
        self._odds.take(places, mode="clip", out=values)
        totals = values.sum(axis=1, keepdims=True)
        # Compared in the 32 bits of the odds: in others every one would be copied.
        least = -(-totals // LEAST_SHARE)
        found = np.flatnonzero(values >= least.astype(np.int32))
        texts, needs = np.divmod(found, values.shape[1])
        ends = np.searchsorted(texts, np.arange(1, count + 1)).tolist()
        pairs = list(zip(values.ravel()[found].tolist(), needs.tolist(), strict=True))
        start = 0
        for total, end in zip(totals.ravel().tolist(), ends, strict=True):
            yield surest(pairs[start:end], total)
            start = end


def _packed(steps: NDArray[np.float64]) -> list[bytes]:
    """The values in four bits each, as ``vectors.unpacked`` reads them."""
    cut = np.clip(steps, -8, 7).astype(np.int8)
    half = cut.shape[1] // 2
    halves = (cut[:, :half] & 15) | (cut[:, half:] << 4)
    return [row.tobytes() for row in halves]
