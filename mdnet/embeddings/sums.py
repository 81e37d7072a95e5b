"""Sums of vectors of whole numbers, each vector as one long number.

A vector has 32 bits of the number for each part, so that adding up vectors is one addition
of long numbers for each, at the speed of C and without numpy.
"""

import struct
from collections.abc import Sequence

_BYTES = 4
ZERO = 1 << 31
"""The bytes of a part that is 0: they carry no sign."""


class VectorSums:
    """Turns vectors of ``dims`` whole numbers into long numbers and back.

    The empty sum, 0, is the vector of zeros. No part of a sum may be beyond 31 bits.
    """

    def __init__(self, dims: int) -> None:
        self._layout = struct.Struct(f"<{dims}I")
        self._zeros = int.from_bytes(struct.pack("<I", ZERO) * dims, "little")

    def number(self, parts: Sequence[int]) -> int:
        """A vector as a number."""
        return self.read(self._layout.pack(*[part + ZERO for part in parts]))

    def parts(self, number: int) -> list[int]:
        """The vector of a number."""
        return [part - ZERO for part in self._layout.unpack(self.bytes(number))]

    def read(self, data: bytes) -> int:
        """The number of a vector from its bytes: each part, plus 2^31, in 32 bits."""
        return int.from_bytes(data, "little") - self._zeros

    def bytes(self, number: int) -> bytes:
        """The bytes of a vector, as ``read`` reads them."""
        return (number + self._zeros).to_bytes(self._layout.size, "little")
