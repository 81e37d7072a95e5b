"""Tells the problems of a note that is in the index, without opening the note."""

from mdnet.index.store import Snapshot
from mdnet.model.contact import Problem


def troubles_in(snapshot: Snapshot, path: str) -> tuple[Problem, ...]:
    """The problems of the note at ``path`` that are more than hints.

    There are none for a note that is not in the index.
    """
    from mdnet.index.documents import troubles_of

    note = snapshot.note_at(path)
    return troubles_of(note) if note else ()
