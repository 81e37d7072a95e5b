"""Introductions in words: how the owner can get to somebody, step by step."""

from itertools import pairwise

from mdnet.network.kinds import in_words as tie_in_words
from mdnet.network.kinds import inverse, tie_weight
from mdnet.network.people import People
from mdnet.network.ties import in_words
from mdnet.network.ways import MOST_WAYS, Way
from mdnet.util.records import Record


class Step(Record):
    """One tie of a way. ``start`` is None for the owner; ``kind`` is what ``end`` is to it."""

    start: str | None
    end: str
    kind: str
    strength: float


class IntroductionPath(Record):
    """A way to somebody; with nobody in between, the owner's own tie to them.

    ``through`` names whom to ask, nearest to the owner first; ``circle`` is what the first
    person is to the owner; ``warmth`` is 0 to 1.
    """

    through: tuple[str, ...]
    steps: tuple[Step, ...]
    warmth: float
    circle: str = ""

    @property
    def sentence(self) -> str:
        """The way in words: ``Ben Frost (close friend, close tie) knows Dr. Lee``."""
        own, *others = self.steps
        tie = f"{in_words(own.strength)} tie"
        about = f"({self.circle}, {tie})" if self.circle else f"({tie})"
        if not others:
            return f"You know {own.end} yourself {about}"
        told = ", who ".join(tie_in_words(step.kind, step.end) for step in others)
        return f"{own.end} {about} {told}"


def introductions_to(
    key: str, people: People, *, most: int = MOST_WAYS, warmer_than: float = 0.0
) -> list[IntroductionPath]:
    """The warmest ways to a person through others, each through somebody else first."""
    return [_introduction(way, key, people) for way in people.ways_to(key, most, warmer_than)]


def own_tie(key: str, people: People) -> IntroductionPath | None:
    """The owner's own tie to a person; None for one they have not met."""
    strength = people.strength(key)
    return _introduction(Way((), strength), key, people) if strength else None


def _introduction(way: Way, key: str, people: People) -> IntroductionPath:
    keys = (*way.through, key)
    contact = people.contact(keys[0])
    own = Step(None, people.name(keys[0]), "knows", round(people.strength(keys[0]), 4))
    steps = tuple(_step(*pair, people) for pair in pairwise(keys))
    return IntroductionPath(
        tuple(people.name(other) for other in way.through),
        (own, *steps),
        round(way.warmth, 4),
        contact.circles[0] if contact and contact.circles else "",
    )


def _step(start: str, end: str, people: People) -> Step:
    # Asked from the side the way was found from: people with many ties show only some of them.
    kind = inverse(dict(people.tied_to(end))[start])
    return Step(people.name(start), people.name(end), kind, tie_weight(kind))
