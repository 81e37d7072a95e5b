"""A note in short: what lists, balances and paths need, without opening the note.

Plain frozen data beside ``mdnet.model``, apart from it because a search needs no cards.
"""

from dataclasses import dataclass
from datetime import date

from mdnet.model import Edge, Group, NoteKind


@dataclass(frozen=True, slots=True)
class Card:
    """What lists, balances and paths need of a note, without opening it.

    ``last_contact`` is the latest of the key and the note's own log. ``mentions`` are the
    links of the prose; ``contacts`` those of a dated note that count as contact on
    ``day``. ``gave`` and ``got`` are sums of log weights. Targets are as written.
    """

    path: str
    kind: NoteKind
    name: str
    day: date | None = None
    aliases: tuple[str, ...] = ()
    group: Group = "secondary"
    circles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    city: str = ""
    tags: tuple[str, ...] = ()
    closeness: int | None = None
    trust: int | None = None
    met: date | None = None
    last_contact: date | None = None
    cadence: int | None = None
    follow_up: date | None = None
    birthday: str = ""
    gave: float = 0.0
    got: float = 0.0
    logged: int = 0
    stub: bool = False
    private: bool = False
    archived: bool = False
    edges: tuple[Edge, ...] = ()
    mentions: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    status: str = ""
    """Of a goal."""
    errors: int = 0
    """How many of the note's problems are errors."""
