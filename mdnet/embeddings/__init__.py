"""What words and needs mean, as vectors: the word tables, the needs, the vectors of texts.

Everything works without the tables, only less well.
"""

from typing import Final

MODEL: Final = "2026-11-30 693965a1"
"""Which training the tables that ship came from; an index of another model is made anew."""
