"""Limits on how much of an imported person fits in the front matter of a note.

Longer values are reported as lost; the rest is imported. Knows no files.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, replace
from typing import Any

from mdnet.formats.person import Incoming, Lost
from mdnet.model.contact import Contact, Edge
from mdnet.transfer.tie_words import Values

_LONGEST = 4000
_LONGEST_NAME = 500
# Letters of all values together; front matter has 64 KiB, and some letters take four bytes.
_MOST = 15_000
_MOST_TIES = 500
_SHOWN = 40
_TOO_LONG = "too long for a note"
_TOO_MUCH = "more than a note can hold"


def surely_fits(one: Incoming, values: Values) -> bool:
    """A quick test that nothing about somebody is too long for a note."""
    letters = sum(
        len(value) if isinstance(value, str) else sum(map(len, value)) for value in values.values()
    )
    return letters <= _LONGEST and len(one.name) <= _LONGEST_NAME and len(one.related) <= _MOST_TIES


def within_bounds(one: Incoming) -> Incoming:
    """The person without the values that do not fit in a note."""
    lost: list[Lost] = []
    contact, room = one.contact, _MOST
    changed: dict[str, Any] = {}
    for field in fields(Contact):
        value = getattr(contact, field.name)
        if not value:
            continue
        kept, used = _kept(field, value, room, lost)
        room -= used
        if kept != value:
            changed[field.name] = kept
    keys = tuple(key for key in one.keys if len(key) <= _LONGEST_NAME)
    lost += (_told("key", key, _TOO_LONG) for key in one.keys if key not in keys)
    name = one.name[:_LONGEST_NAME]
    if name != one.name:
        lost.append(_told("name", one.name, _TOO_LONG))
    related = tuple(tie for tie in one.related if len(tie.target) <= _LONGEST_NAME)[:_MOST_TIES]
    if related != one.related:
        lost.append(_told("related", f"{len(one.related) - len(related)} ties", _TOO_MUCH))
    contact = replace(contact, **changed)
    return replace(
        one, name=name, contact=contact, keys=keys, related=related, lost=(*one.lost, *lost)
    )


def _kept(field: Field[Any], value: object, room: int, lost: list[Lost]) -> tuple[object, int]:
    """The part of a value that fits, and its size."""
    if isinstance(value, str):
        if len(value) <= min(_LONGEST, room):
            return value, len(value)
        lost.append(_told(field.name, value, _TOO_LONG))
        return (None if field.default is MISSING else field.default), 0
    if not isinstance(value, tuple):
        return value, 0
    kept, used = [], 0
    for item in value:
        size = sum(map(len, _texts(item)))
        if size <= _LONGEST and used + size <= room:
            kept.append(item)
            used += size
        else:
            reason = _TOO_LONG if size > _LONGEST else _TOO_MUCH
            lost.append(_told(field.name, " ".join(_texts(item)), reason))
    return tuple(kept), used


def _texts(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, Edge):
        yield from (item.kind, item.target)
    elif isinstance(item, tuple):
        for one in item:
            yield from _texts(one)


def _told(name: str, value: str, reason: str) -> Lost:
    return Lost(name, value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…", reason)
