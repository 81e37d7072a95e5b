"""What a goal search answers with: plain data, for the terminal and for JSON alike.

Named tuples, since each of these would cost a search as a dataclass half a millisecond.
"""

from datetime import date
from typing import Literal

from mdnet.model.contact import Group
from mdnet.util.rows import NamedTuple

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
    need: str = ""
    """Whom the goal looks for, if that is what connects the passage with it."""


class Share(NamedTuple):
    """What one feature adds to a score: its value, 0 to 1, and its share in logits."""

    feature: str
    means: str
    value: float
    adds: float


class Explanation(NamedTuple):
    """What a score is made of.

    ``chance`` is the probability before the tie and an introduction count, by which it was
    multiplied with ``tie``. ``matches`` are the passages behind it, for and against.
    """

    chance: float
    tie: float
    shares: tuple[Share, ...]
    matches: tuple[Reason, ...]
    against: tuple[Reason, ...] = ()


class Hit(NamedTuple):
    """A person who can help.

    ``path`` is None for a ghost. ``via`` names the people to ask, nearest to the owner
    first; empty for somebody the owner knows. ``score`` is how likely they
    are right, 0 to 1.
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
    explanation: Explanation | None = None
    """Of what the score is made; only when asked for."""


class Answer(NamedTuple):
    """The hits for a goal, best first, and how the goal was read.

    ``apart`` are those who look for the same themselves or shun it. ``looking_for`` is whom
    the goal was taken to want, ``read_as`` each word that was corrected, with what it was
    taken for; ``unknown`` are sentences on names that the vault does not have; ``found`` is
    how many there are, with those that are not shown.
    """

    hits: tuple[Hit, ...] = ()
    apart: tuple[Hit, ...] = ()
    looking_for: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    found: int = 0
    ignored: tuple[str, ...] = ()
    """Words that were looked for and found nowhere."""
    empty: bool = False
    """Nothing of the goal says what is needed."""
