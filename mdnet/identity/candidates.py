"""What is compared of a person to tell whether two notes are about one. Pure data.

One record for each contact with the forms under which keys are the same, and one, with a
name only, for each ghost.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mdnet.identity.numbers import mail_key, phone_key, profile_key
from mdnet.model import Note
from mdnet.notes.keys import IMPORTED_FROM
from mdnet.text import circle_key, fold, name_key

# Keys by which importers say where a note comes from.
_SOURCES = frozenset((IMPORTED_FROM, "source_id", "google_id", "linkedin_id", "outlook_id"))


class Candidate(NamedTuple):
    """A person as far as they are compared. ``path`` is None for a ghost."""

    name: str
    path: str | None
    aliases: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    """What only one person should have: what it is, and its form."""
    birthday: str = ""
    organizations: Mapping[str, str] = MappingProxyType({})
    """As written, by the form in which they are compared; so are the circles."""
    circles: Mapping[str, str] = MappingProxyType({})
    city: str = ""
    ties: tuple[tuple[str, str], ...] = ()
    """Kinds and targets of ties, as written."""
    private: bool = False
    archived: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names."""
        return (self.name, *self.aliases)

    def of(self, what: str) -> frozenset[str]:
        """Return the keys of one sort."""
        return frozenset(form for kind, form in self.keys if kind == what)


def candidate_of(note: Note) -> Candidate | None:
    """Return what is compared of a note; None when it is no contact's."""
    contact = note.contact
    if contact is None:
        return None
    return Candidate(
        note.name, note.path, contact.aliases, tuple(dict.fromkeys(_keys(note))),
        contact.birthday, {fold(name): name for name in contact.organizations},
        {circle_key(name): name for name in contact.circles}, contact.city,
        tuple((edge.kind, edge.target) for edge in contact.edges),
        contact.private, contact.archived,
    )  # fmt: skip


def _keys(note: Note) -> Iterator[tuple[str, str]]:
    contact = note.contact
    assert contact is not None
    if contact.uid:
        yield "uid", name_key(contact.uid).removeprefix("urn:uuid:")
    yield from _formed("email", map(mail_key, contact.emails))
    yield from _formed("phone", map(phone_key, contact.phones))
    yield from _formed("profile", map(profile_key, (*contact.urls, *contact.social)))
    for key, values in contact.extra:
        if key in _SOURCES:
            yield from _formed("source", map(name_key, values))


def _formed(what: str, forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((what, form) for form in forms if form)
