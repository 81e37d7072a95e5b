"""What a goal search answers with: plain data, for the terminal and for JSON alike.

Named tuples, since each of these would cost a search as a dataclass half a millisecond.
"""

from datetime import date
from typing import Literal, NamedTuple

from mdnet.model import Group

Band = Literal["strong", "good", "maybe", "weak", "not a helper"]
ReasonKind = Literal["does", "is", "knows", "log", "similar"]


class Reason(NamedTuple):
    """Why somebody is shown: the passage that matched, and what in it."""

    kind: ReasonKind
    field: str
    text: str
    matched: tuple[str, ...]
    """Words of the goal that the passage met."""
    source: str = ""
    """Who says so, when it stands in somebody else's note; ``source_path`` is that note."""
    source_path: str = ""


class Evidence(NamedTuple):
    """One match in full, for those who ask why: what was looked for, where it was, its worth."""

    words: str
    """Of the goal."""
    looked_for: str
    """The terms that matched; as typed, or what the words were read as."""
    field: str
    text: str
    weight: float
    source: str = ""
    against: bool = False


class Sum(NamedTuple):
    """What a score is made of: two scores and a bonus, times three factors.

    ``typed`` is what the words of the goal came to, ``alike`` the needs it resembles,
    ``likeness`` the person as a whole; ``against`` what speaks against; ``literal`` is what
    the words came to taken as typed, and the score is never less. ``place``, ``kind``
    and ``tie`` are the factors for a city, for the kind of the goal and for an introduction.
    """

    typed: float
    alike: float
    likeness: float
    against: float
    literal: float
    place: float = 1.0
    kind: float = 1.0
    tie: float = 1.0


class Hit(NamedTuple):
    """A person who can help.

    ``path`` is None for a ghost. ``via`` names the people to ask, nearest to the owner
    first; empty for somebody the owner knows. ``score`` is 0 to about 1.2.
    """

    name: str
    path: str | None
    band: Band
    score: float
    via: tuple[str, ...] = ()
    via_paths: tuple[str, ...] = ()
    """Their notes."""
    via_circle: str = ""
    """What the first of them is to the owner: their first circle."""
    reasons: tuple[Reason, ...] = ()
    group: Group | None = None
    circles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    city: str = ""
    closeness: int | None = None
    last_contact: date | None = None
    balance: float = 0.0
    """What they gave less what they got, in weights of the log; above 0 the owner owes."""
    needs: tuple[str, ...] = ()
    """What would help them, if the owner has met them."""
    private: bool = False
    sum: Sum | None = None
    """Of what the score is made; ``evidence`` is every match. Only when asked for."""
    evidence: tuple[Evidence, ...] = ()


class Answer(NamedTuple):
    """The hits for a goal, best first, and how the goal was read.

    ``apart`` are those who look for the same themselves or shun it. ``read_as`` tells
    what each word that was not taken literally was taken for.
    """

    hits: tuple[Hit, ...] = ()
    apart: tuple[Hit, ...] = ()
    read_as: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """Words that were looked for and found nowhere."""
    empty: bool = False
    """Nothing of the goal says what is needed."""
