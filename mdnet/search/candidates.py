"""Who may help, with the passages that speak of them, and what of a goal a passage meets."""

from collections.abc import Container, Iterable
from copy import copy

from mdnet.embeddings.vectors import STEP, UNIT, packed_products
from mdnet.index.passages import Encoding, PassageText
from mdnet.search.reading import GoalReading
from mdnet.search.slots import Slot
from mdnet.search.sought import Sought
from mdnet.search.texts import Texts
from mdnet.util.rows import NamedTuple


class FieldMatch(NamedTuple):
    """A passage that speaks of a person, and what of the goal it meets.

    ``words`` are the numbers of the words of the goal that it holds; ``share`` how well it
    answers the needs that the goal may mean, and ``need`` which of them most, -1 for none;
    ``likeness`` its cosine with the goal. ``source`` is the path of the note that says so,
    if it is not the person's own.
    """

    field: str
    text: str
    words: frozenset[int]
    share: float = 0.0
    need: int = -1
    likeness: float = 0.0
    source: str = ""
    own: float = 0.0
    """How well it answers a need that the user wrote down: that is one of the whole person."""
    whole: bool = False
    """Whether the passage holds no other word than those of the goal."""
    leads_to: tuple[str, ...] = ()
    """The keys of the people whom it is about rather than the one in whose note it stands."""


class HelperCandidate:
    """A person who may help, with all that was found.

    ``key`` is that of ``People``; ``matches`` speak for them, ``against`` shows that they lack
    or shun the thing themselves; ``slots`` are those of the goal that they fulfil; ``share``
    and ``likeness`` say how well all that their note says of them, as one, answers the needs
    and how like it is. A plain class, since a dataclass takes a search as long to make as
    ten notes to read.
    """

    __slots__ = ("against", "key", "likeness", "matches", "share", "slots")

    key: str
    matches: list[FieldMatch]
    against: list[FieldMatch]
    slots: list[Slot]
    share: float
    likeness: float

    def __init__(self, key: str) -> None:
        self.key = key
        self.matches = []
        self.against = []
        self.slots = []
        self.share = 0.0
        self.likeness = 0.0

    def alone(self) -> "HelperCandidate":
        """The same person without the passages that are about others."""
        other = copy(self)
        other.matches = [match for match in self.matches if not match.leads_to]
        return other


class Matcher:
    """Tells what passages meet of one goal."""

    def __init__(self, reading: GoalReading, texts: Texts) -> None:
        self._reading = reading
        self._texts = texts
        self._shares = dict(reading.needs)
        self._goal = tuple(memoryview(reading.vector).cast("b"))
        self._products: dict[bytes, int] = {}

    def compare(self, encodings: Iterable[Encoding]) -> None:
        """Compare passages with the goal before they are matched: many at once cost as a few."""
        if self._goal:
            vectors = [*{one.vector for one in encodings if one.vector}]
            self._products.update(zip(vectors, packed_products(vectors, self._goal), strict=True))

    def match(
        self, passage: PassageText, encoding: Encoding, fields: Container[str]
    ) -> FieldMatch | None:
        """What a passage meets of the goal; None for nothing at all.

        ``fields`` are those of its note that hold words of the goal.
        """
        share, need = self.answered(encoding)
        found = self.held(passage.field, passage.plain) if passage.field in fields else None
        if not found and not share:
            return None
        found = found or FieldMatch(passage.field, passage.plain, frozenset())
        own = self._own_share(found.words, passage.plain) if found.words else 0.0
        return FieldMatch(
            found.field,
            passage.text,
            found.words,
            max(share, own),
            need,
            self.likeness(encoding),
            own=own,
            whole=found.whole,
        )

    def held(self, field: str, text: str) -> FieldMatch | None:
        """The words of the goal that a text of a field holds, by their numbers."""
        terms = self._texts.set_of(text)
        words = frozenset(
            at
            for at, sought in enumerate(self._reading.sought)
            if sought.clause.field in ("", field) and _holds(terms, sought)
        )
        if not words:
            return None
        return FieldMatch(field, text, words, whole=terms <= self._reading.terms)

    def answered(self, encoding: Encoding) -> tuple[float, int]:
        """How well a passage answers the needs of the goal, and which one most."""
        share, need, most = 0.0, -1, 0.0
        shares = self._shares
        for other, weight in encoding.needs:
            if other in shares:
                both = shares[other] * weight
                share += both
                if both > most:
                    need, most = other, both
        return share, need

    def likeness(self, encoding: Encoding) -> float:
        """The cosine of the goal and a passage that was compared with it; 0 of no vector."""
        # Few bits hold a vector, so that it may be a little too long.
        return min(1.0, self._products.get(encoding.vector, 0) * STEP / UNIT)

    def _own_share(self, held: Iterable[int], text: str) -> float:
        """How well a text answers the needs that the user wrote down."""
        terms = self._texts.set_of(text)
        own = (self._reading.sought[at] for at in held if self._reading.sought[at].own)
        ways = (one for sought in own for one in sought.alternatives)
        return max((one.weight for one in ways if terms.issuperset(one.terms)), default=0.0)


def _holds(terms: frozenset[str], sought: Sought) -> bool:
    return any(terms.issuperset(one.terms) for one in sought.alternatives)
