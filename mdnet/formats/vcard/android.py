"""What Android puts into ``X-ANDROID-CUSTOM``: nicknames, ties and days.

``vnd.android.cursor.item/relation;Bob;14;;…`` is a kind, a value, the number of a label, and
the label where the number is 0. Source: ``com.android.vcard.VCardBuilder``.
"""

from typing import Any, NamedTuple

from mdnet.formats.vcard.ties import ANDROID, kind_of_label
from mdnet.formats.vcard.values import components, partial_date
from mdnet.model.contact import Edge
from mdnet.util.text import one_line

_ANNIVERSARY, _BIRTHDAY = "1", "3"


class Custom(NamedTuple):
    """A field with its value, and whether it says all that stood there."""

    field: str
    value: Any
    whole: bool = True


def custom_of(value: str) -> Custom | None:
    """What an escaped value says, or None where no field of a note says it."""
    parts = [one_line(part) for part in components(value)]
    kind, text, number, label = [*parts, "", "", "", ""][:4]
    kind = kind.rpartition("/")[2]
    if not text:
        return None
    if kind == "nickname":
        return Custom("aliases", text)
    if kind == "relation":
        known = ANDROID[int(number)] if number.isdecimal() and int(number) < len(ANDROID) else ""
        tie, whole = kind_of_label(known or label)
        return Custom("edges", Edge(tie, text), whole)
    if kind == "contact_event" and number in (_ANNIVERSARY, _BIRTHDAY):
        day = partial_date(text)
        field = "anniversary" if number == _ANNIVERSARY else "birthday"
        return Custom(field, day) if day else None
    return None
