"""What the index depends on besides the notes, as one number: an index of another is rebuilt.

Records are stored by position, and the words of a key under its field. So the number is made of
the shapes of all that is stored, of the table of keys and of the model of needs; only how notes
are read and words analysed is counted by hand.
"""

from typing import Final
from zlib import crc32

from mdnet.embeddings import MODEL
from mdnet.model.contact import Contact, Edge, Goal, Link, LogEntry, Note, Passage, Problem
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS, GOAL_KEYS, TEXT_FIELDS
from mdnet.model.summary import Card, Lead, Promise

# To be raised when the same note, in the same shapes, is to be stored otherwise: after changes
# of the reading of notes, of the analysis or of the files of the index.
_MADE: Final = 19
_STORED: Final = (
    Note,
    Contact,
    Goal,
    Link,
    Edge,
    Passage,
    LogEntry,
    Problem,
    Card,
    Promise,
    Lead,
)


def schema_of(*parts: object) -> int:
    """A number of 32 bits for the printed form of some parts."""
    return crc32("\n".join(map(repr, parts)).encode())


def shape_of(kind: type) -> tuple[str, dict[str, object]]:
    """The name of a record with its fields, in order, and their types."""
    return kind.__name__, kind.__annotations__


def read_as(key: Field) -> tuple[object, ...]:
    """What decides how a key is read and filed, of all that its row says."""
    return key.name, key.kind, key.synonyms, key.mark, key.search


SCHEMA: Final = schema_of(
    _MADE, MODEL, TEXT_FIELDS, *map(read_as, (*CONTACT_KEYS, *GOAL_KEYS)), *map(shape_of, _STORED)
)
