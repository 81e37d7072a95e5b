"""Finds the keys and values of front matter in the text.

Finds a key by any of its names, and refuses unusual YAML, where a change could do something
unexpected. Changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mdnet.editing.splice import Opened
from mdnet.model.keys import Field, key_form

INDENT = "  "
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Place:
    """A key of the front matter, with the places of the key and its value in the YAML text."""

    name: str
    key: Any
    node: Any
    colon: int
    """After the colon."""

    @property
    def start(self) -> int:
        """The start of the value."""
        return int(self.node.start_mark.index)

    @property
    def end(self) -> int:
        """The end of the value, according to the parser."""
        return int(self.node.end_mark.index)


def find_key(
    note: Opened, key: str, fields: Mapping[str, Field], *, for_list: bool
) -> Place | None:
    """The place of ``key`` by any of its names; None if there is none."""
    same = [name for name in note.front.values if _means(name, fields) == _means(key, fields)]
    if not same:
        return None
    # All synonyms of a list count, but for a single value only the first that has one.
    filled = [] if for_list else [name for name in same if note.front.values[name]]
    name = filled[0] if filled else key if key in same else same[0]
    return _placed(note, name)


def _means(key: str, fields: Mapping[str, Field]) -> str:
    field = fields.get(key) or fields.get(key_form(key))
    return field.name if field else key_form(key)


def _placed(note: Opened, name: str) -> Place:
    """The place of a key; refuses unusual YAML."""
    key, node = next((k, v) for k, v in note.front.root.value if k.value == name)
    source, start, end = note.source, key.start_mark.index, key.end_mark.index
    colon = end + len(source[end:]) - len(source[end:].lstrip(_BLANKS)) + 1
    above = source[source.rfind("\n", 0, start) + 1 : start]
    if source[colon - 1 : colon] != ":" or (above.strip() and not note.front.root.flow_style):
        note.refuse(start, f"{name} is not written as {name}: and a value")
    place = Place(name, key, node, colon)
    if place.start < colon:
        note.refuse(start, f"{name} is a YAML alias")
    if place.end > place.start and source[place.start] in "&!":
        note.refuse(place.start, f"{name} has an anchor or a tag")
    return place


def real_end(note: Opened, node: Any, after: int) -> int:
    """The end of the last text of a value; that of the parser may be after blank lines."""
    if node.start_mark.index < after:
        note.refuse(after, "the note contains a YAML alias")
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    start = int(node.start_mark.index)
    return real_end(note, last if node.id == "sequence" else last[1], start)


def margin_of(note: Opened) -> str:
    """The indentation of the keys."""
    root = note.front.root
    if root is None or not root.value:
        return ""
    start = int(root.value[0][0].start_mark.index)
    return note.source[note.source.rfind("\n", 0, start) + 1 : start]


def list_indent_of(note: Opened) -> str:
    """The indentation of list items, as elsewhere in the note."""
    for key, node in note.front.root.value if note.front.root is not None else ():
        start = int(node.start_mark.index)
        if node.id == "sequence" and not node.flow_style and start > key.end_mark.index:
            column = start - note.source.rfind("\n", 0, start) - 1
            return " " * (column - len(margin_of(note)))
    return INDENT
