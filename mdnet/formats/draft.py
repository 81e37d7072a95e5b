"""A person in the making: fields gathered one by one from a card, a row or a record.

Lists grow and hold nothing twice; a field with one value keeps the first. Knows no format.
"""

import re
from typing import Any, Final
from urllib.parse import unquote

from mdnet.formats.person import Incoming, Lost, Photo
from mdnet.model import Contact, Edge
from mdnet.text import one_line

LISTS: Final = frozenset(
    """aliases tags circles roles organizations languages skills offers needs interests edges
    phones emails urls address social vcard extra""".split()
)
_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)


class Draft:
    """Fields of a contact, and what found no place in them."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.name = ""
        self.fields: dict[str, Any] = {}
        self.lists: dict[str, dict[Any, None]] = {}
        self.body: list[str] = []
        self.keys: dict[str, None] = {}
        self.related: dict[Edge, None] = {}
        self.lost: list[Lost] = []
        self.photo: Photo | None = None

    def take(self, field: str, value: Any) -> bool:
        """Add a value; False when the field holds another one and can hold one only."""
        if field in LISTS:
            self.lists.setdefault(field, {})[value] = None
            return True
        return bool(self.fields.setdefault(field, value) == value)

    def incoming(self) -> Incoming:
        """Return the person; the name must be there by now."""
        lists: dict[str, Any] = {field: tuple(values) for field, values in self.lists.items()}
        contact = Contact(**lists, **self.fields)
        keys = dict(self.keys)
        for url in (*contact.urls, *contact.social):
            if slug := linkedin_slug(url):
                keys[f"linkedin:{slug}"] = None
        return Incoming(
            place=self.place,
            name=self.name,
            contact=contact,
            body="\n\n".join(self.body),
            keys=tuple(keys),
            related=tuple(self.related),
            lost=tuple(self.lost),
            photo=self.photo,
        )


def linkedin_slug(url: str) -> str:
    """Return the part of a LinkedIn address that names the person; empty when it is none."""
    found = _LINKEDIN.search(url)
    return one_line(unquote(found[1])).lower() if found else ""
