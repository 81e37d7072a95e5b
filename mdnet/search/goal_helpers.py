"""Helpers for a goal that has a note: one search for each thing that it wants."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mdnet.index.store import Snapshot
from mdnet.model.contact import Goal
from mdnet.search.context import SearchContext, search_context
from mdnet.search.engine import search
from mdnet.search.filters import Filters
from mdnet.search.language import LanguageResources
from mdnet.search.ranker import band_of
from mdnet.search.results import Hit


def helpers_for(
    goal: Goal,
    snapshot: Snapshot,
    language: LanguageResources,
    *,
    today: date,
    filters: Filters | None = None,
) -> list[Hit]:
    """The people who can help with a goal, best first, each with their best reasons.

    Args:
        goal: the goal.
        snapshot: the index, fresh.
        language: the resources for reading goals.
        today: the date that ties fade by.
        filters: limits on the answer; the kind is the goal's own.
    """
    return goal_helpers_on(search_context(snapshot, language, today), goal, filters or Filters())


def goal_helpers_on(context: SearchContext, goal: Goal, filters: Filters) -> list[Hit]:
    """The people who can help with a goal, as in ``helpers_for``.

    The wants of a goal say one thing in several ways, or several things that would help. So
    half of a score comes from the want that somebody meets best, and half from the average
    over all of them.
    """
    each = filters._replace(kind=goal.kind, limit=None)
    found: dict[str, list[Hit]] = defaultdict(list)
    for want in goal.wants:
        for hit in search(context, want, each).hits:
            found[hit.path or hit.name].append(hit)
    hits = [_together(some, len(goal.wants)) for some in found.values()]
    shown = [hit for hit in hits if hit.band != "weak" or filters.all]
    return sorted(shown, key=lambda hit: (-hit.score, hit.name))[: filters.limit]


def _together(hits: Sequence[Hit], wants: int) -> Hit:
    """The hits of one person as one."""
    best = max(hits, key=lambda hit: hit.score)
    score = (best.score + sum(hit.score for hit in hits) / wants) / 2
    return best._replace(score=round(score, 4), band=band_of(score))
