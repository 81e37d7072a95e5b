"""Removes control characters from people before a writer takes them, and counts them.

The only place for this, for every format that cannot escape such characters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from mdnet.formats.person import Outgoing
from mdnet.model.contact import Contact, Edge
from mdnet.util.text import without_controls

_NAMELESS = "?"


class Cleaning:
    """Cleans people; its counts are complete once all of them have been taken."""

    def __init__(self) -> None:
        self.removed = 0
        """How many characters were removed, apart from line ends."""
        self.values = 0
        """How many values they were in."""

    def people(self, people: Iterable[Outgoing]) -> Iterator[Outgoing]:
        """Yield people without control characters; values that become empty are left out."""
        for one in people:
            name = self._text(one.name) or _NAMELESS
            yield replace(one, name=name, contact=self._contact(one), body=self._text(one.body))

    def _contact(self, one: Outgoing) -> Contact:
        clean: dict[str, Any] = {}
        for field in fields(Contact):
            value = getattr(one.contact, field.name)
            if field.name == "edges":
                clean["edges"] = tuple(self._edges(value))
            elif field.name == "extra":
                clean["extra"] = tuple(self._extra(value))
            elif isinstance(value, tuple):
                clean[field.name] = tuple(self._texts(value))
            elif isinstance(value, str):
                clean[field.name] = self._text(value)
        return replace(one.contact, **clean)

    def _edges(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        for edge in edges:
            if target := self._text(edge.target):
                yield Edge(self._text(edge.kind), target)

    def _extra(
        self, extra: Iterable[tuple[str, tuple[str, ...]]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for key, texts in extra:
            yield self._text(key) or _NAMELESS, tuple(self._texts(texts))

    def _texts(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            clean = self._text(text)
            if clean or not text:
                yield clean

    def _text(self, text: str) -> str:
        clean = without_controls(text)
        removed = len(text) - text.count("\r\n") - len(clean)
        if removed:
            self.removed += removed
            self.values += 1
        return clean
