"""What is compared of a person to tell whether two notes are about one. Pure data.

One record for each contact with the forms under which keys are the same, and one, with a
name only, for each ghost.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from mdnet.model.circles import circle_key
from mdnet.model.contact import Note
from mdnet.model.identifiers import Identifier, identifiers_of_contact
from mdnet.util.text import fold


class Candidate(NamedTuple):
    """A person as far as they are compared. ``path`` is None for a ghost."""

    name: str
    path: str | None
    aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    """What only one person should have."""
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
        """All names."""
        return (self.name, *self.aliases)

    def shared(self, other: "Candidate", kind: str) -> set[str]:
        """The forms of the identifiers of one kind that another has as well."""
        theirs: dict[str, list[Identifier]] = {}
        for identifier in other.of(kind):
            theirs.setdefault(identifier.term, []).append(identifier)
        common = set()
        for identifier in self.of(kind):
            if any(map(identifier.is_same, theirs.get(identifier.term, ()))):
                common.add(identifier.form)
        return common

    def of(self, kind: str) -> list[Identifier]:
        """The identifiers of one kind."""
        return [one for one in self.identifiers if one.kind == kind]


def candidate_of(note: Note, country: str = "") -> Candidate | None:
    """What is compared of a note; None when it is no contact's.

    ``country`` is that of telephone numbers that name none; see ``phone_key``.
    """
    contact = note.contact
    if contact is None:
        return None
    return Candidate(
        note.name, note.path, contact.aliases, identifiers_of_contact(contact, country),
        contact.birthday, {fold(name): name for name in contact.organizations},
        {circle_key(name): name for name in contact.circles}, contact.city,
        tuple((edge.kind, edge.target) for edge in contact.edges),
        contact.private, contact.archived,
    )  # fmt: skip
