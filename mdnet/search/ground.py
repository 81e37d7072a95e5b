"""What a search goes by, besides its goal; searches that share it read every note once."""

from dataclasses import dataclass
from datetime import date

from mdnet.index.store import Snapshot
from mdnet.search.evidence import EVERYWHERE, Scope
from mdnet.search.lookup import Lookup
from mdnet.search.people import People
from mdnet.search.texts import Texts
from mdnet.search.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Ground:
    """One snapshot of the index, what goals are understood by, and what was looked up so far.

    Outside of ``EVERYWHERE`` only what the notes say in so many words counts: no word is
    corrected, nothing is found by its likeness alone, and no warmer way is sought.
    """

    snapshot: Snapshot
    understanding: Understanding
    people: People
    lookup: Lookup
    texts: Texts
    scope: Scope = EVERYWHERE


def ground_of(
    snapshot: Snapshot,
    understanding: Understanding,
    today: date,
    *,
    scope: Scope = EVERYWHERE,
    without_private: bool = False,
    without_archived: bool = False,
) -> Ground:
    """Return fresh ground for searches on one snapshot."""
    return Ground(
        snapshot,
        understanding,
        People(snapshot, today, without_private=without_private, without_archived=without_archived),
        Lookup(snapshot.reader),
        Texts(understanding.analyzer),
        scope,
    )
