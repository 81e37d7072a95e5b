"""How a goal is read: its ideas, the needs it is like, its places and its kind."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from mdnet.index.protocol import Reader
from mdnet.search import weights
from mdnet.search.goal import Goal, Wanted, read_goal
from mdnet.search.ideas import Idea, alternatives_of, ideas_of
from mdnet.search.lookup import Alternative, Lookup
from mdnet.search.thesaurus import Match
from mdnet.search.understanding import Understanding

# Words that tell the kind of a goal where the thesaurus does not.
_KIND_CUES = {
    "job": "job", "vacancy": "job", "vacancies": "job", "hiring": "job", "internship": "job",
    "apprenticeship": "job", "borrow": "resource", "lend": "resource", "rent": "resource",
    "buy": "resource", "spare": "resource", "advice": "information", "tips": "information",
    "information": "information", "insider": "information", "listen": "support",
    "support": "support", "lonely": "support", "mentor": "support", "learn": "skill",
    "teach": "skill", "lessons": "skill", "practise": "skill", "practice": "skill",
    "introduce": "introduction", "introduction": "introduction",
}  # fmt: skip

_MOST_READINGS = 2
# What the only word of a field weighs in the index.
_WHOLE_NAME = 0.99


class Reading(NamedTuple):
    """A goal as it was understood.

    ``ideas`` is what was typed, ``alike`` the needs that the whole goal resembles, each
    with a weight below 1. ``places`` are the words that are cities of the vault.
    """

    goal: Goal
    ideas: tuple[Idea, ...]
    alike: tuple[Idea, ...] = ()
    places: tuple[Idea, ...] = ()
    kind: str = ""
    vector: tuple[int, ...] = ()
    """The goal as a vector; empty where there is no word table."""

    @property
    def read_as(self) -> list[str]:
        """Return what was not taken as typed: ``piano sounds → piano tuner``.

        The likest need is told only where no word of the goal was read otherwise.
        """
        taken = any(not one.typed for idea in self.ideas for one in idea.alternatives)
        told = self.ideas if taken else (*self.ideas, *self.alike[:1])
        return [
            f"{idea.text} → {', '.join(idea.read_as[:_MOST_READINGS])}"
            for idea in told
            if idea.read_as and idea.alternatives
        ]

    @property
    def unknown(self) -> list[str]:
        """Return the words that stand nowhere."""
        return [idea.text for idea in self.ideas if not idea.alternatives]


def read(
    text: str,
    understanding: Understanding,
    lookup: Lookup,
    reader: Reader | None,
    *,
    near: str = "",
) -> Reading:
    """Read a goal against what a vault holds.

    Args:
        text: the goal as typed.
        understanding: the thesaurus and the rest.
        lookup: tells which words the vault knows.
        reader: the index, for corrections; None to take the words as they are written,
            without corrections and without needs that the goal is merely like.
        near: a city that counts as named in the goal.
    """
    goal = read_goal(text, understanding.language)
    analyzer, thesaurus = understanding.analyzer, understanding.thesaurus
    ideas = ideas_of(goal, analyzer, lookup, reader, thesaurus, understanding.senses)
    places = [idea for idea in ideas if _is_city(idea, lookup)]
    if len(places) == len(ideas):
        places = []
    content = [idea for idea in ideas if idea not in places]
    if near:
        terms = tuple(analyzer.terms(near))
        places.append(Idea((Wanted((near,)),), (Alternative(terms, 1.0),)))
    typed = (*goal.wanted, *goal.aside)
    matches = thesaurus.matches(analyzer.term(word) for one in typed for word in one.words)
    doubt = _doubt(content, matches)
    alike = _alike(goal, content, understanding, doubt) if reader else []
    plain = [one.text for one in goal.wanted if not one.quoted and not one.field]
    senses = understanding.senses
    return Reading(
        goal,
        tuple(content),
        tuple(idea for idea, _ in alike),
        tuple(places),
        _kind(goal, [match.entry.kind for match in matches], [kind for _, kind in alike]),
        senses.vector(plain) if senses and reader else (),
    )


def _alike(
    goal: Goal, ideas: Sequence[Idea], understanding: Understanding, doubt: Callable[[int], float]
) -> list[tuple[Idea, str]]:
    """Return the needs that the goal resembles as ideas, each with its kind, the likest first.

    They count though the words of the goal may have met one of them already: that the whole
    goal means it, too, is what tells it from those that a single word met by chance.
    """
    plain = [one for one in goal.wanted if not one.quoted and not one.field]
    if understanding.senses is None or len(plain) < len(goal.wanted):
        return []
    found = []
    members = tuple(wanted for idea in ideas for wanted in idea.wanted)
    held = {understanding.analyzer.term(one.text) for one in plain}
    for need, likeness in understanding.senses.alike([one.text for one in plain]):
        entry = understanding.thesaurus.entry(need)
        if not held.isdisjoint(entry.without):
            continue
        share = weights.ALIKE_BASE + (likeness - weights.ALIKE_LEAST) / weights.ALIKE_RANGE
        weight = weights.ALIKE_MOST * min(1.0, share) * doubt(need)
        idea = Idea(members, tuple(alternatives_of(entry, held)), weight, (entry.label,))
        found.append((idea, entry.kind))
    return found


def _doubt(ideas: Sequence[Idea], matches: Sequence[Match]) -> Callable[[int], float]:
    """Return how far a need is to be believed that only resembles the goal.

    Where phrases of the thesaurus have met every word of a goal, what it merely resembles
    is likely to be a neighbouring trade.
    """
    met = {match.number for match in matches}
    words_met = max((len(match.terms) for match in matches), default=0)
    clear = len(ideas) == 1 and words_met >= len(ideas[0].wanted)
    return lambda need: weights.NEIGHBOURING_NEED if clear and need not in met else 1.0


def _kind(goal: Goal, matched: Iterable[str], alike: Iterable[str]) -> str:
    """Return the kind of a goal: the thesaurus's, else by cue words, else that of a like need."""
    typed = (word for one in (*goal.wanted, *goal.aside) for word in one.words)
    cues = [_KIND_CUES[word] for word in typed if word in _KIND_CUES]
    return next((kind for kind in (*matched, *cues, *alike) if kind), "")


def _is_city(idea: Idea, lookup: Lookup) -> bool:
    """Tell whether the word of an idea is a city of the vault and no trade or skill."""
    wanted = idea.wanted[0]
    if len(idea.wanted) > 1 or wanted.quoted or wanted.field or idea.read_as:
        return False
    typed = [other.terms for other in idea.alternatives if other.typed]
    # Of a city of two words one is no city: a "new logo" is not for New York.
    held = [weight for terms in typed for weight in lookup.matches("city", terms).values()]
    return max(held, default=0.0) >= _WHOLE_NAME and not any(
        lookup.matches(field, terms) for terms in typed for field in ("roles", "skills", "offers")
    )
