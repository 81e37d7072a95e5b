"""Filters of a search: a circle, a group, and words that are required or excluded."""

from mdnet.model.circles import is_in
from mdnet.model.contact import Contact
from mdnet.network.ghosts import GHOST
from mdnet.search.candidates import HelperCandidate
from mdnet.search.context import SearchContext
from mdnet.search.query import Clause
from mdnet.search.reading import GoalReading
from mdnet.util.rows import NamedTuple


class Filters(NamedTuple):
    """Limits on a search; None and empty set none."""

    circle: str = ""
    group: str = ""
    near: str = ""
    kind: str = ""
    limit: int | None = 10
    all: bool = False
    """Show weak hits and archived people as well."""
    explain: bool = False
    """Show what each hit's score is made of."""

    def admit(self, contact: Contact | None) -> bool:
        """Whether a person may be a hit; None is somebody without a note."""
        if contact is None:
            return not (self.group or self.circle)
        if contact.archived and not self.all:
            return False
        if self.group and contact.group != self.group:
            return False
        return not self.circle or is_in(contact.circles, [self.circle])


def has_what_was_demanded(
    candidate: HelperCandidate, reading: GoalReading, context: SearchContext
) -> bool:
    """Whether a candidate has all words that the goal requires, and none that it excludes."""
    if not context.people.contact(candidate.key) and not candidate.key.startswith(GHOST):
        return False  # from a note that this search leaves out
    if any(_holds(candidate, clause, context) for clause in reading.query.unwanted):
        return False
    demanded = (one.clause for one in reading.sought if one.clause.demanded)
    return all(_holds(candidate, clause, context) for clause in demanded)


def _holds(candidate: HelperCandidate, clause: Clause, context: SearchContext) -> bool:
    """Whether a word or quoted words occur in the evidence about a person."""
    people, texts = context.people, context.texts
    terms = texts.terms(clause.text)
    told = (match.text for match in candidate.matches if match.source)
    if not clause.field and any(texts.row_in(text, terms) for text in told):
        return True
    note = people.note_at(candidate.key) if people.contact(candidate.key) else None
    if note is None:
        return texts.row_in(people.name(candidate.key), terms)
    return texts.in_a_row(note, clause.field, terms)
