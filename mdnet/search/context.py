"""What searches go by besides their goals, and where evidence is looked for."""

from datetime import date
from typing import Final

from mdnet.index.fields import LACKED, WORDS, fields_of
from mdnet.index.store import Snapshot
from mdnet.network.lookup import Lookup
from mdnet.network.people import People
from mdnet.search.language import LanguageResources
from mdnet.search.texts import Texts
from mdnet.util.rows import NamedTuple

TOLD: Final = fields_of("told")
"""Where a note says something of others whom it links to."""
OWN_FIELDS: Final = tuple(name for name in WORDS if name not in LACKED.union(TOLD))
"""Where the words of a goal are looked for in a person's own note."""
_READ_CLOSELY = 120


class Scope(NamedTuple):
    """Where evidence is looked for: in which fields, and in how many of the best notes.

    ``only`` are the numbers of the only notes to look at, None for all; ``told`` is whether
    what others say of a person counts as well.
    """

    fields: frozenset[str] = frozenset(OWN_FIELDS)
    candidates: int = _READ_CLOSELY
    told: bool = True
    only: frozenset[int] | None = None


EVERYWHERE = Scope()


class SearchContext(NamedTuple):
    """What searches go by besides their goals: those that share it read every note once.

    Outside of ``EVERYWHERE`` only what the notes say in so many words counts: no word is
    corrected, and no warmer way is sought.
    """

    snapshot: Snapshot
    language: LanguageResources
    people: People
    lookup: Lookup
    texts: Texts
    scope: Scope = EVERYWHERE


def search_context(
    snapshot: Snapshot,
    language: LanguageResources,
    today: date,
    *,
    scope: Scope = EVERYWHERE,
    without_archived: bool = False,
) -> SearchContext:
    """Return a fresh context for searches on one snapshot.

    Args:
        snapshot: the index, fresh.
        language: what goals are read by.
        today: the date that ties fade by.
        scope: where evidence is looked for.
        without_archived: as if the notes of archived people were empty.
    """
    return SearchContext(
        snapshot,
        language,
        People(snapshot, today, without_archived=without_archived),
        Lookup(snapshot.reader),
        Texts(language.analyzer),
        scope,
    )
