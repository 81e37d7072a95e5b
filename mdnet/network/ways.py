"""Warm introductions: the strongest way from the owner to somebody, through people.

A way's warmth is the strength of the owner's tie to its first person times the weight of
each further tie on it; every step after the second counts less. Pure: the ties come from
the caller.
"""

import heapq
from collections.abc import Callable, Iterable

from mdnet.util.rows import NamedTuple

# Every tie carries so little that more steps are never warmer than fewer; a kind of tie that
# carried more than .7 would need the search to remember the number of steps as well.
_LATE_STEP = 0.6
MOST_STEPS = 3
MOST_WAYS = 3

Neighbours = Callable[[str], Iterable[tuple[str, float]]]
Strength = Callable[[str], float]


class Way(NamedTuple):
    """An introduction: whom to ask, nearest to the owner first, and how warm it is (0 to 1)."""

    through: tuple[str, ...]
    warmth: float


def best_ways(
    person: str,
    neighbours: Neighbours,
    strength: Strength,
    *,
    most: int = MOST_WAYS,
    warmer_than: float = 0.0,
) -> list[Way]:
    """The warmest ways to ``person``, each beginning with somebody else.

    Nobody at the start of one way is on a later one: people who can be asked directly need
    not be asked through others. See ``best_way``.
    """
    ways: list[Way] = []
    while len(ways) < most:
        asked = frozenset(way.through[0] for way in ways)
        way = best_way(person, neighbours, strength, without=asked, warmer_than=warmer_than)
        if way is None:
            break
        ways.append(way)
    return ways


def best_way(
    person: str,
    neighbours: Neighbours,
    strength: Strength,
    *,
    without: frozenset[str] = frozenset(),
    warmer_than: float = 0.0,
    most_steps: int = MOST_STEPS,
) -> Way | None:
    """The warmest way to ``person``, or None when nobody the owner knows leads there.

    Dijkstra from the person towards the owner, on products instead of sums.

    Args:
        person: the key of the person to reach.
        neighbours: gives the keys of those tied to somebody, with the tie's weight.
        strength: gives the owner's own tie to somebody, 0 for people the owner has not met.
        without: keys that the way must not lead through.
        warmer_than: only ways warmer than this count.
        most_steps: how many people a way may lead through.
    """
    queue: list[tuple[float, int, tuple[str, ...]]] = [(-1.0, 0, ())]
    best = Way((), warmer_than)
    done = set(without - {person})
    while queue:
        carried, steps, through = heapq.heappop(queue)
        # None of the owner's ties is stronger than 1, so nothing warmer can follow.
        if -carried <= best.warmth:
            break
        here = through[0] if through else person
        if here in done:
            continue
        done.add(here)
        if through and (warmth := -carried * strength(here)) > best.warmth:
            best = Way(through, warmth)
        for other, weight in neighbours(here) if steps < most_steps else ():
            if other not in done:
                further = carried * weight * _share_of_step(steps)
                heapq.heappush(queue, (further, steps + 1, (other, *through)))
    return best if best.through else None


def _share_of_step(steps: int) -> float:
    return _LATE_STEP if steps >= 2 else 1.0
