"""Who can help with a goal that is written down: a search for each thing that it wants."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mdnet.index.store import Snapshot
from mdnet.model import Goal
from mdnet.search.answer import Hit
from mdnet.search.ground import Ground, ground_of
from mdnet.search.helpers import Filters, helpers_on
from mdnet.search.people import People
from mdnet.search.rank import band_of
from mdnet.search.understanding import Understanding

_BANDS = ("strong", "good", "maybe", "weak", "not a helper")


def helpers_for(
    goal: Goal,
    snapshot: Snapshot,
    understanding: Understanding,
    *,
    today: date,
    filters: Filters | None = None,
) -> list[Hit]:
    """Return who can help with a goal, best first, each with what speaks for them most.

    Args:
        goal: the goal.
        snapshot: the index, fresh.
        understanding: what goals are understood by.
        today: the date that ties fade by.
        filters: what to narrow the answer to; the kind is the goal's own.
    """
    return goal_helpers_on(ground_of(snapshot, understanding, today), goal, filters or Filters())


def goal_helpers_on(ground: Ground, goal: Goal, filters: Filters) -> list[Hit]:
    """Return who can help with a goal, as ``helpers_for`` does.

    The wants of a goal say one thing in several ways, or several things that would help. So
    half of a score is what somebody is worth for the want that they meet best, and half
    what they are worth for all of them on average.
    """
    each = replace(filters, kind=goal.kind, limit=None)
    found: dict[str, list[Hit]] = defaultdict(list)
    for want in goal.wants:
        for hit in helpers_on(ground, want, each).hits:
            found[hit.path or hit.name].append(hit)
    hits = [_together(some, len(goal.wants)) for some in found.values()]
    shown = [hit for hit in hits if hit.band != "weak" or filters.all]
    return sorted(shown, key=lambda hit: _order(hit, ground.people))[: filters.limit]


def _together(hits: Sequence[Hit], wants: int) -> Hit:
    """Return the hits of one person as one."""
    best = max(hits, key=lambda hit: hit.score)
    score = (best.score + sum(hit.score for hit in hits) / wants) / 2
    return best._replace(score=round(score, 4), band=band_of(score))


def _order(hit: Hit, people: People) -> tuple[int, bool, float, str]:
    """Sort as a search does: by band, and introductions last in each."""
    contact = people.contact(hit.path) if hit.path else None
    return _BANDS.index(hit.band), contact is None or contact.stub, -hit.score, hit.name
