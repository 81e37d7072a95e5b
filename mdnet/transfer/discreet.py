"""Takes out of a person's note what it says of private people, before it leaves the vault.

In doubt too much is left out: a sentence, a tie or a value that names somebody private goes
as a whole. Works on plain data and reads no files.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from mdnet.model import Contact, Edge, Note
from mdnet.notes.links import split_links
from mdnet.notes.markdown import plain
from mdnet.notes.wording import sentences
from mdnet.search.discretion import Discretion
from mdnet.text import name_key, one_line

_BLOCKS = re.compile(r"(\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>#|]|\d{1,9}[.)])))")
# A name may go on in the next line of a quote.
_LINE_MARKS = re.compile(r"\n[ \t]*>[ \t>]*")
_MARK = re.compile(r"[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)*(?:\[[^\[\]]\][ \t]+)?")


class Discreet:
    """Leaves out what speaks of private people."""

    def __init__(self, discretion: Discretion, is_public: Callable[[str, Note], bool]) -> None:
        """Take who is private, and what tells whether a link leads to a contact who is not."""
        self._discretion = discretion
        self._is_public = is_public

    def allows(self, text: str, note: Note) -> bool:
        """Tell whether a text of ``note``, as Markdown, names or links to nobody private."""
        line = one_line(_LINE_MARKS.sub("\n", text))
        shown, targets = split_links(line)
        return (
            self._discretion.allows(line, note)
            and self._discretion.allows(one_line(plain(shown)), note)
            and not any(self._discretion.is_private(target, note) for target in targets)
        )

    def text(self, body: str, note: Note) -> str:
        """Return Markdown without the sentences that speak of private people."""
        if not body or self.allows(body, note):
            return body
        parts = _BLOCKS.split(body)
        kept = ""
        for block, between in zip(parts[::2], [*parts[1::2], ""], strict=True):
            left = block if self.allows(block, note) else self._sentences(block, note)
            kept += left + between if left else ("\n" if "\n\n" in between else "")
        # A name that only the blocks together show costs the whole text.
        return kept.strip("\n") if self.allows(kept, note) else ""

    def _sentences(self, block: str, note: Note) -> str:
        mark = _MARK.match(block)
        start = mark.end() if mark else 0
        kept = " ".join(
            sentence
            for sentence in sentences(one_line(block[start:]))
            if self.allows(sentence, note)
        )
        # A name that only the whole shows, such as one cut in two, costs the whole.
        return block[:start] + kept if kept and self.allows(kept, note) else ""

    def contact(self, contact: Contact, note: Note) -> Contact:
        """Return the fields without values that speak of private people."""
        changed: dict[str, Any] = {}
        for field in fields(Contact):
            value = getattr(contact, field.name)
            if field.name == "group":
                continue
            if isinstance(value, str) and value and not self.allows(value, note):
                changed[field.name] = ""
            elif isinstance(value, tuple) and value:
                changed[field.name] = self._values(field.name, value, note)
        return replace(contact, **changed)

    def _values(self, field: str, values: tuple[Any, ...], note: Note) -> tuple[Any, ...]:
        if field == "edges":
            return tuple(edge for edge in values if self._may_tell(edge, note))
        if field == "extra":
            return tuple(self._extra(values, note))
        if field == "aliases":
            own = set(name_key(note.name).split())
            return tuple(
                one for one in values if own.issuperset(name_key(one).split())
                or self.allows(one, note)
            )  # fmt: skip
        return tuple(one for one in values if self.allows(one, note))

    def _may_tell(self, edge: Edge, note: Note) -> bool:
        if self._discretion.is_private(edge.target, note):
            return False
        # Somebody with a note of their own may share a first name with a private person.
        return self._is_public(edge.target, note) or self.allows(edge.target, note)

    def _extra(
        self, values: Iterable[tuple[str, tuple[str, ...]]], note: Note
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        for key, texts in values:
            kept = tuple(text for text in texts if self.allows(text, note))
            if self.allows(key, note) and (kept or not texts):
                yield key, kept
