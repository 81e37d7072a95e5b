"""Labels of numbers and addresses: ``mobile`` in a note, ``TEL;TYPE=CELL`` in a vCard.

A note has them in maps, ``phones: [{mobile: "+41 …"}]``; a contact keeps them as lines of a
vCard beside the plain values, so that an export gives them back. Knows no notes and no cards.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_PROPERTIES: Final = {"phones": "TEL", "emails": "EMAIL", "urls": "URL"}
_FIELDS: Final = {name: field for field, name in _PROPERTIES.items()}
_TYPES: Final = {
    **dict.fromkeys(("mobile", "cell", "cellphone", "handy", "mobil"), "CELL"),
    **dict.fromkeys(("home", "private", "personal", "privat"), "HOME"),
    **dict.fromkeys(("work", "office", "business", "arbeit", "büro"), "WORK"),
}
_WORDS: Final = {"CELL": "mobile"}
"""Types that have another name in a note."""
_IN_PAIRS: Final = frozenset("CELL FAX HOME MAIN PAGER WORK".split())
"""Types that may stand together, such as ``work fax``; other labels of two words are one."""
# Types that everybody assumes of a number or an address.
_ASSUMED: Final = frozenset(("INTERNET", "VOICE", "PREF", "OTHER", ""))
_TYPE: Final = re.compile(r"[A-Z][A-Z-]{0,30}(?:,[A-Z][A-Z-]{0,30}){0,5}")
_LINE: Final = re.compile(r"(TEL|EMAIL|URL)((?:;[A-Za-z]+=[^;:\"]*)+):(.+)", re.IGNORECASE)


class Labelled(NamedTuple):
    """A value with its label."""

    field: str
    """``phones``, ``emails`` or ``urls``."""
    label: str
    """In the words of a note."""
    text: str


def labelled_line(field: str, label: str, text: str) -> str:
    """The line of a vCard for a value with a label; empty when the label is none."""
    words = label.strip().lower()
    kind = _TYPES.get(words, label.strip().upper())
    several = [_TYPES.get(word, word.upper()) for word in words.split()]
    if len(several) > 1 and _IN_PAIRS.issuperset(several):
        kind = ",".join(several)
    if field not in _PROPERTIES or not _TYPE.fullmatch(kind) or "\n" in text:
        return ""
    return f"{_PROPERTIES[field]};TYPE={kind}:{text}"


def label_in(line: str) -> Labelled | None:
    """The value and the label of a line; None when a map in a note would say less."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    types = found[2].removeprefix(";TYPE=").split(",")
    label = " ".join(_WORDS.get(one, one.lower()) for one in types)
    field = _FIELDS.get(found[1], "")
    is_same = labelled_line(field, label, found[3]) == line
    return Labelled(field, label, found[3]) if is_same else None


def tidied(line: str) -> str:
    """The line with its types only, and without those that everybody assumes.

    ``TEL;type=CELL;type=VOICE;type=pref:079`` is ``TEL;TYPE=CELL:079``. A line that says
    something else, or nothing but what is assumed, stays as it is.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    types = [*dict.fromkeys(_types(found[2]))]
    if not types or not all(map(_TYPE.fullmatch, types)):
        return line
    return f"{found[1].upper()};TYPE={','.join(types)}:{found[3]}"


def _types(params: str) -> Iterator[str]:
    """Yield the types among parameters; an empty one where there is another parameter."""
    for param in params[1:].split(";"):
        name, _, value = param.partition("=")
        if name.upper() == "TYPE":
            yield from (one for one in value.strip().upper().split(",") if one not in _ASSUMED)
        elif name.upper() != "PREF":
            yield ""
