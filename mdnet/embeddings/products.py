"""Products of one vector with many, without numpy and without a loop over their values.

The values of one dimension of all vectors are put side by side into one long integer, with room
for a sum each. To multiply it by the value of the one vector there multiplies all at once.
"""

from array import array
from collections.abc import Sequence
from typing import Final

_BIAS: Final = 128
# Signed bytes as values above 0, since what is below would borrow from the next.
_BIASED: Final = bytes((value + _BIAS) % 256 for value in range(256))
_ROOM: Final = 4


def products(vectors: bytes, one: Sequence[int]) -> list[int]:
    """Return the product of ``one`` with each of some vectors.

    Args:
        vectors: in signed bytes, one after the other, each as long as ``one``.
        one: values from -128 to 127, of which there are fewer than 65,536.
    """
    size = len(one)
    if not size:
        return []
    number = len(vectors) // size
    biased = vectors[: number * size].translate(_BIASED)
    side_by_side = bytearray(_ROOM * number)
    above = below = 0
    for at, value in enumerate(one):
        if not value:
            continue
        side_by_side[::_ROOM] = biased[at::size]
        column = int.from_bytes(side_by_side, "little")
        if value > 0:
            above += value * column
        else:
            below -= value * column
    bias = _BIAS * sum(one)
    pairs = zip(_values(above, number), _values(below, number), strict=True)
    return [more - less - bias for more, less in pairs]


def _values(side_by_side: int, number: int) -> "array[int]":
    found = array("I", side_by_side.to_bytes(_ROOM * number, "little"))
    if _IS_BIG_ENDIAN:
        found.byteswap()
    return found


_IS_BIG_ENDIAN: Final = array("I", [1]).tobytes()[0] == 0
