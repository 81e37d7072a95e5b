"""The facts compared to decide whether two notes are about the same person. Pure data.

One record per contact, with all keys in the form used for comparing, and one per ghost, with
its name only.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from mdnet.model.circles import circle_key
from mdnet.model.contact import Note
from mdnet.model.identifiers import Identifier, identifiers_of_contact
from mdnet.util.text import fold


class Candidate(NamedTuple):
    """The compared facts of a person. ``path`` is None for a ghost."""

    name: str
    path: str | None
    aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    """Identifiers that only one person should have."""
    birthday: str = ""
    organizations: Mapping[str, str] = MappingProxyType({})
    """As written, by the form used for comparing; circles likewise."""
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
        """The forms of the identifiers of one kind that both have."""
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
    """The compared facts of a note; None if it is not a contact.

    ``country`` is for phone numbers without a country code; see ``phone_key``.
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
