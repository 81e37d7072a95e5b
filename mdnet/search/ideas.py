"""Turns a goal into ideas: what it asks for, and the ways in which a note may put each.

Words that the thesaurus knows together are one idea; every other word is one of its own,
looked for as typed and in its other spelling, corrected when it stands nowhere, or taken
as the beginning of a word.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mdnet.index.analysis import Analyzer
from mdnet.index.protocol import Reader
from mdnet.search import weights
from mdnet.search.corrections import corrected, spelled
from mdnet.search.goal import Goal, Wanted
from mdnet.search.lookup import Alternative, Lookup
from mdnet.search.senses import Senses
from mdnet.search.thesaurus import Entry, Match, Thesaurus

# Where a word may stand to count as known.
SEARCHED = (*weights.FIELD_WEIGHTS, "mention", "linked")
_SHORTEST_NAME = 2


class Idea(NamedTuple):
    """One thing the goal asks for, and its alternatives; none when it stands nowhere."""

    wanted: tuple[Wanted, ...]
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    read_as: tuple[str, ...] = ()
    """What the words were taken for, where they were not taken as typed."""

    @property
    def text(self) -> str:
        """Return the words of the goal that the idea stands for."""
        return " ".join(wanted.text for wanted in self.wanted)

    @property
    def demanded(self) -> bool:
        """Tell whether a person must have it: it was quoted, or bound to a field."""
        return any(wanted.quoted or wanted.field for wanted in self.wanted)


def ideas_of(
    goal: Goal,
    analyzer: Analyzer,
    lookup: Lookup,
    reader: Reader | None,
    thesaurus: Thesaurus,
    senses: Senses | None,
) -> list[Idea]:
    """Return the ideas of a goal, in its order; without a reader no word is corrected."""
    plain = [wanted for wanted in goal.wanted if not wanted.quoted and not wanted.field]
    term_of = {wanted: analyzer.term(wanted.text) for wanted in (*plain, *goal.aside)}
    groups = _groups(thesaurus.matches(term_of.values()))
    taken = {term for terms, _ in groups for term in terms}
    needs = [
        _need(
            tuple(wanted for wanted in term_of if term_of[wanted] in terms),
            term_of,
            [match.entry for match in matches],
        )
        for terms, matches in groups
    ]
    beside = weights.BESIDE_A_NEED if needs else 1.0
    weigh = senses.weight if senses else _weigh_alike
    single = [
        _word(wanted, analyzer, lookup, reader, beside * weigh(wanted.text))
        for wanted in goal.wanted
        if term_of.get(wanted) not in taken
    ]
    short = _acronyms(plain, lookup)
    ideas = [_also_short(idea, short) for idea in (*needs, *single)]
    found = sorted(ideas, key=lambda idea: _place(idea, goal))
    return found or [_name(wanted, term_of[wanted], lookup) for wanted in goal.aside]


def alternatives_of(entry: Entry, typed: Iterable[str] = ()) -> list[Alternative]:
    """Return what an entry of the thesaurus brings in, for words that were typed."""
    asked = set(entry.ask)
    is_trade = any((term,) in asked for term in typed)
    share = weights.NEIGHBOURING_TRADE if is_trade else 1.0
    groups = (
        (entry.ask, weights.ASK, weights.NEED_FIELDS),
        (entry.also, weights.ALSO, weights.NEED_FIELDS),
        (entry.say, weights.SAY, weights.SAY_FIELDS),
        (entry.parts, weights.PART_OF_AN_ASK, weights.SAY_FIELDS),
    )
    return list(
        _strongest(
            Alternative(terms, weight * share, typed=False, needed=fields)
            for phrases, weight, fields in groups
            for terms in phrases
        )
    )


def _groups(matches: Sequence[Match]) -> list[tuple[frozenset[str], list[Match]]]:
    """Put the matches together that share words of the goal."""
    groups: list[tuple[frozenset[str], list[Match]]] = []
    for match in matches:
        terms, together = match.terms, [match]
        apart = []
        for other_terms, others in groups:
            if terms & other_terms:
                terms, together = terms | other_terms, others + together
            else:
                apart.append((other_terms, others))
        groups = [*apart, (terms, together)]
    return groups


def _need(
    members: tuple[Wanted, ...],
    term_of: dict[Wanted, str],
    entries: Sequence[Entry],
) -> Idea:
    """Return the idea of words that the thesaurus knows."""
    terms = tuple(term_of[wanted] for wanted in members)
    found = [Alternative(terms, weights.TYPED)] if terms else []
    if len(terms) > 1:
        found += [Alternative((term,), weights.PART_OF_A_NEED) for term in terms]
    for entry in entries:
        found += alternatives_of(entry, terms)
    labels = dict.fromkeys(entry.label for entry in entries)
    text = " ".join(wanted.text for wanted in members)
    return Idea(
        members, _strongest(found), read_as=tuple(label for label in labels if label != text)
    )


def _acronyms(plain: Sequence[Wanted], lookup: Lookup) -> dict[Wanted, Alternative]:
    """Return an organisation's acronym for each word of a goal that is part of its name.

    Two or three words in a row; "national health service" is the NHS of a note.
    """
    found: dict[Wanted, Alternative] = {}
    for length in (3, 2):
        for start in range(len(plain) - length + 1):
            row = plain[start : start + length]
            term = "".join(wanted.text[0] for wanted in row)
            if lookup.knows(term, ("organizations",)):
                short = Alternative(
                    (term,), weights.ACRONYM, typed=False, needed=("organizations",)
                )
                found |= dict.fromkeys((one for one in row if one not in found), short)
    return found


def _also_short(idea: Idea, short: dict[Wanted, Alternative]) -> Idea:
    """Return an idea with the acronym that its words are part of, if there is one."""
    added = tuple(dict.fromkeys(short[wanted] for wanted in idea.wanted if wanted in short))
    return idea._replace(alternatives=idea.alternatives + added) if added else idea


def _weigh_alike(word: str) -> float:
    del word
    return 1.0


def _place(idea: Idea, goal: Goal) -> int:
    """Return where in the goal an idea begins, to keep the order of what was typed."""
    places = [goal.wanted.index(wanted) for wanted in idea.wanted if wanted in goal.wanted]
    return min(places, default=0)


def _name(wanted: Wanted, term: str, lookup: Lookup) -> Idea:
    """Return the idea of a small word when nothing else was typed: "Will" may be a name."""
    known = len(term) > _SHORTEST_NAME and lookup.knows(term, ("name", "linked"))
    alternatives = (Alternative((term,), weights.TYPED, ("name",)),) if known else ()
    return Idea((wanted,), alternatives)


def _word(
    wanted: Wanted, analyzer: Analyzer, lookup: Lookup, reader: Reader | None, worth: float
) -> Idea:
    """Return the idea of one word, or of quoted words, that the thesaurus does not know.

    ``worth`` is how much such a word counts here.
    """
    terms = tuple(analyzer.term(word) for word in wanted.words)
    fields = (wanted.field,) if wanted.field else ()
    weight = weights.WEAK_WORD if wanted.weak else 1.0
    if not wanted.quoted and not fields:
        weight *= worth
    searched = fields or SEARCHED
    if len(terms) > 1 or lookup.knows(terms[0], searched):
        return Idea((wanted,), (Alternative(terms, weights.TYPED, fields),), weight)
    found = corrected(wanted.text, terms[0], reader, searched) if reader else []
    return Idea(
        (wanted,),
        tuple(Alternative((term,), share, fields) for term, share in found),
        weight,
        read_as=tuple(spelled(term, reader, searched, analyzer) for term, _ in found if reader),
    )


def _strongest(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each alternative once, with its greatest weight."""
    best: dict[tuple[str, ...], Alternative] = {}
    for one in alternatives:
        if one.terms not in best or best[one.terms].weight < one.weight:
            best[one.terms] = one
    return tuple(best.values())
