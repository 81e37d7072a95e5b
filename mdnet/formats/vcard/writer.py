"""People to vCards, 4.0 (RFC 6350) or 3.0 (RFC 2426, which iOS takes).

What comes out gives the same contact when it is read again. The lines kept under ``vcard``
go back as they came, instead of the plain value that they stand for; one whose value
has been taken from the note stays away. What no property can say goes under ``X-MDNET-…``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal

from mdnet.formats.content import Property, compose, parse
from mdnet.formats.decorations import undecorated
from mdnet.formats.name_parts import parts_of
from mdnet.formats.person import Outgoing
from mdnet.formats.vcard import own
from mdnet.formats.vcard.mapping import DEPARTMENT, SYSTEM_GROUPS, Meaning, meaning_of
from mdnet.formats.vcard.person import COMPANIONS, OF_FIRMS, label_of
from mdnet.formats.vcard.ties import LABELS, RELATED_TYPES
from mdnet.formats.vcard.values import escape
from mdnet.model.contact import Contact, Edge
from mdnet.model.identifiers import derived_uid
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.names import is_same_name
from mdnet.util.text import name_key
from mdnet.util.written_days import YEARLESS

Version = Literal["3.0", "4.0"]

_WIDTH = 75
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_OF_YEAR = re.compile(r"--\d{2}-\d{2}", re.ASCII)
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_TYPE_OF: Final = {kind: one for one, kind in RELATED_TYPES.items()}
_LABEL_OF: Final = {kind: label.capitalize() for label, kind in LABELS.items()}
# Properties of vCard 4.0 that 3.0 has not.
_NEWER = frozenset(("LANG", "PRONOUNS", "EXPERTISE", "INTEREST"))
# The writer makes these itself.
_OWN_BUSINESS = frozenset(("BEGIN", "END", "VERSION", "FN", "UID", "NOTE", "CATEGORIES"))


def write_vcards(people: Iterable[Outgoing], version: Version = "4.0") -> Iterator[str]:
    """Yield one vCard for each person, folded at 75 octets, with CRLF line ends."""
    for one in people:
        lines = _Card(one, version).lines()
        yield "".join(f"{folded}\r\n" for line in lines for folded in fold_line(line))


def fold_line(line: str) -> Iterator[str]:
    """Yield the lines into which RFC 6350 section 3.2 folds a content line, 75 octets at most."""
    data = line.encode("utf-8", "replace")
    if len(data) <= _WIDTH:
        yield line
        return
    start, width, lead = 0, _WIDTH, ""
    while start < len(data):
        end = start + width
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        yield lead + data[start:end].decode()
        start, width, lead = end, _WIDTH - 1, " "


class _Card:
    """The lines of one card, with the kept lines where they belong."""

    def __init__(self, person: Outgoing, version: Version) -> None:
        self.person = person
        self.contact = person.contact
        self.version = version
        self.kept = [
            (one, companions)
            for one, companions in _kept_lines(person.contact)
            if all(
                value in _values(self.contact, field)
                for field, value in _own_gains(one, companions)
            )
        ]
        self.stands_for: dict[tuple[str, Any], int] = {}
        for place, (one, companions) in enumerate(self.kept):
            for gain in _own_gains(one, companions):
                self.stands_for.setdefault(gain, place)
        self.done: set[int] = set()
        self.written: set[tuple[str, Any]] = set()
        self.out: list[str] = []
        self.next_group = 1 + max(
            (int(found[1]) for one, _ in self.kept
             if (found := re.fullmatch(r"item(\d{1,6})", one.group, re.IGNORECASE))),
            default=0,
        )  # fmt: skip

    def lines(self) -> list[str]:
        contact = self.contact
        self.out = ["BEGIN:VCARD", f"VERSION:{self.version}"]
        # Without one, address books take the second export of a person for another person.
        if uid := contact.uid or (derived_uid(self.person.id) if self.person.id else ""):
            self.out.append(f"UID:{escape(uid)}")
        self.out.append(f"FN:{escape(self.person.name)}")
        self.names()
        for place in range(len(self.kept)):
            self.keep(place)
        for field in _WRITERS:
            self.flush(field)
        self.city()
        self.categories()
        self.out += own.lines_of(contact)
        if self.person.body.strip():
            self.out.append(f"NOTE:{escape(self.person.body.strip())}")
        return [*self.out, "END:VCARD"]

    def names(self) -> None:
        if any(one.name == "N" for one, _ in self.kept):
            return
        if "," in self.person.name or undecorated(self.person.name).name != self.person.name:
            self.out.append(f"{own.NAME}:{escape(self.person.name)}")
        if _is_firm(self.person):
            of_firm = OF_FIRMS[self.version == "4.0"]
            said = {one.text for one, _ in self.kept}
            self.out += ["N:;;;;"] if of_firm in said else [of_firm, "N:;;;;"]
            return
        parts = parts_of(self.person.name, self.contact.aliases)
        family, given, prefix, suffix = map(escape, parts)
        self.out.append(f"N:{family};{given};;{prefix};{suffix}")

    def keep(self, place: int) -> None:
        """Write a kept line, behind the values of its field that stand before it."""
        if place in self.done:
            return
        self.done.add(place)
        one, companions = self.kept[place]
        for field, value in _own_gains(one, companions):
            self.flush(field, until=value)
            self.written.add((field, value))
        self.out += [one.text, *(line.text for line in companions)]

    def flush(self, field: str, until: object = None) -> None:
        """Write the values of a field that are not written yet, up to one of them."""
        for value in _values(self.contact, field):
            if until is not None and value == until:
                return
            if (field, value) in self.written:
                continue
            self.written.add((field, value))
            place = self.stands_for.get((field, value))
            if place is not None:
                self.keep(place)
            else:
                self.out += self.plain(field, value)

    def plain(self, field: str, value: Any) -> list[str]:
        """The lines for a value; a property of ours where no other gives it back."""
        if field == "organizations" and value == self.contact.organizations[0]:
            departments = dict(self.contact.extra).get(DEPARTMENT, ())
            if departments:
                return ["ORG:" + ";".join(map(escape, (value, *departments)))]
        lines = _WRITERS[field](self, field, value)
        if len(lines) > 1:
            return lines
        read = parse(lines[0].encode("utf-8", "replace"))
        exact = isinstance(read, Property) and meaning_of(read) == Meaning(((field, value),), True)
        if exact and not (field == "aliases" and is_same_name(value, self.person.name)):
            return lines
        return [own.edge_line(value) if field == "edges" else own.line(field, value)]

    def grouped(self, name: str, value: str, label: str) -> list[str]:
        """A property with a label, as Apple's address book writes it."""
        group = f"item{self.next_group}"
        self.next_group += 1
        return [f"{group}.{name}:{value}", f"{group}.X-ABLabel:{label}"]

    def edge(self, _: str, edge: Edge) -> list[str]:
        if self.version == "4.0" and edge.kind in _TYPE_OF:
            params = (("TYPE", _TYPE_OF[edge.kind]), ("VALUE", "text"))
            return [compose("RELATED", escape(edge.target), params)]
        if self.version == "3.0" and edge.kind in _LABEL_OF:
            label = f"_$!<{_LABEL_OF[edge.kind]}>!$_"
            return self.grouped("X-ABRELATEDNAMES", escape(edge.target), label)
        return [own.edge_line(edge)]

    def day(self, field: str, text: str) -> list[str]:
        name = "BDAY" if field == "birthday" else "ANNIVERSARY"
        if self.version == "4.0" and (_DAY.fullmatch(text) or _DAY_OF_YEAR.fullmatch(text)):
            short = text.replace("-", "") if text[0] != "-" else f"--{text[2:4]}{text[5:]}"
            return [f"{name}:{short}"]
        if _DAY_OF_YEAR.fullmatch(text):
            text, omit = f"{YEARLESS}-{text[2:]}", f";X-APPLE-OMIT-YEAR={YEARLESS}"
        elif _DAY.fullmatch(text):
            omit = ""
        else:
            return [own.line(field, text)]
        if field == "anniversary":
            return self.grouped("X-ABDATE", text, "_$!<Anniversary>!$_") if not omit else [
                f"X-ANNIVERSARY{omit}:{text}"
            ]  # fmt: skip
        return [f"{name}{omit}:{text}"]

    def role(self, field: str, text: str) -> list[str]:
        place = self.contact.roles.index(text)
        names = ("TITLE", "ROLE")
        return [f"{names[place]}:{escape(text)}"] if place < 2 else [own.line(field, text)]

    def language(self, field: str, text: str) -> list[str]:
        is_tag = _LANGUAGE_TAG.fullmatch(text) is not None
        return _newer("LANG")(self, field, text) if is_tag else [own.line(field, text)]

    def social(self, field: str, text: str) -> list[str]:
        if text.lower().startswith(("http://", "https://")):
            name = "SOCIALPROFILE" if self.version == "4.0" else "X-SOCIALPROFILE"
            return [f"{name}:{escape(text)}"]
        return [f"IMPP:{escape(text)}" if _URI.match(text) else own.line(field, text)]

    def city(self) -> None:
        """Yield the city, or that there is none although an address suggests one."""
        suggested = any(
            gain[0] == "locality" for one, _ in self.kept for gain in meaning_of(one).gains
        )
        if self.contact.city or suggested:
            self.out.append(own.line("city", self.contact.city))

    def categories(self) -> None:
        circles, tags = self.contact.circles, self.contact.tags
        both = dict.fromkeys((*circles, *tags))
        names = [name for name in both if name.lower() not in SYSTEM_GROUPS]
        if names:
            self.out.append("CATEGORIES:" + ",".join(escape(name) for name in names))
        self.out += [own.line("tags", tag) for tag in tags]
        # By the categories alone, these would be taken for tags, or for groups of a program.
        if any(circle in tags or circle not in names for circle in circles):
            self.out += [own.line("circles", circle) for circle in circles]


def _is_firm(person: Outgoing) -> bool:
    """Whether a name is that of a firm: it is its own organisation, and has no role."""
    names = map(name_key, person.contact.organizations)
    return name_key(person.name) in names and not person.contact.roles


def _kept_lines(contact: Contact) -> Iterator[tuple[Property, list[Property]]]:
    """Yield the kept lines that may be written, each with the lines that speak of it."""
    read = [
        parse(re.sub(r"[\r\n]", " ", line).encode("utf-8", "replace")) for line in contact.vcard
    ]
    properties = [one for one in read if isinstance(one, Property)]
    main = [one for one in properties if one.name not in COMPANIONS or not one.group]
    companions: dict[str, list[Property]] = {}
    for one in properties:
        if one.name in COMPANIONS and one.group:
            companions.setdefault(one.group.lower(), []).append(one)
    for one in main:
        ours = one.name.startswith(own.PREFIX) and bool(meaning_of(one).gains)
        if one.name not in _OWN_BUSINESS and not ours:
            yield one, companions.pop(one.group.lower(), []) if one.group else []
    for lines in companions.values():
        yield lines[0], lines[1:]


def _own_gains(one: Property, companions: list[Property]) -> list[tuple[str, Any]]:
    """The values a kept line stands for, in fields that the note can show."""
    meaning = meaning_of(one, label_of(companions))
    return [(field, value) for field, value in meaning.gains if field in _WRITERS]


def _values(contact: Contact, field: str) -> tuple[Any, ...]:
    value = getattr(contact, field)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _plain(name: str) -> Callable[[_Card, str, str], list[str]]:
    return lambda _, __, text: [f"{name}:{escape(text)}"]


def _newer(name: str) -> Callable[[_Card, str, str], list[str]]:
    """What writes a property of vCard 4.0, which 3.0 has not."""

    def write(card: _Card, field: str, text: str) -> list[str]:
        return [own.line(field, text) if card.version == "3.0" else f"{name}:{escape(text)}"]

    return write


def _address(_: _Card, __: str, text: str) -> list[str]:
    return [f"ADR:;;{escape(text)};;;;"]


def _photo(_: _Card, field: str, text: str) -> list[str]:
    if text.lower().startswith(("http://", "https://")):
        return [f"PHOTO;VALUE=uri:{escape(text)}"]
    return [own.line(field, text)]


def _own(_: _Card, field: str, text: str) -> list[str]:
    return [own.line(field, text)]


# How the first of the properties is written that the table of keys names for a key.
_SHAPES: Final[dict[str, Callable[[_Card, str, Any], list[str]]]] = {
    "TITLE": _Card.role,
    "ADR": _address,
    "IMPP": _Card.social,
    "BDAY": _Card.day,
    "ANNIVERSARY": _Card.day,
    "LANG": _Card.language,
    "PHOTO": _photo,
}
# The writer says these in a way of its own: as the categories, and beside the address.
_APART = frozenset(("tags", "circles", "city", "uid"))


def _writer_of(properties: str) -> Callable[[_Card, str, Any], list[str]]:
    """How the values of a key are written that has these properties."""
    name = properties.partition(" ")[0]
    if not name:
        return _own
    return _SHAPES.get(name) or (_newer(name) if name in _NEWER else _plain(name))


def _writers() -> dict[str, Callable[[_Card, str, Any], list[str]]]:
    """How the values of each key are written that holds words, ties last."""
    writers = {
        key.name: _writer_of(key.vcard.properties)
        for key in CONTACT_KEYS
        if key.vcard and "cards" in key.leaves and key.kind in own.WORDS and key.name not in _APART
    }
    return {**writers, "edges": _Card.edge}


_WRITERS: Final = _writers()
