"""Makes of a note what the index holds: its terms by field, its record and its card.

The length of a field is folded into the weights here (the ``B`` part of BM25), against a
fixed typical length, so that the weight of a word in one note depends on that note alone
and an index that was updated is the same as one built anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from mdnet.card import Card
from mdnet.index.analysis import Analyzer, words
from mdnet.index.codec import note_to_json
from mdnet.index.fields import CONTACT_DAY, LINK, TYPICAL_LENGTH
from mdnet.index.protocol import Document
from mdnet.model import Contact, Note, Passage, Problem
from mdnet.notes.keys import IMPORTED_FROM
from mdnet.notes.leads import leads_of
from mdnet.notes.promises import open_promises
from mdnet.sense.vectors import TextVectors
from mdnet.vault.names import link_key

# How much the length of a field matters, from 0 to 1.
_LENGTH_SHARE = 0.3

# Words of the front matter that fill a field as they are.
# What a person's vector is made of: not what they lack or shun, nor what happened once.
_SENSE_FIELDS = ("roles", "offers", "skills", "interests", "about", "via")
_PLAIN = ("roles", "organizations", "offers", "skills", "interests", "tags", "circles", "needs")

Texts = dict[str, list[str]]


def document_of(note: Note, analyzer: Analyzer) -> Document:
    """Return what the index holds of a note."""
    terms = {
        field: _weighted(field, texts, analyzer)
        for field, texts in _texts_of(note).items()
        if texts
    }
    terms |= _keys_of(note)
    return Document(
        note.path, {field: held for field, held in terms.items() if held}, note_to_json(note)
    )


def card_of(note: Note) -> Card:
    """Return the card of a note for the catalogue."""
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
        )
    return _contact_card(note, note.contact, mentions, errors)


def troubles_of(note: Note) -> tuple[Problem, ...]:
    """Return the problems of a note that its owner should hear of: no mere hints."""
    return tuple(problem for problem in note.problems if problem.severity != "info")


def sense_of(note: Note, vectors: TextVectors) -> bytes:
    """Return the vector of what a contact does, can and is; empty for any other note."""
    if note.contact is None:
        return b""
    texts = _texts_of(note)
    of_them = [text for field in _SENSE_FIELDS for text in texts[field]]
    return vectors.of(words("\n".join(of_them)))


def _contact_card(note: Note, contact: Contact, mentions: tuple[str, ...], errors: int) -> Card:
    days = [entry.day for entry in note.log if entry.kind != "promised"]
    if contact.last_contact:
        days.append(contact.last_contact)
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
        last_contact=max(days, default=None),
        cadence=contact.cadence,
        follow_up=contact.follow_up,
        birthday=contact.birthday,
        anniversary=contact.anniversary,
        gave=sum(entry.weight for entry in note.log if entry.kind == "gave"),
        got=sum(entry.weight for entry in note.log if entry.kind == "got"),
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


def _texts_of(note: Note) -> Texts:
    """Return the texts of a note by the field they go to."""
    if note.contact is None:
        # Of a meeting or a daily note only what it says of people is of use.
        linked = [passage for passage in note.passages if passage.links]
        return {"mention": [passage.text for passage in linked], "linked": _link_names(linked)}
    contact = note.contact
    texts: Texts = {field: list(getattr(contact, field)) for field in _PLAIN}
    texts["name"] = [note.name, *contact.aliases]
    texts["city"] = [contact.city]
    texts["languages"] = list(contact.languages)
    texts["about"] = [contact.about, contact.met_at, contact.pronouns]
    texts["extra"] = [
        f"{key} {' '.join(values)}" for key, values in contact.extra if key != IMPORTED_FROM
    ]
    texts["linked"] = [edge.target for edge in contact.edges] + _link_names(note.passages)
    for field in ("via", "neg", "log"):
        texts[field] = [passage.text for passage in note.passages if passage.kind == field]
    texts["about"] += [passage.text for passage in note.passages if passage.kind == "about"]
    return texts


def _link_names(passages: Iterable[Passage]) -> list[str]:
    return [target for passage in passages for target in passage.links]


def _keys_of(note: Note) -> dict[str, dict[str, float]]:
    """Return under which names a note can be found as one that links to them."""
    targets = {link.target for link in note.links}
    if note.contact:
        targets |= {edge.target for edge in note.contact.edges}
    keys = {LINK: dict.fromkeys(map(link_key, targets), 1.0)}
    if note.day and not note.contact:
        counting = {link_key(link.target) for link in note.links if link.counts}
        keys[CONTACT_DAY] = dict.fromkeys(counting, 1.0)
    return keys


def _weighted(field: str, texts: Iterable[str], analyzer: Analyzer) -> Mapping[str, float]:
    """Return the terms of a field with their frequency, less where the field is long."""
    text = "\n".join(texts)
    terms = analyzer.terms(text)
    # The second spelling of a word with an umlaut makes a field no longer.
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(terms) / TYPICAL_LENGTH[field]
    terms += analyzer.twin_terms(text)
    return {term: count / length for term, count in Counter(terms).items()}
