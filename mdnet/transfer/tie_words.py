"""Ties in the values of a note: as separate items, or as links within a text.

A note may say ``about: a friend of [[Ben Frost]]``. Read, that is a text and a tie; written
again, it is one value. Knows no files and no YAML.
"""

import re
from collections.abc import Iterable
from typing import TypeAlias

from mdnet.model.contact import Edge
from mdnet.model.keys import CONTACT, IMPORTED_FROM, NOT_TEXT, field_of, key_form
from mdnet.notes.links import written_link

Values: TypeAlias = "dict[str, list[str] | str]"
"""Keys of a note with a list or one value."""

_TEXT_KINDS = ("text", "texts", "circles")
_NO_DISPLAY = re.compile(r"[\[\]|\\]")


def listed(values: Values, key: str) -> list[str]:
    """The values of a key as a list, empty if there are none."""
    value = values.get(key, [])
    return value if isinstance(value, list) else [value]


def may_be_key(key: str) -> bool:
    """Whether an imported file may set this key; not if it decides how a note is read."""
    return bool(key) and key_form(key) not in NOT_TEXT and key_form(key) != IMPORTED_FROM


def is_of_words(key: str) -> bool:
    """Whether the values of a known key are text, with or without links."""
    field = CONTACT.get(key_form(key))
    return field is not None and field.kind in _TEXT_KINDS


def put_ties(found: Values, edges: Iterable[Edge], names: Iterable[str]) -> None:
    """Add the ties of a contact whose other values are in ``found`` already.

    Args:
        found: the values; a key with a single text gets no second one.
        edges: the ties; ``target`` is the target of the link.
        names: what the notes call the other end of each.
    """
    written: dict[str, str] = {}
    for key in found:
        written.setdefault(_name_of(key), key)
    for edge, name in zip(edges, names, strict=True):
        key = written.setdefault(_name_of(edge.kind), edge.kind)
        _put(found, key, edge, name)


def _name_of(key: str) -> str:
    return field_of(key) or key_form(key)


def _put(found: Values, key: str, tie: Edge, name: str) -> None:
    there = found.setdefault(key, [])
    items = there if isinstance(there, list) else [there]
    place, linked = _in_words(items, tie.target, name, alone=is_of_words(key))
    if linked:
        items[place] = linked
        if isinstance(there, str):
            found[key] = linked
    elif isinstance(there, str):
        # The text is a link already, and none of its words is the name.
        _put(found, "knows", Edge("knows", tie.target), name)
    elif (link := written_link(tie.target)) not in items:
        items.append(link)


def _in_words(items: list[str], stem: str, name: str, *, alone: bool) -> tuple[int, str]:
    """The number of the item that can contain the link, and the item with it.

    Args:
        items: texts, some with links.
        stem: the target of the link.
        name: what it may show: the whole name or its first word.
        alone: whether a single text may become the link as a whole.
    """
    for shown in (name, name.partition(" ")[0]):
        if len(shown) < 2 or _NO_DISPLAY.search(shown):
            continue
        # Not inside a link or a word.
        word = re.compile(rf"(?<![\w\[|]){re.escape(shown)}(?![\w\]|])")
        for place, text in enumerate(items):
            for at in (match.start() for match in word.finditer(text)):
                if text.count("[[", 0, at) == text.count("]]", 0, at):
                    return place, text[:at] + written_link(stem, shown) + text[at + len(shown) :]
    if alone and len(items) == 1 and not _NO_DISPLAY.search(items[0]):
        return 0, written_link(stem, items[0])
    return 0, ""
