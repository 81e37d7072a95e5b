"""The properties of mdnet's own in vCards: ``X-MDNET-…``, for what no standard one can say.

One table for reading and writing, so that a contact comes back as it left. List fields have
one property for each value.
"""

from datetime import date
from typing import Any, Final

from mdnet.formats.vcard.values import escape, split, unescape
from mdnet.model import Contact, Edge

PREFIX: Final = "X-MDNET-"
LISTS: Final = {
    "ALIAS": "aliases", "TAG": "tags", "CIRCLE": "circles", "ROLE": "roles",
    "ORGANIZATION": "organizations", "LANGUAGE": "languages", "SKILL": "skills",
    "OFFER": "offers", "NEED": "needs", "INTEREST": "interests", "PHONE": "phones",
    "EMAIL": "emails", "URL": "urls", "ADDRESS": "address", "SOCIAL": "social",
}  # fmt: skip
TEXTS: Final = {
    "ABOUT": "about", "CITY": "city", "MET-AT": "met_at", "BIRTHDAY": "birthday",
    "ANNIVERSARY": "anniversary", "PRONOUNS": "pronouns", "PHOTO": "photo",
}  # fmt: skip
DAYS: Final = {"MET": "met", "LAST-CONTACT": "last_contact", "FOLLOW-UP": "follow_up"}
NUMBERS: Final = {
    "CLOSENESS": ("closeness", 5),
    "TRUST": ("trust", 5),
    "CADENCE": ("cadence", 36_500),
}
FLAGS: Final = {"STUB": "stub", "PRIVATE": "private", "ARCHIVED": "archived"}
NAMES: Final = {field: name for name, field in (*LISTS.items(), *TEXTS.items())}

Gain = tuple[str, Any]


def gains_of(name: str, value: str) -> list[Gain]:
    """Return what a property of ours says: fields with their values; nothing when unreadable.

    Args:
        name: the name behind ``X-MDNET-``, in upper case.
        value: the escaped value.
    """
    text = unescape(value)
    if field := LISTS.get(name) or TEXTS.get(name):
        return [(field, text)]
    if name in DAYS:
        day = _day(text)
        return [(DAYS[name], day)] if day else []
    if name in NUMBERS:
        field, most = NUMBERS[name]
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
        return [(field, number)] if 0 < number <= most else []
    if name in FLAGS:
        return [(FLAGS[name], True)] if text == "yes" else []
    return _structured(name, [unescape(part) for part in split(value, ";")])


def _structured(name: str, parts: list[str]) -> list[Gain]:
    if name == "GROUP" and parts == ["primary"]:
        return [("group", "primary")]
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
    """Return the property of ours for one value of a text or list field."""
    return f"{PREFIX}{NAMES[field]}:{escape(text)}"


def edge_line(edge: Edge) -> str:
    """Return the property of ours for a tie."""
    return f"{PREFIX}EDGE:{escape(edge.kind)};{escape(edge.target)}"


def lines_of(contact: Contact) -> list[str]:
    """Return the properties for the fields that no standard property speaks of."""
    fields = ("offers", "needs")
    lines = [line(field, text) for field in fields for text in getattr(contact, field)]
    lines += [
        line(field, text) for field in ("about", "met_at") if (text := getattr(contact, field))
    ]
    for name, field in DAYS.items():
        if (day := getattr(contact, field)) is not None:
            lines.append(f"{PREFIX}{name}:{day.isoformat()}")
    for name, (field, _) in NUMBERS.items():
        if (number := getattr(contact, field)) is not None:
            lines.append(f"{PREFIX}{name}:{number}")
    lines += [f"{PREFIX}{name}:yes" for name, field in FLAGS.items() if getattr(contact, field)]
    if contact.group == "primary":
        lines.append(f"{PREFIX}GROUP:primary")
    lines += [
        f"{PREFIX}EXTRA:" + ";".join(escape(text) for text in (key, *texts))
        for key, texts in contact.extra
    ]
    return lines
