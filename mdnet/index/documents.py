"""Makes of a note what the index holds: its terms by field, its record and its card.

The length of a field is folded into the weights here (the ``B`` part of BM25), against a
fixed typical length, so that the weight of a word in one note depends on that note alone
and an index that was updated is the same as one rebuilt.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mdnet.index.analysis import Analyzer
from mdnet.index.codec import note_to_json
from mdnet.index.fields import (
    CONTACT_DAY,
    HANDLE,
    IDENTIFIER,
    LINK,
    NAME_WORD,
    WORDS,
    texts_in,
)
from mdnet.index.passages import Kept
from mdnet.index.protocol import Document
from mdnet.model.contact import Contact, Note, Problem
from mdnet.model.identifiers import handles_of, identifiers_of_contact
from mdnet.model.names import words_to_find
from mdnet.model.summary import Card
from mdnet.notes.leads import leads_of
from mdnet.notes.promises import open_promises
from mdnet.notes.tallies import contact_days, weight_of
from mdnet.vault.names import link_key, stem_of

# How much the length of a field matters, from 0 to 1.
_LENGTH_SHARE = 0.3
_NOTHING_KEPT = Kept()


def document_of(note: Note, analyzer: Analyzer, kept: Kept = _NOTHING_KEPT) -> Document:
    """What the index holds of a note.

    Its record is the note as JSON.
    """
    terms = {
        field: _weighted(field, texts, analyzer)
        for field in WORDS
        if (texts := texts_in(note, field))
    }
    terms |= _keys_of(note)
    terms |= kept.postings
    held = {field: held for field, held in terms.items() if held}
    return Document(note.path, held, note_to_json(note), kept.packed)


def card_of(note: Note) -> Card:
    """The card of a note for the catalogue."""
    errors = len(troubles_of(note))
    mentions = tuple(dict.fromkeys(link.target for link in note.links))
    if note.contact is None:
        return Card(
            note.path,
            note.kind,
            note.name,
            note.day,
            mentions=mentions,
            contacts=tuple(dict.fromkeys(link.target for link in note.links if link.counts)),
            status=note.goal.status if note.goal else "",
            errors=errors,
            leads=leads_of(note.log),
            likely=note.likely,
        )
    return _contact_card(note, note.contact, mentions, errors)


def troubles_of(note: Note) -> tuple[Problem, ...]:
    """The problems of a note that its owner should hear of: no mere hints."""
    return tuple(problem for problem in note.problems if problem.severity != "info")


def _contact_card(note: Note, contact: Contact, mentions: tuple[str, ...], errors: int) -> Card:
    return Card(
        path=note.path,
        kind=note.kind,
        name=note.name,
        day=note.day,
        aliases=contact.aliases,
        group=contact.group,
        circles=contact.circles,
        roles=contact.roles,
        organizations=contact.organizations,
        city=contact.city,
        tags=contact.tags,
        closeness=contact.closeness,
        trust=contact.trust,
        met=contact.met,
        contact_days=contact_days(contact, note.log),
        cadence=contact.cadence,
        follow_up=contact.follow_up,
        birthday=contact.birthday,
        anniversary=contact.anniversary,
        gave=weight_of("gave", note.log),
        got=weight_of("got", note.log),
        promises=open_promises(note.log),
        logged=len(note.log),
        stub=contact.stub,
        private=contact.private,
        archived=contact.archived,
        edges=contact.edges,
        mentions=mentions,
        errors=errors,
        leads=leads_of(note.log),
    )


def _keys_of(note: Note) -> dict[str, dict[str, float]]:
    """Return under which names a note can be found as one that links to them."""
    targets = {link.target for link in (*note.links, *note.hidden_links)}
    if note.contact:
        targets |= {edge.target for edge in note.contact.edges}
    keys = {LINK: dict.fromkeys(map(link_key, targets), 1.0)}
    if note.contact:
        keys[NAME_WORD] = dict.fromkeys(_words_of(note, note.contact), 1.0)
        keys[IDENTIFIER] = dict.fromkeys(_identifiers_of(note.contact), 1.0)
    if note.day and not note.contact:
        counting = {link_key(link.target) for link in note.links if link.counts}
        keys[CONTACT_DAY] = dict.fromkeys(counting, 1.0)
    return keys


def _words_of(note: Note, contact: Contact) -> set[str]:
    return words_to_find((note.name, *contact.aliases, stem_of(note.path)))


def _identifiers_of(contact: Contact) -> Iterator[str]:
    """Yield what a person can be looked up by; the country of numbers is asked for then."""
    for identifier in identifiers_of_contact(contact):
        yield identifier.term
    for handle in handles_of((*contact.urls, *contact.social)):
        yield HANDLE + handle


def _weighted(field: str, texts: Iterable[str], analyzer: Analyzer) -> Mapping[str, float]:
    """The terms of a field with their frequency, less where the field is long."""
    terms: list[str] = []
    twins: list[str] = []
    for text in texts:
        terms += analyzer.terms(text)
        twins += analyzer.twin_terms(text)
    # The second spelling of a word with an umlaut makes a field no longer.
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(terms) / WORDS[field].length
    return {term: count / length for term, count in Counter(terms + twins).items()}
