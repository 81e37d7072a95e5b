"""Scores goal search on the judged goals: what it finds, in what order, and what it should not.

    python bench/relevance/evaluate.py                 both sets
    python bench/relevance/evaluate.py --set goals -v  each goal, worst first

nDCG@10 with gains 2^grade - 1; recall@10 over all judged people; MRR of the first person
with grade 2 or 3. ``inv`` is the share of pairs (distractor, helper) in which the
distractor stands above; ``false`` the share of goals nobody can help with that get a
hit in a band above "maybe".
"""

import argparse
import json
import math
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
Search = Callable[[str], Sequence[tuple[str, str]]]
"""From a goal to names with their bands, best first."""


class Scores(NamedTuple):
    """What one goal came to; ``false`` is None where somebody can help."""

    goal: str
    ndcg: float | None
    recall: float | None
    mrr: float | None
    inversions: float | None
    shown: int
    false: float | None


def evaluate(goals: Sequence[dict[str, Any]], search: Search) -> list[Scores]:
    """Score every goal."""
    return [_score(goal, search(goal["query"])) for goal in goals]


def _score(goal: dict[str, Any], found: Sequence[tuple[str, str]]) -> Scores:
    names = [name for name, _ in found]
    grades: dict[str, int] = goal["relevant"]
    distractors = set(goal.get("distractors", ()))
    shown = len(distractors & set(names[:10]))
    if not grades:
        loud = any(band in {"strong", "good"} for _, band in found)
        return Scores(goal["query"], None, None, None, None, shown, float(loud))
    gains = [2 ** grades.get(name, 0) - 1 for name in names[:10]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10]
    right = next((at for at, name in enumerate(names, 1) if grades.get(name, 0) >= 2), 0)
    found_here = sum(name in grades for name in names[:10])
    return Scores(
        goal["query"],
        _discounted(gains) / _discounted(ideal),
        found_here / min(10, len(grades)),
        1 / right if right else 0.0,
        _inversions(names, grades, distractors),
        shown,
        None,
    )


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(at + 1) for at, gain in enumerate(gains, 1))


def _inversions(
    names: Sequence[str], grades: dict[str, int], distractors: set[str]
) -> float | None:
    places = {name: at for at, name in enumerate(names)}
    last = len(names)
    pairs = [(helper, other) for helper in grades for other in distractors]
    if not pairs:
        return None
    worse = [places.get(other, last) < places.get(helper, last) for helper, other in pairs]
    return mean(worse)


def summary(scores: Sequence[Scores]) -> dict[str, float]:
    """Return the means of a set of scores."""

    def of(name: str) -> float:
        values = [value for value in (getattr(one, name) for one in scores) if value is not None]
        return mean(values) if values else 0.0

    return {name: of(name) for name in ("ndcg", "recall", "mrr", "inversions", "shown", "false")}


def load_set(name: str) -> list[dict[str, Any]]:
    """Return the goals of a set; a paraphrase has the judgments of the goal it says anew."""
    goals = json.loads((HERE / "goals.json").read_text(encoding="utf-8"))
    if name == "goals":
        return goals  # type: ignore[no-any-return]
    by_id = {goal["id"]: goal for goal in goals}
    paraphrases = json.loads((HERE / "paraphrases.json").read_text(encoding="utf-8"))
    return [{**by_id[one["goal"]], "query": one["query"]} for one in paraphrases]


def goal_search(cache: Path) -> Search:
    """Return mdnet's own search over the judged vault."""
    from mdnet.index.refresh import refresh
    from mdnet.search.helpers import Filters, find_helpers
    from mdnet.search.understanding import load_understanding
    from mdnet.vault.root import open_vault

    vault = open_vault(HERE / "vault")
    snapshot = refresh(vault, {**os.environ, "MDNET_CACHE_DIR": str(cache)}).snapshot

    understanding = load_understanding(vault.root, "en", snapshot.cache)

    def search(goal: str) -> Sequence[tuple[str, str]]:
        answer = find_helpers(
            snapshot, understanding, goal, today=TODAY, filters=Filters(limit=None)
        )
        return [(hit.name, hit.band) for hit in answer.hits]

    return search


def main() -> None:
    """Evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=["goals", "paraphrases"], action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each goal, worst first")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        search = goal_search(Path(cache))
        for name in wanted.set or ("goals", "paraphrases"):
            scores = evaluate(load_set(name), search)
            figures = "  ".join(f"{key} {value:.3f}" for key, value in summary(scores).items())
            print(f"{name:12} {len(scores)} goals  {figures}")
            if wanted.verbose:
                for one in sorted(scores, key=lambda one: (one.ndcg is None, one.ndcg)):
                    print(f"  {one}")


if __name__ == "__main__":
    main()
