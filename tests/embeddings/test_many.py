"""Passages encoded with numpy: the same vectors as those of goals, and the needs they answer."""

from pathlib import Path

import numpy as np
import pytest

from mdnet.embeddings.encoder import PassageEncoder, PassageWords
from mdnet.embeddings.needs import NeedRow, NeedTable, needs_bytes
from mdnet.embeddings.shares import Encoded
from mdnet.embeddings.table import WordTable
from mdnet.embeddings.vectors import STEP, UNIT, TextVectors, unpacked
from scripts.training.pack import table_bytes

WORDS = "anchor baker bread dentist drill flour oven sail teeth tooth wind".split()
TEXTS = [
    ["baker"],
    ["bread", "oven", "flour"],
    ["teeth", "unknown", "drill"],
    ["sails", "wind", "anchor", "wind"],
]
DIMS = 16


def table(path: Path, words: list[str], bits: int, seed: int) -> WordTable:
    values = np.random.default_rng(seed).normal(size=(len(words), DIMS)).astype(np.float32)
    path.write_bytes(table_bytes(dict(zip(words, values, strict=True)), bits)[0])
    return WordTable.open(path)


def needs(*first: bytes) -> NeedTable:
    """Make a table of eight needs, of which only the first are like anything."""
    vectors = [*first, *([bytes(DIMS)] * (8 - len(first)))]
    rows = [NeedRow(f"need {number}", "skill", {}) for number in range(len(vectors))]
    return NeedTable(needs_bytes("key", b"".join(vectors), rows, {}))


def encoded(encoder: PassageEncoder, *texts: list[str]) -> list[Encoded]:
    """Encode texts as the passages of one note, each its person's own; without the whole."""
    (note,) = encoder.encode([[PassageWords(text, own=True) for text in texts]])
    return note[:-1]


@pytest.mark.parametrize("bits", [4, 8])
def test_both_ways_give_the_same_vector(tmp_path: Path, bits: int) -> None:
    own = table(tmp_path / "own.bin", WORDS, bits, 1)
    other = table(tmp_path / "other.bin", ["oven", "unknown"], bits, 2)
    plain = TextVectors(own, other)
    encoder = PassageEncoder((own, other), needs(plain.of(["baker"])), few=0)
    for text, found in zip(TEXTS, encoded(encoder, *TEXTS), strict=True):
        wanted = np.frombuffer(plain.of(text), np.int8) / UNIT
        passage = np.array(unpacked(found.vector)) * STEP
        # Few bits hold a passage: half a step, and what the other way rounds; the widest
        # values are cut.
        assert abs(np.clip(wanted, -8 * STEP, 7 * STEP) - passage).max() <= STEP / 2 + 0.02


def test_a_passage_without_a_known_word_has_nothing(tmp_path: Path) -> None:
    own = table(tmp_path / "own.bin", WORDS, 4, 1)
    encoder = PassageEncoder((own,), needs(TextVectors(own).of(["baker"])), few=0)
    nothing, something = encoded(encoder, ["unknown"], ["baker"])
    assert nothing == Encoded()
    assert something.vector
    assert encoder.encode([]) == []


def test_a_passage_is_tagged_with_the_need_it_answers(tmp_path: Path) -> None:
    own = table(tmp_path / "own.bin", WORDS, 4, 1)
    plain = TextVectors(own)
    encoder = PassageEncoder((own,), needs(plain.of(["baker"]), plain.of(["teeth"])), few=0)
    (passage,) = encoded(encoder, ["tooth", "teeth", "teeth"])
    (need, share), *_ = passage.needs
    assert need == 1
    assert 0.9 < share <= 1
    assert sum(share for _, share in passage.needs) <= 1.0001


def test_notes_do_not_touch_each_other(tmp_path: Path) -> None:
    own = table(tmp_path / "own.bin", WORDS, 4, 1)
    encoder = PassageEncoder((own,), needs(TextVectors(own).of(["baker"])), few=0)
    notes = [[PassageWords(text, own=True)] for text in TEXTS]
    together = [passage.vector for note in encoder.encode(notes) for passage in note]
    alone = [passage.vector for note in notes for passage in encoder.encode([note])[0]]
    assert together == alone
