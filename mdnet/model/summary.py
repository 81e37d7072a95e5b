"""A note in short: all that lists, balances and paths need, without opening the note.

Plain frozen data beside ``mdnet.model.contact``, apart from it because a search needs no cards.
Tuples, because cards are needed for all notes at once.
"""

from datetime import date

from mdnet.model.contact import Edge, Group, NoteKind
from mdnet.util.rows import NamedTuple


class Promise(NamedTuple):
    """A promise that is still open; ``mine`` if the owner made it."""

    day: str
    """As ISO text, so that a card is quick to read."""
    mine: bool
    text: str


class Lead(NamedTuple):
    """A tip, a lead, a referral or an introduction in a log.

    ``giver`` is the link that a word like ``via`` names as its source, empty without one.
    """

    day: str
    kind: str
    giver: str
    targets: tuple[str, ...]
    """Every link of the line."""


class Card(NamedTuple):
    """All that lists, balances and paths need of a note, without opening it.

    ``contact_days`` are the days of contact in the note itself, as day numbers, newest
    first, with those that lie ahead. ``last_contact`` depends on today and on other notes,
    so it is not in the index: ``mdnet.network.facts`` fills it in. ``mentions`` are the links of
    the prose; ``contacts`` those of a dated note that count as contact on ``day``. ``gave``
    and ``got`` are sums of log weights; ``promises`` are those that are open, the oldest
    first. Targets are as written.
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
    contact_days: tuple[int, ...] = ()
    cadence: int | None = None
    follow_up: date | None = None
    birthday: str = ""
    anniversary: str = ""
    gave: float = 0.0
    got: float = 0.0
    promises: tuple[Promise, ...] = ()
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
    """How many of the note's problems are errors or warnings."""
    leads: tuple[Lead, ...] = ()
    """In the log of a contact or the leads of a goal."""
    likely: str = ""
    """The sign that a plain note may be a person's; see ``Note``."""
