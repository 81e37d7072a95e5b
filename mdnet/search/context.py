"""The context of searches: the index, the language and the scope of the evidence."""

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
"""The fields where a note says something about the people it links to."""
OWN_FIELDS: Final = tuple(name for name in WORDS if name not in LACKED.union(TOLD))
"""The fields of a person's own note in which the words of a goal are looked up."""
_READ_CLOSELY = 120


class Scope(NamedTuple):
    """The scope of the evidence: its fields, and how many of the best notes to read.

    ``only`` are the numbers of the only notes to look at, None for all; ``told`` is whether
    what other notes say about a person counts as well.
    """

    fields: frozenset[str] = frozenset(OWN_FIELDS)
    candidates: int = _READ_CLOSELY
    told: bool = True
    only: frozenset[int] | None = None


EVERYWHERE = Scope()


class SearchContext(NamedTuple):
    """The data that searches share besides their goals; within one, each note is read once.

    Outside of ``EVERYWHERE`` only the literal words of notes count: no word is corrected,
    and no warmer way is looked for.
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
    """A fresh context for searches on one snapshot.

    Args:
        snapshot: the index, fresh.
        language: the resources for reading goals.
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
