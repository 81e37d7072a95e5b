"""A person in progress: fields collected one by one from a card, row or record.

Lists grow without duplicates; a single field keeps its first value. Knows no format.
"""

from typing import Any, Final

from mdnet.formats.decorations import undecorated
from mdnet.formats.person import Incoming, Lost, Photo
from mdnet.model.contact import Contact, Edge
from mdnet.model.identifiers import linkedin_slug
from mdnet.model.keys import LIST_KINDS, names_of_kind

LISTS: Final = frozenset((*names_of_kind(*LIST_KINDS), "edges", "extra"))


class Draft:
    """The fields of a contact, and the values that did not fit."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.name = ""
        self.is_exact = False
        """Whether the name is to stay as it is, with its titles and whatever stands around it."""
        self.fields: dict[str, Any] = {}
        self.lists: dict[str, dict[Any, None]] = {}
        self.body: list[str] = []
        self.keys: dict[str, None] = {}
        self.related: dict[Edge, None] = {}
        self.lost: list[Lost] = []
        self.photo: Photo | None = None

    def take(self, field: str, value: Any) -> bool:
        """Add a value; False if the field already has a different single value."""
        if field in LISTS:
            self.lists.setdefault(field, {})[value] = None
            return True
        return bool(self.fields.setdefault(field, value) == value)

    def _undecorated(self) -> str:
        """The name alone; titles stay as an alias, pronouns under their key."""
        if self.is_exact:
            return self.name
        named = undecorated(self.name)
        if named.titled:
            self.take("aliases", named.titled)
        if named.pronouns:
            self.fields.setdefault("pronouns", named.pronouns)
        return named.name

    def incoming(self) -> Incoming:
        """The finished person; the name must be set."""
        name = self._undecorated()
        lists: dict[str, Any] = {field: tuple(values) for field, values in self.lists.items()}
        contact = Contact(**lists, **self.fields)
        keys = dict(self.keys)
        for url in (*contact.urls, *contact.social):
            if slug := linkedin_slug(url):
                keys[f"linkedin:{slug}"] = None
        return Incoming(
            place=self.place,
            name=name,
            contact=contact,
            body="\n\n".join(self.body),
            keys=tuple(keys),
            related=tuple(self.related),
            lost=tuple(self.lost),
            photo=self.photo,
        )
