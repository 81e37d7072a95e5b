"""The texts of the needs as rows of the vocabulary, their vectors, and which are held out."""

import random
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from scripts.needs_corpus import LANGUAGES, Need
from scripts.training.vocabulary import Floats, Ids, Vocabulary

_ONE_NEED_IN = 20
_ONE_PHRASE_IN = 12
_AT_ONCE = 1000


@dataclass(slots=True)
class TextIds:
    """The texts of a need in one language that have a known word."""

    goals: list[Ids]
    helpers: list[Ids]
    also: list[Ids]
    unlike: list[Ids]


@dataclass(slots=True)
class NeedIds:
    """The texts of a need by language."""

    name: str
    texts: dict[str, TextIds] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        """The languages that have goals and helpers."""
        return list(self.texts)

    def any_unlike(self, draw: random.Random) -> Ids | None:
        """Some text that merely shares words with the need, if it has one."""
        found = [text for texts in self.texts.values() for text in texts.unlike]
        return draw.choice(found) if found else None


@dataclass(slots=True)
class HeldOut:
    """A split into texts to train on and goals to test with."""

    training: list[NeedIds]
    new_phrases: list[tuple[str, str, Ids]]
    """Goals of needs that are trained: need, language, goal."""
    new_needs: list[NeedIds]
    """Needs that are not trained at all."""


def need_ids(needs: Iterable[Need], vocabulary: Vocabulary) -> list[NeedIds]:
    """The needs that have a goal and a helper, by rows."""
    found = []
    for need in needs:
        one = NeedIds(need.name)
        for language, texts in need.texts.items():
            lists = (texts.goals, texts.helpers, texts.also, texts.unlike)
            ids = TextIds(*(_known(part, language, vocabulary) for part in lists))
            if ids.goals and ids.helpers:
                one.texts[language] = ids
        if one.texts:
            found.append(one)
    return found


def _known(texts: Iterable[str], language: str, vocabulary: Vocabulary) -> list[Ids]:
    ids = (vocabulary.ids(text, language) for text in texts)
    return [one for one in ids if len(one)]


def held_out(needs: Sequence[NeedIds]) -> HeldOut:
    """Hold out one need in twenty, and one goal in twelve of the others. Always the same ones."""
    split = HeldOut([], [], [])
    for need in needs:
        if zlib.crc32(need.name.encode()) % _ONE_NEED_IN == 0:
            split.new_needs.append(need)
            continue
        kept = NeedIds(need.name)
        for language, texts in need.texts.items():
            out = [at for at in range(len(texts.goals)) if at % _ONE_PHRASE_IN == 5]
            split.new_phrases += [(need.name, language, texts.goals[at]) for at in out]
            goals = [goal for at, goal in enumerate(texts.goals) if at not in out]
            kept.texts[language] = TextIds(goals, texts.helpers, texts.also, texts.unlike)
        split.training.append(kept)
    return split


def text_vectors(rows: Floats, texts: Sequence[Ids]) -> Floats:
    """The vectors of texts, a row each."""
    found = np.empty((len(texts), rows.shape[1]), np.float32)
    # A few at a time fit the processor's cache.
    for begin in range(0, len(texts), _AT_ONCE):
        some = texts[begin : begin + _AT_ONCE]
        starts = np.cumsum([0, *(len(text) for text in some[:-1])])
        found[begin : begin + len(some)] = np.add.reduceat(rows[np.concatenate(some)], starts)
    return unit(found)


def need_vectors(rows: Floats, needs: Sequence[NeedIds], *, goals: bool = True) -> Floats:
    """The vectors of needs: between their goals and their helpers, in every language.

    Args:
        rows: the vectors of the words.
        needs: the needs, each with a goal and a helper.
        goals: whether the goals count; the helpers always do.
    """
    texts: list[Ids] = []
    groups: list[list[tuple[int, int]]] = []
    for need in needs:
        spans = []
        for language in need.languages:
            one = need.texts[language]
            for part in (one.helpers, one.goals) if goals else (one.helpers,):
                spans.append((len(texts), len(texts) + len(part)))
                texts += part
        groups.append(spans)
    vectors = text_vectors(rows, texts)
    means = [sum(unit(vectors[slice(*span)].mean(axis=0)) for span in spans) for spans in groups]
    return unit(np.array(means, np.float32))


def unit(rows: Floats) -> Floats:
    """The rows, or one row, at length 1."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    result: Floats = (rows / np.maximum(lengths, 1e-9)).astype(np.float32, copy=False)
    return result


def accuracies(rows: Floats, split: HeldOut) -> dict[str, float]:
    """The shares of held-out goals whose need is first, and among the first three.

    By phrase: against all needs that were trained. By need: against the helpers of all
    needs, which alone define them.
    """
    found: dict[str, float] = {}
    trained = {need.name: number for number, need in enumerate(split.training)}
    centres = need_vectors(rows, split.training)
    for language in LANGUAGES:
        asked = [(trained[name], goal) for name, one, goal in split.new_phrases if one == language]
        found |= _accuracy(f"phrase {language}", rows, asked, centres)
    every = [*split.training, *split.new_needs]
    helpers = need_vectors(rows, every, goals=False)
    for language in LANGUAGES:
        asked = [
            (number, goal)
            for number, need in enumerate(every[len(split.training) :], len(split.training))
            if language in need.texts
            for goal in need.texts[language].goals
        ]
        found |= _accuracy(f"need {language}", rows, asked, helpers)
    return found


def _accuracy(
    name: str, rows: Floats, asked: Sequence[tuple[int, Ids]], centres: Floats
) -> dict[str, float]:
    if not asked:
        return {}
    likeness = text_vectors(rows, [goal for _, goal in asked]) @ centres.T
    right = np.array([need for need, _ in asked])
    own = likeness[np.arange(len(asked)), right]
    # A tie counts as a miss: texts without any known word are never right.
    places = (likeness >= own[:, None]).sum(axis=1) - 1
    return {f"{name} @1": float((places < 1).mean()), f"{name} @3": float((places < 3).mean())}
