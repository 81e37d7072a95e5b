"""The items and passages of a person's note, by the field of the index they stand in."""

from collections.abc import Iterable

from mdnet.model import Contact, Note

_LISTS = (
    "roles",
    "organizations",
    "offers",
    "skills",
    "interests",
    "tags",
    "circles",
    "languages",
    "needs",
)
_PASSAGES = ("via", "neg", "log")


def texts_in(note: Note, field: str) -> Iterable[str]:
    """Yield the texts that the field of a contact's note holds."""
    contact = note.contact
    if contact is None:
        return
    if field in _LISTS:
        yield from getattr(contact, field)
        return
    yield from _single_texts(note, contact, field)
    for passage in note.passages:
        if passage.kind == field:
            yield passage.text


def all_texts(note: Note) -> Iterable[str]:
    """Yield every text of a contact's note."""
    for field in (*_LISTS, "name", "city", "about", "extra", *_PASSAGES):
        yield from texts_in(note, field)


def _single_texts(note: Note, contact: Contact, field: str) -> Iterable[str]:
    if field == "name":
        return (note.name, *contact.aliases)
    if field == "city":
        return (contact.city,)
    if field == "about":
        return (text for text in (contact.about, contact.met_at) if text)
    if field == "extra":
        return (f"{key}: {', '.join(values)}" for key, values in contact.extra)
    return ()
