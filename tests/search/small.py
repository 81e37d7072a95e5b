"""A small language of two dimensions and a half: needs whose vectors can be told by hand."""

from collections.abc import Sequence
from pathlib import Path

from mdnet.embeddings.needs import NeedRow, Phrase
from mdnet.embeddings.vectors import TextVectors
from mdnet.index.analysis import Analyzer
from mdnet.search.needs import Needs
from tests.embeddings.tables import need_table, word_table

PLUMBER, DENTIST, FIDDLER = range(3)
WORDS = {
    "pipe": [90, 0, 0], "leaks": [60, 0, 0], "tooth": [0, 90, 0], "jaw": [0, 70, 0],
    "violin": [0, 0, 90], "the": [1, 1, 1], "my": [1, 1, 1], "old": [9, 9, 9],
}  # fmt: skip
ROWS = [
    (NeedRow("pipes", "skill", {"en": "plumber", "de": "Klempner"}), [127, 0, 0]),
    (NeedRow("teeth", "support", {"en": "dentist"}), [0, 127, 0]),
    (NeedRow("music", "", {"en": "fiddler"}), [0, 0, 127]),
]
PHRASES = {
    "en": [Phrase(DENTIST, ("mouth", "sore")), Phrase(PLUMBER, ("qqzx",)), Phrase(FIDDLER, ("old", "pipe"))],
    "de": [Phrase(PLUMBER, ("rohr",))],
}  # fmt: skip


def small_needs(folder: Path, languages: Sequence[str] = ("en", "de")) -> Needs:
    """The needs above for goals in the first of some languages."""
    vectors = TextVectors(word_table(folder, WORDS))
    return Needs(need_table(ROWS, PHRASES), vectors, Analyzer(languages[0]), languages)
