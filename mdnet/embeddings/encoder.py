"""The meaning of passages of notes: a vector for each, and the needs that it answers.

For indexing only: it prepares what a search compares with a goal. A few passages are encoded
without numpy, many with it; the results are the same.
"""

from collections.abc import Collection, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from mdnet.embeddings.few import FewTexts
from mdnet.embeddings.needs import NeedTable
from mdnet.embeddings.shares import Encoded
from mdnet.embeddings.sums import VectorSums
from mdnet.embeddings.table import WordTable
from mdnet.embeddings.vectors import open_tables, scaled
from mdnet.util.rows import NamedTuple

if TYPE_CHECKING:
    from mdnet.embeddings.many import ManyTexts

# Only this many words of a passage count.
_MOST_WORDS = 60
# Encoding this many texts without numpy takes as long as loading it.
_FEW = 200
_WORDS_REMEMBERED = 20_000
# Roles, firms and skills are short, and many notes share them.
_SHORT = 5
_TEXTS_REMEMBERED = 4_000
# Word vectors are added up as whole numbers on this scale, fine enough for short ones.
_SCALE = 1 << 16
_NOTHING = Encoded()
Words = tuple[str, ...]


class PassageWords(NamedTuple):
    """The folded words of a passage; ``own`` is whether it says what a person does or is."""

    words: Sequence[str]
    own: bool


@cache
def load_encoder(language: str) -> "PassageEncoder":
    """The encoder for a vault in ``language``, loaded once.

    Raises:
        OSError: a table cannot be read.
        ValueError: it is damaged.
    """
    return PassageEncoder(open_tables(language), NeedTable.open())


class PassageEncoder:
    """Encodes passages by the tables of a language."""

    def __init__(self, tables: Sequence[WordTable], needs: NeedTable, few: int = _FEW) -> None:
        """Take the tables.

        Args:
            tables: the word tables, in the order in which a word is looked up.
            needs: the table of needs.
            few: up to how many texts are encoded without numpy.
        """
        self._needs = needs
        self._most_few = few
        self._sums = VectorSums(needs.dims)
        self._of_word = lru_cache(maxsize=_WORDS_REMEMBERED)(partial(self._number, tables))
        self._remembered: dict[Words, Encoded] = {}
        self._few: FewTexts | None = None
        self._many: ManyTexts | None = None

    def encode(self, notes: Sequence[Sequence[PassageWords]]) -> list[list[Encoded]]:
        """The passages of each note encoded, followed by the person's own passages as one.

        Args:
            notes: the passages of each.
        """
        texts = [list(map(_text_of, note)) for note in notes]
        known = self._known(dict.fromkeys(chain.from_iterable(texts)))
        found = [list(map(known.__getitem__, note)) for note in texts]
        for encoded, whole in zip(found, self._wholes(notes, found), strict=True):
            encoded.append(whole)
        return found

    def _known(self, texts: Collection[Words]) -> dict[Words, Encoded]:
        """The encoded texts, remembered or new."""
        held = self._remembered
        new = {text: sum(map(self._of_word, text)) for text in texts if text not in held}
        made = dict(zip(new, self._made(new.values()), strict=True))
        known = {text: held[text] for text in texts if text in held} | made
        if len(held) > _TEXTS_REMEMBERED:
            held.clear()
        held |= {text: one for text, one in made.items() if len(text) <= _SHORT}
        return known

    def _wholes(
        self, notes: Sequence[Sequence[PassageWords]], found: Sequence[Sequence[Encoded]]
    ) -> list[Encoded]:
        """The sum of a person's own passages for each note."""
        wholes: list[Encoded] = []
        several: dict[int, int] = {}
        for number, (note, encoded) in enumerate(zip(notes, found, strict=True)):
            pairs = zip(note, encoded, strict=True)
            own = [one for passage, one in pairs if passage.own and one.exact]
            wholes.append(own[0] if own else _NOTHING)
            if len(own) > 1:
                several[number] = sum([one.exact for one in own])
        for number, whole in zip(several, self._made(several.values()), strict=True):
            wholes[number] = whole
        return wholes

    def _made(self, totals: Collection[int]) -> list[Encoded]:
        """The encoded texts for some sums of vectors."""
        nonzero = [total for total in totals if total]
        if not nonzero:
            return [_NOTHING] * len(totals)
        made = self._way_for(len(nonzero)).encode(nonzero)
        return [next(made) if total else _NOTHING for total in totals]

    def _way_for(self, count: int) -> "FewTexts | ManyTexts":
        """The encoder for this many texts; once numpy is loaded, it stays in use."""
        if count > self._most_few and self._many is None:
            from mdnet.embeddings.many import ManyTexts

            self._many = ManyTexts(self._needs, self._sums)
        if self._many:
            return self._many
        self._few = self._few or FewTexts(self._needs, self._sums)
        return self._few

    def _number(self, tables: Sequence[WordTable], word: str) -> int:
        vector = scaled(tables, word, _SCALE)
        return self._sums.number(vector) if vector else 0


def _text_of(passage: PassageWords) -> Words:
    """The words of a passage that are encoded."""
    return tuple(passage.words[:_MOST_WORDS])
