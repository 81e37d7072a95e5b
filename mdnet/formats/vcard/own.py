"""mdnet's own properties in vCards: ``X-MDNET-…``, for what no standard one can say.

One table for reading and writing, so that a contact comes back as it left. List fields have
one property for each value.
"""

from datetime import date
from typing import Any, Final

from mdnet.formats.vcard.values import escape, split, unescape
from mdnet.model.contact import Contact, Edge
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS

PREFIX: Final = "X-MDNET-"
NAME: Final = "X-MDNET-NAME"
"""A name that is to stay as it is, with titles that would be taken off it."""
NAME_KEY: Final = "name"
WORDS: Final = ("texts", "tags", "circles", "text", "partial")
"""The kinds of keys whose values are written as they are."""
_MOST = {"rating": 5, "days": 36_500}
_BY_NAME: Final = {key.vcard.own: key for key in CONTACT_KEYS if key.vcard and key.vcard.own}
_NAMES: Final = {
    NAME_KEY: "NAME",
    **{key.name: name for name, key in _BY_NAME.items()},
}

Gain = tuple[str, Any]


def gains_of(name: str, value: str) -> list[Gain]:
    """What a property of ours says: fields with their values; nothing when unreadable.

    Args:
        name: the name behind ``X-MDNET-``, in upper case.
        value: the escaped value.
    """
    key = _BY_NAME.get(name)
    if key is None:
        return _structured(name, [unescape(part) for part in split(value, ";")])
    read = value_of(key.kind, unescape(value))
    return [] if read is None else [(key.name, read)]


def value_of(kind: str, text: str) -> Any:
    """The value that a text is for a key of some kind; None when it is none.

    Days are ISO texts, numbers are in digits, a flag is ``yes``.
    """
    if kind in WORDS:
        return text
    if kind == "date":
        return _day(text)
    if kind in _MOST:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
        return number if 0 < number <= _MOST[kind] else None
    if kind == "flag":
        return True if text == "yes" else None
    return text if kind == "group" and text == "primary" else None


def _structured(name: str, parts: list[str]) -> list[Gain]:
    if name == "EDGE" and len(parts) == 2:
        return [("edges", Edge(*parts))]
    if name == "EXTRA":
        return [("extra", (parts[0], tuple(parts[1:])))]
    return []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def line(field: str, text: str) -> str:
    """The property of ours for one value of a text or list field."""
    return f"{PREFIX}{_NAMES[field]}:{escape(text)}"


def edge_line(edge: Edge) -> str:
    """The property of ours for a tie."""
    return f"{PREFIX}EDGE:{escape(edge.kind)};{escape(edge.target)}"


def lines_of(contact: Contact) -> list[str]:
    """The properties for values that are no words, and for keys that mdnet does not know."""
    lines = []
    for name, key in _BY_NAME.items():
        if "cards" in key.leaves and key.kind not in WORDS:
            lines += [f"{PREFIX}{name}:{text}" for text in texts_of(key, contact)]
    for key_of_user, texts in contact.extra:
        value = ";".join(escape(text) for text in (key_of_user, *texts))
        lines.append(f"{PREFIX}EXTRA:{value}")
    return lines


def texts_of(key: Field, contact: Contact) -> list[str]:
    """The values of a key as ``value_of`` reads them; none for what need not be said."""
    value = getattr(contact, key.name)
    if value in (None, "", False) or (key.kind == "group" and value != "primary"):
        return []
    if isinstance(value, tuple):
        return list(value)
    if key.kind == "flag":
        return ["yes"]
    return [value.isoformat() if isinstance(value, date) else str(value)]


def property_of(key: str) -> str:
    """The property of ours for the key of this very name; empty where there is none."""
    return f"{PREFIX}{_NAMES[key]}" if key in _NAMES else ""
