"""The words of a goal as search terms: the terms of the vault that each may stand for."""

from collections.abc import Iterable, Sequence

from mdnet.index.analysis import Analyzer, words
from mdnet.index.fields import LACKED, SEARCHED
from mdnet.network.lookup import Alternative, Lookup
from mdnet.search.corrections import TypedWord, corrected, is_word, spelled
from mdnet.search.language import LanguageResources
from mdnet.search.query import Clause
from mdnet.search.slot_values import Values
from mdnet.search.user_needs import UserMatch
from mdnet.util.rows import NamedTuple

# The weight of a word that says little.
_WEAK = 0.35
# Two words have the initials of something by chance.
_INITIALS = range(3, 7)
# The weight, in a note, of words that name a need of the user's.
_TYPED = 0.6


class Sought(NamedTuple):
    """A word of the goal, or quoted words, with how a note may put it.

    There are no ``alternatives`` when it occurs nowhere. ``weight`` is its importance,
    from 0 to 1; ``read_as`` how it was read, if not as typed.
    """

    clause: Clause
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    read_as: tuple[str, ...] = ()
    known: bool = False
    """Whether a word table knows it, so that its meaning speaks for itself."""
    own: bool = False
    """Whether a need of the user's asks for it: a passage with it answers a need."""


def sought_of(
    clause: Clause,
    language: LanguageResources,
    lookup: Lookup,
    typed: TypedWord | None,
    values: Values,
) -> Sought:
    """A word, or quoted words, with its search terms.

    ``typed`` is for a word that may be read in another way: an unknown one may be mistyped,
    and letters may be the initials of a firm.
    """
    analyzer = language.analyzer
    terms = tuple(analyzer.term(word) for word in clause.words)
    fields = _fields_of(clause)
    weight = _weight(clause, language)
    known = language.knows(clause.text)
    name = _firm(clause, typed, values, known=known)
    if name:
        either = dict.fromkeys((terms, tuple(map(analyzer.term, words(name)))))
        ways = tuple(Alternative(one) for one in either)
        return Sought(clause, ways, weight, (name,), known)
    if len(terms) > 1 or lookup.knows(terms[0], (*fields, *(() if clause.field else LACKED))):
        return Sought(clause, (Alternative(terms),), weight, known=known)
    if typed is None or clause.quoted or is_word(clause.text, terms[0], lookup, language):
        return Sought(clause, (), weight, known=known)
    found = corrected(typed, analyzer, lookup.reader, fields)
    return Sought(
        clause,
        tuple(Alternative((term,), share) for term, share in found),
        weight,
        tuple(spelled(term, lookup.reader, fields, analyzer) for term, _ in found),
    )


def _firm(clause: Clause, typed: TypedWord | None, values: Values, *, known: bool) -> str:
    """The firm that a word is an acronym of; empty for none."""
    if typed is None or clause.demanded or (known and not typed.in_capitals):
        return ""
    slot = values.acronym(clause.text)
    return slot.text if slot else ""


def sought_by_initials(
    clauses: Sequence[Clause], values: Values, language: LanguageResources
) -> list[Sought]:
    """The firm of the vault that goes by the initials of all words of a goal, if any.

    The words themselves stay, since the initials may be a coincidence.
    """
    said = [clause.text for clause in clauses if not clause.demanded]
    if len(said) not in _INITIALS or len(said) < len(clauses):
        return []
    slot = values.initials(said)
    if slot is None:
        return []
    terms = tuple(map(language.analyzer.term, words(slot.text)))
    return [Sought(Clause(tuple(said)), (Alternative(terms),))]


def sought_by_user(match: UserMatch) -> Sought:
    """The words of a user's need, as if they had been typed."""
    typed = Alternative(tuple(sorted(match.terms)), _TYPED)
    return Sought(Clause((match.label,)), (*match.expansions, typed), known=True, own=True)


def sought_names(
    aside: Iterable[Clause], language: LanguageResources, lookup: Lookup
) -> list[Sought]:
    """Small words that are names, for when nothing else was typed: "Will" may be one."""
    found = []
    for clause in aside:
        term = language.analyzer.term(clause.text)
        if len(term) > 2 and lookup.knows(term, ("name", "linked")):
            found.append(Sought(clause._replace(field="name"), (Alternative((term,)),)))
    return found


def is_said(clause: Clause, own: Sequence[UserMatch], analyzer: Analyzer) -> bool:
    """Whether a word belongs to a phrase of a user's need, which replaces it."""
    if clause.demanded:
        return False
    return any(analyzer.term(clause.text) in match.terms for match in own)


def _fields_of(clause: Clause) -> tuple[str, ...]:
    """The fields for a word; people without a note have their names in links."""
    if clause.field == "name":
        return ("name", "linked")
    return (clause.field,) if clause.field else SEARCHED


def _weight(clause: Clause, language: LanguageResources) -> float:
    if clause.demanded or language.needs is None:
        return 1.0
    weight = language.needs.vectors.weight(clause.text)
    worth = 1.0 if weight is None else min(1.0, weight)
    return worth * (_WEAK if clause.weak else 1.0)
