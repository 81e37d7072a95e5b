"""Scores goal search on the judged goals: what it finds, in what order, and what it should not.

    python bench/relevance/evaluate.py                 both sets
    python bench/relevance/evaluate.py --set goals -v  each goal, worst first
    python bench/relevance/evaluate.py --ablate        with one part switched off at a time
    python bench/relevance/evaluate.py --write         the same, into docs/relevance.md
    python bench/relevance/evaluate.py --check         whether its first row still holds

nDCG@10 with gains 2^grade - 1; recall@10 over all judged people; MRR of the first person
with grade 2 or 3. ``inv`` is the share of pairs (distractor, helper) in which the
distractor stands above; ``false`` the share of goals nobody can help with that get a
hit in a band above "maybe".
"""

import argparse
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.search.understanding import Understanding

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs/relevance.md"
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


class Judged(NamedTuple):
    """The judged vault, indexed, and what goals are understood by."""

    snapshot: "Snapshot"
    understanding: "Understanding"


def judged_vault(cache: Path) -> Judged:
    """Index the judged vault; ``cache`` is the folder for the index."""
    from mdnet.index.refresh import refresh
    from mdnet.search.understanding import load_understanding
    from mdnet.vault.root import open_vault

    vault = open_vault(HERE / "vault")
    snapshot = refresh(vault, {**os.environ, "MDNET_CACHE_DIR": str(cache)}).snapshot
    return Judged(snapshot, load_understanding(vault.root, "en", snapshot.cache))


def goal_search(judged: Judged, understanding: "Understanding | None" = None) -> Search:
    """Return mdnet's own search over the judged vault."""
    from mdnet.search.helpers import Filters, find_helpers

    def search(goal: str) -> Sequence[tuple[str, str]]:
        answer = find_helpers(
            judged.snapshot,
            understanding or judged.understanding,
            goal,
            today=TODAY,
            filters=Filters(limit=None),
        )
        return [(hit.name, hit.band) for hit in answer.hits]

    return search


class Part(NamedTuple):
    """A part of the search that can be switched off."""

    name: str
    weights: Mapping[str, object] = {}
    """Numbers of ``mdnet.search.weights`` to set instead."""
    thesaurus: bool = True
    table: bool = True
    told: bool = True


_NOTHING_ALIKE: Mapping[str, object] = {"ALIKE_TAKEN": 0}
_NOBODY_ALIKE: Mapping[str, object] = {"LIKE_MOST": 0.0, "LIKE_ALONE": math.inf}
_NOTHING_AGAINST: Mapping[str, object] = {"AGAINST": ()}
PARTS = (
    Part("everything"),
    Part("no goal thesaurus", _NOTHING_ALIKE, thesaurus=False),
    Part("no word table at all", table=False),
    Part("no needs that are only alike", _NOTHING_ALIKE),
    Part("no likeness of people", _NOBODY_ALIKE),
    Part("nothing told by others, no introductions", told=False),
    Part("no aversion: who needs or shuns it is not told apart", _NOTHING_AGAINST),
    Part("no tilt by the kind of a goal", {"CLOSE_KINDS": (), "LOOSE_KINDS": ()}),
    Part("plain words only", _NOTHING_AGAINST, thesaurus=False, table=False, told=False),
)


@contextmanager
def without(part: Part, judged: Judged) -> Iterator[Search]:
    """Give a search that lacks a part."""
    from mdnet.search import weights
    from mdnet.search.evidence import Gathering
    from mdnet.search.thesaurus import Thesaurus

    understanding = judged.understanding
    if not part.thesaurus:
        understanding = replace(understanding, thesaurus=Thesaurus(b"{}"))
    if not part.table:
        understanding = replace(understanding, senses=None)
    with ExitStack() as changed:
        for name, value in part.weights.items():
            changed.enter_context(patch.object(weights, name, value))
        if not part.told:
            changed.enter_context(patch.object(Gathering, "_add_told", lambda *_: None))
        yield goal_search(judged, understanding)


SETS = ("goals", "paraphrases")
_SHOWN = {
    "ndcg": "nDCG@10",
    "recall": "recall@10",
    "mrr": "MRR",
    "inversions": "inv",
    "false": "loud",
}
_BLOCK = re.compile(r"(<!-- figures: .*? -->\n).*?(<!-- end of figures -->)", re.DOTALL)
# By how much a figure may have moved before the page has to be written anew.
_STALE = 0.015


def row(part: Part, judged: Judged) -> list[str]:
    """Return the row of a part: its name and the figures of both sets."""
    with without(part, judged) as search:
        found = [summary(evaluate(load_set(name), search)) for name in SETS]
    return [part.name, *(f"{figures[key]:.3f}" for figures in found for key in _SHOWN)]


def head() -> list[str]:
    """Return the head of the table."""
    return ["", *(f"{name} {label}" for name in SETS for label in _SHOWN.values())]


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return a table, the first row as its head."""
    first, *rest = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "".join(f"{line}\n" for line in (first.replace("|  |", "| |"), rule, *rest))


def first_row_of_page() -> list[str]:
    """Return the row of the whole search as the page has it."""
    found = re.search(rf"^\| ({PARTS[0].name} \|.*) \|$", PAGE.read_text(), re.MULTILINE)
    return [cell.strip() for cell in found[1].split("|")] if found else []


def check(judged: Judged) -> str:
    """Return in what the page is stale; empty when it is not."""
    shown, now = first_row_of_page(), row(PARTS[0], judged)
    if len(shown) != len(now):
        return "docs/relevance.md has no figures"
    moved = [
        f"{label}: {old} is now {new}"
        for label, old, new in zip(head()[1:], shown[1:], now[1:], strict=True)
        if abs(float(old) - float(new)) > _STALE
    ]
    return "\n".join(moved)


def write_page(rows: Sequence[Sequence[str]]) -> None:
    """Put a table between the marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    block = f"\n{as_markdown(rows)}\n"
    PAGE.write_text(_BLOCK.sub(lambda found: found[1] + block + found[2], text), encoding="utf-8")


def put_sets(wanted: argparse.Namespace, search: Search) -> None:
    """Print the figures of the sets, with every goal if wanted."""
    for name in wanted.set or SETS:
        scores = evaluate(load_set(name), search)
        figures = "  ".join(f"{key} {value:.3f}" for key, value in summary(scores).items())
        print(f"{name:12} {len(scores)} goals  {figures}")
        if wanted.verbose:
            for one in sorted(scores, key=lambda one: (one.ndcg is None, one.ndcg)):
                print(f"  {one}")


def main() -> None:
    """Evaluate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each goal, worst first")
    parser.add_argument("--ablate", action="store_true", help="switch off one part at a time")
    parser.add_argument("--write", action="store_true", help="write docs/relevance.md anew")
    parser.add_argument("--check", action="store_true", help="only compare with the page")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        judged = judged_vault(Path(cache))
        if wanted.check:
            sys.exit(check(judged) or 0)
        if not wanted.ablate and not wanted.write:
            put_sets(wanted, goal_search(judged))
            return
        rows = [head(), *(row(part, judged) for part in PARTS)]
        print(as_markdown(rows), end="")
        if wanted.write:
            write_page(rows)


if __name__ == "__main__":
    main()
