"""The parts of a training that need no torch: words, texts, splits, files."""

from pathlib import Path

import numpy as np
import pytest

from mdnet.embeddings.needs import NeedTable, Phrase
from mdnet.embeddings.table import WordTable
from mdnet.embeddings.vectors import TextVectors
from scripts.needs_corpus import Need, Texts
from scripts.training.pack import need_table, phrases_of, table_bytes, trained_words, words_of
from scripts.training.settings import Settings, training_key
from scripts.training.texts import accuracies, held_out, need_ids, need_vectors
from scripts.training.vocabulary import Vocabulary, make_vocabulary

PLUMBER = Need(
    "plumber",
    "skill",
    {"en": "plumber", "de": "Klempnerin"},
    {
        "en": Texts(("the tap drips", "plumber"), ("plumber", "mends taps")),
        "de": Texts(("Tür tropft", "der Hahn tropft"), ("Klempner, Tür",)),
    },
)
BAKER = Need(
    "baker",
    "resource",
    {"en": "baker"},
    {"en": Texts(("a big loaf of bread", "bread"), ("baker",), (), ("Mr Baker",))},
)
NEEDS = [BAKER, PLUMBER]
DIMS = 8


@pytest.fixture
def start(tmp_path: Path) -> WordTable:
    return random_table(tmp_path / "start.bin", ["baker", "bread", "plumber", "tap", "zebra"])


def random_table(path: Path, words: list[str]) -> WordTable:
    values = np.random.default_rng(5).normal(size=(len(words), DIMS)).astype(np.float32)
    path.write_bytes(table_bytes(dict(zip(words, values, strict=True)), 4)[0])
    return WordTable.open(path)


def vocabulary(start: WordTable) -> Vocabulary:
    return make_vocabulary(NEEDS, {"en": start}, 2)


@pytest.mark.parametrize("bits", [4, 8])
def test_a_word_table_gives_back_what_went_in(tmp_path: Path, bits: int) -> None:
    values = np.random.default_rng(3).normal(size=(40, DIMS)).astype(np.float32)
    names = sorted(f"w{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(40))
    data, read = table_bytes(dict(zip(names, values, strict=True)), bits)
    path = tmp_path / "words.bin"
    path.write_bytes(data)
    table = WordTable.open(path)
    assert words_of(table) == names
    for name, value in zip(names, values, strict=True):
        assert table.vector(name) == pytest.approx(read[name].tolist(), abs=1e-6)
        assert read[name] == pytest.approx(value, abs={4: 0.4, 8: 0.02}[bits])


def test_a_word_without_a_vector_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(table_bytes({"nothing": np.zeros(DIMS, np.float32)}, 4)[0])
    assert WordTable.open(path).vector("nothing") == pytest.approx([0.0] * DIMS, abs=1e-5)


def test_words_are_known_by_the_start_or_by_their_use(start: WordTable) -> None:
    known = vocabulary(start)
    assert ("en", "taps") in known.words  # an inflection of what the start knows
    assert ("de", "tropft") in known.words  # twice in the corpus
    assert ("de", "hahn") not in known.words
    assert ("en", "zebra") not in known.words  # no text has it
    assert known.words == sorted(known.words)


def test_a_new_word_starts_nowhere(start: WordTable) -> None:
    known = vocabulary(start)
    rows = dict(zip(known.words, known.start, strict=True))
    assert not rows["de", "tropft"].any()
    assert rows["en", "taps"] == pytest.approx(start.vector("tap"))


def test_words_with_an_umlaut_are_there_written_out(start: WordTable) -> None:
    known = vocabulary(start)
    rows = np.arange(len(known.words) * DIMS, dtype=np.float32).reshape(-1, DIMS)
    found = trained_words("de", known, rows, None, np.eye(DIMS, dtype=np.float32))
    assert found["tuer"] is not None
    assert (found["tuer"] == found["tur"]).all()
    assert list(found) == sorted(found)


def test_untrained_words_are_moved_like_all(start: WordTable) -> None:
    known = vocabulary(start)
    move = np.eye(DIMS, dtype=np.float32) * 2
    found = trained_words("en", known, known.start, start, move)
    wanted = [2 * value for value in start.vector("zebra") or ()]
    assert found["zebra"] == pytest.approx(wanted)
    assert found["bread"] == pytest.approx(start.vector("bread"))


def test_needs_lie_between_goals_and_helpers(start: WordTable) -> None:
    known = vocabulary(start)
    ids = need_ids(NEEDS, known)
    assert [need.name for need in ids] == ["baker", "plumber"]
    vectors = need_vectors(known.start, ids)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])
    own = known.start[known.ids("bread", "en")][0]
    assert vectors[0] @ own > vectors[1] @ own


def test_a_phrase_is_a_short_goal_by_its_terms() -> None:
    assert Phrase(1, ("drip", "tap")) in phrases_of(NEEDS, "en")
    assert Phrase(0, ("bread",)) in phrases_of(NEEDS, "en")
    assert {phrase.need for phrase in phrases_of(NEEDS, "de")} == {1}


def test_a_word_of_many_needs_names_none() -> None:
    texts = {"en": Texts(("help with paper", "paper"), ("clerk",))}
    many = [Need(f"need {number}", "skill", {}, texts) for number in range(4)]
    assert not any(phrase.terms == ("paper",) for phrase in phrases_of(many, "en"))


def test_long_goals_are_no_phrases() -> None:
    texts = {"en": Texts(("bread flour oven yeast butter", "one two six ten red blue tin"), ("x",))}
    assert phrases_of([Need("need", "skill", {}, texts)], "en") == []


def test_the_table_of_needs_has_all_of_it() -> None:
    vectors = np.eye(2, DIMS, dtype=np.float32)
    table = NeedTable(need_table("key", NEEDS, vectors))
    assert [table.row(number).name for number in range(2)] == ["baker", "plumber"]
    assert table.row(1).labels == {"en": "plumber", "de": "Klempnerin"}
    assert list(table.vector(1))[:3] == [0, 127, 0]
    assert list(table.phrases("de", "hahn")) == [Phrase(1, ("hahn", "tropft"))]


def many_needs() -> list[Need]:
    """Forty needs of fourteen goals, each with a word of its own."""
    names = [f"trade{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(40)]
    return [
        Need(
            name,
            "skill",
            {},
            {"en": Texts(tuple(f"{name} {'so ' * count}" for count in range(14)), (name,))},
        )
        for name in names
    ]


def test_what_is_held_out_is_not_trained(start: WordTable) -> None:
    needs = many_needs()
    split = held_out(need_ids(needs, make_vocabulary(needs, {"en": start}, 2)))
    assert split.new_needs
    assert len(split.new_needs) + len(split.training) == 40
    assert len(split.new_phrases) == len(split.training)
    assert all(len(need.texts["en"].goals) == 13 for need in split.training)


def test_held_out_goals_are_found_when_words_tell_needs_apart(start: WordTable) -> None:
    needs = many_needs()
    known = make_vocabulary(needs, {"en": start}, 2)
    split = held_out(need_ids(needs, known))
    nowhere = accuracies(known.start, split)
    told_apart = accuracies(np.eye(len(known.words), dtype=np.float32), split)
    assert set(nowhere.values()) == {0.0}
    assert set(told_apart.values()) == {1.0}


def test_the_key_tells_corpora_and_settings_apart() -> None:
    keys = {
        training_key(NEEDS, Settings(), "today"),
        training_key(NEEDS[:1], Settings(), "today"),
        training_key(NEEDS, Settings(seed=2), "today"),
    }
    assert len(keys) == 3
    assert all(key.startswith("today ") for key in keys)
    assert training_key(NEEDS, Settings(), "today") in keys


def test_a_trained_table_reads_like_any(tmp_path: Path, start: WordTable) -> None:
    known = vocabulary(start)
    found = trained_words("en", known, known.start, start, np.eye(DIMS, dtype=np.float32))
    path = tmp_path / "words.bin"
    path.write_bytes(table_bytes(found, 4)[0])
    assert TextVectors(WordTable.open(path)).of(["bread", "taps"])
