"""Fits the weights of the ranker on judged goals: writes `mdnet/search/ranker.json`.

    python scripts/fit_ranker.py            fit, write, and say what it comes to
    python scripts/fit_ranker.py --dry-run  only say it

Three kinds of goals are learned from, all of the vault of `bench/relevance`:

* the *goals* set, judged by hand (never the paraphrases, which are for choosing);
* known items: each role, skill, offer and firm that stands in a key, as somebody would type it;
  people who have it in a key are right. Once as they are, and once with the meaning of the words
  withheld, as if no table knew them, so that the words themselves are weighed, too;
* rare words of the prose, with their meaning withheld;
* slots: each role with a firm, a town or a language of a person who has it.

The model is logistic, with a penalty on the squares of the weights, and each weight has the sign
that its feature must have. Folds by goal give the figures; the weights are of all goals.
"""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mdnet.index.analysis import words
from mdnet.index.refresh import refresh
from mdnet.search.context import SearchContext, search_context
from mdnet.search.features import FEATURES, Weights, features_of
from mdnet.search.language import load_resources
from mdnet.search.ranker import WEIGHTS
from mdnet.search.reading import read
from mdnet.search.retrieval import Retriever
from mdnet.vault.root import open_vault

Floats = NDArray[np.float64]

ROOT = Path(__file__).parent.parent
JUDGED = ROOT / "bench/relevance"
TODAY = date(2026, 11, 23)
# The target for each grade, and the weight of its rows.
TARGET = {0: 0.0, 1: 0.5, 2: 1.0, 3: 1.0}
COUNTS = {0: 1.0, 1: 0.6, 2: 1.0, 3: 1.5}
# Known items and slots are many and easy: all of a kind together count as much as the judged goals.
SHARE_OF_ITEMS = 0.2
PENALTY = 2.0
# One rare word in this many is used.
RARE_EACH = 10
FOLDS = 6
# The number of answers to each goal used for calibration.
FIRST_ANSWERS = 3
STEPS = 2000

MEANS = {
    "need": "the best passage answers a need that the goal means",
    "need_whole": "all that is said of them answers a need that the goal means",
    "like": "the best passage is similar to the goal",
    "like_whole": "all that is said of them is similar to the goal",
    "words": "words of the goal stand in the note",
    "words_unmeant": "words that mdnet does not know (names, jargon) stand in the note",
    "words_together": "words of the goal stand in one passage",
    "exact": "an item holds nothing but words of the goal",
    "against": "they need or shun it themselves",
    "slots_missed": "the firm, place, language or acquaintance asked for is not theirs",
}
LESSENS = frozenset({"against", "slots_missed"})


class Row(NamedTuple):
    """A candidate for a goal: features, grade, and what the row counts."""

    features: tuple[float, ...]
    grade: int
    counts: float


Group = list[Row]
"""All candidates for one goal."""


def main() -> None:
    """Read the command line, fit, write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the ranker.")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        vault = open_vault(JUDGED / "vault")
        snapshot = refresh(vault, {**os.environ, "MDNET_CACHE_DIR": cache}).snapshot
        context = search_context(snapshot, load_resources(vault.root, "en"), TODAY)
        judged = [group for _, group in judged_groups(context)]
        items = [*known_items(context), *rare_words(context), *slot_goals(context)]
    total = sum(len(group) for group in judged)
    share = SHARE_OF_ITEMS * total / max(1, sum(len(group) for group in items))
    items = [[row._replace(counts=row.counts * share) for row in group] for group in items]
    sys.stdout.write(f"{len(judged)} judged goals, {len(items)} known items\n")
    logits = cross_validated(judged, items)
    scale, shift = calibrated(judged, logits)
    chances = [[_sigmoid(scale * logit + shift) for logit in some] for some in logits]
    sys.stdout.write(calibration(judged, chances))
    weights, bias = fit([*judged, *items])
    weights, bias = scale * weights, scale * bias + shift
    for name, weight in zip(FEATURES, weights, strict=True):
        sys.stdout.write(f"{name:16}{weight:8.2f}\n")
    if not arguments.dry_run:
        write(weights, bias)


def judged_groups(context: SearchContext) -> Iterator[tuple[dict[str, Any], Group]]:
    """Yield each judged goal with its candidates."""
    for goal in json.loads((JUDGED / "goals.json").read_text(encoding="utf-8")):
        grades: Mapping[str, int] = goal["relevant"]
        yield goal, _group(context, goal["query"], lambda name, grades=grades: grades.get(name, 0))


def known_items(context: SearchContext) -> Iterator[Group]:
    """Yield a group for each item of a key, with its meaning and without."""
    without = context._replace(language=context.language._replace(needs=None))
    holders = _holders(context, ("roles", "skills", "offers", "organizations", "interests"))
    for item, names in holders.items():
        for one in (context, without):
            group = _group(one, item, lambda name, names=names: 3 if name in names else 0)
            # Others may be right, too, but nobody judged them: they are left out.
            yield [row for row in group if row.grade or not _may_be_right(row)]


def rare_words(context: SearchContext) -> Iterator[Group]:
    """Yield a group for each rare word of the prose, with its meaning withheld."""
    without = context._replace(language=context.language._replace(needs=None))
    found: dict[str, set[str]] = {}
    for note in context.snapshot.contact_notes():
        for passage in note.passages:
            for word in words(passage.text) if passage.kind == "about" else ():
                found.setdefault(word, set()).add(note.name)
    rare = sorted(word for word, names in found.items() if len(names) == 1 and len(word) > 5)
    for word in rare[::RARE_EACH]:
        names = found[word]
        yield _group(without, word, lambda name, names=names: 2 if name in names else 0)


def slot_goals(context: SearchContext) -> Iterator[Group]:
    """Yield a group for each role that somebody has, with their firm, their town or a language."""
    roles = _holders(context, ("roles",))
    for key, said in (
        ("organizations", "{} at {}"),
        ("city", "{} in {}"),
        ("languages", "{} who speaks {}"),
    ):
        for value, names in _holders(context, (key,)).items():
            for role in sorted(role for role, holders in roles.items() if holders & names)[:2]:
                both = names & roles[role]
                query = said.format(role, value)
                yield _group(context, query, lambda name, both=both: 3 if name in both else 0)


def _holders(context: SearchContext, keys: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for note in context.snapshot.contact_notes():
        for key in keys:
            value = getattr(note.contact, key)
            for item in (value,) if isinstance(value, str) else value:
                if item:
                    found.setdefault(item, set()).add(note.name)
    return found


def _may_be_right(row: Row) -> bool:
    at = FEATURES.index
    return row.features[at("need")] > 0.5 or row.features[at("words")] > 0.6


def _group(context: SearchContext, query: str, grade: "Any") -> Group:
    reading = read(query, context.language, context.lookup, context.people)
    retriever = Retriever(context, reading)
    weights = Weights(reading, context.lookup)
    group = []
    for candidate in retriever.candidates().values():
        features, _, _ = features_of(candidate, reading, weights)
        given = grade(context.people.name(candidate.key))
        values = tuple(features[name] for name in FEATURES)
        group.append(Row(values, given, COUNTS[given]))
    return group


def fit(groups: Iterable[Group]) -> tuple[Floats, float]:
    """The weights of the features and the bias.

    Adam on the logistic loss, the features scaled to one, weights of the wrong sign set to 0.
    """
    rows = [row for group in groups for row in group]
    values = np.array([row.features for row in rows])
    wanted = np.array([TARGET[row.grade] for row in rows])
    counts = np.array([row.counts for row in rows])
    counts /= counts.sum()
    signs = np.array([-1.0 if name in LESSENS else 1.0 for name in FEATURES])
    scale = np.sqrt((values**2).mean(axis=0)) + 1e-3
    scaled = np.c_[values / scale, np.ones(len(rows))]
    weights = np.r_[np.zeros(len(FEATURES)), -3.0]
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    penalty = np.r_[np.full(len(FEATURES), PENALTY / len(rows)), 0.0]
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-(scaled @ weights)))
        gradient = scaled.T @ (counts * (chance - wanted)) + penalty * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        weights = weights - 0.03 * move
        weights[:-1] = np.where(weights[:-1] * signs < 0, 0.0, weights[:-1])
    return weights[:-1] / scale, float(weights[-1])


def cross_validated(judged: Sequence[Group], items: Sequence[Group]) -> list[list[float]]:
    """The logit of each candidate, by weights fitted without its goal."""
    logits: list[list[float]] = [[] for _ in judged]
    for fold in range(FOLDS):
        seen = [group for at, group in enumerate(judged) if at % FOLDS != fold]
        weights, bias = fit([*seen, *items])
        for at, group in enumerate(judged):
            if at % FOLDS == fold:
                logits[at] = [float(np.dot(weights, row.features)) + bias for row in group]
    return logits


def calibrated(judged: Sequence[Group], logits: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The scale and shift of the logits after which they say how often they are right.

    Platt's scaling (1999), on the first answers to goals that the weights have not seen: the first
    of many is right less often than the score alone would say. Right is grade 2 or 3.
    """
    pairs = []
    for group, some in zip(judged, logits, strict=True):
        ranked = sorted(zip(some, group, strict=True), key=lambda pair: -pair[0])
        pairs += [(logit, float(row.grade > 1)) for logit, row in ranked[:FIRST_ANSWERS]]
    values, right = np.array(pairs).T
    scale, shift = 1.0, 0.0
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-(scale * values + shift))) - right
        scale -= 0.05 * float((wrong * values).mean())
        shift -= 0.05 * float(wrong.mean())
    return scale, shift


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def calibration(judged: Sequence[Group], chances: Sequence[Sequence[float]]) -> str:
    """The number of candidates, and of right ones, for each step of the chance."""
    lines = ["chance     all  right (grade 2 or 3)\n"]
    pairs = [
        (chance, row.grade)
        for group, some in zip(judged, chances, strict=True)
        for row, chance in zip(group, some, strict=True)
    ]
    for low, high in ((0, 0.06), (0.06, 0.25), (0.25, 0.6), (0.6, 0.8), (0.8, 1.01)):
        held = [grade for chance, grade in pairs if low <= chance < high]
        right = sum(grade > 1 for grade in held)
        lines.append(f"{low:.2f}-{min(1, high):.2f}{len(held):6}{right:7}\n")
    return "".join(lines)


def write(weights: Floats, bias: float) -> None:
    """Write the weights with their meanings."""
    rows = [
        {"feature": name, "weight": round(float(weight), 3), "means": MEANS[name]}
        for name, weight in zip(FEATURES, weights, strict=True)
    ]
    data = {"bias": round(bias, 3), "weights": rows}
    WEIGHTS.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
