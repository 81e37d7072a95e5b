"""Trains the word tables on the corpus of needs, and makes the table of needs: `make train`.

    python -m scripts.train_tables              the tables of mdnet/embeddings
    python -m scripts.train_tables --try        a tenth of the steps, for trying; writes nothing

Reads the corpus (`mdnet/needs`) and the untrained tables (`scripts/data`); writes
`mdnet/embeddings/words.en.bin`, `words.de.bin` and `needs.bin`, and the key of the training into
`mdnet/embeddings/__init__.py`. The same inputs on the same machine give the same bytes. Needs the
dependency group "train", and no network.

First it trains without some needs and phrases, to see after how many steps these are found best;
then with all of them, for as many steps, a few times, and takes the mean.
`docs/relevance.md` has the model card.
"""

import argparse
import datetime as dt
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

import mdnet.embeddings
from mdnet.embeddings.needs import SHIPPED
from mdnet.embeddings.vectors import table_path
from scripts.needs_corpus import LANGUAGES, Need, sound_needs
from scripts.training.model import Trained, averaged, train
from scripts.training.pack import need_table, table_bytes, trained_words
from scripts.training.settings import START, Settings, quick, training_key
from scripts.training.texts import HeldOut, NeedIds, accuracies, held_out, need_ids, need_vectors
from scripts.training.vocabulary import Floats, Vocabulary, make_vocabulary, open_starts

_PACKAGE = Path(mdnet.embeddings.__file__)
_MODEL = re.compile(r'^MODEL: Final = "(.*)"$', re.MULTILINE)


@dataclass(slots=True)
class Watch:
    """Watches a training with held-out texts, and keeps the step at which it was best."""

    split: HeldOut
    step: int = 0
    figures: dict[str, float] = field(default_factory=dict)
    _best: float = 0.0

    def look(self, step: int, trained: Trained) -> None:
        """Record the figures of a step."""
        figures = accuracies(trained.rows, self.split)
        mean = sum(figures.values()) / len(figures)
        print(f"step {step}: {mean:.4f} {_told(figures)}", flush=True)
        if mean > self._best:
            self._best, self.step, self.figures = mean, step, figures


def _unseen(step: int, trained: Trained) -> None:
    """Look at nothing: with all needs and phrases nothing is held out."""
    del step, trained


def _told(figures: dict[str, float]) -> str:
    return " ".join(f"{name} {figure:.3f}" for name, figure in figures.items())


def best_steps(vocabulary: Vocabulary, needs: Sequence[NeedIds], settings: Settings) -> int:
    """The number of steps after which held-out goals find their needs best."""
    split = held_out(needs)
    asked = sum(len(one.goals) for need in split.new_needs for one in need.texts.values())
    print(f"held out: {len(split.new_phrases)} goals, {len(split.new_needs)} needs ({asked} goals)")
    watch = Watch(split)
    print("untrained:", _told(accuracies(vocabulary.start, split)), flush=True)
    train(vocabulary, split.training, settings, settings.most_steps, watch.look)
    print(f"best at step {watch.step}: {_told(watch.figures)}", flush=True)
    return watch.step


def packed(
    needs: Sequence[Need], vocabulary: Vocabulary, trained: Trained, settings: Settings, key: str
) -> dict[Path, bytes]:
    """The contents of the files that ship."""
    starts = open_starts(START)
    files: dict[Path, bytes] = {}
    rows: Floats = np.zeros_like(trained.rows)
    numbers = {word: number for number, word in enumerate(vocabulary.words)}
    for language in LANGUAGES:
        move = trained.moves[language]
        found = trained_words(language, vocabulary, trained.rows, starts.get(language), move)
        files[table_path(language)], read = table_bytes(found, settings.bits)
        for word, vector in read.items():
            if (language, word) in numbers:
                rows[numbers[language, word]] = vector
    # The needs' vectors come from the tables as they ship.
    ids = need_ids(needs, vocabulary)
    by_name = {need.name: vector for need, vector in zip(ids, need_vectors(rows, ids), strict=True)}
    nowhere = np.zeros(rows.shape[1], np.float32)
    vectors = np.array([by_name.get(need.name, nowhere) for need in needs])
    files[SHIPPED] = need_table(key, needs, vectors)
    return files


def dated_key(needs: Sequence[Need], settings: Settings) -> str:
    """The key of this training, dated today unless the same was trained before."""
    before = mdnet.embeddings.MODEL
    key = training_key(needs, settings, before.partition(" ")[0])
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return key if key == before else training_key(needs, settings, today)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description="Train the word tables.")
    parser.add_argument("--try", dest="trying", action="store_true", help="quickly; write nothing")
    trying = parser.parse_args().trying
    settings = quick(Settings()) if trying else Settings()
    began = time.monotonic()
    needs = sound_needs()
    vocabulary = make_vocabulary(needs, open_starts(START), settings.least_uses)
    ids = need_ids(needs, vocabulary)
    print(f"{len(needs)} needs, {len(vocabulary.words)} words; {time.monotonic() - began:.0f} s")
    steps = best_steps(vocabulary, ids, settings)
    seeds = range(settings.seed, settings.seed + settings.averaged)
    trained = averaged(
        [train(vocabulary, ids, replace(settings, seed=seed), steps, _unseen) for seed in seeds]
    )
    key = dated_key(needs, settings)
    for path, data in packed(needs, vocabulary, trained, settings, key).items():
        if not trying:
            path.write_bytes(data)
        print(f"{path.name}: {len(data):,} bytes")
    if not trying:
        _PACKAGE.write_text(_MODEL.sub(f'MODEL: Final = "{key}"', _PACKAGE.read_text()))
    print(f"{key}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
