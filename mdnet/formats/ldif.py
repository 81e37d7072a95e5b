"""LDIF address books, of Thunderbird, Evolution, Claws and directories.

RFC 2849: ``name: text``, ``name:: base64``, lines that begin with a blank go on. Attributes are
those of RFC 4519 and 2798 (inetOrgPerson), and Mozilla's. A group becomes a circle.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from mdnet.formats.content import physical_lines
from mdnet.formats.people_table import take_address
from mdnet.formats.person import TECHNICAL, Circle, Item, Reader
from mdnet.formats.rows import RowCard
from mdnet.model.contact import Problem

_START = re.compile(rb"(?:version: ?1\s+|#[^\n]*\n|\s)*dn::? ", re.IGNORECASE)
_LINE = re.compile(r"([A-Za-z][\w.-]*)(?:;[\w.;-]*)?:(:?) ?(.*)")
_MAIL_IN_DN = re.compile(r"mail=([^,\s]+)", re.IGNORECASE)
_PLAIN: Final = {
    **dict.fromkeys(("mail", "mozillasecondemail", "email", "emailaddress"), ("EMAIL", "")),
    "mobile": ("TEL", "mobile"), "cellphone": ("TEL", "mobile"),
    "telephonenumber": ("TEL", "work"), "workphone": ("TEL", "work"),
    "homephone": ("TEL", "home"), "pager": ("TEL", "pager"), "pagerphone": ("TEL", "pager"),
    "facsimiletelephonenumber": ("TEL", "fax"), "fax": ("TEL", "fax"),
    "title": ("TITLE", ""), "employeetype": ("ROLE", ""),
    **dict.fromkeys(("mozillanickname", "xmozillanickname"), ("NICKNAME", "")),
    **dict.fromkeys(("mozillahomeurl", "mozillaworkurl", "labeleduri", "homeurl", "workurl"),
                    ("URL", "")),
    "description": ("NOTE", ""), "notes": ("NOTE", ""), "info": ("NOTE", ""),
    "manager": ("X-MANAGER", ""), "preferredlanguage": ("LANG", ""),
}  # fmt: skip
_HOME = ("mozillahomestreet", "mozillahomelocalityname", "mozillahomestate",
         "mozillahomepostalcode", "mozillahomecountryname")  # fmt: skip
_WORK = ("street postaladdress streetaddress", "l locality", "st region", "postalcode",
         "c co countryname")  # fmt: skip
_TAKEN = frozenset("cn givenname sn surname displayname o ou company department".split())
_TECHNICAL = frozenset(
    """dn objectclass modifytimestamp uid birthyear birthmonth birthday mozillausehtmlmail
    changetype""".split()
)
_LONGEST = 1 << 20

Entry = dict[str, list[str]]


def _recognises(start: bytes, _: str) -> bool:
    return _START.match(start) is not None


def read_ldif(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people and groups of an LDIF file; an entry that names nobody is a problem."""
    for line, entry in _entries(data):
        place = f"{name}:{line}"
        classes = {text.lower() for text in entry.get("objectclass", ())}
        if classes & {"groupofnames", "groupofuniquenames"}:
            members = [f"email:{found[1].lower()}" for text in entry.get("member", ())
                       if (found := _MAIL_IN_DN.search(text))]  # fmt: skip
            yield Circle(place, "".join(entry.get("cn", ())[:1]), tuple(members))
            continue
        person = _card(entry, place).incoming()
        yield person or Problem(
            name, line, 1, "row-nameless", "this entry has no name", "", "error"
        )


READER = Reader(_recognises, lambda data, name, _: read_ldif(data, name))


def _entries(data: bytes) -> Iterator[tuple[int, Entry]]:
    """Yield each entry with the line it begins in."""
    entry: Entry = {}
    start = 0
    for number, line in _logical_lines(data):
        if not line:
            if "dn" in entry:
                yield start, entry
            entry = {}
        elif found := _LINE.fullmatch(line):
            start = number if not entry else start
            entry.setdefault(found[1].lower(), []).append(_value(found[3], encoded=found[2] == ":"))
    if "dn" in entry:
        yield start, entry


def _logical_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield unfolded lines with their numbers, and an empty one behind each entry."""
    parts: list[str] = []
    start = 1
    for number, raw in enumerate(physical_lines(data), 1):
        line = raw.rstrip(b"\r\n").decode("utf-8", "replace")
        if line[:1] == " " and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield start, "".join(parts)[:_LONGEST]
        parts, start = [line] if line and line[0] != "#" else [], number
        if not line:
            yield number, ""
    if parts:
        yield start, "".join(parts)[:_LONGEST]


def _value(text: str, *, encoded: bool) -> str:
    if not encoded:
        return text.strip()
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace").strip()
    except (binascii.Error, ValueError):
        return text.strip()


def _card(entry: Entry, place: str) -> RowCard:
    card = RowCard(place)

    def first(*names: str) -> str:
        return next((entry[name][0] for name in names if entry.get(name)), "")

    family, given = first("sn", "surname"), first("givenname")
    card.add("FN", first("displayname", "cn") or f"{given} {family}")
    card.structured("N", (family, given))
    departments = first("ou", "department")
    organization = first("o", "company")
    card.structured("ORG", (organization, departments) if departments else (organization,))
    for names in (_HOME, _WORK):
        take_address(card, *([first(*name.split())] for name in names))
    year, month, day = (first(name) for name in ("birthyear", "birthmonth", "birthday"))
    if month.isdecimal() and day.isdecimal():
        card.add("BDAY", f"{year or '-'}-{int(month):02}-{int(day):02}")
    known = {name for names in (*_HOME, *_WORK) for name in names.split()}
    for name, texts in entry.items():
        property_name, label = _PLAIN.get(name, ("", ""))
        for text in texts:
            if property_name:
                card.add(property_name, text, label)
            elif name not in _TAKEN and name not in known:
                technical = name in _TECHNICAL
                card.lose(name, text, TECHNICAL if technical else "notes have no field for it")
    return card
