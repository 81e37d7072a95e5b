"""The model that is trained, and the training. Uses torch.

A text is the sum of its words' vectors, at length 1. A word's vector is `(start A + D) exp(w)`:
`start` its place in the untrained table, which stays; `A` one matrix for all words of a language;
`D` and `w` a move and a weight of its own. So a word that no text has is moved by `A` alone.

The aim: a goal is more similar to a helper of its need than to the helpers of the other needs of
the batch, and than to texts that merely share words with a need.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from scripts.needs_corpus import LANGUAGES
from scripts.training.settings import Settings
from scripts.training.texts import NeedIds, need_vectors
from scripts.training.vocabulary import Floats, Ids, Vocabulary

_THREADS = 2
# How often the text to find is a helper, a weaker helper, or another goal.
_HELPER, _ALSO = 0.55, 0.7
_WORD_LOST = 0.2
_TEXT_CHANGED = 0.3
_MASKED = -30.0


@dataclass(slots=True)
class Trained:
    """The vectors of the vocabulary, and the map for every other word, by language."""

    rows: Floats
    moves: dict[str, Floats]


class Model:
    """The numbers that are learned."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.start = torch.tensor(vocabulary.start)
        dims = self.start.shape[1]
        self.moves = [torch.eye(dims).requires_grad_() for _ in LANGUAGES]
        self.shifts = torch.zeros_like(self.start).requires_grad_()
        self.weights = torch.zeros(len(self.start)).requires_grad_()
        self._languages = np.array([LANGUAGES.index(one) for one, _ in vocabulary.words])

    def rows(self, numbers: Ids) -> Any:
        """The vectors of some words; ``numbers`` ascend."""
        wanted = torch.from_numpy(numbers)
        languages = self._languages[numbers]
        start = self.start[wanted]
        moved = torch.zeros_like(start)
        for language, move in enumerate(self.moves):
            mine = torch.from_numpy(np.flatnonzero(languages == language))
            moved = moved.index_add(0, mine, start[mine] @ move)
        return (moved + self.shifts[wanted]) * torch.exp(self.weights[wanted])[:, None]

    def texts(self, groups: Sequence[Sequence[Ids]]) -> list[Any]:
        """The vectors of the texts of each group."""
        texts = [text for group in groups for text in group]
        # Only the words of these texts are computed.
        numbers, flat = np.unique(np.concatenate(texts), return_inverse=True)
        starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
        at = (torch.from_numpy(flat), self.rows(numbers), torch.from_numpy(starts))
        vectors = functional.normalize(functional.embedding_bag(*at, mode="sum"), dim=1)
        return list(vectors.split([len(group) for group in groups]))

    def trained(self) -> Trained:
        """A copy of the learned numbers."""
        with torch.no_grad():
            rows = self.rows(np.arange(len(self.start))).numpy().copy()
            moves = [move.detach().numpy().copy() for move in self.moves]
        return Trained(rows, dict(zip(LANGUAGES, moves, strict=True)))


def train(
    vocabulary: Vocabulary,
    needs: Sequence[NeedIds],
    settings: Settings,
    steps: int,
    look: Callable[[int, Trained], None],
) -> Trained:
    """Train on needs for ``steps`` steps; ``look`` regularly gets the learned numbers."""
    torch.set_num_threads(_THREADS)
    torch.manual_seed(settings.seed)
    # Seeded, so that every run draws the same; nothing here is secret.
    draw = random.Random(settings.seed)  # noqa: S311
    model = Model(vocabulary)
    optimiser = torch.optim.Adam(
        [
            {"params": [model.shifts], "lr": settings.rate, "weight_decay": 2 * settings.decay},
            {"params": [model.weights], "lr": settings.rate},
            {"params": model.moves, "lr": settings.rate / 3},
        ]
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimiser, settings.most_steps, eta_min=settings.rate / 20
    )
    alike = _alike(model, needs, settings)
    for step in range(1, steps + 1):
        loss = _loss(model, needs, alike, settings, draw)
        loss.backward()
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        if step % settings.look_every == 0:
            look(step, model.trained())
            alike = _alike(model, needs, settings)
    return model.trained()


def averaged(some: Sequence[Trained]) -> Trained:
    """The mean of several trainings of one vocabulary.

    They start from the same table and stay near it, so they share a space; the chance part
    of each evens out (Wortsman et al., "Model soups", 2022).
    """
    rows = np.mean([one.rows for one in some], axis=0)
    moves = {
        language: np.mean([one.moves[language] for one in some], axis=0) for language in LANGUAGES
    }
    return Trained(rows, moves)


def _alike(model: Model, needs: Sequence[NeedIds], settings: Settings) -> Any:
    """Mark needs that are too similar to be negatives of each other."""
    centres = need_vectors(model.trained().rows, needs)
    return torch.from_numpy(centres @ centres.T > settings.alike).fill_diagonal_(fill_value=False)


def _loss(
    model: Model, needs: Sequence[NeedIds], alike: Any, settings: Settings, draw: random.Random
) -> Any:
    """The loss of one batch of pairs."""
    chosen = draw.sample(range(len(needs)), min(settings.batch, len(needs)))
    pairs = [_pair(needs[number], settings, draw) for number in chosen]
    unlike = [needs[number].any_unlike(draw) for number in chosen]
    groups = [*zip(*pairs, strict=True), [text for text in unlike if text is not None]]
    goals, helpers, others = model.texts(groups)
    masked = alike[chosen][:, chosen]
    scores = (goals @ helpers.T / settings.temperature).masked_fill(masked, _MASKED)
    wide = torch.cat([scores, goals @ others.T / settings.temperature], dim=1)
    right = torch.arange(len(chosen))
    both = functional.cross_entropy(wide, right) + functional.cross_entropy(scores.T, right)
    return both / 2


def _pair(need: NeedIds, settings: Settings, draw: random.Random) -> tuple[Ids, Ids]:
    """A goal and a text that should be found for it."""
    second = draw.random() < settings.second_language
    language = need.languages[-1 if second else 0]
    other = language
    if len(need.languages) > 1 and draw.random() < settings.other_language:
        other = draw.choice([one for one in need.languages if one != language])
    texts, answers = need.texts[language], need.texts[other]
    goal, kind = draw.choice(texts.goals), draw.random()
    if kind < _HELPER or (kind < _ALSO and not answers.also):
        helper = draw.choice(answers.helpers)
    else:
        helper = draw.choice(answers.also if kind < _ALSO else answers.goals)
    if draw.random() < _TEXT_CHANGED:
        kept = [word for word in goal if draw.random() >= _WORD_LOST]
        goal = np.array(kept, np.int64) if kept else goal
    if draw.random() < _TEXT_CHANGED:
        helper = np.concatenate([helper, draw.choice(answers.helpers)])
    return goal, helper
