"""People who may help, the passages about them, and the part of a goal that a passage meets."""

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
    """A passage about a person, and the part of the goal it meets.

    ``words`` are the numbers of the goal's words that it contains; ``share`` is how well it
    answers the needs that the goal may mean, ``need`` the one it answers best, -1 for none;
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
    """How well it answers a need that the user wrote down; this counts for the whole person."""
    whole: bool = False
    """Whether the passage contains no words but those of the goal."""
    leads_to: tuple[str, ...] = ()
    """The keys of the people it is about, if not about the person whose note it is in."""


class HelperCandidate:
    """A person who may help, with all that was found.

    ``key`` is that of ``People``; ``matches`` speak for them, ``against`` shows that they lack
    or avoid the thing themselves; ``slots`` are those of the goal that they fulfil; ``share``
    and ``likeness`` are the values of their whole note, taken as one text. A plain class,
    since making a dataclass takes a search as long as reading ten notes.
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
    """Finds the part of one goal that passages meet."""

    def __init__(self, reading: GoalReading, texts: Texts) -> None:
        self._reading = reading
        self._texts = texts
        self._shares = dict(reading.needs)
        self._goal = tuple(memoryview(reading.vector).cast("b"))
        self._products: dict[bytes, int] = {}

    def compare(self, encodings: Iterable[Encoding]) -> None:
        """Compare passages with the goal before they are matched: many cost as little as a few."""
        if self._goal:
            vectors = [*{one.vector for one in encodings if one.vector}]
            self._products.update(zip(vectors, packed_products(vectors, self._goal), strict=True))

    def match(
        self, passage: PassageText, encoding: Encoding, fields: Container[str]
    ) -> FieldMatch | None:
        """The part of the goal that a passage meets; None for nothing at all.

        ``fields`` are those of its note with words of the goal.
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
        """The numbers of the goal's words in a text of a field."""
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
        """How well a passage answers the needs of the goal, and the one it answers best."""
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
        """The cosine of the goal and a passage that was compared with it; 0 without a vector."""
        # A vector is rounded to a few bits, so it may be a little too long.
        return min(1.0, self._products.get(encoding.vector, 0) * STEP / UNIT)

    def _own_share(self, held: Iterable[int], text: str) -> float:
        """How well a text answers the needs that the user wrote down."""
        terms = self._texts.set_of(text)
        own = (self._reading.sought[at] for at in held if self._reading.sought[at].own)
        ways = (one for sought in own for one in sought.alternatives)
        return max((one.weight for one in ways if terms.issuperset(one.terms)), default=0.0)


def _holds(terms: frozenset[str], sought: Sought) -> bool:
    return any(terms.issuperset(one.terms) for one in sought.alternatives)
