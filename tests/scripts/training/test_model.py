"""The training itself, on three needs. Only where torch is installed: it is no tool of the tests."""

from pathlib import Path

import numpy as np
import pytest

from mdnet.embeddings.table import WordTable
from scripts.needs_corpus import Need, Texts
from scripts.training.pack import table_bytes
from scripts.training.settings import Settings
from scripts.training.texts import need_ids, need_vectors, text_vectors
from scripts.training.vocabulary import make_vocabulary

pytest.importorskip("torch")

DIMS = 32
NEEDS = [
    Need("baker", "skill", {}, {"en": Texts(("bread", "a loaf"), ("baker",), (), ("Mr Wheeler",))}),
    Need("dentist", "skill", {}, {"en": Texts(("teeth", "a tooth aches"), ("dentist",))}),
    Need(
        "plumber",
        "skill",
        {},
        {
            "en": Texts(("the tap drips", "wet floor"), ("plumber",), ("handyman",)),
            "de": Texts(("Hahn tropft", "Hahn"), ("Klempner", "Klempner im Dorf")),
        },
    ),
]
SETTINGS = Settings(most_steps=60, look_every=20, least_uses=1)


@pytest.fixture
def start(tmp_path: Path) -> WordTable:
    words = "aches baker bread dentist drips floor loaf plumber tap teeth tooth wet".split()
    values = np.random.default_rng(7).normal(size=(len(words), DIMS)).astype(np.float32)
    path = tmp_path / "start.bin"
    path.write_bytes(table_bytes(dict(zip(words, values, strict=True)), 8)[0])
    return WordTable.open(path)


def test_goals_come_to_their_needs(start: WordTable) -> None:
    from scripts.training.model import train

    vocabulary = make_vocabulary(NEEDS, {"en": start}, 1)
    ids = need_ids(NEEDS, vocabulary)
    steps: list[int] = []
    trained = train(vocabulary, ids, SETTINGS, 60, lambda step, _trained: steps.append(step))
    assert steps == [20, 40, 60]
    asked = [vocabulary.ids(text, "en") for text in ("bread", "a tooth aches", "the tap drips")]
    asked.append(vocabulary.ids("Hahn tropft", "de"))
    likeness = text_vectors(trained.rows, asked) @ need_vectors(trained.rows, ids).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2, 2]
    assert set(trained.moves) == {"en", "de"}


def test_the_same_seed_gives_the_same_vectors(start: WordTable) -> None:
    from scripts.training.model import train

    vocabulary = make_vocabulary(NEEDS, {"en": start}, 1)
    ids = need_ids(NEEDS, vocabulary)
    one, other = (
        train(vocabulary, ids, SETTINGS, 20, lambda _step, _trained: None) for _ in range(2)
    )
    assert (one.rows == other.rows).all()
