"""Scores goal search on the judged goals: what it finds, in what order, and what it should not.

    python bench/relevance/evaluate.py                 both sets
    python bench/relevance/evaluate.py --set goals -v  each goal, worst first
    python bench/relevance/evaluate.py --set forum     needs of a vault of its own: read its
                                                       README first, the runs are counted
    python bench/relevance/evaluate.py --ablate        with one part switched off at a time
    python bench/relevance/evaluate.py --write         the same, into docs/relevance.md
    python bench/relevance/evaluate.py --check         whether its first row is up to date

nDCG@10 with gains 2^grade - 1; recall@10 over all judged people; MRR of the first person
with grade 2 or 3; hit@1 and hit@3 whether such a person is first, or among the first
three. ``inv`` is the share of pairs (distractor, helper) in which the
distractor stands above; ``false`` the share of goals nobody can help with that get a
hit in a band above "maybe". Below the figures of a set stands how often the first answer
was right, band by band, over all of its goals: how far "strong" and "good" can be trusted.
"""

import argparse
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

if TYPE_CHECKING:
    from mdnet.search.context import SearchContext

HERE = Path(__file__).parent
FORUM = HERE.parent / "forum"
PAGE = HERE.parent.parent / "docs/relevance.md"
TODAY = date(2026, 11, 23)
Search = Callable[[str], Sequence[tuple[str, str]]]
"""From a goal to names with their bands, best first."""


class First(NamedTuple):
    """The first answer to a goal: its band, and whether the person can really help."""

    band: str
    right: bool


class Scores(NamedTuple):
    """The scores of one goal; ``false`` is None where somebody can help."""

    goal: str
    first: First | None
    hit1: float | None
    hit3: float | None
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
    can = {name for name, grade in grades.items() if grade >= 2}
    first = First(found[0][1], names[0] in can) if found else None
    if not grades:
        loud = any(band in {"strong", "good"} for _, band in found)
        nothing = (None,) * 6
        return Scores(goal["query"], first, *nothing, shown, float(loud))
    gains = [2 ** grades.get(name, 0) - 1 for name in names[:10]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10]
    right = next((at for at, name in enumerate(names, 1) if name in can), 0)
    found_here = sum(name in grades for name in names[:10])
    return Scores(
        goal["query"],
        first,
        float(right == 1),
        float(0 < right <= 3),
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
    """The means of a set of scores."""

    def of(name: str) -> float:
        values = [value for value in (getattr(one, name) for one in scores) if value is not None]
        return mean(values) if values else 0.0

    names = ("hit1", "hit3", "ndcg", "recall", "mrr", "inversions", "shown", "false")
    return {name: of(name) for name in names}


class Called(NamedTuple):
    """The number of first answers in a band, and how many of them were right."""

    band: str
    times: int
    right: int


def bands(scores: Sequence[Scores]) -> list[Called]:
    """The bands of the first answers, the most certain first."""
    firsts = [one.first for one in scores if one.first]
    counted = []
    for band in ("strong", "good", "maybe"):
        right = [first.right for first in firsts if first.band == band]
        counted.append(Called(band, len(right), sum(right)))
    return counted


def load_set(name: str) -> list[dict[str, Any]]:
    """The goals of a set; a paraphrase has the judgments of its goal."""
    if name == "forum":
        return json.loads((FORUM / "needs.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    goals = json.loads((HERE / "goals.json").read_text(encoding="utf-8"))
    if name == "goals":
        return goals  # type: ignore[no-any-return]
    by_id = {goal["id"]: goal for goal in goals}
    paraphrases = json.loads((HERE / "paraphrases.json").read_text(encoding="utf-8"))
    return [{**by_id[one["goal"]], "query": one["query"]} for one in paraphrases]


def judged_vault(cache: Path, home: Path = HERE) -> "SearchContext":
    """Index the judged vault of ``home``; ``cache`` is the folder for the index."""
    from mdnet.index.refresh import refresh
    from mdnet.search.context import search_context
    from mdnet.search.language import load_resources
    from mdnet.vault.root import open_vault

    vault = open_vault(home / "vault")
    snapshot = refresh(vault, {**os.environ, "MDNET_CACHE_DIR": str(cache)}).snapshot
    return search_context(snapshot, load_resources(vault.root, "en"), TODAY)


def goal_search(context: "SearchContext") -> Search:
    """The search of mdnet over the judged vault."""
    from mdnet.search.engine import search
    from mdnet.search.filters import Filters

    def names_and_bands(goal: str) -> Sequence[tuple[str, str]]:
        hits = search(context, goal, Filters(limit=None)).hits
        return [(hit.name, hit.band) for hit in hits]

    return names_and_bands


class Part(NamedTuple):
    """A part of the search that can be switched off: features of the ranker, and more."""

    name: str
    features: tuple[str, ...] = ()
    needs: bool = True
    told: bool = True
    prior: bool = True


_NEED = ("need", "need_whole")
_LIKE = ("like", "like_whole")
_WORDS = ("words", "words_unmeant", "words_together", "exact")
PARTS = (
    Part("everything"),
    Part("no needs, only the likeness of passages", _NEED),
    Part("no likeness of passages", _LIKE),
    Part("no words", _WORDS),
    Part("nothing told by others, no introductions", told=False),
    Part("no aversion: who needs or shuns it is not told apart", ("against",)),
    Part("no prior from the kind of a goal", prior=False),
    Part("plain words only", (*_NEED, *_LIKE, "against"), needs=False, told=False),
)


@contextmanager
def without(part: Part, context: "SearchContext") -> Iterator[Search]:
    """A search without one part."""
    from mdnet.search import features, judging, ranker

    whole = features.features_of

    def features_of(*args: Any) -> Any:
        features, *evidence = whole(*args)
        return {**features, **dict.fromkeys(part.features, 0.0)}, *evidence

    if not part.needs:
        context = context._replace(language=context.language._replace(needs=None))
    if not part.told:
        context = context._replace(scope=context.scope._replace(told=False))
    with patch.object(judging, "features_of", features_of), ExitStack() as changed:
        if not part.prior:
            changed.enter_context(patch.object(ranker, "prior", lambda *_, **__: 1.0))
        yield goal_search(context)


SETS = ("goals", "paraphrases")
"""The sets on the page; the forum set is run too rarely to be part of it."""
_SHOWN = {
    "ndcg": "nDCG@10",
    "recall": "recall@10",
    "mrr": "MRR",
    "inversions": "inv",
    "false": "loud",
}
_BLOCK = re.compile(r"(<!-- figures: .*? -->\n).*?(<!-- end of figures -->)", re.DOTALL)
# How far a figure may have moved before the page has to be rewritten.
_STALE = 0.015


def row(part: Part, context: "SearchContext") -> list[str]:
    """The row of a part: its name and the figures of both sets."""
    with without(part, context) as search:
        found = [summary(evaluate(load_set(name), search)) for name in SETS]
    return [part.name, *(f"{figures[key]:.3f}" for figures in found for key in _SHOWN)]


def head() -> list[str]:
    """The head of the table."""
    return ["", *(f"{name} {label}" for name in SETS for label in _SHOWN.values())]


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table, the first row as its head."""
    first, *rest = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "".join(f"{line}\n" for line in (first.replace("|  |", "| |"), rule, *rest))


def first_row_of_page() -> list[str]:
    """The row of the whole search as the page has it."""
    found = re.search(rf"^\| ({PARTS[0].name} \|.*) \|$", PAGE.read_text(), re.MULTILINE)
    return [cell.strip() for cell in found[1].split("|")] if found else []


def check(context: "SearchContext") -> str:
    """The stale figures of the page, in words; empty when there are none."""
    shown, now = first_row_of_page(), row(PARTS[0], context)
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


def put_sets(wanted: argparse.Namespace, cache: Path) -> None:
    """Print the figures of the sets, with every goal if wanted."""
    searches: dict[Path, Search] = {}
    for name in wanted.set or SETS:
        home = FORUM if name == "forum" else HERE
        if home not in searches:
            searches[home] = goal_search(judged_vault(cache, home))
        put_set(name, evaluate(load_set(name), searches[home]), verbose=wanted.verbose)


def put_set(name: str, scores: Sequence[Scores], *, verbose: bool) -> None:
    """Print the figures of a set and how good its first answers were."""
    labels = {"hit1": "hit@1", "hit3": "hit@3", **_SHOWN}
    figures = "  ".join(
        f"{labels.get(key, key)} {value:.3f}" for key, value in summary(scores).items()
    )
    print(f"{name:12} {len(scores)} goals  {figures}")
    for band, times, right in bands(scores):
        share = f"{right / times:.3f}" if times else "-"
        print(f"  first answers called {band:7} {times:3}, right {right:3}, {share}")
    if verbose:
        for one in sorted(scores, key=lambda one: (one.ndcg is None, one.ndcg)):
            print(f"  {one}")


def main() -> None:
    """Evaluate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=(*SETS, "forum"), action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each goal, worst first")
    parser.add_argument("--ablate", action="store_true", help="switch off one part at a time")
    parser.add_argument("--write", action="store_true", help="rewrite docs/relevance.md")
    parser.add_argument("--check", action="store_true", help="only compare with the page")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        if not (wanted.check or wanted.ablate or wanted.write):
            put_sets(wanted, Path(cache))
            return
        context = judged_vault(Path(cache))
        if wanted.check:
            sys.exit(check(context) or 0)
        rows = [head(), *(row(part, context) for part in PARTS)]
        print(as_markdown(rows), end="")
        if wanted.write:
            write_page(rows)


if __name__ == "__main__":
    main()
