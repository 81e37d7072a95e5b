"""Google Contacts as CSV, in both of its layouts: since 2024 ``First Name``, before ``Name``.

Columns come in numbered sets (``Phone 2 - Label``, ``Phone 2 - Value``). Several values of
one label share a cell, with `` ::: `` between them; ``* `` marks the preferred label, and
the groups of the program itself.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from mdnet.formats.mail import is_robot
from mdnet.formats.people_table import nameless
from mdnet.formats.person import TECHNICAL, Item
from mdnet.formats.rows import RowCard
from mdnet.formats.table import Heading, Row, reader_by_heading, rows
from mdnet.formats.vcard import own
from mdnet.model.contact import Problem

CUSTOM = "Custom Field"
"""The set for what has no column; labelled with a key of a note, it fills this key."""
SOCIAL = "Social"
"""The label of a website that is a profile; mdnet's own."""

_NUMBERED = re.compile(r"(.+?) (\d{1,3}) - (.+)", re.ASCII)
_BETWEEN = re.compile(r"\s*:::\s*")
_NEW = frozenset(("First Name", "Last Name", "Labels"))
_OLD = frozenset(("Name", "Given Name", "Family Name"))
_ADDRESS = ("PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country")
# The layouts call the parts of a name differently; old columns first.
_GIVEN = ("Given Name", "First Name")
_MORE = ("Additional Name", "Middle Name")
_FAMILY = ("Family Name", "Last Name")
_PLAIN = {
    "Nickname": "NICKNAME",
    "Short Name": "NICKNAME",
    "Maiden Name": "NICKNAME",
    "Birthday": "BDAY",
    "Notes": "NOTE",
    "Location": "X-MDNET-CITY",
    "Occupation": "TITLE",
    "Hobby": "INTEREST",
    "Language": "X-MDNET-LANGUAGE",
    "Photo": "PHOTO",
    "Phonetic First Name": "X-PHONETIC-FIRST-NAME",
    "Phonetic Middle Name": "X-PHONETIC-MIDDLE-NAME",
    "Phonetic Last Name": "X-PHONETIC-LAST-NAME",
    "Given Name Yomi": "X-PHONETIC-FIRST-NAME",
    "Family Name Yomi": "X-PHONETIC-LAST-NAME",
}
_VALUES = {
    "E-mail": "EMAIL",
    "Phone": "TEL",
    "Website": "URL",
    "Relation": "X-ABRELATEDNAMES",
    SOCIAL: "X-SOCIALPROFILE",
}
_NAMED_BY_LABEL = {("Website", SOCIAL): (SOCIAL, "")}
_NAMES = frozenset((*_GIVEN, *_MORE, *_FAMILY, "Name", "Name Prefix", "Name Suffix"))
_ONCE = frozenset(("Organization Name", "Organization Title", "Organization Department"))
_TAKEN = frozenset((*_NAMES, *_ONCE, *_PLAIN, "Labels", "Group Membership", "Gender"))
_SETS = frozenset((*_VALUES, "Address", "Organization", "Event", "IM", CUSTOM, "Jot"))
_TECHNICAL = frozenset(
    ("File As", "Initials", "Yomi Name", "Priority", "Sensitivity", "Directory Server")
)
_TOLD = ("Billing Information", "Mileage", "Subject")
"""Columns without a field; they become a line of text."""
# Lists that Google makes for everybody, with a star before their names.
_NOT_OF_THE_USER = frozenset(
    ("mycontacts", "my contacts", "starred", "othercontacts", "other contacts")
)


def is_heading(cells: Heading) -> bool:
    """Whether a row is the heading of one of Google's layouts."""
    names = set(cells)
    return names >= _NEW or (names >= _OLD and any(_NUMBERED.fullmatch(one) for one in cells))


def read_google(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of a CSV file of Google Contacts."""
    for row in rows(data, name, is_heading):
        if isinstance(row, Problem):
            yield row
            continue
        person = _card(row, f"{name}:{row.line}").incoming()
        if person and is_robot(person.name):
            message = f"{person.name} is a robot, not a person, and was left out"
            yield Problem(name, row.line, 1, "robot", message, "", "info")
        else:
            yield person or nameless(row, name)


READER = reader_by_heading(is_heading, read_google)


def _card(row: Row, place: str) -> RowCard:
    card = RowCard(place)
    _name(row, card)
    sets = _sets(row, card)
    if any(row.get(column) for column in _ONCE):
        sets.setdefault(("Organization", "0"), {
            "Name": row.get("Organization Name"), "Title": row.get("Organization Title"),
            "Department": row.get("Organization Department"),
        })  # fmt: skip
    for column, property_name in _PLAIN.items():
        cell = row.get(column)
        for text in _several(cell) if property_name == "NICKNAME" else [cell]:
            card.add(property_name, text)
    gender = row.get("Gender")
    card.add("GENDER", {"male": "M", "female": "F"}.get(gender.lower(), gender))
    for column in _TOLD:
        if text := row.get(column):
            card.add("NOTE", f"{column}: {text}")
    for (kind, _), cells in sets.items():
        _take_set(card, kind, cells)
    _take_labels(card, _several(row.get("Labels") or row.get("Group Membership")))
    return card


def _take_labels(card: RowCard, labels: list[str]) -> None:
    """Take circles, and tags by their mark, which is mdnet's own."""
    plain = [*map(_plain_label, labels)]
    card.listed("CATEGORIES", [label.removeprefix("#") for label in plain])
    for label in plain:
        if label.startswith("#"):
            card.add("X-MDNET-TAG", label[1:])
        elif f"#{label}" in plain:
            card.add("X-MDNET-CIRCLE", label)


def _plain_label(label: str) -> str:
    bare = label.removeprefix("* ")
    return label if bare.lower() in _NOT_OF_THE_USER else bare


def _name(row: Row, card: RowCard) -> None:
    given, more, family = (
        next((row.get(column) for column in columns if row.get(column)), "")
        for columns in (_GIVEN, _MORE, _FAMILY)
    )
    prefix, suffix = row.get("Name Prefix"), row.get("Name Suffix")
    card.add("FN", row.get("Name") or f"{prefix} {given} {more} {family} {suffix}")
    card.structured("N", (family, given, more, prefix, suffix))


def _sets(row: Row, card: RowCard) -> dict[tuple[str, str], dict[str, str]]:
    """The numbered sets of columns; other columns are reported as lost."""
    sets: dict[tuple[str, str], dict[str, str]] = {}
    for column, cell in row.cells.items():
        if not cell:
            continue
        found = _NUMBERED.fullmatch(column)
        if found and found[1] in _SETS:
            sets.setdefault((found[1], found[2]), {})[found[3]] = cell
        elif column not in _TAKEN and column not in _TOLD:
            known = column in _TECHNICAL
            card.lose(column, cell, TECHNICAL if known else "an unknown column")
    return sets


def _several(cell: str) -> list[str]:
    return [text for part in _BETWEEN.split(cell) if (text := part.strip())]


def _take_set(card: RowCard, kind: str, cells: dict[str, str]) -> None:
    label = cells.get("Label") or cells.get("Type") or ""
    preferred, label = label.startswith("*"), label.lstrip("* ")
    kind, label = _NAMED_BY_LABEL.get((kind, label), (kind, label))
    if kind in _VALUES:
        for text in _several(cells.get("Value", "")):
            card.add(_VALUES[kind], text, label, preferred=preferred)
    elif kind == "Address":
        _address(card, cells, label, preferred=preferred)
    elif kind == "Organization":
        _organization(card, cells)
    elif kind == "Event":
        for text in _several(cells.get("Value", "")):
            card.add("X-ABDATE", text, label or "Other")
    elif kind == "IM":
        for text in _several(cells.get("Value", "")):
            service = cells.get("Service", "").lower().replace(" ", "") or "im"
            card.add("IMPP", f"{service}:{text}", label, preferred=preferred)
    else:
        ours = own.property_of(label) if kind == CUSTOM else ""
        for text in _several(cells.get("Value", "")):
            card.add(ours or "NOTE", f"{label}: {text}" if label and not ours else text)


def _address(card: RowCard, cells: dict[str, str], label: str, *, preferred: bool) -> None:
    parts = [_several(cells.get(name, "")) for name in _ADDRESS]
    if not any(parts):
        for text in _several(cells.get("Formatted", "")):
            if not text.strip(", "):
                continue  # the lines of an address that has none
            card.structured("ADR", ("", "", text), label, preferred=preferred)
        return
    for one in zip_longest(*parts, fillvalue=""):
        card.structured("ADR", one, label, preferred=preferred)


def _organization(card: RowCard, cells: dict[str, str]) -> None:
    columns = (_several(cells.get(name, "")) for name in ("Name", "Department", "Title"))
    for name, department, title in zip_longest(*columns, fillvalue=""):
        card.structured("ORG", (name, department) if department else (name,))
        card.add("TITLE", title)
    for name in ("Symbol", "Location", "Job Description"):
        if text := cells.get(name, ""):
            card.add("NOTE", f"{name}: {text}")
