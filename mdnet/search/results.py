"""The answer of a goal search: plain data, for the terminal and for JSON alike.

Named tuples, since each dataclass would cost a search half a millisecond.
"""

from datetime import date
from typing import Literal

from mdnet.model.contact import Group
from mdnet.util.rows import NamedTuple

Band = Literal["strong", "good", "maybe", "weak", "not a helper"]
ReasonKind = Literal["does", "is", "knows", "log", "similar"]


class Reason(NamedTuple):
    """The reason why somebody is shown: the passage that matched, and its matching words."""

    kind: ReasonKind
    field: str
    text: str
    matched: tuple[str, ...]
    """Words of the goal that the passage met."""
    source: str = ""
    """The person whose note says so, if it is another's; ``source_path`` is that note."""
    source_path: str = ""
    need: str = ""
    """The need's label, if a need connects the passage with the goal."""


class Share(NamedTuple):
    """The part of a score from one feature: its value, 0 to 1, and its share in logits."""

    feature: str
    means: str
    value: float
    adds: float


class Explanation(NamedTuple):
    """The parts of a score.

    ``chance`` is the probability before the tie and an introduction count; ``tie`` is their
    factor. ``matches`` are the passages behind it, for and against.
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
    """The first circle of the first of them: what they are to the owner."""
    reasons: tuple[Reason, ...] = ()
    group: Group | None = None
    circles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    city: str = ""
    closeness: int | None = None
    last_contact: date | None = None
    balance: float = 0.0
    """Their favours less the owner's, in weights of the log; if positive, the owner owes."""
    needs: tuple[str, ...] = ()
    """Their needs, if the owner has met them."""
    private: bool = False
    explanation: Explanation | None = None
    """The parts of the score; only when asked for."""


class Answer(NamedTuple):
    """The hits for a goal, best first, and how the goal was read.

    ``apart`` are people who need the same themselves or avoid it. ``looking_for`` says whom
    the goal was taken to want, ``read_as`` how each corrected word was read; ``unknown`` are
    sentences on names that the vault does not have; ``found`` is the number of hits, with
    those not shown.
    """

    hits: tuple[Hit, ...] = ()
    apart: tuple[Hit, ...] = ()
    looking_for: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    found: int = 0
    ignored: tuple[str, ...] = ()
    """Words that were found nowhere."""
    empty: bool = False
    """Nothing in the goal says what is needed."""
