"""The meaning of words and needs, as vectors: the word tables, the needs, the vectors of texts.

Everything works without the tables, only less well.
"""

from typing import Final

MODEL: Final = "2026-11-30 693965a1"
"""The training of the shipped tables; an index made with another model is rebuilt."""
